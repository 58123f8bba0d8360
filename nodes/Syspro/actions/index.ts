import type { Actions } from '../../shared/actions';
import { post } from './apInvoice/post';
import { invoiceReads } from './apInvoice/read';
import { sendToLedger } from './apInvoice/sendToLedger';
import { businessObject } from './businessObject';
import { checkConnection } from './connectionCheck';
import { getBalances } from './glBalance';
import { postJournal } from './glJournal';
import { accountReads, receiptReads } from './masters';
import { getPaymentStatuses } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { getRegistered } from './registeredInvoice/read';
import { register } from './registeredInvoice/register';
import { supplier } from './supplier';
import { validateAccount } from './validateAccount';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  apInvoice: { ...invoiceReads, post, sendToLedger },
  businessObject,
  connection: { check: checkConnection },
  glAccount: { ...accountReads, validate: validateAccount },
  glBalance: { getAll: getBalances },
  glJournal: { post: postJournal },
  grn: receiptReads,
  paymentStatus: { getAll: getPaymentStatuses },
  purchaseOrder,
  registeredInvoice: { getAll: getRegistered, register },
  supplier,
};
