/** Balances of bills and credits, and their links to what paid them [reference 3.3, 3.4]. */
import type Big from 'big.js';
import type { EntityName } from './schema';
import { ordersOf } from './orders';
import type { Fields } from './values';
import { bigAt, listAt, money, refAt, sum, textAt } from './values';
import type { Stored, World } from './world';
import { change, recordOf } from './world';

/** Lines of payments that settle a document. */
function settlements(world: World, entity: EntityName, id: string): Array<{ payment: Stored; amount: Big }> {
  return [...(world.settledBy.get(id) ?? [])].flatMap((paymentId) => {
    const payment = recordOf(world, 'BillPayment', paymentId);
    if (!payment) return [];
    return listAt(payment.fields, 'Line').flatMap((line) =>
      listAt(line, 'LinkedTxn').some((link) => link.TxnId === id && link.TxnType === entity)
        ? [{ payment, amount: bigAt(line, 'Amount') }]
        : [],
    );
  });
}

/** BillPaymentCheck was seen for cards too [client code]; hence a switch. */
const linkType = (world: World, { fields }: Stored): string =>
  fields.PayType === 'CreditCard' ? world.seed.settings.cardLinkType : 'BillPaymentCheck';

/**
 * Works the balance, the links and the vendor's balance out again. `gone` is what the document was before it was
 * deleted; a silent change leaves its SyncToken and time alone.
 */
export function refresh(world: World, entity: EntityName, id: string, silent: boolean, gone?: Stored): void {
  if (entity !== 'Bill' && entity !== 'VendorCredit') return;
  const record = recordOf(world, entity, id);
  if (gone) moveVendor(world, entity, gone.fields, bigAt(gone.fields, 'Balance').times(-1));
  if (!record) return;
  const paid = settlements(world, entity, id);
  const left = bigAt(record.fields, 'TotalAmt').minus(sum(paid.map(({ amount }) => amount)));
  const payments = new Map(paid.map(({ payment }) => [payment.id, linkType(world, payment)]));
  const LinkedTxn = [
    ...[...payments].map(([TxnId, TxnType]) => ({ TxnId, TxnType })),
    ...ordersOf(record).map((TxnId) => ({ TxnId, TxnType: 'PurchaseOrder' })),
  ];
  const rate = record.fields.ExchangeRate;
  const fields: Fields = {
    ...{ ...record.fields, LinkedTxn, Balance: money(left) },
    ...(rate !== undefined && { HomeBalance: money(left.times(bigAt(record.fields, 'ExchangeRate'))) }),
  };
  moveVendor(world, entity, record.fields, left.minus(bigAt(record.fields, 'Balance')));
  change(world, record, fields, silent);
}

/** A vendor's balance follows without a trace. */
function moveVendor(world: World, entity: EntityName, fields: Fields, by: Big): void {
  const vendor = recordOf(world, 'Vendor', refAt(fields, 'VendorRef'));
  if (!vendor || by.eq(0)) return;
  const signed = entity === 'Bill' ? by : by.times(-1);
  const Balance = money(bigAt(vendor.fields, 'Balance').plus(signed));
  change(world, vendor, { ...vendor.fields, Balance }, true);
}

/** Documents that a payment is about. */
export const settledIn = (fields: Fields): Array<{ entity: EntityName; id: string }> =>
  listAt(fields, 'Line').flatMap((line) =>
    listAt(line, 'LinkedTxn').map((link) => ({
      entity: textAt(link, 'TxnType') as EntityName,
      id: textAt(link, 'TxnId'),
    })),
  );
