/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import type { PollSource } from '../../shared/trigger';
import { BEGINNING, planOfEvent } from '../../shared/trigger';
import type { Connection } from '../transport/connection';
import { CREDENTIAL, connect } from '../transport/connection';
import { logonProfile } from '../transport/service';
import { invoiceSource, paymentSource } from './invoices';
import { accountSource, supplierSource } from './masters';
import type { TriggerOptions } from './source';

export type Event = 'accountChanged' | 'invoiceChanged' | 'paymentChanged' | 'supplierChanged';

const DAY_MS = 24 * 3_600_000;
/** Journals bear a day, which people may set back. */
const OVERLAP_DAYS = 7;

/** The plan of the chosen event. */
export const planOf = (context: IPollFunctions): Promise<PollPlan<unknown>> =>
  planOfEvent(context, async (event: Event, options: TriggerOptions) => {
    const connection = await connect(context);
    const { onlyFromJaggaer = true, startFrom = '', batchSize = 500, overlapDays = OVERLAP_DAYS } = options;
    return {
      ...(SOURCES[event](connection, options) as PollSource<unknown>),
      filters: [event, connection.base, connection.companyId, onlyFromJaggaer, startFrom],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      startFrom: () => startOf(event, connection, startFrom),
      limit: batchSize,
      overlapMs: Math.max(Number(overlapDays) || OVERLAP_DAYS, 1) * DAY_MS,
    };
  });

/** The company's own date counts: journals bear it, and people may leave it behind the calendar. */
async function startOf(event: Event, connection: Connection, startFrom: string): Promise<string> {
  if (startFrom) return `${new Date(startFrom).toISOString().slice(0, 10)}T00:00:00.000Z`;
  if (event === 'accountChanged' || event === 'supplierChanged') return BEGINNING;
  const { date } = await logonProfile(connection);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? new Date().toISOString().slice(0, 10);
  return `${day}T00:00:00.000Z`;
}

const SOURCES = {
  accountChanged: accountSource,
  invoiceChanged: invoiceSource,
  paymentChanged: paymentSource,
  supplierChanged: supplierSource,
};
