/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import type { PollPlan } from '../../shared/polling';
import { connect } from '../transport/connection';
import { invoicePlan } from './invoices';
import { purchaseOrderPlan, supplierPlan } from './masters';
import { triggerOptions } from './options';

export type Event = 'invoiceApproved' | 'invoiceChanged' | 'purchaseOrderChanged' | 'supplierChanged';

/** The plan of the chosen event. @throws NodeOperationError where the credential is incomplete */
export async function planOf(context: IPollFunctions): Promise<PollPlan<unknown>> {
  const event = String(context.getNodeParameter('event')) as Event;
  const options = triggerOptions(context);
  try {
    const connection = await connect(context);
    switch (event) {
      case 'supplierChanged':
        return supplierPlan(connection, options) as PollPlan<unknown>;
      case 'purchaseOrderChanged':
        return purchaseOrderPlan(connection, options) as PollPlan<unknown>;
      default:
        return invoicePlan(context, event, connection, options) as PollPlan<unknown>;
    }
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}
