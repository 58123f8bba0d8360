/** What is to be done with one purchase order: create, update, close, nothing, or ask a person. Pure. */
import type { PurchaseOrder } from '../../shared/documents';
import type { Difference, Refusal } from '../../shared/outcome';
import { nothingToDo, orderKey, orderTrouble, planPurchaseOrder } from '../../shared/purchaseOrderAction';
import type { Change } from '../../shared/syncTarget';
import { compareOrder } from './compare';
import type { FoundOrder } from './found';
import type { OrderSettings } from './wanted';
import { documentIdOf, wantedOrder } from './wanted';
import { closeOrder, createOrder, updateOrder } from './write';

/** States in which an order binds nothing more. */
const OVER = new Set(['Closed', 'Converted']);
/** States in which Sage Intacct refuses every update (source: purchasing-transactions). */
const LOCKED = new Set(['Submitted', 'In Progress', 'Converted', 'Partially Converted']);

/** @throws Refusal where a person has to decide, with what and where */
export const planOrder = (order: PurchaseOrder, found: FoundOrder | null, settings: OrderSettings): Change =>
  planPurchaseOrder(order, found, {
    system: 'Sage Intacct',
    create() {
      const wanted = wantedOrder(order, settings);
      return {
        payload: createOrder(wanted, settings),
        differences: [{ field: 'number', expected: wanted.number, found: '' }],
        notCarried: [],
      };
    },
    checkIdentity: (_, there) => checkIdentity(order, there, settings),
    update: (_, there) => planOpen(order, there, settings),
    end: planEnd,
  });

function planOpen(order: PurchaseOrder, found: FoundOrder, settings: OrderSettings): Change {
  const { differences, changes } = compareOrder(wantedOrder(order, settings), found);
  if (found.state === 'Closed' || found.state === 'Declined') {
    throw orderTrouble(
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
  if (OVER.has(found.state)) return nothingToDo(`${found.id} is ${found.state} in Sage Intacct`);
  if (LOCKED.has(found.state)) {
    throw orderTrouble(
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
  return orderTrouble(
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
    throw orderTrouble(
      'held',
      'order.other',
      `${found.id} in Sage Intacct belongs to another JAGGAER order (${found.stampedKey}).`,
      'Give one of the two orders another number.',
      'jaggaer',
    );
  }
  if (found.stampedKey === null) {
    throw orderTrouble(
      'held',
      'order.foreign',
      `${documentIdOf(settings.definition, order.number)} is in Sage Intacct and was not made from JAGGAER: its reference number is “${found.reference}”.`,
      'Purchasing: if it is the same order, write its JAGGAER stamp into the reference number; otherwise renumber it. Then replay.',
    );
  }
  const vendor = order.supplier.erpVendor ?? '';
  if (vendor === '' || vendor === found.vendor || order.supplier.erpVendorsEver.includes(found.vendor))
    return;
  throw orderTrouble(
    'differs',
    'order.vendor',
    `${found.id} is for vendor ${found.vendor} in Sage Intacct, JAGGAER’s supplier is ${vendor}; the vendor of an order cannot be changed.`,
    'Purchasing: close this order in Sage Intacct and issue a new one in JAGGAER.',
  );
}
