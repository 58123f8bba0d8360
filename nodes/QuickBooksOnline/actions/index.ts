import type { Actions } from '../../shared/actions';
import { attach } from './bill/attach';
import { post } from './bill/post';
import { getBill, getBills, getCredit, getCredits } from './bill/read';
import { checkConnection } from './connectionCheck';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  bill: { get: getBill, getAll: getBills, post, attach },
  connection: { check: checkConnection },
  vendorCredit: { get: getCredit, getAll: getCredits },
};
