import type { Actions } from '../../shared/actions';
import { getPaymentStatuses } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { supplier } from './supplier';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  paymentStatus: { getAll: getPaymentStatuses },
  purchaseOrder,
  supplier,
};
