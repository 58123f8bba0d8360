/**
 * Reads JAGGAER's `BuyerInvoiceExportMessage` (sources: NS and UML, two receivers in production). Nothing outside the text
 * is ever read for it: document types are cut off, entities of its own make are refused.
 */
import { XMLParser, XMLValidator } from '../../shared/libraries';
import { list, object, text } from '../documents/fields';
import type { Json } from '../transport/envelope';

/** An invoice that was exported. It names no invoice id: the number has to be looked up. */
export interface InvoiceReference {
  document: 'invoiceReference';
  /** JAGGAER's own number. */
  number: string;
  supplierInvoiceNumber: string | null;
  type: 'creditMemo' | 'invoice';
  /** As the message spells it, e.g. `In Process`. */
  status: string;
  supplier: string | null;
  currency: string | null;
  invoiceDate: string | null;
  dueDate: string | null;
  accountingDate: string | null;
  lineCount: number;
  /** A cancelled invoice is exported without lines (source: UML). */
  cancelled: boolean;
  messageId: string;
  /** The invoice as it was sent; attributes start with `@`. */
  message: Json;
}

/** What a message says of who sends it. */
export interface Proof {
  identity: string;
  sharedSecret: string;
}

export interface ExportMessage extends Proof {
  messageId: string;
  invoices: InvoiceReference[];
}

/** Always read as lists: one line must not look different from two (source: NS). */
const LISTS = new Set([
  ...['Invoice', 'InvoiceLine', 'CustomFieldValueSet', 'CustomFieldValue', 'SplittableFieldSetGroup'],
  ...['SplittableFieldIndexSet', 'SplittableFieldIndex'],
]);

const DEEPEST = 50;
/** Most characters of the header that are read before anything is proven. */
const LONGEST_PROOF = 20_000;
const DOCUMENT_TYPE = /<!DOCTYPE[^>[]*>/y;

/** @returns the message, or in words why it cannot be taken */
export function readMessage(xml: string): ExportMessage | string {
  const { text: mended, isOdd } = mend(withoutDocumentType(xml));
  if (isOdd) return 'Document types of its own are not taken';
  const parsed = parse(mended);
  if (typeof parsed === 'string') return parsed;
  const root = object(parsed.BuyerInvoiceExportMessage);
  const header = object(root.Header);
  const messageId = text(header.MessageId);
  const invoices = list(root.Invoice);
  if (messageId === null || invoices.length === 0)
    return 'This is no BuyerInvoiceExportMessage with an invoice';
  const references = invoices.map((invoice) => referenceOf(invoice, messageId));
  if (references.some((reference) => reference === null)) return 'InvoiceNumber is missing';
  return {
    messageId,
    ...proofOf(header.Authentication),
    invoices: references.filter((reference) => reference !== null),
  };
}

/** The proof alone, found before the rest is parsed: reading a large message costs, whoever sent it. */
export function proofIn(xml: string): Proof {
  const from = xml.indexOf('<Authentication');
  const cut = from < 0 ? '' : xml.slice(from, from + LONGEST_PROOF);
  const closing = '</Authentication>';
  const to = cut.indexOf(closing);
  const parsed = to < 0 ? '' : parse(mend(cut.slice(0, to + closing.length)).text);
  return proofOf(typeof parsed === 'string' ? null : parsed.Authentication);
}

function proofOf(authentication: unknown): Proof {
  const { Identity, SharedSecret } = object(authentication);
  return { identity: text(Identity) ?? '', sharedSecret: text(SharedSecret) ?? '' };
}

/** The id of a message that may be broken: its answer has to name it. */
export const messageIdIn = (xml: string): string => /<MessageId>([^<]{1,300})</.exec(xml)?.[1]?.trim() ?? '';

/**
 * Cuts off a document type before the message that only names its definition. Found by steps, not by one pattern: who has
 * not proved anything yet may send this, and a pattern over many comments takes for ever.
 */
function withoutDocumentType(xml: string): string {
  const skip = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    return pattern.test(xml) ? pattern.lastIndex : from;
  };
  let at = skip(/\uFEFF?\s*(?:<\?xml[^>]*>\s*)?/y, 0);
  while (xml.startsWith('<!--', at)) {
    const end = xml.indexOf('-->', at + 4);
    if (end < 0) return xml;
    at = skip(/\s*/y, end + 3);
  }
  return xml.slice(0, at) + xml.slice(skip(DOCUMENT_TYPE, at));
}

/**
 * JAGGAER sends `&` as it is (source: NS): it is mended where it begins no entity, and not inside CDATA. `isOdd`: there is
 * a document type or an entity of its own.
 */
function mend(xml: string): { text: string; isOdd: boolean } {
  const parts: string[] = [];
  let isOdd = false;
  const take = (markup: string) => {
    isOdd ||= /<!(DOCTYPE|ENTITY)/i.test(markup);
    parts.push(markup.replace(/&(?!#?\w+;)/g, '&amp;'));
  };
  for (let at = 0; ;) {
    const open = xml.indexOf('<![CDATA[', at);
    const close = open < 0 ? -1 : xml.indexOf(']]>', open);
    take(xml.slice(at, close < 0 ? undefined : open));
    if (close < 0) return { text: parts.join(''), isOdd };
    parts.push(xml.slice(open, close + 3));
    at = close + 3;
  }
}

function parse(xml: string): Json | string {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) return `The XML is broken at line ${valid.err.line}: ${valid.err.msg}`;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    // decodes character references, too; with no document type there are no others than HTML's
    htmlEntities: true,
    maxNestedTags: DEEPEST,
    isArray: (name: string) => LISTS.has(name),
  });
  try {
    return object(parser.parse(xml));
  } catch {
    return 'The XML cannot be read';
  }
}

function referenceOf(invoice: Json, messageId: string): InvoiceReference | null {
  const header = object(invoice.InvoiceHeader);
  const number = text(header.InvoiceNumber);
  if (number === null) return null;
  const lines = list(invoice.InvoiceLine);
  const day = (name: string) => text(header[name])?.slice(0, 10) ?? null;
  return {
    document: 'invoiceReference',
    number,
    supplierInvoiceNumber: text(header.SupplierInvoiceNo),
    type: /credit/i.test(text(header.InvoiceType) ?? '') ? 'creditMemo' : 'invoice',
    status: text(header['@status']) ?? '',
    supplier: text(object(header.Supplier).Name),
    currency: text(header.Currency),
    invoiceDate: day('InvoiceDate'),
    dueDate: day('DueDate'),
    accountingDate: day('AccountingDate'),
    lineCount: lines.length,
    cancelled: lines.length === 0,
    messageId,
    message: invoice,
  };
}
