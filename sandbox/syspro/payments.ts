/** What AP pays, as its tables show it: the rows of payments, and the balance that is left [COL]. */
import Big from 'big.js';
import { status } from './apBook';
import type { Row } from './tables';
import { big, decimal, money } from './values';
import type { World } from './world';
import { nextNumber, put, tableOf, today } from './world';

export interface Paid {
  bill: Row;
  /** Supplier's currency; the whole balance where it is left out. */
  amount?: string;
}

export interface PaymentOrder {
  bills: Paid[];
  reference: string;
  date?: string;
  /** Chosen in a payment run, and not paid yet. */
  waits?: boolean;
  /** Not money but another document settles the bill; the code is inferred. */
  type?: 'P' | 'A';
}

/** The book entry of a row under a key `year/month/journal/entry`, or its supplier and invoice behind a blank. */
export function billOf(world: World, name: string): Row {
  const entry = tableOf(world, 'ApJnlSummary')
    .all()
    .find((row) => entryName(row) === name || `${row.Supplier} ${row.Invoice}` === name);
  const row = entry && tableOf(world, 'ApInvoice').get(entry.Supplier ?? '', entry.Invoice ?? '');
  if (!row) throw new TypeError(`There is no invoice ${name}.`);
  return row;
}

/** The reference of an AP entry, as an integration would keep it. */
export const entryName = ({ TrnYear = '', TrnMonth = '', Journal = '', EntryNumber = '' }: Row): string =>
  [TrnYear, TrnMonth.padStart(2, '0'), Journal, EntryNumber.padStart(3, '0')].join('/');

export function pay(world: World, order: PaymentOrder): void {
  const date = order.date ?? today(world);
  const number = String(nextNumber(world, 'payment run')).padStart(6, '0');
  const PaymentDate = order.waits ? '' : date;
  put(world, 'ApPayRunHdr', {
    ...{ PaymentNumber: number, Bank: '', Status: order.waits ? '' : 'C', PaymentDate },
  });
  for (const { bill, amount } of order.bills) {
    const value = new Big(amount ?? big(bill.MthInvBal1));
    if (value.abs().gt(big(bill.MthInvBal1).abs())) throw new TypeError('The amount exceeds what is due.');
    put(world, 'ApPayRunDet', {
      ...{ PaymentNumber: number, Supplier: bill.Supplier ?? '', Invoice: bill.Invoice ?? '' },
      ...{ Cheque: order.reference, ChequeDate: PaymentDate, NetPayValue: money(value) },
    });
    if (!order.waits) settle(world, bill, value, { ...order, number, date });
  }
}

/** One row of a payment, and the balance without it; a negative value takes a payment back [inferred]. */
function settle(
  world: World,
  bill: Row,
  value: Big,
  { reference, date, number, type = 'P' }: PaymentOrder & { number: string; date: string },
): void {
  const { settings } = world.seed;
  const stored = settings.paymentSign === 'positive' ? value : value.times(-1);
  put(world, 'ApInvoicePay', {
    ...{ Supplier: bill.Supplier ?? '', Invoice: bill.Invoice ?? '', TrnType: type },
    ...{ Journal: String(nextNumber(world, 'payment journal')).padStart(5, '0'), EntryNumber: '1' },
    ...{ PaymentReference: reference, PaymentNumber: number, TrnValue: money(stored) },
    ...{ PostValue: money(stored), PostCurrency: bill.Currency ?? '' },
    ...{ PostConvRate: decimal(big(bill.ConvRate), 6), JournalDate: date },
  });
  const now = tableOf(world, 'ApInvoice').get(bill.Supplier ?? '', bill.Invoice ?? '') ?? bill;
  const left = money(big(now.MthInvBal1).minus(value));
  put(world, 'ApInvoice', { ...now, MthInvBal1: left, InvoiceStatus: status(left, now, settings) });
}

const billBehind = (world: World, { Supplier = '', Invoice = '' }: Row): Row =>
  tableOf(world, 'ApInvoice').get(Supplier, Invoice) ?? {};

/** A payment that waited in a run is made. @throws TypeError where none of that reference waits */
export function finish(world: World, reference: string): void {
  const details = tableOf(world, 'ApPayRunDet')
    .all()
    .filter((row) => row.Cheque === reference && row.ChequeDate === '');
  if (details.length === 0) throw new TypeError(`No payment ${reference} waits.`);
  for (const row of details) {
    const date = today(world);
    const number = row.PaymentNumber ?? '';
    put(world, 'ApPayRunDet', { ...row, ChequeDate: date });
    put(world, 'ApPayRunHdr', {
      ...tableOf(world, 'ApPayRunHdr').get(number),
      Status: 'C',
      PaymentDate: date,
    });
    settle(world, billBehind(world, row), big(row.NetPayValue), { bills: [], reference, date, number });
  }
}

/** Takes a payment back: a row against each of its rows. @throws TypeError where there is none of that reference */
export function voidPayment(world: World, reference: string): void {
  const rows = tableOf(world, 'ApInvoicePay')
    .all()
    .filter((row) => row.PaymentReference === reference);
  const sign = world.seed.settings.paymentSign === 'positive' ? -1 : 1;
  const net = rows.reduce((sum, row) => sum.plus(big(row.TrnValue)), new Big(0));
  if (rows.length === 0 || net.eq(0)) throw new TypeError(`There is no payment ${reference}.`);
  for (const row of rows)
    settle(world, billBehind(world, row), big(row.TrnValue).times(sign), {
      ...{ bills: [], reference, date: today(world), number: row.PaymentNumber ?? '' },
    });
}

/** What the retention purge does: paid invoices vanish, their payments stay [inferred]. */
export function purge(world: World): number {
  const table = tableOf(world, 'ApInvoice');
  const paid = table.all().filter((row) => big(row.MthInvBal1).eq(0));
  for (const row of paid) table.remove(row);
  return paid.length;
}

/** Takes an invoice out of AP; goods it was matched to are free again, and the ledger's journal stays. */
export function removeInvoice(world: World, bill: Row): void {
  const isOf = (row: Row) => row.Supplier === bill.Supplier && row.Invoice === bill.Invoice;
  for (const row of tableOf(world, 'ApJnlSummary').all().filter(isOf))
    for (const { key, value } of JSON.parse(row.matches ?? '[]') as Array<{ key: string[]; value: string }>) {
      const grn = tableOf(world, 'GrnDetails').get(...key);
      const left = money(big(grn?.MatchedValue).minus(value));
      if (grn) put(world, 'GrnDetails', { ...grn, MatchedValue: left, GrnMatchedFlag: 'N' });
    }
  for (const name of ['ApJnlSummary', 'ApJnlDistrib', 'ApInvoicePay', 'ApInvoice']) {
    const table = tableOf(world, name);
    for (const row of table.all().filter(isOf)) table.remove(row);
  }
}
