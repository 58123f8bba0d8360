/** A purchase order as SYSPRO shows it: rows of PorMasterHdr and PorMasterDetail. Pure. Columns: reference 2.4 and 3. */
import type { Decimal } from '../../shared/money';
import { greater, isZero, readDecimal } from '../../shared/money';
import { wireDate } from '../paymentDocuments';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

export interface FoundLine {
  line: string;
  /** Its stock code: of a stocked item, or JAGGAER's order and line. */
  mark: string;
  warehouse: string;
  description: string;
  quantity: Decimal;
  received: Decimal;
  unit: string;
  price: Decimal;
  dueDate: string;
  ledgerCode: string;
  /** All of it has come. */
  isComplete: boolean;
}

export interface FoundOrder {
  /** Full key in SYSPRO. */
  id: string;
  /** SYSPRO's number as people see it. */
  number: string;
  /** JAGGAER's number: the customer PO number. */
  reference: string;
  supplier: string;
  status: string;
  date: string;
  dueDate: string;
  currency: string;
  lines: FoundLine[];
}

export const HEADER_COLUMNS = [
  ...['PurchaseOrder', 'OrderStatus', 'Supplier', 'OrderEntryDate', 'OrderDueDate', 'CustomerPoNumber'],
  ...['Currency', 'CancelledFlag'],
];

export const LINE_COLUMNS = [
  ...[
    'PurchaseOrder',
    'Line',
    'LineType',
    'MStockCode',
    'MStockDes',
    'MWarehouse',
    'MOrderQty',
    'MReceivedQty',
  ],
  ...['MOrderUom', 'MPrice', 'MLatestDueDate', 'MGlCode', 'MCompleteFlag'],
];

/** Freight, charges and comments order nothing [codes inferred]. */
const NO_GOODS = new Set(['4', '5', '6']);

const CANCELLED = '*';
const COMPLETE = '9';

export const isCancelled = ({ status }: FoundOrder): boolean => status === CANCELLED;

/** Whether some of it has come. */
export const isReceived = ({ lines }: FoundOrder): boolean => lines.some(({ received }) => !isZero(received));

/** Whether nothing more is to come. */
export const isComplete = ({ status, lines }: FoundOrder): boolean =>
  status === COMPLETE || (lines.length > 0 && lines.every((line) => line.isComplete));

/** @param lines rows of this order */
export function readOrder(header: Row, lines: readonly Row[]): FoundOrder {
  const id = text(header, 'PurchaseOrder');
  const status = text(header, 'OrderStatus');
  return {
    id,
    number: shownNumber(id),
    reference: text(header, 'CustomerPoNumber'),
    supplier: text(header, 'Supplier'),
    status: text(header, 'CancelledFlag') === 'Y' ? CANCELLED : status,
    date: wireDate(text(header, 'OrderEntryDate')),
    dueDate: wireDate(text(header, 'OrderDueDate')),
    currency: text(header, 'Currency'),
    lines: lines
      .filter((line) => !NO_GOODS.has(text(line, 'LineType')))
      .map(readLine)
      .sort((a, b) => Number(a.line) - Number(b.line)),
  };
}

/** Numbers stand in the tables filled with zeros, and people see them without. */
export const shownNumber = (key: string): string => (/^\d+$/.test(key) ? key.replace(/^0+(?=\d)/, '') : key);

function readLine(row: Row): FoundLine {
  const figure = (column: string): Decimal => readDecimal(text(row, column)) ?? '0';
  const [quantity, received] = [figure('MOrderQty'), figure('MReceivedQty')];
  return {
    line: String(Number(text(row, 'Line')) || text(row, 'Line')),
    mark: text(row, 'MStockCode'),
    warehouse: text(row, 'MWarehouse'),
    description: text(row, 'MStockDes'),
    ...{ quantity, received, unit: text(row, 'MOrderUom'), price: figure('MPrice') },
    dueDate: wireDate(text(row, 'MLatestDueDate')),
    ledgerCode: text(row, 'MGlCode'),
    isComplete: text(row, 'MCompleteFlag') === 'Y' || !(greater(quantity, received) || isZero(quantity)),
  };
}
