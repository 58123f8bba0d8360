/** Bills, vendor credits and purchase orders [reference 3.2 to 3.4]. */
import type { Call, Commit } from './call';
import { checkOpen } from './closing';
import { checkNumber, documentNumber } from './docNumbers';
import { refuse } from './fault';
import { headerOf } from './header';
import { readLines } from './lines';
import { ordersOf, refreshOrder, unlinkOrder } from './orders';
import { render } from './render';
import type { EntitySchema } from './schema';
import { refresh } from './settle';
import { taxOf } from './tax';
import type { Fields } from './values';
import { big, bigAt, listAt, money, refAt, sum, textAt } from './values';
import type { Stored } from './world';
import { add, change, recordOf, remove } from './world';

/** Checks a new document, or a change of one; `given` are the fields of the whole document. */
export function prepareDocument(call: Call, schema: EntitySchema, given: Fields, old?: Stored): Commit {
  const { world, settings } = call;
  const entity = schema.name;
  const isOrder = entity === 'PurchaseOrder';
  if (isOrder && !world.seed.preferences.PurchaseOrderEnabled)
    // off: 5030 or 6000 [inferred]
    throw refuse(settings.ordersOff, 'Purchase orders are not enabled for this company.');
  const { TxnTaxDetail: taxDetail, ...header } = headerOf(call, entity, given, old);
  checkOpen(call, header, old);
  const lines = readLines(call, entity, header, old);
  const { tax, detail } = taxOf(call, { ...header, TxnTaxDetail: taxDetail, Line: lines });
  const total = money(sum(lines.map((line) => bigAt(line, 'Amount'))).plus(tax));
  if (!isOrder && old && settings.paidBill === 'guarded') checkPaid(old, header, total);
  // a bill with a negative total is no bill: JAGGAER's credits go to VendorCredit [inferred]
  if (total < 0) throw refuse('6000', 'Transaction amount must be 0 or greater.', 'TotalAmt');
  const number = documentNumber(call, entity, given, old);
  checkNumber(call, entity, { ...header, DocNumber: number }, old);
  const fields: Fields = {
    ...header,
    ...(number !== undefined && { DocNumber: number }),
    ...(detail && { TxnTaxDetail: detail }),
    ...{ Line: lines, TotalAmt: total },
    ...(old?.fields.LinkedTxn !== undefined && { LinkedTxn: old.fields.LinkedTxn }),
    ...(isOrder
      ? { POStatus: given.POStatus ?? old?.fields.POStatus ?? 'Open' }
      : { Balance: old?.fields.Balance ?? 0 }),
  };
  return () => {
    const current = old && (recordOf(world, entity, old.id) ?? old);
    const stored = current ? change(world, current, fields) : add(world, entity, fields);
    afterwards(call, stored, current, given);
    return { [entity]: render(world, recordOf(world, entity, stored.id) ?? stored) };
  };
}

/** What follows from a document that was stored: balances, links of both sides, the status of orders. */
function afterwards(call: Call, stored: Stored, before: Stored | undefined, given: Fields): void {
  const { world } = call;
  if (stored.entity === 'PurchaseOrder') {
    const byHand = given.POStatus !== undefined && given.POStatus !== before?.fields.POStatus;
    return refreshOrder(call, stored.id, { byHand, own: true });
  }
  refresh(world, stored.entity, stored.id, true);
  const orders = new Set([...ordersOf(stored), ...(before ? ordersOf(before) : [])]);
  for (const order of orders) refreshOrder(call, order, { bill: stored.id });
}

/** Changing a paid bill may break its links [inferred]: its vendor and less than what was paid are refused. */
function checkPaid(old: Stored, fields: Fields, total: number): void {
  const paid = bigAt(old.fields, 'TotalAmt').minus(bigAt(old.fields, 'Balance'));
  if (paid.eq(0)) return;
  const isMoved = refAt(fields, 'VendorRef') !== refAt(old.fields, 'VendorRef');
  if (isMoved || paid.gt(big(total)))
    throw refuse('6000', 'The transaction is linked to a payment and cannot be changed in this way.');
}

export const removeDocument = {
  check(call: Call, old: Stored): void {
    checkOpen(call, old.fields);
    const isSettled = (call.world.settledBy.get(old.id)?.size ?? 0) > 0;
    const isBilled = old.entity === 'PurchaseOrder' && listAt(old.fields, 'LinkedTxn').length > 0;
    // what has been paid, or billed, is to be freed first [inferred]
    if ((isSettled || isBilled) && call.settings.paidBill === 'guarded')
      throw refuse(
        '6000',
        `${old.entity} ${textAt(old.fields, 'DocNumber')} is linked to another transaction.`,
      );
  },
  carryOut(call: Call, old: Stored): void {
    remove(call.world, old);
    if (old.entity === 'PurchaseOrder') unlinkOrder(call.world, old);
    for (const order of ordersOf(old)) refreshOrder(call, order);
    refresh(call.world, old.entity, old.id, true, old);
  },
};
