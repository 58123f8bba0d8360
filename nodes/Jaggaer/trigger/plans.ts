/** What each event of the trigger reads. */
import type { IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../shared/polling';
import { planOfEvent } from '../../shared/trigger';
import { connect } from '../transport/connection';
import { invoicePlan } from './invoices';
import { purchaseOrderPlan, supplierPlan } from './masters';
import type { TriggerOptions } from './options';

export type Event = 'invoiceApproved' | 'invoiceChanged' | 'purchaseOrderChanged' | 'supplierChanged';

/** The plan of the chosen event. */
export const planOf = (context: IPollFunctions): Promise<PollPlan<unknown>> =>
  planOfEvent(context, async (event: Event, options: TriggerOptions) => {
    const connection = await connect(context);
    switch (event) {
      case 'supplierChanged':
        return supplierPlan(connection, options) as PollPlan<unknown>;
      case 'purchaseOrderChanged':
        return purchaseOrderPlan(connection, options) as PollPlan<unknown>;
      default:
        return invoicePlan(context, event, connection, options) as PollPlan<unknown>;
    }
  });
