import type { Actions } from '../../shared/actions';
import { post } from './apInvoice/post';
import { supplierReads } from './masters';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  apInvoice: { post },
  supplier: supplierReads,
};
