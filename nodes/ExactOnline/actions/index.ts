import type { Actions } from '../../shared/actions';
import { runAnyQuery } from './anything';
import { checkConnection, estimateBackfill } from './connectionCheck';
import { getDivisions } from './division';
import { attach } from './document/attach';
import {
  costCenterReads,
  costUnitReads,
  glAccountReads,
  itemReads,
  journalReads,
  paymentConditionReads,
  vatCodeReads,
} from './masters';
import { getPaymentStatuses } from './paymentStatus';
import { post } from './purchaseEntry/post';
import { getEntries, getEntry } from './purchaseEntry/read';
import { purchaseOrder } from './purchaseOrder';
import { supplier } from './supplier';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  connection: { check: checkConnection, estimate: estimateBackfill },
  costCenter: costCenterReads,
  costUnit: costUnitReads,
  division: { getAll: getDivisions },
  document: { attach },
  glAccount: glAccountReads,
  item: itemReads,
  journal: journalReads,
  paymentCondition: paymentConditionReads,
  paymentStatus: { getAll: getPaymentStatuses },
  purchaseEntry: { get: getEntry, getAll: getEntries, post },
  purchaseOrder,
  query: { execute: runAnyQuery },
  supplier,
  vatCode: vatCodeReads,
};
