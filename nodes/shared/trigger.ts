/** What the triggers of every system share: their fields, the plan of a poll, and the items they hand over. */
import type {
  IDataObject,
  INodeExecutionData,
  INodeProperties,
  INodePropertyOptions,
  IPollFunctions,
} from 'n8n-workflow';
import { nodeError } from './actions';
import { refuse } from './outcome';
import type { PollPlan } from './polling';

/** The event of a polling trigger. */
export const eventField = (preset: string, options: INodePropertyOptions[]): INodeProperties => ({
  displayName: 'Event',
  name: 'event',
  type: 'options',
  options,
  default: preset,
});

/** What a push trigger makes of a notification. */
export const outputField = (preset: string, options: INodePropertyOptions[]): INodeProperties => ({
  displayName: 'Output',
  name: 'output',
  type: 'options',
  options,
  default: preset,
  description: 'What the workflow gets',
});

/** @param what of what there may be so many in one execution, and when the rest follows */
export const batchSizeOption = (preset: number, what: string): INodeProperties => ({
  displayName: 'Batch Size',
  name: 'batchSize',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 5000 },
  default: preset,
  description: `Most ${what}`,
});

/** How far each poll looks back, in this unit. */
export const overlapOption = (
  unit: 'Days' | 'Hours' | 'Minutes',
  preset: number,
  [minValue, maxValue]: [number, number],
  description: string,
): INodeProperties => ({
  displayName: `Overlap (${unit})`,
  name: `overlap${unit}`,
  type: 'number',
  typeOptions: { minValue, maxValue },
  default: preset,
  description,
});

/** @param first what the first one of interest is, and what it is when this is empty */
export const startFromOption = (first: string): INodeProperties => ({
  displayName: 'Start From',
  name: 'startFrom',
  type: 'dateTime',
  default: '',
  description: `First ${first}`,
});

/** What an event reads and hands over; the rest of the plan is the same for all. */
export type PollSource<T> = Pick<PollPlan<T>, 'scan' | 'toItems' | 'nothing'>;

/** Whole lists are wanted once at the start; documents only from then on. */
export const BEGINNING = '2000-01-01T00:00:00.000Z';

/** The plan of the chosen event. @throws NodeOperationError where the credential or a setting is incomplete */
export async function planOfEvent<Event extends string, Options extends object>(
  context: IPollFunctions,
  make: (event: Event, options: Options) => Promise<PollPlan<unknown>>,
): Promise<PollPlan<unknown>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = (context.getNodeParameter('options', {}) ?? {}) as Options;
  try {
    return await make(event, options);
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

/** The dimensions that a trigger tells of, each once, in order. @throws Refusal where none is chosen */
export function demandDimensions<T extends string>(chosen: readonly T[]): T[] {
  if (chosen.length > 0) return [...new Set(chosen)].sort();
  throw refuse(
    'setting.dimension',
    'No dimension is chosen.',
    'Choose at least one in the trigger.',
    'support',
  );
}

/** One item for each document. */
export const itemsOf = (documents: object[]): INodeExecutionData[] =>
  documents.map((document) => ({ json: document as IDataObject }));
