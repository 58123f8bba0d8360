/** Options of the trigger that all events share. */
import type { IDataObject } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import type { Connection } from '../transport/connection';

export interface TriggerOptions {
  batchSize?: number;
  concurrency?: number;
  listFilter?: string;
  overlapMinutes?: number;
  pauseMs?: number;
  serverDateFilter?: string;
  startFrom?: string;
  timeZone?: string;
  withLines?: boolean;
}

/** What is the same for all events; `filters` is what else the cursor depends on. */
export function commonPlan(
  event: string,
  options: TriggerOptions,
  connection: Connection,
  filters: IDataObject | string,
): Pick<PollPlan<unknown>, 'filters' | 'credentialId' | 'startFrom' | 'limit' | 'overlapMs'> {
  return {
    filters: [event, filters, options.startFrom ?? ''],
    credentialId: connection.credentialId,
    startFrom: options.startFrom ? new Date(options.startFrom).toISOString() : new Date().toISOString(),
    limit: options.batchSize ?? 500,
    overlapMs: (options.overlapMinutes ?? 10) * 60_000,
  };
}

/**
 * The filters that the server is asked to apply; they are only ever an economy. `{iso}` in the date template becomes the
 * instant, `{stamp}` the same as YYYYMMDDHHMMSS, as company profiles write it (source: SP client).
 */
export function serverFilter(
  given: unknown,
  { serverDateFilter = '' }: TriggerOptions,
  since: string,
): string {
  const stamp = since.replace(/\D/g, '').slice(0, 14);
  const dated = serverDateFilter.trim().replace('{iso}', since).replace('{stamp}', stamp);
  const fixed = typeof given === 'string' ? given.trim() : '';
  return [fixed, dated].filter((each) => each !== '').join(';');
}
