/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import type { PollSource } from '../../shared/trigger';
import { BEGINNING, planOfEvent } from '../../shared/trigger';
import { connect } from '../transport/connection';
import { billSource, paymentSource } from './bills';
import { accountSource, subaccountSource, vendorSource } from './masters';
import type { TriggerOptions } from './source';

export type Event =
  'accountChanged' | 'billChanged' | 'paymentChanged' | 'subaccountChanged' | 'vendorChanged';

/** Each payment is read by itself: more of them would not fit into one poll at 50 calls a minute. */
const PAYMENTS_AT_ONCE = 150;

/** The plan of the chosen event. */
export const planOf = (context: IPollFunctions): Promise<PollPlan<unknown>> =>
  planOfEvent(context, async (event: Event, options: TriggerOptions) => {
    const connection = await connect(context);
    const ofBills = event === 'billChanged' || event === 'paymentChanged';
    const start = ofBills ? new Date().toISOString() : BEGINNING;
    const limit = options.batchSize ?? 500;
    return {
      ...(SOURCES[event](connection, options) as PollSource<unknown>),
      filters: [event, options.onlyFromJaggaer ?? true, options.stampField ?? '', options.startFrom ?? ''],
      credentialId: connection.credentialId,
      startFrom: options.startFrom ? new Date(options.startFrom).toISOString() : start,
      limit: event === 'paymentChanged' ? Math.min(limit, PAYMENTS_AT_ONCE) : limit,
      overlapMs: (options.overlapMinutes ?? 10) * 60_000,
    };
  });

const SOURCES = {
  accountChanged: accountSource,
  billChanged: billSource,
  paymentChanged: paymentSource,
  subaccountChanged: subaccountSource,
  vendorChanged: vendorSource,
};
