import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { noticeField, optionsField } from '../../../shared/fields';
import { cellText, cellWords, isoTime } from '../../cells';
import { readEntries } from '../../history/entries';
import { tellStories } from '../../history/stories';
import { inputRows, outputItem } from '../../inputs';
import type { Group, OpenDocument } from '../../problems/group';
import { groupId, groupProblems } from '../../problems/group';
import type { MessageSettings } from '../../problems/message';
import { listedDocuments, writeMessage } from '../../problems/message';
import type { Decision, NoticeSettings } from '../../problems/notices';
import { decide, readNotices } from '../../problems/notices';
import { Recipients } from '../../problems/recipients';

const HOUR = 3_600_000;

interface Settings extends MessageSettings, NoticeSettings {
  escalateTo: string[];
}

/**
 * Groups what is open by cause, owner and entity, and writes one message a group and window to the person who can mend
 * it. Outputs: To Tell (message, recipients, the notice row to keep) and Quiet (told already).
 */
export const group: BatchAction = {
  fields: [
    noticeField(
      'groupNotice',
      'Connect the audit rows, the notices that went out, and the mapping rows. Rows of kind <b>owner</b> say who is told: <b>from</b> = a cause or mapping, jaggaer, erp, connection, support; <b>scope</b> = an entity or empty; <b>to</b> = addresses.',
    ),
    {
      displayName: 'Tell Again After (Hours)',
      name: 'window',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 24,
      description:
        'A group that was told is left in peace for this long, unless documents are added or have to be escalated',
    },
    {
      displayName: 'Default Recipient',
      name: 'defaultRecipient',
      type: 'string',
      default: '',
      placeholder: 'e.g. ap-team@example.com',
      description: 'Who is told where no owner row fits. Several addresses are separated by commas.',
    },
    optionsField([
      {
        displayName: 'Documents Listed',
        name: 'listed',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 20,
        description: 'How many documents a message lists. A refused sign-in lists all.',
      },
      {
        displayName: 'Escalate After (Hours)',
        name: 'escalateAfter',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 72,
        description:
          'Documents that are open for longer are marked and also told to the escalation address. 0 for never.',
      },
      {
        displayName: 'Escalate To',
        name: 'escalateTo',
        type: 'string',
        default: '',
        placeholder: 'e.g. controller@example.com',
        description: 'Addresses, separated by commas',
      },
      {
        displayName: 'Link',
        name: 'link',
        type: 'string',
        default: '',
        placeholder: 'e.g. https://n8n.example.com/webhook/jaggaer-status',
        description: 'Where to look, shown at the end of each message',
      },
      {
        displayName: 'System Name',
        name: 'systemName',
        type: 'string',
        default: 'JAGGAER → ERP',
        description: 'Starts the subject of each message',
      },
    ]),
  ],
  async runAll(context) {
    const settings = readSettings(context);
    const entries = readEntries(inputRows(context, 0));
    const notices = readNotices(inputRows(context, 1).map(({ json }) => json));
    const recipients = new Recipients(
      inputRows(context, 2).map(({ json }) => json),
      cellWords(context.getNodeParameter('defaultRecipient', 0, '')),
    );
    const groups = groupProblems(tellStories(entries)).map((each) => ({
      each,
      decision: decide(each, notices.get(groupId(each)), settings),
    }));
    const items = groups.map(({ each, decision }) => ({
      why: decision.why,
      item: outputItem(
        alertOf(each, decision, recipients, settings),
        each.documents.flatMap(({ items: inputs }) => inputs),
      ),
    }));
    return [
      items.filter(({ why }) => why !== 'told').map(({ item }) => item),
      items.filter(({ why }) => why === 'told').map(({ item }) => item),
    ];
  },
};

function alertOf(each: Group, decision: Decision, recipients: Recipients, settings: Settings): object {
  const { cause, owner, entity, flow, environment, documents } = each;
  const { fresh, escalated, why, toldAt } = decision;
  const escalatedTo = escalated.size > 0 ? settings.escalateTo : [];
  const to = [...new Set([...recipients.of(cause, owner, entity), ...escalatedTo])].join(', ');
  const listed = listedDocuments(each, decision, settings.listed);
  return {
    ...{ why, ...writeMessage(each, decision, settings), to, escalatedTo: escalatedTo.join(', ') },
    ...{ cause, owner, entity, flow, environment },
    ...{ count: documents.length, newCount: fresh.size, escalatedCount: escalated.size },
    values: each.values,
    oldest: isoTime(each.oldest),
    toldAt: toldAt === null ? null : isoTime(toldAt),
    advice: each.advices[0]?.text ?? '',
    reasons: each.reasons.map(({ text }) => text).slice(0, settings.listed),
    documents: listed.map((document) => ({
      ...shown(document),
      isNew: fresh.has(document),
      escalated: escalated.has(document),
    })),
    notice: { at: isoTime(settings.now), cause, owner, entity, flow, count: documents.length, to },
  };
}

function shown(document: OpenDocument): object {
  const { key, environment, tenant, id, number, supplier, amount, currency, outcome, reason, since } =
    document;
  return {
    ...{ key, environment, tenant, id, number, supplier, amount, currency, outcome, reason },
    since: isoTime(since),
  };
}

function readSettings(context: IExecuteFunctions): Settings {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  const escalateAfter = Number(options.escalateAfter ?? 72);
  return {
    now: Date.now(),
    zone: context.getTimezone(),
    windowMs: Number(context.getNodeParameter('window', 0, 24)) * HOUR,
    escalateMs: escalateAfter > 0 ? escalateAfter * HOUR : null,
    escalateTo: cellWords(options.escalateTo),
    systemName: cellText(options.systemName ?? 'JAGGAER → ERP'),
    link: cellText(options.link),
    listed: Number(options.listed ?? 20),
  };
}
