import type { Actions } from '../../shared/actions';
import { match } from './adoption';
import { keepHouse } from './audit';
import { findOverdue } from './delivery';
import { group } from './problem/group';
import { listOpen } from './problem/listOpen';
import { compare } from './reconciliation';
import { markAsInErp } from './settlement';
import { render } from './statusPage';

/** What the node can do: resource → operation. */
export const actions: Actions = {
  adoption: { match },
  audit: { keepHouse },
  delivery: { findOverdue },
  problem: { group, listOpen },
  reconciliation: { compare },
  settlement: { markAsInErp },
  statusPage: { render },
};
