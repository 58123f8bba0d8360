import type { Actions } from '../../shared/actions';
import { getChanges, runAnyQuery } from './anything';
import { attach } from './bill/attach';
import { post } from './bill/post';
import { getBill, getBills, getCredit, getCredits } from './bill/read';
import { checkConnection } from './connectionCheck';
import { upsertAccounts, upsertClasses, upsertDepartments } from './list/createOrUpdate';
import {
  accountReads,
  billPaymentReads,
  classReads,
  departmentReads,
  itemReads,
  taxCodeReads,
  termReads,
} from './masters';
import { getPaymentStatus, getPaymentStatuses } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { vendor } from './vendor';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  account: { upsert: upsertAccounts, ...accountReads },
  bill: { get: getBill, getAll: getBills, post, attach },
  billPayment: billPaymentReads,
  changes: { getAll: getChanges },
  class: { upsert: upsertClasses, ...classReads },
  connection: { check: checkConnection },
  department: { upsert: upsertDepartments, ...departmentReads },
  item: itemReads,
  paymentStatus: { get: getPaymentStatus, getAll: getPaymentStatuses },
  purchaseOrder,
  query: { execute: runAnyQuery },
  taxCode: taxCodeReads,
  term: termReads,
  vendor,
  vendorCredit: { get: getCredit, getAll: getCredits },
};
