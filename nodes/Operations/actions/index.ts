import type { Actions } from '../../shared/actions';
import { group } from './problem/group';
import { listOpen } from './problem/listOpen';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  problem: { group, listOpen },
};
