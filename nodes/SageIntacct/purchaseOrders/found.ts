/** A purchase order as Sage Intacct shows it. Pure. */
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import { keyOf } from '../../shared/stamp';
import { fromWireDate, fromWireTime } from '../transport/wire';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import { numberIn } from './wanted';

export interface FoundLine {
  /** Counts from one, as an update does; reads count from zero (source: functions, working with transaction lines). */
  line: number;
  item: string;
  description: string;
  quantity: Decimal;
  unit: string;
  price: Decimal;
  converted: Decimal;
  /** What is in the field that holds JAGGAER's order and line number. */
  mark: string;
  /** Every field that was read, e.g. `LOCATIONID`. */
  fields: Record<string, string>;
}

export interface FoundOrder {
  id: string;
  recordNo: string;
  number: string;
  definition: string;
  state: string;
  vendor: string;
  vendorName: string;
  reference: string;
  /** Key of the JAGGAER order whose stamp it has; null where there is none of ours. */
  stampedKey: string | null;
  date: string;
  dueDate: string;
  currency: string;
  total: Decimal | null;
  /** As the gateway writes it, for telling one version from another; the instant is `lastUpdate`. */
  version: string;
  lastUpdate: string;
  lines: FoundLine[];
}

export const ORDER_FIELDS = [
  ...[
    'DOCID',
    'DOCNO',
    'DOCPARID',
    'STATE',
    'CUSTVENDID',
    'CUSTVENDNAME',
    'PONUMBER',
    'WHENCREATED',
    'WHENDUE',
  ],
  ...['CURRENCY', 'TOTAL', 'WHENMODIFIED'],
];

const LINE_FIELDS = ['DOCHDRID', 'LINE_NO', 'ITEMID', 'ITEMDESC', 'UNIT', 'MEMO', 'QTY_CONVERTED'];
/** As entered, before they are turned into the item's base unit and the base currency: where a company shows them. */
const QUANTITIES = ['UIQTY', 'QUANTITY'];
const PRICES = ['TRX_PRICE', 'UIPRICE', 'PRICE'];

/** Fields to read of the lines, of those that this company has. @param more mark field and dimensions */
export const lineFields = (known: ReadonlySet<string>, more: string[]): string[] =>
  [...new Set([...LINE_FIELDS, ...QUANTITIES, ...PRICES, ...more])].filter((field) => known.has(field));

export function readOrder(row: Row, lines: Row[], markField: string): FoundOrder {
  const definition = text(row, 'DOCPARID');
  const id = text(row, 'DOCID');
  const reference = text(row, 'PONUMBER');
  return {
    ...{ id, definition, reference, recordNo: text(row, 'RECORDNO') },
    number: text(row, 'DOCNO') || numberIn(definition, id),
    state: text(row, 'STATE'),
    vendor: text(row, 'CUSTVENDID'),
    vendorName: text(row, 'CUSTVENDNAME'),
    stampedKey: keyOf(reference),
    date: fromWireDate(text(row, 'WHENCREATED')),
    dueDate: fromWireDate(text(row, 'WHENDUE')),
    currency: text(row, 'CURRENCY'),
    total: readDecimal(text(row, 'TOTAL')),
    version: text(row, 'WHENMODIFIED'),
    lastUpdate: fromWireTime(text(row, 'WHENMODIFIED')),
    lines: lines.map((line) => readLine(line, markField)).sort((a, b) => a.line - b.line),
  };
}

function readLine(row: Row, markField: string): FoundLine {
  const number = (names: string[]): Decimal =>
    names.map((name) => readDecimal(text(row, name))).find((value) => value !== null) ?? '0';
  return {
    line: Number(text(row, 'LINE_NO') || '0') + 1,
    item: text(row, 'ITEMID'),
    description: text(row, 'ITEMDESC'),
    quantity: number(QUANTITIES),
    unit: text(row, 'UNIT'),
    price: number(PRICES),
    converted: number(['QTY_CONVERTED']),
    mark: text(row, markField),
    fields: Object.fromEntries(Object.keys(row).map((field) => [field, text(row, field)])),
  };
}
