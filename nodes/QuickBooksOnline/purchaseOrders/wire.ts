/** Orders in QuickBooks' own shape, to and fro. Pure. */
import type { Decimal } from '../../shared/money';
import { divide, equal, isZero, readDecimal, round, times } from '../../shared/money';
import { keyOf } from '../../shared/stamp';
import type { Json } from '../transport/wire';
import { asObject, ref, refAt, rowsAt, textAt } from '../transport/wire';
import type { WantedLine, WantedOrder } from './wanted';

export interface FoundLine {
  id: string;
  /** First word of the description. */
  mark: string;
  description: string;
  item: string;
  account: string;
  class: string;
  quantity: Decimal | null;
  amount: Decimal;
  wire: Json;
}

export interface FoundOrder {
  id: string;
  token: string;
  number: string;
  vendor: string;
  isClosed: boolean;
  /** Whether a bill is linked to it. */
  isBilled: boolean;
  /** Key of the JAGGAER order whose stamp it has; null where there is none of ours. */
  stampedKey: string | null;
  note: string;
  date: string;
  dueDate: string;
  term: string;
  lines: FoundLine[];
  wire: Json;
}

export function foundOrder(wire: Json): FoundOrder {
  const note = textAt(wire, 'PrivateNote');
  return {
    ...{ id: textAt(wire, 'Id'), token: textAt(wire, 'SyncToken'), number: textAt(wire, 'DocNumber') },
    ...{ vendor: refAt(wire, 'VendorRef'), isClosed: textAt(wire, 'POStatus') === 'Closed' },
    isBilled: rowsAt(wire, 'LinkedTxn').some((link) => textAt(link, 'TxnType') === 'Bill'),
    ...{ stampedKey: keyOf(note), note, date: textAt(wire, 'TxnDate'), dueDate: textAt(wire, 'DueDate') },
    term: refAt(wire, 'SalesTermRef'),
    lines: rowsAt(wire, 'Line')
      .filter((line) => /ExpenseLineDetail$/.test(textAt(line, 'DetailType')))
      .map(foundLine),
    wire,
  };
}

function foundLine(wire: Json): FoundLine {
  const detail = asObject(wire[textAt(wire, 'DetailType')]);
  const description = textAt(wire, 'Description');
  return {
    ...{ id: textAt(wire, 'Id'), description, mark: description.split(/\s/, 1)[0] ?? '' },
    ...{ item: refAt(detail, 'ItemRef'), account: refAt(detail, 'AccountRef') },
    class: refAt(detail, 'ClassRef'),
    ...{ quantity: readDecimal(detail.Qty), amount: readDecimal(wire.Amount) ?? '0', wire },
  };
}

/** A new order. */
export const orderBody = (order: WantedOrder): Json => ({
  ...headerOf(order),
  VendorRef: ref(order.vendor),
  APAccountRef: ref(order.payable),
  DocNumber: order.number,
  PrivateNote: order.note,
  ...(order.currency === '' ? {} : { CurrencyRef: ref(order.currency) }),
  Line: order.lines.map((line) => lineBody(line)),
});

const headerOf = ({ date, dueDate, term }: WantedOrder): Json => ({
  TxnDate: date,
  ...(dueDate === '' ? {} : { DueDate: dueDate }),
  ...(term === '' ? {} : { SalesTermRef: ref(term) }),
});

/** What QuickBooks works out by itself. */
const READ_ONLY = new Set([
  ...[
    'TotalAmt',
    'LinkedTxn',
    'MetaData',
    'domain',
    'sparse',
    'VendorAddr',
    'HomeTotalAmt',
    'ReceivedQuantity',
  ],
]);

/**
 * The whole order with what changes: what a full update leaves out is cleared, and a sparse one was seen to lose lines,
 * so all lines go along with their ids.
 */
export function updateBody(found: FoundOrder, order: WantedOrder | null, lines: Json[]): Json {
  const kept = Object.fromEntries(Object.entries(found.wire).filter(([name]) => !READ_ONLY.has(name)));
  return { ...kept, ...(order ? headerOf(order) : {}), Line: lines };
}

/** A line as it is to be; `was` keeps its id, and what JAGGAER knows nothing of. */
export function lineBody(line: WantedLine, was?: FoundLine): Json {
  const before = was ? asObject(was.wire[textAt(was.wire, 'DetailType')]) : {};
  const coding = line.class === '' ? {} : { ClassRef: ref(line.class) };
  const price = priceOf(line);
  const kept = was ? { Id: was.id, LineNum: was.wire.LineNum } : {};
  const shared = { ...kept, Amount: Number(line.amount), Description: line.description };
  if (line.item === '') {
    const { TaxCodeRef, CustomerRef, BillableStatus } = before;
    const detail = { ...dropEmpty({ TaxCodeRef, CustomerRef, BillableStatus }), ...coding };
    return {
      ...shared,
      DetailType: 'AccountBasedExpenseLineDetail',
      AccountBasedExpenseLineDetail: { ...detail, AccountRef: ref(line.account) },
    };
  }
  const { TaxCodeRef, CustomerRef, BillableStatus } = before;
  return {
    ...shared,
    DetailType: 'ItemBasedExpenseLineDetail',
    ItemBasedExpenseLineDetail: {
      ...{ ...dropEmpty({ TaxCodeRef, CustomerRef, BillableStatus }), ...coding, ItemRef: ref(line.item) },
      ...(price === null ? {} : { Qty: Number(line.quantity), UnitPrice: Number(price) }),
    },
  };
}

const dropEmpty = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Quantity × price must be the amount (code 6070); null where no price gives it. */
function priceOf({ quantity, price, amount }: WantedLine): Decimal | null {
  const gives = (each: Decimal) => equal(round(times(quantity, each)), amount);
  if (gives(price)) return price;
  if (isZero(quantity)) return null;
  const derived = round(divide(amount, quantity), 7);
  return gives(derived) ? derived : null;
}
