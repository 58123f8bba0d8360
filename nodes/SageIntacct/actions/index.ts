import type { Actions } from '../../shared/actions';
import { create as createAttachment } from './attachment/create';
import { attach } from './bill/attach';
import { post } from './bill/post';
import { getAdjustment, getAdjustments, getBill, getBills } from './bill/read';
import { checkConnection } from './connectionCheck';
import { customFunction } from './customFunction';
import { purchaseOrder } from './purchaseOrder';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  attachment: { create: createAttachment },
  bill: { get: getBill, getAll: getBills, post, attach },
  billAdjustment: { get: getAdjustment, getAll: getAdjustments },
  connection: { check: checkConnection },
  customFunction,
  purchaseOrder,
};
