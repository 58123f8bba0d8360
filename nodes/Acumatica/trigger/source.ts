/** What the events of the trigger share. */
import { instant } from '../transport/query';

export interface TriggerOptions {
  bankFields?: string;
  batchSize?: number;
  onlyFromJaggaer?: boolean;
  overlapMinutes?: number;
  stampField?: string;
  startFrom?: string;
}

/** Changes from an instant on, that instant included. */
export const since = (iso: string): string => `LastModifiedDateTime ge ${instant(iso)}`;
