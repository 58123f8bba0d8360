/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import type { PollPlan } from '../../shared/polling';
import { demandDimensions } from '../../shared/polling';
import type { DimensionName } from '../masterDocuments';
import { DIMENSIONS } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { CREDENTIAL, connect } from '../transport/connection';
import { accountSource, billSource, dimensionSource, vendorSource } from './events';
import { paymentSource } from './payments';
import type { Source, TriggerOptions } from './source';

export type Event =
  'accountChanged' | 'billChanged' | 'dimensionChanged' | 'paymentChanged' | 'vendorChanged';

/** Whole lists are wanted once at the start; bills only from then on. */
const BEGINNING = '2000-01-01T00:00:00.000Z';
const MINUTE_MS = 60_000;

/** The plan of the chosen event. @throws NodeOperationError where the credential or a setting is incomplete */
export async function planOf(context: IPollFunctions): Promise<PollPlan<unknown>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = (context.getNodeParameter('options', {}) ?? {}) as TriggerOptions;
  try {
    const connection = await connect(context);
    const dimensions = dimensionsOf(context, event);
    const ofBills = event === 'billChanged' || event === 'paymentChanged';
    const start = options.startFrom ? new Date(options.startFrom) : new Date();
    return {
      ...sourceOf(event, connection, options, dimensions),
      filters: [
        ...[event, connection.realm, dimensions, options.onlyFromJaggaer ?? true],
        options.startFrom ?? '',
      ],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      startFrom: !options.startFrom && !ofBills ? BEGINNING : start.toISOString(),
      limit: options.batchSize ?? 2_000,
      overlapMs: (options.overlapMinutes ?? 10) * MINUTE_MS,
    };
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

/** @throws Refusal where none is chosen */
function dimensionsOf(context: IPollFunctions, event: Event): DimensionName[] {
  if (event !== 'dimensionChanged') return [];
  const names = context.getNodeParameter('dimensions', []) as string[];
  return demandDimensions(names.filter((name): name is DimensionName => name in DIMENSIONS));
}

function sourceOf(
  event: Event,
  connection: Connection,
  options: TriggerOptions,
  dimensions: DimensionName[],
): Source<unknown> {
  const sources: Record<Event, () => Source<never>> = {
    accountChanged: () => accountSource(connection) as Source<never>,
    billChanged: () => billSource(connection, options) as Source<never>,
    dimensionChanged: () => dimensionSource(connection, dimensions) as Source<never>,
    paymentChanged: () => paymentSource(connection, options) as Source<never>,
    vendorChanged: () => vendorSource(connection) as Source<never>,
  };
  return sources[event]() as unknown as Source<unknown>;
}
