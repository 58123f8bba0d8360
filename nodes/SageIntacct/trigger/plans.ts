/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import type { PollPlan } from '../../shared/polling';
import { demandDimensions } from '../../shared/polling';
import type { Connection } from '../transport/connection';
import { CREDENTIAL, connect } from '../transport/connection';
import { billSource, paymentSource } from './bills';
import { accountSource, dimensionSource, vendorSource } from './masters';
import type { Source, TriggerOptions } from './source';

export type Event =
  'accountChanged' | 'billChanged' | 'dimensionChanged' | 'paymentChanged' | 'vendorChanged';

/** Whole lists are wanted once at the start; bills only from then on. */
const BEGINNING = '2000-01-01T00:00:00.000Z';
const HOUR_MS = 3_600_000;
/** Sage Intacct's clocks are hours apart, and its times carry no zone: less than a day would lose changes. */
const SHORTEST_HOURS = 24;

/** The plan of the chosen event. @throws NodeOperationError where the credential or a setting is incomplete */
export async function planOf(context: IPollFunctions): Promise<PollPlan<unknown>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = (context.getNodeParameter('options', {}) ?? {}) as TriggerOptions;
  try {
    const connection = await connect(context);
    const dimensions = dimensionsOf(context, event);
    const overlapMs = Math.max(Number(options.overlapHours ?? 0), SHORTEST_HOURS) * HOUR_MS;
    return {
      ...sourceOf(event, connection, options, dimensions),
      filters: [
        ...[event, connection.entityId, dimensions, options.onlyFromJaggaer ?? true],
        ...[options.stampField ?? '', options.startFrom ?? ''],
      ],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      startFrom: startOf(event, options, overlapMs),
      limit: options.batchSize ?? 500,
      overlapMs,
    };
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

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

function sourceOf(
  event: Event,
  connection: Connection,
  options: TriggerOptions,
  dimensions: string[],
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
