import type { Actions } from '../../shared/actions';
import { getDivisions } from './division';
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

/** What the node can do: resource → operation. */
export const actions: Actions = {
  costCenter: costCenterReads,
  costUnit: costUnitReads,
  division: { getAll: getDivisions },
  glAccount: glAccountReads,
  item: itemReads,
  journal: journalReads,
  paymentCondition: paymentConditionReads,
  purchaseEntry: { post },
  vatCode: vatCodeReads,
};
