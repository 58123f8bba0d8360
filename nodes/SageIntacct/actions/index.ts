import type { Actions } from '../../shared/actions';
import { create as createAttachment } from './attachment/create';
import { attach } from './bill/attach';
import { post } from './bill/post';
import { getAdjustment, getAdjustments, getBill, getBills } from './bill/read';
import { checkConnection } from './connectionCheck';
import { customFunction } from './customFunction';
import {
  accountReads,
  classReads,
  departmentReads,
  locationReads,
  ownDimensionReads,
  projectReads,
} from './masters';
import { getPayments } from './payment';
import { getPaymentStatus, getPaymentStatuses } from './paymentStatus';
import { purchaseOrder } from './purchaseOrder';
import { vendor } from './vendor';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  attachment: { create: createAttachment },
  bill: { get: getBill, getAll: getBills, post, attach },
  billAdjustment: { get: getAdjustment, getAll: getAdjustments },
  class: classReads,
  connection: { check: checkConnection },
  customFunction,
  department: departmentReads,
  dimension: ownDimensionReads,
  glAccount: accountReads,
  location: locationReads,
  payment: { getAll: getPayments },
  paymentStatus: { get: getPaymentStatus, getAll: getPaymentStatuses },
  project: projectReads,
  purchaseOrder,
  vendor,
};
