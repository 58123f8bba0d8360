/** From an n8n item to a document that the Crosswalk can map. */
import type { IDataObject } from 'n8n-workflow';
import type { Invoice, PurchaseOrder, Split } from '../shared/documents';
import { Refusal, held } from '../shared/outcome';
import { readInvoice } from '../shared/readInvoice';
import { readPurchaseOrder as readOrder } from '../shared/readPurchaseOrder';

type Json = Record<string, unknown>;

/**
 * Takes a canonical invoice or purchase order from an item: the item itself, or the `document` that an item
 * which needed attention carries.
 * @throws Refusal (held) that says what is not as it should be
 */
export function readDocument(json: unknown): Invoice | PurchaseOrder {
  const inner = isObject(json) && isObject(json.document) ? json.document : json;
  const kind = isObject(inner) ? inner.document : undefined;
  if (kind === 'purchaseOrder') return readPurchaseOrder(inner as Json);
  if (typeof kind === 'string' && kind !== 'invoice') {
    throw new Refusal(
      held(
        'document.notSupported',
        `Documents of kind “${kind}” are not mapped by the Crosswalk yet.`,
        'Connect only invoices and purchase orders to the input Documents.',
        'support',
      ),
    );
  }
  const invoice = readInvoice(inner);
  texts(invoice, 'lineType');
  nullableTexts(invoice, 'businessUnit', 'terms', 'invoiceDate', 'createDate', 'accountingDate', 'currency');
  fields(invoice.customFields, 'customFields');
  checkSupplier(invoice.supplier);
  invoice.lines.forEach((line, at) => {
    nullableTexts(line, 'unit');
    fields(line.customFields, `lines[${at}].customFields`);
    line.splits.forEach((split, part) => checkSplit(split, `lines[${at}].splits[${part}]`));
  });
  invoice.charges.forEach((charge) => {
    texts(charge, 'kind');
    nullableTexts(charge, 'name');
  });
  return invoice;
}

function readPurchaseOrder(json: Json): PurchaseOrder {
  checkSupplier(json.supplier);
  const order = readOrder(json as IDataObject, { mayLackLines: true });
  nullableTexts(order, 'date', 'currency', 'businessUnit', 'terms');
  fields(order.customFields, 'customFields');
  order.lines.forEach((line, at) => {
    nullableTexts(line, 'unit', 'catalogNumber', 'commodityCode');
    fields(line.customFields, `lines[${at}].customFields`);
    line.splits.forEach((split, part) => checkSplit(split, `lines[${at}].splits[${part}]`));
  });
  return order;
}

function checkSplit(split: Split, place: string): void {
  fields(split.erpDimensions, `${place}.erpDimensions`);
  if (!Array.isArray(split.segments)) throw unreadable(`${place}.segments`, 'is not a list');
  split.segments.forEach((segment) => texts(segment, 'name', 'value'));
}

function checkSupplier(supplier: unknown): void {
  if (!isObject(supplier)) throw unreadable('supplier', 'is not an object');
  texts(supplier, 'id', 'name');
  nullableTexts(supplier, 'number', 'duns', 'vatNumber');
}

function texts(owner: unknown, ...names: string[]): void {
  if (!isObject(owner)) throw unreadable('a part of it', 'is not an object');
  for (const name of names) {
    if (typeof owner[name] !== 'string') throw unreadable(name, 'is missing or is not text');
  }
}

function nullableTexts(owner: object, ...names: string[]): void {
  for (const [name, value] of Object.entries(owner)) {
    if (names.includes(name) && value !== null && value !== undefined && typeof value !== 'string') {
      throw unreadable(name, 'is not text');
    }
  }
}

function fields(value: unknown, place: string): void {
  if (!isObject(value)) throw unreadable(place, 'is not an object');
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw unreadable(`${place}.${name}`, 'is not text');
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unreadable = (field: string, what: string): Refusal =>
  new Refusal(
    held(
      'document.unreadable',
      `This document cannot be read: ${field} ${what}.`,
      'Feed the node what JAGGAER ▸ Invoice ▸ Get puts out, or give your own document the same fields.',
      'mapping',
    ),
  );
