/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import type { PollPlan } from '../../shared/polling';
import type { Connection } from '../transport/connection';
import { CREDENTIAL, connect } from '../transport/connection';
import { logonProfile } from '../transport/service';
import { invoiceSource, paymentSource } from './invoices';
import { accountSource, supplierSource } from './masters';
import type { Source, TriggerOptions } from './source';

export type Event = 'accountChanged' | 'invoiceChanged' | 'paymentChanged' | 'supplierChanged';

/** Whole lists are wanted once at the start; invoices and payments only from then on. */
const BEGINNING = '2000-01-01T00:00:00.000Z';
const DAY_MS = 24 * 3_600_000;
/** Journals bear a day, which people may set back. */
const OVERLAP_DAYS = 7;

/** The plan of the chosen event. @throws NodeOperationError where the credential is incomplete */
export async function planOf(context: IPollFunctions): Promise<PollPlan<unknown>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = (context.getNodeParameter('options', {}) ?? {}) as TriggerOptions;
  try {
    const connection = await connect(context);
    const { onlyFromJaggaer = true, startFrom = '', batchSize = 500, overlapDays = OVERLAP_DAYS } = options;
    return {
      ...sourceOf(event, connection, options),
      filters: [event, connection.base, connection.companyId, onlyFromJaggaer, startFrom],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      startFrom: () => startOf(event, connection, startFrom),
      limit: batchSize,
      overlapMs: Math.max(Number(overlapDays) || OVERLAP_DAYS, 1) * DAY_MS,
    };
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

/** The company's own date counts: journals bear it, and people may leave it behind the calendar. */
async function startOf(event: Event, connection: Connection, startFrom: string): Promise<string> {
  if (startFrom) return `${new Date(startFrom).toISOString().slice(0, 10)}T00:00:00.000Z`;
  if (event === 'accountChanged' || event === 'supplierChanged') return BEGINNING;
  const { date } = await logonProfile(connection);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? new Date().toISOString().slice(0, 10);
  return `${day}T00:00:00.000Z`;
}

function sourceOf(event: Event, connection: Connection, options: TriggerOptions): Source<unknown> {
  const sources = {
    accountChanged: accountSource,
    invoiceChanged: invoiceSource,
    paymentChanged: paymentSource,
    supplierChanged: supplierSource,
  };
  return sources[event](connection, options) as unknown as Source<unknown>;
}
