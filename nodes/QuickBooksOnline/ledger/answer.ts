/** Compares what QuickBooks Online answers with what was sent; the answer to a write says everything. Pure. */
import { equal, readDecimal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import type { BillPart } from '../documents';
import type { Json } from '../transport/wire';
import { asObject, refAt, rowsAt, textAt } from '../transport/wire';

export interface Found {
  /** Another amount, vendor, currency or account: this is not the bill that was approved. */
  money: Difference[];
  /** A link, location, class, number or date that was not kept. */
  coding: Difference[];
}

const NONE = 'none';

/** Every way in which the booked document is not the one that was sent. */
export function differences(
  { body, total }: Pick<BillPart, 'body' | 'total'>,
  record: Json,
  keepsNumber: boolean,
): Found {
  const found: Found = { money: [], coding: [] };
  const same = (list: Difference[], field: string, sent: string, booked: string) => {
    if (sent !== booked) list.push({ field, expected: sent || NONE, found: booked || NONE });
  };
  const amount = (field: string, sent: string, booked: unknown) => {
    const there = readDecimal(booked);
    if (there === null || !equal(sent, there))
      found.money.push({ field, expected: sent, found: there ?? NONE });
  };
  amount('TotalAmt', total, record.TotalAmt);
  same(found.money, 'VendorRef', refAt(body, 'VendorRef'), refAt(record, 'VendorRef'));
  const currency = refAt(body, 'CurrencyRef');
  if (currency !== '') same(found.money, 'CurrencyRef', currency, refAt(record, 'CurrencyRef'));
  if (keepsNumber) same(found.coding, 'DocNumber', textAt(body, 'DocNumber'), textAt(record, 'DocNumber'));
  same(found.coding, 'TxnDate', textAt(body, 'TxnDate'), textAt(record, 'TxnDate'));
  same(found.coding, 'DepartmentRef', refAt(body, 'DepartmentRef'), refAt(record, 'DepartmentRef'));
  const sent = rowsAt(body, 'Line');
  const booked = rowsAt(record, 'Line').filter((line) =>
    /ExpenseLineDetail$/.test(textAt(line, 'DetailType')),
  );
  if (sent.length !== booked.length) {
    same(found.money, 'Line', `${sent.length} lines`, `${booked.length} lines`);
    return found;
  }
  sent.forEach((line, at) => {
    const there = booked[at] ?? {};
    const [own, other] = [detailOf(line), detailOf(there)];
    const name = (field: string) => `Line ${at + 1} ${field}`;
    amount(name('Amount'), String(readDecimal(line.Amount) ?? ''), there.Amount);
    for (const field of ['AccountRef', 'ItemRef'])
      same(found.money, name(field), refAt(own, field), refAt(other, field));
    same(found.coding, name('ClassRef'), refAt(own, 'ClassRef'), refAt(other, 'ClassRef'));
    const customer = refAt(own, 'CustomerRef');
    if (customer !== '') same(found.coding, name('CustomerRef'), customer, refAt(other, 'CustomerRef'));
    same(found.coding, name('LinkedTxn'), linkOf(line), linkOf(there));
  });
  return found;
}

const detailOf = (line: Json): Json => asObject(line[textAt(line, 'DetailType')]);

/** `PurchaseOrder 167 line 1` */
function linkOf(line: Json): string {
  const [link] = rowsAt(line, 'LinkedTxn').filter((one) => textAt(one, 'TxnType') === 'PurchaseOrder');
  return link ? `PurchaseOrder ${textAt(link, 'TxnId')} line ${textAt(link, 'TxnLineId')}` : '';
}
