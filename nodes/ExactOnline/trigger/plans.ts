/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import { demandDimensions, planOfEvent } from '../../shared/trigger';
import type { DimensionName } from '../masterDocuments';
import { DIMENSIONS } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { CREDENTIAL, connect } from '../transport/connection';
import { accountSource, dimensionSource, orderSource, paymentSource, supplierSource } from './events';
import type { Source, TriggerOptions } from './source';
import { epochOf } from './source';

export type Event =
  'accountChanged' | 'dimensionChanged' | 'paymentChanged' | 'purchaseOrderChanged' | 'supplierChanged';

/** The plan of the chosen event. */
export const planOf = (context: IPollFunctions): Promise<PollPlan<unknown>> =>
  planOfEvent(context, async (event: Event, options: TriggerOptions) => {
    const connection = await connect(context);
    const dimensions = dimensionsOf(context, event);
    const { epoch, ...source } = await sourceOf(event, connection, options, dimensions);
    const { onlyApproved = true, onlyFromJaggaer = true, deleted = false, startFrom = '' } = options;
    return {
      ...source,
      filters: [
        ...[event, connection.baseUrl, connection.division, dimensions, epoch],
        ...[onlyApproved, onlyFromJaggaer, deleted, startFrom],
      ],
      credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
      limit: options.batchSize ?? 2_000,
    };
  });

/** @throws Refusal where none is chosen */
function dimensionsOf(context: IPollFunctions, event: Event): DimensionName[] {
  if (event !== 'dimensionChanged') return [];
  const names = context.getNodeParameter('dimensions', []) as string[];
  return demandDimensions(names.filter((name): name is DimensionName => name in DIMENSIONS));
}

async function sourceOf(
  event: Event,
  connection: Connection,
  options: TriggerOptions,
  dimensions: DimensionName[],
): Promise<Source<unknown>> {
  if (event === 'dimensionChanged')
    return dimensionSource(connection, dimensions, options) as unknown as Source<unknown>;
  const source = {
    accountChanged: accountSource,
    paymentChanged: paymentSource,
    purchaseOrderChanged: orderSource,
    supplierChanged: supplierSource,
  }[event];
  return source(connection, options, await epochOf(connection)) as unknown as Source<unknown>;
}
