import type { Actions } from '../../shared/actions';
import { post } from './apInvoice/post';
import { invoiceReads } from './apInvoice/read';
import { sendToLedger } from './apInvoice/sendToLedger';
import { getPaymentStatuses } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { getRegistered } from './registeredInvoice/read';
import { register } from './registeredInvoice/register';
import { supplier } from './supplier';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  apInvoice: { ...invoiceReads, post, sendToLedger },
  paymentStatus: { getAll: getPaymentStatuses },
  purchaseOrder,
  registeredInvoice: { getAll: getRegistered, register },
  supplier,
};
