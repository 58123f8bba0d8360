/**
 * The canonical documents: what the JAGGAER nodes put out, what the Crosswalk maps and what every ERP node takes.
 * Dates are `YYYY-MM-DD` and never shift zone; instants are ISO 8601 with `Z`; amounts are decimal text.
 * Fields named `erp…` are empty until the Crosswalk (or the user) fills them with the ERP's own codes.
 */
import type { Decimal } from './money';

export type Environment = 'production' | 'test';

/** Where a document comes from: part of every key, so that two tenants or environments never meet. */
export interface Origin {
  environment: Environment;
  /** Short name of the source tenant, from the source's credential. */
  tenant: string;
}

export type ChargeKind = 'tax1' | 'tax2' | 'freight' | 'handling' | 'misc' | 'discount';

/**
 * How a header charge is booked: `tax` = the ERP's tax code, `account` = a line of its own on that account,
 * `spread` = over the lines in proportion to their amounts.
 */
export type ChargeBooking = 'tax' | 'account' | 'spread';

export interface Charge {
  kind: ChargeKind;
  /** Fee name for `misc`, else null. */
  name: string | null;
  /** Signed as it enters the total: a discount is negative on an invoice, everything is negated on a credit memo. */
  amount: Decimal;
  erpBooking: ChargeBooking | null;
  /** Tax code or account, by `erpBooking`. */
  erpCode: string | null;
  erpDimensions: Record<string, string>;
}

export interface Segment {
  /** Position of the chart of accounts among the document's charts: 0, 1, … */
  chart: number;
  name: string;
  value: string;
  description: string | null;
}

export interface Split {
  segments: Segment[];
  /** This split's part of the line's amount, header charges not included. */
  amount: Decimal;
  erpAccount: string | null;
  /** ERP dimension name → code, e.g. `{ subaccount: '000-100' }`. */
  erpDimensions: Record<string, string>;
}

export interface PurchaseOrderReference {
  number: string;
  line: string | null;
}

export interface InvoiceLine {
  id: string;
  number: number;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** quantity × unit price, rounded to cents; negative on credit memos. */
  amount: Decimal;
  unit: string | null;
  erpUnit: string | null;
  purchaseOrder: PurchaseOrderReference | null;
  customFields: Record<string, string>;
  /** At least one; their amounts add up to the line's. */
  splits: Split[];
}

export interface SupplierReference {
  id: string;
  /** Leading zeros are significant. */
  number: string | null;
  name: string;
  duns: string | null;
  vatNumber: string | null;
  erpVendor: string | null;
  /**
   * Every ERP vendor that any mapping row, past or present, gives for this supplier; `erpVendor` first. Rows by
   * name count only where suppliers are matched by name.
   */
  erpVendorsEver: string[];
}

export interface Invoice extends Origin {
  document: 'invoice';
  id: string;
  /** JAGGAER's own number. */
  number: string;
  name: string;
  supplierInvoiceNumber: string | null;
  type: 'invoice' | 'creditMemo';
  /** The source's own word for the type, e.g. `Non-PO`: matched by mapping kind `invoiceType`. */
  lineType: string;
  erpInvoiceType: string | null;
  workflowStatus: string;
  paymentStatus: string;
  matchStatus: string;
  cancelled: boolean;
  /** Instant of the source's last export; with `id` it names a version of the invoice. */
  lastUpdate: string | null;
  invoiceDate: string | null;
  createDate: string | null;
  dueDate: string | null;
  accountingDate: string | null;
  businessUnit: string | null;
  erpEntity: string | null;
  supplier: SupplierReference;
  /** null where the source gave no total: such an invoice is held. */
  currency: string | null;
  total: Decimal | null;
  terms: string | null;
  erpTerms: string | null;
  customFields: Record<string, string>;
  /** Booked from here; the charges the source repeats on its lines are the same money. Zero ones are left out. */
  charges: Charge[];
  /** Tax the supplier did not charge (engine tax above current tax): never part of what is payable. */
  unpaidTax: Decimal;
  /** Empty for a list row: read the invoice by id to get them. */
  lines: InvoiceLine[];
  attachments: Attachment[];
  /** False for a list row, which has no lines. */
  complete: boolean;
  mapping: MappingStamp | null;
}

export interface Attachment {
  name: string;
  id: string | null;
}

/** What the Crosswalk did to a document. */
export interface MappingStamp {
  /** Content hash of all the mapping rows used: goes into the audit record. */
  hash: string;
  /** The key that matched, or `sameCode`, `fixedValue`. */
  supplierMatchedBy: string;
  /** The codes that no row maps and that went on all the same, as the user's rules allow. */
  unmapped: UnmappedCode[];
}

export interface UnmappedCode {
  /** Kind of the mapping row that would map it, e.g. `unit`. */
  kind: string;
  /** Empty where the document has no value. */
  code: string;
  scope: string;
  /** What became of it: kept as it is, a fixed value, nothing, or spread over the lines (a charge). */
  effect: 'same' | 'fixed' | 'empty' | 'spread';
}

export interface Supplier extends Origin {
  document: 'supplier';
  id: string;
  number: string | null;
  name: string;
  active: boolean;
  duns: string | null;
  vatNumber: string | null;
  taxNumber: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  currency: string | null;
  address: Address | null;
  /** The supplier's id in the ERP; for a supplier that comes from the ERP the same as `id`. */
  erpVendor: string | null;
  /** Bank data by field name: only those that the user switched on by name, else empty. */
  bankFields: Record<string, string>;
  lastUpdate: string | null;
}

export interface Address {
  lines: string[];
  city: string | null;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166 alpha-2. */
  country: string | null;
}

/**
 * Whether a purchase order binds money: `open` does; `pending` not yet; `closed` (billed in full, or ended) and
 * `cancelled` no more. `unknown`: the source uses a word of its own for it, and nobody may guess.
 */
export type OrderState = 'pending' | 'open' | 'closed' | 'cancelled' | 'unknown';

export interface PurchaseOrder extends Origin {
  document: 'purchaseOrder';
  id: string;
  number: string;
  /** Where the source counts changes of an approved order. */
  revision: string | null;
  /** The source's own word; `state` is what it means. */
  status: string;
  state: OrderState;
  supplier: SupplierReference;
  currency: string | null;
  total: Decimal | null;
  date: string | null;
  /** When the goods are wanted. */
  dueDate: string | null;
  businessUnit: string | null;
  erpEntity: string | null;
  terms: string | null;
  erpTerms: string | null;
  customFields: Record<string, string>;
  lastUpdate: string | null;
  /** Empty for a list row: read the order by id to get them. */
  lines: PurchaseOrderLine[];
  mapping: MappingStamp | null;
}

export interface PurchaseOrderLine {
  number: string;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  unit: string | null;
  erpUnit: string | null;
  cancelled: boolean;
  /** The supplier's or the catalogue's number of what is ordered. */
  catalogNumber: string | null;
  commodityCode: string | null;
  /** Item of the ERP, for ERPs that order items. */
  erpItem: string | null;
  customFields: Record<string, string>;
  /** How the line's amount is coded; amounts add up to quantity × unit price. */
  splits: Split[];
}

/** An account that invoices are coded to. `tenant` is the company whose chart of accounts it is in. */
export interface GlAccount extends Origin {
  document: 'glAccount';
  id: string;
  code: string;
  description: string;
  /** The source's own word, e.g. `Expense`. */
  type: string | null;
  active: boolean;
  currency: string | null;
  lastUpdate: string | null;
}

/** A value of a dimension: subaccount, department, location, class, cost center, project… */
export interface Dimension extends Origin {
  document: 'dimension';
  /** Which dimension, e.g. `subaccount`. */
  name: string;
  id: string;
  code: string;
  description: string;
  active: boolean;
  lastUpdate: string | null;
}

/** How far a bill in the ERP has been paid. */
export interface PaymentStatus {
  document: 'paymentStatus';
  /** Environment and tenant of the invoice, and its id, from the stamp on the bill; null where there is none of ours. */
  environment: Environment;
  tenant: string | null;
  invoiceId: string | null;
  supplierInvoiceNumber: string | null;
  vendor: string;
  bill: { id: string; number: string; type: string };
  /** `unpaid` follows a payment that was taken back; `settled` = cleared without money, e.g. by a debit adjustment. */
  status: 'unpaid' | 'partPaid' | 'paid' | 'settled';
  amount: Decimal;
  currency: string | null;
  /** Money that has really gone out, reversals deducted. */
  paidAmount: Decimal;
  /** Cleared by credits instead of money. */
  creditedAmount: Decimal;
  /** Chosen for payment, and not gone out yet; part of the balance. Only where the ERP tells it. */
  scheduledAmount?: Decimal;
  balance: Decimal;
  /** Of the last payment that stands; null where there is none. */
  date: string | null;
  reference: string | null;
  method: string | null;
  payments: Payment[];
  lastUpdate: string | null;
}

export interface Payment {
  number: string;
  /** Cheque or transfer number. */
  reference: string | null;
  method: string | null;
  date: string;
  /** Applied to this bill; negative for a reversal. */
  amount: Decimal;
}

/**
 * The identity of an invoice for ever: `environment:tenant:id`. Independent of mapping, supplier and numbers.
 */
export const invoiceKey = (invoice: Pick<Invoice, 'environment' | 'tenant' | 'id'>): string =>
  `${invoice.environment}:${invoice.tenant}:${invoice.id}`;

/**
 * The number the supplier knows the document by; where it is missing, the source's own number, marked `JGR `.
 */
export const supplierReference = (invoice: Pick<Invoice, 'supplierInvoiceNumber' | 'number'>): string =>
  invoice.supplierInvoiceNumber ?? `JGR ${invoice.number}`;
