/** Takes a canonical purchase order from an item. */
import type { IDataObject } from 'n8n-workflow';
import type { PurchaseOrder } from './documents';
import { readDecimal } from './money';
import { Refusal, held } from './outcome';
import { readDocument } from './syncAction';

type Json = Record<string, unknown>;

/**
 * What a trigger, a read or the Crosswalk put out; fields that another source does not have are filled in as empty, and
 * an order without a state counts as open. One that binds money has lines, unless `mayLackLines`.
 * @throws Refusal (held) that names the first field that cannot be read
 */
export function readPurchaseOrder(json: IDataObject, { mayLackLines = false } = {}): PurchaseOrder {
  const order = readDocument(json, ['purchaseOrder'], ['tenant', 'id', 'number'], ['lines']);
  const supplier = { ...NO_SUPPLIER, ...record(order.supplier) };
  const lines = (order.lines as unknown[]).map((line) => ({ ...NO_LINE, ...record(line) }));
  const isDecimal = (value: unknown) => typeof value === 'string' && readDecimal(value) !== null;
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  const odd = lines.findIndex(
    (line: Json) => !isText(line.number) || !isDecimal(line.quantity) || !isDecimal(line.unitPrice),
  );
  const total = order.total ?? null;
  if (odd >= 0) throw unreadable(`lines[${odd}]`, 'lacks its number, quantity or unit price');
  if (lines.length === 0 && !mayLackLines && !LINELESS.has(String(order.state)))
    throw unreadable('lines', 'is empty');
  if (total !== null && !isDecimal(total)) throw unreadable('total', 'is no decimal');
  const splits = lines.findIndex(
    (line: Json) =>
      !Array.isArray(line.splits) || line.splits.some((split) => !isDecimal(record(split).amount)),
  );
  if (splits >= 0) throw unreadable(`lines[${splits}].splits`, 'is not a list of splits with amounts');
  return { ...NO_ORDER, ...order, supplier, lines, total } as unknown as PurchaseOrder;
}

const NO_SUPPLIER = {
  id: '',
  number: null,
  name: '',
  duns: null,
  vatNumber: null,
  erpVendor: null,
  erpVendorsEver: [],
};
const NO_LINE = {
  ...{
    description: '',
    unit: null,
    erpUnit: null,
    cancelled: false,
    catalogNumber: null,
    commodityCode: null,
  },
  ...{ erpItem: null, customFields: {}, splits: [] },
};
const NO_ORDER = {
  ...{
    revision: null,
    status: '',
    state: 'open',
    currency: null,
    date: null,
    dueDate: null,
    businessUnit: null,
  },
  ...{ erpEntity: null, terms: null, erpTerms: null, customFields: {}, lastUpdate: null, mapping: null },
};
/** Of these, no line is written. */
const LINELESS = new Set(['pending', 'closed', 'cancelled']);

const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

const unreadable = (field: string, what: string): Refusal =>
  new Refusal(
    held(
      'document.unreadable',
      `This purchase order cannot be read: ${field} ${what}.`,
      'Feed the node what a trigger or a read by ID puts out, or give your own document the same fields.',
      'mapping',
    ),
  );
