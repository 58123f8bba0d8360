/** Maps whole documents. Pure: the same document, rows and rules always give the same. */
import type {
  Invoice,
  InvoiceLine,
  MappingStamp,
  PurchaseOrder,
  PurchaseOrderLine,
} from '../shared/documents';
import type { Decimal } from '../shared/money';
import { absolute, sum } from '../shared/money';
import type { Desk } from './accounting';
import { mapSplit } from './accounting';
import { mapCharge } from './charges';
import { cleanCode } from './cleaning';
import type { Finding } from './findings';
import { Findings, settle } from './findings';
import { findItem, settleItem } from './items';
import type { Kind } from './rows';
import type { Rules } from './rules';
import { mapSupplier } from './supplier';
import type { MappingTable } from './table';

export interface Mapped<T> {
  document: T & { mapping: MappingStamp };
  /** Every code that no row settles; the document may go on only if none of them holds it. */
  findings: Finding[];
}

/** Fills in every `erp…` field of an invoice anew, whatever an earlier mapping left there. */
export function mapInvoice(invoice: Invoice, table: MappingTable, rules: Rules): Mapped<Invoice> {
  const findings = new Findings();
  const desk: Desk = { date: documentDate(invoice), table, rules, findings };
  const value = atStake(invoice);
  const matched = mapSupplier(invoice.supplier, desk.date, value, table, rules, findings);
  const ofHeader = (kind: HeaderKind, code: string | null): string | null =>
    mapHeaderCode(kind, code, value, desk);
  const mapped = {
    ...invoice,
    supplier: matched.supplier,
    erpEntity: ofHeader('entity', invoice.businessUnit),
    erpInvoiceType: ofHeader('invoiceType', invoice.lineType),
    erpTerms: ofHeader('terms', invoice.terms),
    lines: invoice.lines.map((line) => mapLine(line, invoice, desk)),
    charges: invoice.charges.map((charge) => mapCharge(charge, invoice, desk)),
  };
  return stamped(mapped, matched.matchedBy, table, findings);
}

/** Fills in every `erp…` field of a purchase order anew. What is over needs its vendor only. */
export function mapPurchaseOrder(
  order: PurchaseOrder,
  table: MappingTable,
  rules: Rules,
): Mapped<PurchaseOrder> {
  const findings = new Findings();
  const desk: Desk = { date: order.date ?? null, table, rules, findings };
  const value = order.total ?? '0';
  const matched = mapSupplier(order.supplier, desk.date, value, table, rules, findings);
  const { supplier } = matched;
  if (order.state === 'closed' || order.state === 'cancelled')
    return stamped({ ...order, supplier }, matched.matchedBy, table, findings);
  const mapped = {
    ...order,
    supplier,
    erpEntity: mapHeaderCode('entity', order.businessUnit, value, desk),
    erpTerms: mapHeaderCode('terms', order.terms, value, desk),
    lines: order.lines.map((line) => (line.cancelled ? line : mapOrderLine(line, order, desk))),
  };
  return stamped(mapped, matched.matchedBy, table, findings);
}

/** The date that chooses between rows; the invoice date, or the nearest thing to it. */
export const documentDate = (invoice: Invoice): string | null =>
  invoice.invoiceDate ?? invoice.accountingDate ?? invoice.createDate ?? null;

/** The amount that stands still while the document is held. */
export const atStake = (invoice: Invoice): Decimal =>
  absolute(invoice.total ?? sum(invoice.lines.map((line) => line.amount)));

function mapLine(line: InvoiceLine, invoice: Invoice, desk: Desk): InvoiceLine {
  return {
    ...line,
    erpUnit: mapHeaderCode('unit', line.unit, line.amount, desk),
    // the line of a purchase order has its account there: the ERP takes it when none is given
    splits: line.splits.map((split) =>
      mapSplit(split, { ...line, needsAccount: line.purchaseOrder ? 'ifCoded' : 'always' }, invoice, desk),
    ),
  };
}

/** An item brings its account along; a line that is given none needs an account. */
function mapOrderLine(line: PurchaseOrderLine, order: PurchaseOrder, desk: Desk): PurchaseOrderLine {
  const item = findItem(line, desk);
  const isGiven = item.answer.found !== 'none' || desk.rules.fallbacks.item.then === 'fixed';
  const coded = { ...line, needsAccount: isGiven ? 'never' : 'always' } as const;
  const splits = line.splits.map((split) => mapSplit(split, coded, order, desk));
  return {
    ...line,
    erpItem: settleItem(item, line, splits, desk),
    erpUnit: mapHeaderCode('unit', line.unit, sum(line.splits.map(({ amount }) => amount)), desk),
    splits,
  };
}

type HeaderKind = Extract<Kind, 'entity' | 'invoiceType' | 'terms' | 'unit'>;

/** A code without a scope. Only the entity may be mapped, or missed, where the document has no value. */
function mapHeaderCode(kind: HeaderKind, value: string | null, amount: Decimal, desk: Desk): string | null {
  const { table, rules, date, findings } = desk;
  const code = cleanCode(kind, null, value, rules.cleaning);
  if (code === '' && kind !== 'entity') return null;
  const name = kind === 'entity' ? 'business unit' : '';
  const facts = { kind, code, scope: '', name, value: amount };
  return settle(table.look(kind, '', code, date), facts, rules.fallbacks[kind], findings);
}

function stamped<T>(
  document: T,
  supplierMatchedBy: string,
  table: MappingTable,
  findings: Findings,
): Mapped<T> {
  const list = findings.list();
  const unmapped = list.flatMap(({ kind, code, scope, effect }) =>
    effect === 'hold' ? [] : [{ kind, code, scope, effect }],
  );
  return {
    document: { ...document, mapping: { hash: table.hash, supplierMatchedBy, unmapped } },
    findings: list,
  };
}
