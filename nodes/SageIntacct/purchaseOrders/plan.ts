/** What is to be done with one purchase order: create, update, close, nothing, or ask a person. Pure. */
import type { PurchaseOrder } from '../../shared/documents';
import type { Difference, Owner, Trouble } from '../../shared/outcome';
import { Refusal } from '../../shared/outcome';
import type { Change } from '../../shared/syncTarget';
import { compareOrder } from './compare';
import type { FoundOrder } from './found';
import type { OrderSettings } from './wanted';
import { documentIdOf, orderKey, wantedOrder } from './wanted';
import { closeOrder, createOrder, updateOrder } from './write';

/** States in which an order binds nothing more. */
const OVER = new Set(['Closed', 'Converted']);
/** States in which Sage Intacct refuses every update (source: purchasing-transactions). */
const LOCKED = new Set(['Submitted', 'In Progress', 'Converted', 'Partially Converted']);

/**
 * An approved order is created or brought into step; one that is billed, ended or cancelled in JAGGAER is closed, so
 * that it stops counting as committed; one in approval is left as it is.
 * @throws Refusal where a person has to decide, with what and where
 */
export function planOrder(order: PurchaseOrder, found: FoundOrder | null, settings: OrderSettings): Change {
  const state = stateOf(order);
  const name = `Purchase order ${order.number}`;
  if (state === 'unknown') {
    throw trouble(
      'held',
      'order.status',
      `${name} has the status “${order.status || 'none'}”, and nobody knows whether it binds money.`,
      'Set its field “state” to open, pending, closed or cancelled in a Set node before this one.',
      'mapping',
    );
  }
  if (!found) return planMissing(order, state, settings);
  checkIdentity(order, found, settings);
  if (state === 'pending')
    return nothing(`${name} is in approval in JAGGAER; Sage Intacct keeps what it has`);
  return state === 'open' ? planOpen(order, found, settings) : planEnd(order, found, state);
}

type Known = Exclude<PurchaseOrder['state'], 'unknown'>;

/** An order of which nothing is left is over, whatever its status says. */
const stateOf = ({ state, lines }: PurchaseOrder): PurchaseOrder['state'] =>
  state === 'open' && lines.length > 0 && lines.every(({ cancelled }) => cancelled) ? 'cancelled' : state;

const nothing = (note: string): Change => ({ payload: {}, differences: [], notCarried: [], note });

function planMissing(order: PurchaseOrder, state: Known, settings: OrderSettings): Change {
  if (state === 'pending') return nothing(`Purchase order ${order.number} is not approved in JAGGAER yet`);
  if (state !== 'open') return nothing(`Purchase order ${order.number} is ${state} and not in Sage Intacct`);
  const wanted = wantedOrder(order, settings);
  return {
    payload: createOrder(wanted, settings),
    differences: [{ field: 'number', expected: wanted.number, found: '' }],
    notCarried: [],
  };
}

function planOpen(order: PurchaseOrder, found: FoundOrder, settings: OrderSettings): Change {
  const { differences, changes } = compareOrder(wantedOrder(order, settings), found);
  if (found.state === 'Closed' || found.state === 'Declined') {
    throw trouble(
      'held',
      'order.closed',
      `${found.id} is ${found.state} in Sage Intacct and open in JAGGAER.`,
      'Purchasing: reopen it in Sage Intacct, or close it in JAGGAER; then replay.',
    );
  }
  if (differences.length === 0) return { payload: {}, differences, notCarried: [] };
  if (LOCKED.has(found.state)) throw lockedTrouble(found, differences);
  return { payload: updateOrder(found.id, changes, settings), differences, notCarried: [] };
}

function planEnd(order: PurchaseOrder, found: FoundOrder, state: 'closed' | 'cancelled'): Change {
  if (OVER.has(found.state)) return nothing(`${found.id} is ${found.state} in Sage Intacct`);
  if (LOCKED.has(found.state)) {
    throw trouble(
      'differs',
      'order.locked',
      `Purchase order ${order.number} is ${state} in JAGGAER, and ${found.id} is ${found.state} in Sage Intacct, where no update is possible.`,
      found.state === 'Partially Converted'
        ? 'Purchasing: close the rest of it in Sage Intacct, so that it is no longer committed. Nothing was written.'
        : 'Purchasing: finish its approval in Sage Intacct, then replay; or close it there. Nothing was written.',
    );
  }
  return {
    payload: closeOrder(found.id),
    differences: [{ field: 'state', expected: 'Closed', found: found.state }],
    notCarried: [],
  };
}

function lockedTrouble(found: FoundOrder, differences: Difference[]): Refusal {
  const words = differences.map(
    ({ field, expected, found: there }) =>
      `${field}: JAGGAER ${expected || 'none'}, Sage Intacct ${there || 'none'}`,
  );
  const billed = found.state.endsWith('Converted');
  return trouble(
    billed ? 'differs' : 'held',
    'order.locked',
    `${found.id} is ${found.state} in Sage Intacct, where no update is possible. ${words.join('; ')}.`,
    billed
      ? 'Purchasing: enter the change in Sage Intacct with a new order for the rest and close this one, or take it back in JAGGAER. Nothing was written.'
      : 'Purchasing: approve or decline it in Sage Intacct, then replay. Nothing was written.',
  );
}

/** The number alone does not make it ours: vendor and stamp must agree. */
function checkIdentity(order: PurchaseOrder, found: FoundOrder, settings: OrderSettings): void {
  const key = orderKey(order);
  if (found.stampedKey !== null && found.stampedKey !== key) {
    throw trouble(
      'held',
      'order.other',
      `${found.id} in Sage Intacct belongs to another JAGGAER order (${found.stampedKey}).`,
      'Give one of the two orders another number.',
      'jaggaer',
    );
  }
  if (found.stampedKey === null) {
    throw trouble(
      'held',
      'order.foreign',
      `${documentIdOf(settings.definition, order.number)} is in Sage Intacct and was not made from JAGGAER: its reference number is “${found.reference}”.`,
      'Purchasing: if it is the same order, write its JAGGAER stamp into the reference number; otherwise renumber it. Then replay.',
    );
  }
  const vendor = order.supplier.erpVendor ?? '';
  if (vendor === '' || vendor === found.vendor || order.supplier.erpVendorsEver.includes(found.vendor))
    return;
  throw trouble(
    'differs',
    'order.vendor',
    `${found.id} is for vendor ${found.vendor} in Sage Intacct, JAGGAER’s supplier is ${vendor}; the vendor of an order cannot be changed.`,
    'Purchasing: close this order in Sage Intacct and issue a new one in JAGGAER.',
  );
}

const trouble = (
  outcome: Trouble,
  cause: string,
  reason: string,
  advice: string,
  owner: Owner = 'erp',
): Refusal => new Refusal({ outcome, cause, reason, advice, owner });
