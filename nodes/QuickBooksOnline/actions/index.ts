import type { Actions } from '../../shared/actions';
import { post } from './bill/post';
import { checkConnection } from './connectionCheck';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  bill: { post },
  connection: { check: checkConnection },
};
