/** Compares what Exact Online answers with what was sent; the answer to a write says enough. Pure. */
import type { Decimal } from '../../shared/money';
import { equal, minus, readDecimal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import { keyOf, stampOf } from '../../shared/stamp';
import type { ExactEntry } from '../documents';
import type { Json } from '../transport/wire';
import { dateAt, linesAt, textAt } from '../transport/wire';

export interface Found {
  /** Another amount, supplier, currency or account: this is not the entry that was approved. */
  money: Difference[];
  /** A number, date, period, cost center or unit that was not kept. */
  coding: Difference[];
}

const NONE = 'none';

/**
 * Every way in which the booked entry is not the one that was sent. An amount of nothing comes back without any error
 * where Exact did not take the lines' amounts (recorded: nango create-purchase-invoice).
 */
export function differences({ body, total, vat, currency, wanted }: ExactEntry, record: Json): Found {
  const found: Found = { money: [], coding: [] };
  const same = (list: Difference[], field: string, sent: string, booked: string) => {
    if (sent.toLowerCase() !== booked.toLowerCase())
      list.push({ field, expected: sent || NONE, found: booked || NONE });
  };
  const told = (field: string, sent: string, booked: string) => {
    if (booked !== '') same(found.coding, field, sent, booked);
  };
  const amount = readDecimal(record.AmountFC);
  if (amount === null || !isTotal(amount, readDecimal(record.VATAmountFC), total, vat))
    found.money.push({ field: 'AmountFC', expected: total, found: amount ?? NONE });
  same(found.money, 'Supplier', textAt(body, 'Supplier'), textAt(record, 'Supplier'));
  same(found.money, 'Currency', currency, textAt(record, 'Currency'));
  for (const field of ['Journal', 'YourRef', 'ReportingYear', 'ReportingPeriod'])
    told(field, textAt(body, field), textAt(record, field));
  told('EntryDate', textAt(body, 'EntryDate'), dateAt(record, 'EntryDate') ?? '');
  const stamp = keyOf(textAt(record, 'Description'));
  same(found.coding, 'Description', stampOf(wanted.key), stamp === null ? '' : stampOf(stamp));
  compareLines(linesAt(body, 'PurchaseEntryLines'), linesAt(record, 'PurchaseEntryLines'), found, same);
  return found;
}

/** Whether the header's amount is with or without VAT is not public: either, as long as the VAT is what was sent. */
function isTotal(amount: Decimal, bookedVat: Decimal | null, total: Decimal, vat: Decimal): boolean {
  if (equal(amount, total)) return true;
  return bookedVat !== null && equal(bookedVat, vat) && equal(amount, minus(total, vat));
}

/** Lines that the answer only names are not compared: reading them would be a call for each entry. */
function compareLines(
  sent: Json[],
  booked: Json[],
  found: Found,
  same: (list: Difference[], field: string, sent: string, booked: string) => void,
): void {
  if (booked.length === 0) return;
  if (sent.length !== booked.length) {
    same(found.money, 'PurchaseEntryLines', `${sent.length} lines`, `${booked.length} lines`);
    return;
  }
  sent.forEach((line, at) => {
    const there = booked[at] ?? {};
    const name = (field: string) => `Line ${at + 1} ${field}`;
    const [own, other] = [readDecimal(line.AmountFC) ?? '0', readDecimal(there.AmountFC)];
    if (other === null || !equal(own, other))
      found.money.push({ field: name('AmountFC'), expected: own, found: other ?? NONE });
    same(found.money, name('GLAccount'), textAt(line, 'GLAccount'), textAt(there, 'GLAccount'));
    for (const field of ['CostCenter', 'CostUnit'])
      if (textAt(line, field) !== '')
        same(found.coding, name(field), textAt(line, field), textAt(there, field));
  });
}
