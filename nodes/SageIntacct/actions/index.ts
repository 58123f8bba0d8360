import type { Actions } from '../../shared/actions';
import { checkConnection } from './connectionCheck';
import { customFunction } from './customFunction';
import { purchaseOrder } from './purchaseOrder';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  connection: { check: checkConnection },
  customFunction,
  purchaseOrder,
};
