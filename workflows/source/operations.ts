/** Operations that every ERP shares: replay, alerts, watchdog, status page, housekeeping, marking by hand. */
import {
  callWorkflow,
  core,
  dailyAt,
  everyMinutes,
  note,
  own,
  readTable,
  unlessRow,
  writeRows,
} from './parts';
import type { TemplateNode } from './template';
import { workflowOf } from './template';

const NODE = 'jaggaerErpOperations';

const operation = (
  name: string,
  position: [number, number],
  resource: string,
  op: string,
  parameters: Record<string, unknown> = {},
): TemplateNode => own(name, NODE, position, { resource, operation: op, ...parameters });

const MAIN = 'Choose your *Invoices to …* workflow in the node **Book Invoices**.';

export const replay = () =>
  workflowOf({
    name: 'JAGGAER ERP: Replay',
    nodes: [
      note(
        [-460, -300],
        [420, 340],
        `## Try again what needs attention\nEvery hour, and whenever you fill in the form, this takes the invoices that are still held, rejected or unknown, reads them from JAGGAER by id and gives them to the main flow. It cannot book twice: the main flow looks every invoice up first.\n\n**Before the first run**\n${MAIN}\nThe form wants a basic-auth credential.`,
        4,
      ),
      core('Every Hour', 'scheduleTrigger', 1.2, [60, -100], {
        rule: { interval: [{ field: 'hours', hoursInterval: 1 }] },
      }),
      core(
        'Replay Form',
        'formTrigger',
        2.2,
        [60, 120],
        {
          authentication: 'basicAuth',
          path: 'jaggaer-erp-replay',
          formTitle: 'Replay invoices',
          formDescription: 'Leave the number empty to try all of them again.',
          formFields: {
            values: [{ fieldLabel: 'Invoice number', placeholder: 'e.g. I00092' }],
          },
          responseMode: 'onReceived',
          options: {
            respondWithOptions: { values: { formSubmittedText: 'The invoices are being tried again.' } },
          },
        },
        { webhookId: 'jaggaer-erp-replay', credentials: { httpBasicAuth: { id: null, name: 'AP Team' } } },
      ),
      readTable('Read Audit Rows', 'audit', [280, -100]),
      readTable('Read All Audit Rows', 'audit', [280, 120]),
      operation('Held and Unknown', [500, -100], 'problem', 'listOpen', { outcomes: ['held', 'unknown'] }),
      operation('Chosen', [500, 120], 'problem', 'listOpen', {
        outcomes: ['held', 'unknown', 'rejected', 'differs'],
      }),
      core('Of This Number', 'filter', 2.2, [700, 120], {
        conditions: {
          options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
          combinator: 'or',
          conditions: [
            {
              id: 'c1',
              leftValue: "={{ $('Replay Form').first().json['Invoice number'] ?? '' }}",
              rightValue: '',
              operator: { type: 'string', operation: 'empty', singleValue: true },
            },
            {
              id: 'c2',
              leftValue: '={{ $json.number }}',
              rightValue: "={{ ($('Replay Form').first().json['Invoice number'] ?? '').trim() }}",
              operator: { type: 'string', operation: 'equals' },
            },
          ],
        },
        options: {},
      }),
      callWorkflow('Book Invoices', [920, 0]),
    ],
    links: [
      'Every Hour > Read Audit Rows',
      'Read Audit Rows > Held and Unknown',
      'Held and Unknown > Book Invoices',
      'Replay Form > Read All Audit Rows',
      'Read All Audit Rows > Chosen',
      'Chosen > Of This Number',
      'Of This Number > Book Invoices',
    ],
  });

const sendMail = (name: string, position: [number, number], more: Record<string, unknown> = {}) =>
  core(
    name,
    'emailSend',
    2.1,
    position,
    {
      fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
      toEmail: '={{ $json.to }}',
      subject: '={{ $json.subject }}',
      emailFormat: 'both',
      text: '={{ $json.text }}',
      html: '={{ $json.html }}',
      options: { appendAttribution: false },
      ...more,
    },
    { credentials: { smtp: { id: null, name: 'Mail Server' } } },
  );

const postToChat = (position: [number, number]): TemplateNode =>
  core(
    'Post to Chat',
    'httpRequest',
    4.2,
    position,
    {
      method: 'POST',
      url: 'https://chat.yourcompany.example/webhook',
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={{ JSON.stringify({ text: $json.chat }) }}',
      options: {},
    },
    { disabled: true, onError: 'continueRegularOutput' },
  );

/** A workflow that broke, as one alert; told once in the window. */
const FAILURE =
  "={{ (() => { const error = $json.execution?.error ?? $json.trigger?.error ?? {}; const node = $json.execution?.lastNodeExecuted ?? error.node?.name ?? 'the trigger'; const words = String(error.message ?? 'no message').slice(0, 500); const more = String(error.description ?? '').slice(0, 500); const where = $json.execution?.url ?? ''; const text = ['Workflow: ' + $json.workflow.name, 'Node: ' + node, 'Message: ' + words, more, where].filter(Boolean).join('\\n'); const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;'); const to = 'ap@yourcompany.example'; return { to, subject: $json.workflow.name + ' stopped at ' + node, text, html: '<pre>' + escaped + '</pre>', chat: text, notice: { at: $now.toUTC().toISO(), cause: 'workflow.failed:' + $json.workflow.name + ':' + node, owner: 'support', entity: '', flow: 'all', count: 1, to } }; })() }}";

export const alerts = () =>
  workflowOf({
    name: 'JAGGAER ERP: Alerts',
    nodes: [
      note(
        [-460, -340],
        [420, 420],
        '## Who has to mend what\nEvery 15 minutes, and at once when a flow ends with trouble, the open problems are grouped by cause, owner and entity and told to their owner: once in 24 hours, sooner when new documents join.\n\n**Before the first run**\n1. Choose a mail server in both e-mail nodes, and a sender.\n2. In *Group Problems* and *Failed Run* enter who is told when nobody else is named.\n3. In `jaggaer_erp_mapping` add rows of kind `owner`: **from** a cause (`unmapped.*`) or an owner (mapping, jaggaer, erp, connection, support), **scope** an entity or empty, **to** an e-mail address.\n4. Publish, and choose this workflow as the error workflow of the others.\n\n*Post to Chat* is off: select it and press **D**.',
        4,
      ),
      everyMinutes('Every 15 Minutes', [60, -100], 15),
      core('A Workflow Failed', 'errorTrigger', 1, [60, 160]),
      core('By Its Own Alert', 'if', 2.2, [280, 160], {
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
      sendMail('Send E-Mail', [1020, -100]),
      postToChat([1020, 80]),
      core('Told', 'merge', 3.2, [1240, -40], {
        mode: 'combine',
        combineBy: 'combineByPosition',
        options: {},
      }),
      writeRows('Write Notices', 'notice', [1460, -40], 'notice'),
      core('Failed Run', 'set', 3.4, [500, 320], {
        mode: 'raw',
        jsonOutput: FAILURE,
        includeOtherFields: false,
        options: {},
      }),
      unlessRow(
        'Not Told Today',
        'notice',
        [760, 320],
        [
          { keyName: 'cause', keyValue: '={{ $json.notice.cause }}' },
          { keyName: 'at', condition: 'gt', keyValue: '={{ $now.minus({ hours: 24 }).toUTC().toISO() }}' },
        ],
      ),
      sendMail('Send Failure', [1020, 260]),
      core('Told of Failure', 'merge', 3.2, [1240, 320], {
        mode: 'combine',
        combineBy: 'combineByPosition',
        options: {},
      }),
      writeRows('Write Failure Notice', 'notice', [1460, 320], 'notice'),
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

export const watchdog = () =>
  workflowOf({
    name: 'JAGGAER ERP: Watchdog',
    nodes: [
      note(
        [-460, -300],
        [420, 320],
        `## Nothing approved is forgotten\nEvery hour this asks JAGGAER for approved invoices of the last 30 days that no flow has touched within an hour: a poll that stopped, or a batch that was lost. Each gets an audit row, so that an alert goes out, and is given to the main flow.\n\n**Before the first run**\n${MAIN}`,
        4,
      ),
      core('Every Hour', 'scheduleTrigger', 1.2, [60, 0], {
        rule: { interval: [{ field: 'hours', hoursInterval: 1, triggerAtMinute: 30 }] },
      }),
      own(
        'Approved Invoices',
        'jaggaer',
        [280, 0],
        {
          resource: 'invoice',
          operation: 'getAll',
          returnAll: true,
          filters: {
            workflowStatuses: 'Completed',
            paymentStatuses: 'Payable',
            updatedSince: '={{ $now.minus({ days: 30 }).toUTC().toISO() }}',
          },
        },
        { onError: 'continueErrorOutput', alwaysOutputData: true },
      ),
      readTable('Read Audit Rows', 'audit', [280, 200]),
      operation('Find Overdue', [540, 0], 'delivery', 'findOverdue', { olderThan: 60 }),
      writeRows('Write Audit Rows', 'audit', [800, -100], 'audit'),
      callWorkflow('Book Invoices', [800, 100]),
    ],
    links: [
      'Every Hour > Approved Invoices',
      'Every Hour > Read Audit Rows',
      'Approved Invoices > Find Overdue',
      'Read Audit Rows > Find Overdue:1',
      'Find Overdue > Write Audit Rows',
      'Find Overdue > Book Invoices',
    ],
  });

export const statusPage = () =>
  workflowOf({
    name: 'JAGGAER ERP: Status Page',
    nodes: [
      note(
        [-460, -200],
        [420, 260],
        '## The page that AP looks at each morning\nPublish this, choose who may see it (basic auth), and open the address of *Status Page Asked For*: open problems first, then counts and amounts of today and of 30 days.',
        4,
      ),
      core(
        'Status Page Asked For',
        'webhook',
        2,
        [60, 0],
        {
          path: 'jaggaer-erp-status',
          authentication: 'basicAuth',
          responseMode: 'responseNode',
          options: {},
        },
        { webhookId: 'jaggaer-erp-status', credentials: { httpBasicAuth: { id: null, name: 'AP Team' } } },
      ),
      readTable('Read Audit Rows', 'audit', [280, 0]),
      operation('Draw the Page', [500, 0], 'statusPage', 'render', {
        title: 'Invoices to the ERP',
        timeZone: 'UTC',
      }),
      core('Show It', 'respondToWebhook', 1.1, [720, 0], {
        respondWith: 'text',
        responseBody: '={{ $json.html }}',
        options: {
          responseHeaders: {
            entries: [
              { name: 'content-type', value: 'text/html; charset=utf-8' },
              { name: 'cache-control', value: 'no-store' },
            ],
          },
        },
      }),
    ],
    links: [
      'Status Page Asked For > Read Audit Rows',
      'Read Audit Rows > Draw the Page',
      'Draw the Page > Show It',
    ],
  });

export const markAsInErp = () =>
  workflowOf({
    name: 'JAGGAER ERP: Mark as Already in the ERP',
    nodes: [
      note(
        [-460, -200],
        [420, 280],
        '## Somebody booked it by hand\nFill in the form: the invoice is recorded as already in the ERP, with the bill number, the reason and your name, and no flow tries it again. Nothing is written to the ERP.',
        4,
      ),
      core(
        'Mark Form',
        'formTrigger',
        2.2,
        [60, 0],
        {
          authentication: 'basicAuth',
          path: 'jaggaer-erp-mark',
          formTitle: 'Mark an invoice as already in the ERP',
          formFields: {
            values: [
              { fieldLabel: 'Invoice number', placeholder: 'e.g. I00092', requiredField: true },
              { fieldLabel: 'Bill number in the ERP', requiredField: true },
              { fieldLabel: 'Reason', requiredField: true },
              { fieldLabel: 'Your name', requiredField: true },
            ],
          },
          responseMode: 'lastNode',
          options: {},
        },
        { webhookId: 'jaggaer-erp-mark', credentials: { httpBasicAuth: { id: null, name: 'AP Team' } } },
      ),
      readTable(
        'Read Audit Rows',
        'audit',
        [280, 0],
        [{ keyName: 'sourceNumber', keyValue: "={{ $json['Invoice number'].trim() }}" }],
      ),
      operation('The Open One', [500, 0], 'problem', 'listOpen', {
        outcomes: ['held', 'rejected', 'unknown', 'differs'],
      }),
      operation('Mark as Already in the ERP', [720, 0], 'settlement', 'markAsInErp', {
        billNumber: "={{ $('Mark Form').first().json['Bill number in the ERP'] }}",
        reason: "={{ $('Mark Form').first().json.Reason }}",
        options: { person: "={{ $('Mark Form').first().json['Your name'] }}" },
      }),
      writeRows('Write Audit Rows', 'audit', [940, 0], 'audit'),
    ],
    links: [
      'Mark Form > Read Audit Rows',
      'Read Audit Rows > The Open One',
      'The Open One > Mark as Already in the ERP',
      'Mark as Already in the ERP > Write Audit Rows',
    ],
  });

export const housekeeping = () =>
  workflowOf({
    name: 'JAGGAER ERP: Housekeeping',
    nodes: [
      note(
        [-460, -260],
        [420, 300],
        '## The audit table stays small\nEvery night: rows older than a year that are neither the last word on their document nor an open problem are sent away as a file, and then deleted. A mail goes out before the table reaches the size that n8n allows.\n\nChoose a mail server and a receiver.',
        4,
      ),
      dailyAt('Every Night', [60, 0], 2),
      readTable('Read Audit Rows', 'audit', [280, 0]),
      operation('Choose Rows', [500, 0], 'audit', 'keepHouse', { retention: 365 }),
      core('As a File', 'convertToFile', 1.1, [760, -200], {
        operation: 'csv',
        binaryPropertyName: 'data',
        options: { fileName: "=audit-{{ $now.toFormat('yyyy-MM-dd') }}.csv" },
      }),
      core(
        'Send the File',
        'emailSend',
        2.1,
        [980, -200],
        {
          fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
          toEmail: 'ap@yourcompany.example',
          subject: 'Audit rows that leave n8n',
          emailFormat: 'text',
          text: 'The attached rows are deleted from n8n now. Keep the file.',
          options: { appendAttribution: false, attachments: 'data' },
        },
        { credentials: { smtp: { id: null, name: 'Mail Server' } } },
      ),
      core('Sent First', 'merge', 3.2, [1200, -100], { mode: 'chooseBranch', useDataOfInput: 2 }),
      core('Delete Rows', 'dataTable', 1.1, [1420, -100], {
        resource: 'row',
        operation: 'deleteRows',
        dataTableId: { __rl: true, mode: 'name', value: 'jaggaer_erp_audit' },
        matchType: 'allConditions',
        filters: { conditions: [{ keyName: 'id', keyValue: '={{ $json.id }}' }] },
        options: {},
      }),
      core('Almost Full', 'filter', 2.2, [760, 120], {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
          combinator: 'and',
          conditions: [
            {
              id: 'c1',
              leftValue: '={{ $json.level }}',
              rightValue: 'ok',
              operator: { type: 'string', operation: 'notEquals' },
            },
          ],
        },
        options: {},
      }),
      core(
        'Warn',
        'emailSend',
        2.1,
        [980, 120],
        {
          fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
          toEmail: 'ap@yourcompany.example',
          subject: 'The audit table of n8n is almost full',
          emailFormat: 'text',
          text: '={{ $json.text }}',
          options: { appendAttribution: false },
        },
        { credentials: { smtp: { id: null, name: 'Mail Server' } } },
      ),
    ],
    links: [
      'Every Night > Read Audit Rows',
      'Read Audit Rows > Choose Rows',
      'Choose Rows > As a File',
      'As a File > Send the File',
      'Send the File > Sent First',
      'Choose Rows > Sent First:1',
      'Sent First > Delete Rows',
      'Choose Rows:1 > Almost Full',
      'Almost Full > Warn',
    ],
  });
