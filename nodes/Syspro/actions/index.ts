import type { Actions } from '../../shared/actions';
import { post } from './apInvoice/post';
import { getPaymentStatuses } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { supplier } from './supplier';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  apInvoice: { post },
  paymentStatus: { getAll: getPaymentStatuses },
  purchaseOrder,
  supplier,
};
