import type { Actions } from '../../shared/actions';
import { billReads } from './bill/read';
import { attach } from './bill/attach';
import { post } from './bill/post';
import { release } from './bill/release';
import { checkConnection } from './connectionCheck';
import { getPaymentStatus, getPaymentStatuses } from './paymentStatus';
import { accountReads, purchaseOrderReads, subaccountReads, vendorReads } from './masters';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  account: accountReads,
  bill: { ...billReads, post, release, attach },
  connection: { check: checkConnection },
  paymentStatus: { get: getPaymentStatus, getAll: getPaymentStatuses },
  purchaseOrder: purchaseOrderReads,
  subaccount: subaccountReads,
  vendor: vendorReads,
};
