/** What the events of the trigger share. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import { instant } from '../transport/query';

export interface TriggerOptions {
  bankFields?: string;
  batchSize?: number;
  onlyFromJaggaer?: boolean;
  overlapMinutes?: number;
  stampField?: string;
  startFrom?: string;
}

/** What an event reads and hands over; the rest of the plan is the same for all. */
export type Source<T> = Pick<PollPlan<T>, 'scan' | 'toItems' | 'nothing'>;

/** Changes from an instant on, that instant included. */
export const since = (iso: string): string => `LastModifiedDateTime ge ${instant(iso)}`;

export const itemsOf = (documents: object[]): INodeExecutionData[] =>
  documents.map((document) => ({ json: document as IDataObject }));
