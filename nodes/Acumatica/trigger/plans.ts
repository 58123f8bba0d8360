/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import type { PollPlan } from '../../shared/polling';
import { connect } from '../transport/connection';
import { billSource, paymentSource } from './bills';
import { accountSource, subaccountSource, vendorSource } from './masters';
import type { Source, TriggerOptions } from './source';

export type Event =
  'accountChanged' | 'billChanged' | 'paymentChanged' | 'subaccountChanged' | 'vendorChanged';

/** Whole lists are wanted once at the start; bills only from then on. */
const BEGINNING = '2000-01-01T00:00:00.000Z';
/** Each payment is read by itself: more of them would not fit into one poll at 50 calls a minute. */
const PAYMENTS_AT_ONCE = 150;

/** The plan of the chosen event. @throws NodeOperationError where the credential is incomplete */
export async function planOf(context: IPollFunctions): Promise<PollPlan<unknown>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = (context.getNodeParameter('options', {}) ?? {}) as TriggerOptions;
  try {
    const connection = await connect(context);
    const ofBills = event === 'billChanged' || event === 'paymentChanged';
    const start = ofBills ? new Date().toISOString() : BEGINNING;
    const limit = options.batchSize ?? 500;
    const source = SOURCES[event](connection, options) as Source<unknown>;
    return {
      ...source,
      filters: [event, options.onlyFromJaggaer ?? true, options.stampField ?? '', options.startFrom ?? ''],
      credentialId: connection.credentialId,
      startFrom: options.startFrom ? new Date(options.startFrom).toISOString() : start,
      limit: event === 'paymentChanged' ? Math.min(limit, PAYMENTS_AT_ONCE) : limit,
      overlapMs: (options.overlapMinutes ?? 10) * 60_000,
    };
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

const SOURCES = {
  accountChanged: accountSource,
  billChanged: billSource,
  paymentChanged: paymentSource,
  subaccountChanged: subaccountSource,
  vendorChanged: vendorSource,
};
