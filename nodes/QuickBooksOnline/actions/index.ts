import type { Actions } from '../../shared/actions';
import { checkConnection } from './connectionCheck';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  connection: { check: checkConnection },
};
