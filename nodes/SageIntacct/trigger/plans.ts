/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import type { PollSource } from '../../shared/trigger';
import { BEGINNING, demandDimensions, planOfEvent } from '../../shared/trigger';
import { CREDENTIAL, connect } from '../transport/connection';
import { billSource, paymentSource } from './bills';
import { accountSource, dimensionSource, vendorSource } from './masters';
import type { TriggerOptions } from './source';

export type Event =
  'accountChanged' | 'billChanged' | 'dimensionChanged' | 'paymentChanged' | 'vendorChanged';

const HOUR_MS = 3_600_000;
/** Sage Intacct's clocks are hours apart, and its times carry no zone: less than a day would lose changes. */
const SHORTEST_HOURS = 24;

/** The plan of the chosen event. */
export const planOf = (context: IPollFunctions): Promise<PollPlan<unknown>> =>
  planOfEvent(context, async (event: Event, options: TriggerOptions) => {
    const connection = await connect(context);
    const dimensions = dimensionsOf(context, event);
    const source =
      event === 'dimensionChanged'
        ? dimensionSource(connection, dimensions)
        : SOURCES[event](connection, options);
    const overlapMs = Math.max(Number(options.overlapHours ?? 0), SHORTEST_HOURS) * HOUR_MS;
    return {
      ...(source as PollSource<unknown>),
      filters: [
        ...[event, connection.entityId, dimensions, options.onlyFromJaggaer ?? true],
        ...[options.stampField ?? '', options.startFrom ?? ''],
      ],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      startFrom: startOf(event, options, overlapMs),
      limit: options.batchSize ?? 500,
      overlapMs,
    };
  });

/** By our clock and back by the overlap: a change may bear a time that was hours before it, by Intacct's clock. */
function startOf(event: Event, { startFrom }: TriggerOptions, overlapMs: number): string {
  const ofBills = event === 'billChanged' || event === 'paymentChanged';
  if (!startFrom && !ofBills) return BEGINNING;
  const start = startFrom ? new Date(startFrom).getTime() : Date.now();
  return new Date(Math.max(start - overlapMs, 0)).toISOString();
}

/** Standard ones by name and user-defined ones by object. @throws Refusal where none is chosen */
function dimensionsOf(context: IPollFunctions, event: Event): string[] {
  if (event !== 'dimensionChanged') return [];
  const lists = ['dimensions', 'ownDimensions'].map((name) => context.getNodeParameter(name, []) as string[]);
  return demandDimensions(lists.flat());
}

const SOURCES = {
  accountChanged: accountSource,
  billChanged: billSource,
  paymentChanged: paymentSource,
  vendorChanged: vendorSource,
};
