import type { Actions } from '../../shared/actions';
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
import { post } from './purchaseEntry/post';
import { getEntries, getEntry } from './purchaseEntry/read';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  costCenter: costCenterReads,
  costUnit: costUnitReads,
  division: { getAll: getDivisions },
  document: { attach },
  glAccount: glAccountReads,
  item: itemReads,
  journal: journalReads,
  paymentCondition: paymentConditionReads,
  purchaseEntry: { get: getEntry, getAll: getEntries, post },
  vatCode: vatCodeReads,
};
