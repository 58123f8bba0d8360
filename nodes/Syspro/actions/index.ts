import type { Actions } from '../../shared/actions';
import { supplierReads } from './masters';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  supplier: supplierReads,
};
