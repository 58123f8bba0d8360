/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import type { PollSource } from '../../shared/trigger';
import { BEGINNING, demandDimensions, planOfEvent } from '../../shared/trigger';
import type { DimensionName } from '../masterDocuments';
import { DIMENSIONS } from '../masterDocuments';
import { CREDENTIAL, connect } from '../transport/connection';
import { accountSource, billSource, dimensionSource, vendorSource } from './events';
import { paymentSource } from './payments';
import type { TriggerOptions } from './source';

export type Event =
  'accountChanged' | 'billChanged' | 'dimensionChanged' | 'paymentChanged' | 'vendorChanged';

const MINUTE_MS = 60_000;

/** The plan of the chosen event. */
export const planOf = (context: IPollFunctions): Promise<PollPlan<unknown>> =>
  planOfEvent(context, async (event: Event, options: TriggerOptions) => {
    const connection = await connect(context);
    const dimensions = dimensionsOf(context, event);
    const source =
      event === 'dimensionChanged'
        ? dimensionSource(connection, dimensions)
        : SOURCES[event](connection, options);
    const ofBills = event === 'billChanged' || event === 'paymentChanged';
    const start = options.startFrom ? new Date(options.startFrom) : new Date();
    return {
      ...(source as PollSource<unknown>),
      filters: [
        ...[event, connection.realm, dimensions, options.onlyFromJaggaer ?? true],
        options.startFrom ?? '',
      ],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      startFrom: !options.startFrom && !ofBills ? BEGINNING : start.toISOString(),
      limit: options.batchSize ?? 2_000,
      overlapMs: (options.overlapMinutes ?? 10) * MINUTE_MS,
    };
  });

/** @throws Refusal where none is chosen */
function dimensionsOf(context: IPollFunctions, event: Event): DimensionName[] {
  if (event !== 'dimensionChanged') return [];
  const names = context.getNodeParameter('dimensions', []) as string[];
  return demandDimensions(names.filter((name): name is DimensionName => name in DIMENSIONS));
}

const SOURCES = {
  accountChanged: accountSource,
  billChanged: billSource,
  paymentChanged: paymentSource,
  vendorChanged: vendorSource,
};
