/** Bills and vendor credits as QuickBooks Online shows them → for comparing, and for people. Pure. */
import { DateTime } from 'luxon';
import type { Found } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { equal, greater, isZero, minus, negate, readDecimal, sum } from '../shared/money';
import type { BillReference } from '../shared/outcome';
import { keyOf } from '../shared/stamp';
import type { BillEntity } from './documents';
import type { Json } from './transport/wire';
import { asObject, refAt, rowsAt, textAt } from './transport/wire';

const TYPES: Record<BillEntity, string> = { Bill: 'Bill', VendorCredit: 'Vendor Credit' };

/** Words that people know vendors by: their number where they have one, else QBO's id. */
export type VendorWord = (id: string) => string;

const decimalAt = (row: Json, name: string): Decimal => readDecimal(row[name]) ?? '0';

/** The note without what QBO puts before it when people void a document (recorded: qbo_api void/*). */
const noteOf = (row: Json): string => textAt(row, 'PrivateNote').replace(/^Voided(?: - )?/, '');

/** Whether people voided a document: it stays, with nothing in it. */
export const isVoided = (row: Json): boolean =>
  textAt(row, 'PrivateNote').startsWith('Voided') && isZero(decimalAt(row, 'TotalAmt'));

/** Key of the invoice that a document is stamped with; null where it has no stamp of ours. */
export const keyIn = (row: Json): string | null => keyOf(noteOf(row));

/** `1/2` on a bill that is one of several for one invoice, else ''. */
export const partIn = (row: Json): string => /^JGR:\S+ part (\d+\/\d+)(?:\s|$)/.exec(noteOf(row))?.[1] ?? '';

function statusOf(row: Json): string {
  if (isVoided(row)) return 'Voided';
  const [total, balance] = [decimalAt(row, 'TotalAmt'), decimalAt(row, 'Balance')];
  if (row.Balance === undefined) return '';
  if (isZero(total) || equal(total, balance)) return 'Open';
  return greater(balance, '0') ? 'Partially Paid' : 'Paid';
}

/** A document for comparing and reporting; a credit's amount is positive, as QBO has it. */
export function billReference(row: Json, entity: BillEntity, vendorWord: VendorWord): BillReference {
  const id = textAt(row, 'Id');
  return {
    ...{ id, number: id, type: TYPES[entity], status: statusOf(row) },
    vendor: vendorWord(refAt(row, 'VendorRef')),
    vendorReference: textAt(row, 'DocNumber'),
    amount: decimalAt(row, 'TotalAmt'),
    currency: refAt(row, 'CurrencyRef') || null,
  };
}

export const foundBill = (row: Json, entity: BillEntity, vendorWord: VendorWord): Found => ({
  ...billReference(row, entity, vendorWord),
  matchedBy: 'supplierNumber',
  stampedKey: keyIn(row),
  voided: isVoided(row),
});

/** `1/2` and `2/2` are there, once each. */
export function isComplete(marks: readonly string[]): boolean {
  const [, count = ''] = marks[0]?.split('/') ?? [];
  const whole = Array.from({ length: Number(count) }, (_, at) => `${at + 1}/${count}`);
  return whole.length === marks.length && whole.every((mark) => marks.includes(mark));
}

/** The parts of one invoice as the one document that they stand for. */
export function together(parts: readonly Found[]): Found | null {
  const [first] = parts;
  if (!first) return null;
  const word = (of: (bill: Found) => string) => parts.map(of).join('+');
  return {
    ...first,
    ...{ id: word(({ id }) => id), number: word(({ number }) => number) },
    amount: sum(parts.map(({ amount }) => amount)),
    voided: parts.some(({ voided }) => voided),
  };
}

export interface SimpleBill extends BillReference {
  balance: Decimal | null;
  paidAmount: Decimal | null;
  /** `1/2` where it is one of several bills for one invoice. */
  part: string | null;
  key: string | null;
  entity: string | null;
  lines: unknown[];
  [field: string]: unknown;
}

/** Bills of one invoice that was split by location, as one; where parts are missing they stay as they are. */
export function combineParts(bills: readonly SimpleBill[]): SimpleBill[] {
  const groups = new Map<string, SimpleBill[]>();
  for (const bill of bills) {
    const name = bill.part !== null && bill.key !== null ? bill.key : bill.id;
    groups.set(name, [...(groups.get(name) ?? []), bill]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const whole = first?.part && isComplete(group.map(({ part }) => part ?? ''));
    return first && whole ? [combined(first, group)] : group;
  });
}

function combined(first: SimpleBill, group: SimpleBill[]): SimpleBill {
  const word = (of: (bill: SimpleBill) => string) => group.map(of).join('+');
  const total = (of: (bill: SimpleBill) => Decimal | null) => sum(group.map((bill) => of(bill) ?? '0'));
  const states = new Set(group.map(({ status }) => status));
  return {
    ...first,
    ...{ id: word(({ id }) => id), number: word(({ number }) => number) },
    amount: total(({ amount }) => amount),
    balance: total(({ balance }) => balance),
    paidAmount: total(({ paidAmount }) => paidAmount),
    status: states.size === 1 ? first.status : 'Partially Paid',
    entity: null,
    part: null,
    lines: group.flatMap(({ lines }) => lines),
  };
}

/** A bill for people and later steps: amounts as decimal text in its own currency, a credit negative. */
export function simplifyBill(row: Json, entity: BillEntity, vendorWord: VendorWord): SimpleBill {
  const reference = billReference(row, entity, vendorWord);
  const signed = (amount: Decimal) => (entity === 'Bill' ? amount : negate(amount));
  const balance = readDecimal(row.Balance);
  const paid = balance === null ? null : minus(reference.amount, balance);
  const changed = DateTime.fromISO(textAt(row, 'MetaData.LastUpdatedTime'), { setZone: true });
  return {
    ...reference,
    amount: signed(reference.amount),
    balance: balance === null ? null : signed(balance),
    paidAmount: paid === null ? null : signed(paid),
    vendorId: refAt(row, 'VendorRef'),
    vendorName: textAt(row, 'VendorRef.name') || null,
    date: textAt(row, 'TxnDate') || null,
    dueDate: textAt(row, 'DueDate') || null,
    entity: textAt(row, 'DepartmentRef.name') || refAt(row, 'DepartmentRef') || null,
    description: textAt(row, 'PrivateNote'),
    key: keyIn(row),
    part: partIn(row) || null,
    lastModified: changed.isValid ? changed.toUTC().toISO() : null,
    lines: rowsAt(row, 'Line').map(simplifyLine),
  };
}

function simplifyLine(line: Json): Record<string, unknown> {
  const detail = asObject(line[textAt(line, 'DetailType')]);
  const [order] = rowsAt(line, 'LinkedTxn').filter((link) => textAt(link, 'TxnType') === 'PurchaseOrder');
  const named = (name: string) => textAt(detail, `${name}.name`) || refAt(detail, name) || null;
  return {
    account: named('AccountRef'),
    item: named('ItemRef'),
    description: textAt(line, 'Description'),
    quantity: readDecimal(detail.Qty),
    unitPrice: readDecimal(detail.UnitPrice),
    amount: readDecimal(line.Amount),
    class: named('ClassRef'),
    purchaseOrder: order ? { id: textAt(order, 'TxnId'), line: textAt(order, 'TxnLineId') } : null,
  };
}
