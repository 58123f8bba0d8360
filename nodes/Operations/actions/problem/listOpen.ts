import type { IDataObject } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { optionsField } from '../../../shared/fields';
import { cellWords, isoTime } from '../../cells';
import { readEntries } from '../../history/entries';
import type { Story } from '../../history/stories';
import { openSince, openStories, tellStories } from '../../history/stories';
import { inputRows, outputItem } from '../../inputs';

/** Open documents that can be read again by id, oldest trouble first: what Replay works on. */
export const listOpen: BatchAction = {
  fields: [
    {
      displayName: 'Outcomes',
      name: 'outcomes',
      type: 'multiOptions',
      options: [
        { name: 'Differs', value: 'differs', description: 'The ERP has it with other values' },
        { name: 'Held', value: 'held', description: 'Data or a decision is missing on this side' },
        { name: 'Rejected', value: 'rejected', description: 'The ERP or a rule refuses it for good' },
        { name: 'Unknown', value: 'unknown', description: 'Sent, and nobody can say whether it arrived' },
      ],
      default: ['held', 'rejected', 'unknown'],
      description: 'Which open documents to list',
    },
    optionsField([
      {
        displayName: 'Causes',
        name: 'causes',
        type: 'string',
        default: '',
        placeholder: 'e.g. unmapped.*, period.closed',
        description: 'Only these, separated by commas. A star at the end stands for anything.',
      },
      {
        displayName: 'Except Causes',
        name: 'exceptCauses',
        type: 'string',
        default: '',
        placeholder: 'e.g. invoice.cancelled',
        description: 'Not these, separated by commas',
      },
      {
        displayName: 'Flows',
        name: 'flows',
        type: 'string',
        default: 'invoices',
        description: 'Only these, separated by commas; empty for all',
      },
      {
        displayName: 'Limit',
        name: 'limit',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 50,
        description: 'Max number of results to return',
      },
      {
        displayName: 'Maximum Age (Hours)',
        name: 'maximumAge',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'Only those that have been open for less than this. 0 for any.',
      },
      {
        displayName: 'Minimum Age (Minutes)',
        name: 'minimumAge',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'Only those whose last attempt is at least this long ago',
      },
    ]),
  ],
  async runAll(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const outcomes = context.getNodeParameter('outcomes', 0, []) as string[];
    const wanted: Wanted = {
      outcomes,
      flows: cellWords(options.flows ?? 'invoices'),
      causes: cellWords(options.causes),
      exceptCauses: cellWords(options.exceptCauses),
      minimumAgeMs: Number(options.minimumAge ?? 0) * 60_000,
      maximumAgeMs: Number(options.maximumAge ?? 0) * 3_600_000 || Infinity,
      now: Date.now(),
    };
    const open = pickOpen(tellStories(readEntries(inputRows(context, 0))), wanted);
    const most = options.limit === undefined ? open.length : Number(options.limit);
    return [open.slice(0, most).map((story) => outputItem(openItem(story), [story.latest.index]))];
  },
};

export interface Wanted {
  outcomes: string[];
  /** Empty lists stand for any. */
  flows: string[];
  causes: string[];
  exceptCauses: string[];
  minimumAgeMs: number;
  maximumAgeMs: number;
  now: number;
}

/** The open stories that fit and have an id, oldest trouble first. */
export const pickOpen = (stories: readonly Story[], wanted: Wanted): Story[] =>
  openStories(stories).filter((story) => {
    const { sourceId, outcome, flow, cause, at } = story.latest;
    return (
      sourceId !== '' &&
      wanted.outcomes.includes(outcome) &&
      (wanted.flows.length === 0 || wanted.flows.includes(flow)) &&
      (wanted.causes.length === 0 || wanted.causes.some((pattern) => fits(cause, pattern))) &&
      !wanted.exceptCauses.some((pattern) => fits(cause, pattern)) &&
      wanted.now - at >= wanted.minimumAgeMs &&
      wanted.now - openSince(story) < wanted.maximumAgeMs
    );
  });

const fits = (cause: string, pattern: string): boolean =>
  pattern.endsWith('*') ? cause.startsWith(pattern.slice(0, -1)) : cause === pattern;

function openItem(story: Story): object {
  const { latest, streak } = story;
  const { key, environment, company, sourceId, sourceNumber, supplier, supplierReference } = latest;
  const { amount, currency, entity, flow, targetSystem, outcome, cause, owner, reason, advice } = latest;
  return {
    ...{ key, environment, tenant: company, id: sourceId, number: sourceNumber, supplier, supplierReference },
    ...{ amount, currency, entity, flow, targetSystem, outcome, cause, owner, reason, advice },
    openSince: isoTime(openSince(story)),
    lastAttempt: isoTime(latest.at),
    attempts: streak.length,
  };
}
