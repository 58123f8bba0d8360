/** Telling the owners of open problems. */
import { operation, sendMail, postToChat } from './nodes';
import { core, everyMinutes, note, readTable, unlessRow, writeRows } from '../parts';
import { workflowOf } from '../template';

/** A workflow that broke, as one alert; told once in the window. */
const FAILURE =
  "={{ (() => { const error = $json.execution?.error ?? $json.trigger?.error ?? {}; const node = $json.execution?.lastNodeExecuted ?? error.node?.name ?? 'the trigger'; const words = String(error.message ?? 'no message').slice(0, 500); const more = String(error.description ?? '').slice(0, 500); const where = $json.execution?.url ?? ''; const text = ['Workflow: ' + $json.workflow.name, 'Node: ' + node, 'Message: ' + words, more, where].filter(Boolean).join('\\n'); const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;'); const to = 'ap@yourcompany.example'; return { to, subject: $json.workflow.name + ' stopped at ' + node, text, html: '<pre>' + escaped + '</pre>', chat: text, notice: { at: $now.toUTC().toISO(), cause: 'workflow.failed:' + $json.workflow.name + ':' + node, owner: 'support', entity: '', flow: 'all', count: 1, to } }; })() }}";

export const alerts = () =>
  workflowOf({
    readsAll: true,
    name: 'JAGGAER ERP: Alerts',
    nodes: [
      note(
        [-460, -340],
        [420, 420],
        '## Who has to mend what\nEvery 15 minutes, and at once when a flow ends with trouble, the open problems are grouped by cause, owner and entity and told to their owner: once in 24 hours, sooner when new documents join.\n\n**Before the first run**\n1. Choose a mail server in both e-mail nodes, and a sender.\n2. In *Group Problems* and *Failed Run* enter who is told when nobody else is named.\n3. In `jaggaer_erp_mapping` add rows of kind `owner`: **from** a cause (`unmapped.*`) or an owner (mapping, jaggaer, erp, connection, support), **scope** an entity or empty, **to** an e-mail address.\n4. Publish, and choose this workflow as the error workflow of the others.\n\n*Post to Chat* is off: select it and press **D**.',
        4,
      ),
      everyMinutes('Every 15 Minutes', [60, -100], 15),
      core('A Workflow Failed', 'errorTrigger', 1, [60, 180]),
      core('By Its Own Alert', 'if', 2.2, [280, 180], {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
          combinator: 'and',
          conditions: [
            {
              id: 'c1',
              leftValue: "={{ $json.execution?.lastNodeExecuted ?? '' }}",
              rightValue: 'Tell Somebody',
              operator: { type: 'string', operation: 'equals' },
            },
          ],
        },
        options: {},
      }),
      readTable('Read Audit Rows', 'audit', [500, -200]),
      readTable('Read Notices', 'notice', [500, -20]),
      readTable('Read Owners', 'mapping', [500, 140], [{ keyName: 'kind', keyValue: 'owner' }]),
      operation('Group Problems', [760, -60], 'problem', 'group', {
        window: 24,
        defaultRecipient: 'ap@yourcompany.example',
        options: { escalateAfter: 72, escalateTo: 'controller@yourcompany.example' },
      }),
      sendMail('Send E-Mail', [1020, -160]),
      postToChat([1020, 80]),
      core('Told', 'merge', 3.2, [1240, -40], {
        mode: 'combine',
        combineBy: 'combineByPosition',
        options: {},
      }),
      writeRows('Write Notices', 'notice', [1460, -40], 'notice'),
      core('Failed Run', 'set', 3.4, [500, 380], {
        mode: 'raw',
        jsonOutput: FAILURE,
        includeOtherFields: false,
        options: {},
      }),
      unlessRow(
        'Not Told Today',
        'notice',
        [760, 380],
        [
          { keyName: 'cause', keyValue: '={{ $json.notice.cause }}' },
          { keyName: 'at', condition: 'gt', keyValue: '={{ $now.minus({ hours: 24 }).toUTC().toISO() }}' },
        ],
      ),
      sendMail('Send Failure', [1020, 280]),
      core('Told of Failure', 'merge', 3.2, [1240, 380], {
        mode: 'combine',
        combineBy: 'combineByPosition',
        options: {},
      }),
      writeRows('Write Failure Notice', 'notice', [1460, 380], 'notice'),
    ],
    links: [
      'Every 15 Minutes > Read Audit Rows',
      'Every 15 Minutes > Read Notices',
      'Every 15 Minutes > Read Owners',
      'A Workflow Failed > By Its Own Alert',
      'By Its Own Alert > Read Audit Rows',
      'By Its Own Alert > Read Notices',
      'By Its Own Alert > Read Owners',
      'By Its Own Alert:1 > Failed Run',
      'Read Audit Rows > Group Problems',
      'Read Notices > Group Problems:1',
      'Read Owners > Group Problems:2',
      'Group Problems > Send E-Mail',
      'Group Problems > Post to Chat',
      'Send E-Mail > Told',
      'Group Problems > Told:1',
      'Told > Write Notices',
      'Failed Run > Not Told Today',
      'Not Told Today > Send Failure',
      'Send Failure > Told of Failure',
      'Not Told Today > Told of Failure:1',
      'Told of Failure > Write Failure Notice',
    ],
  });
