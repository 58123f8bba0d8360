import type { Invoice } from './documents';
import { readDecimal } from './money';
import { Refusal, held } from './outcome';

type Json = Record<string, unknown>;

const TEXTS = ['environment', 'tenant', 'id', 'number', 'type', 'workflowStatus', 'paymentStatus'];
const LISTS = ['lines', 'charges', 'attachments'];

/**
 * Takes a canonical invoice from an n8n item. The very object is returned, so that fields the user added stay.
 * @throws Refusal (held) that names the first field that cannot be read
 */
export function readInvoice(json: unknown): Invoice {
  const invoice = object(json, 'the item');
  if (invoice.document !== 'invoice') {
    throw unreadable('the item', 'is not a canonical invoice: its field “document” is not “invoice”');
  }
  for (const name of TEXTS) if (!isText(invoice[name])) throw unreadable(name, 'is missing or is not text');
  if (invoice.type !== 'invoice' && invoice.type !== 'creditMemo')
    throw unreadable('type', 'is neither invoice nor creditMemo');
  for (const name of LISTS) if (!Array.isArray(invoice[name])) throw unreadable(name, 'is not a list');
  const supplier = object(invoice.supplier, 'supplier');
  if (!isText(supplier.name)) throw unreadable('supplier.name', 'is missing or is not text');
  if (!Array.isArray(supplier.erpVendorsEver)) throw unreadable('supplier.erpVendorsEver', 'is not a list');
  if (invoice.total !== null) decimal(invoice.total, 'total');
  (invoice.lines as unknown[]).forEach((line, at) => readLine(object(line, `lines[${at}]`), `lines[${at}]`));
  (invoice.charges as unknown[]).forEach((charge, at) =>
    decimal(object(charge, `charges[${at}]`).amount, `charges[${at}].amount`),
  );
  return json as Invoice;
}

function readLine(line: Json, place: string): void {
  for (const name of ['quantity', 'unitPrice', 'amount']) decimal(line[name], `${place}.${name}`);
  if (!Array.isArray(line.splits) || line.splits.length === 0)
    throw unreadable(`${place}.splits`, 'is empty');
  line.splits.forEach((split, at) =>
    decimal(object(split, `${place}.splits[${at}]`).amount, `${place}.splits[${at}].amount`),
  );
}

function object(value: unknown, place: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable(place, 'is not an object');
  return value as Json;
}

function decimal(value: unknown, place: string): void {
  if (typeof value !== 'string' || readDecimal(value) === null)
    throw unreadable(place, 'is not a decimal in text form');
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const unreadable = (field: string, what: string): Refusal =>
  new Refusal(
    held(
      'document.unreadable',
      `This document cannot be read: ${field} ${what}.`,
      'Feed the node what JAGGAER ▸ Invoice ▸ Get and the Crosswalk put out, or give your own document the same fields.',
      'mapping',
    ),
  );
