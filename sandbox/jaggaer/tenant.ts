/** What a simulated tenant holds: JAGGAER Indirect's invoices, and the snapshots that its exports left in J1P. */
import { randomUUID } from 'node:crypto';
import { ExportPusher } from './pusher';
import type { SeedClient, SeedFile, WholeSeed } from './seed';
import type { Settings } from './switches';
import type {
  WireCompany,
  WireDetail,
  WireInvoice,
  WireListFields,
  WirePurchaseOrder,
  WireStamp,
} from './wire';

export type ListHeader = WireStamp & WireListFields;

/** An allowed value of a chart-of-accounts field [I]. */
export interface GlValue {
  internalName: string;
  value: string;
  description: string;
  active: boolean;
}

/** What became of the calls that write, by resource. */
export type Written = 'created' | 'updated' | 'changed' | 'unchanged' | 'refused';
export type Writes = Record<string, Partial<Record<Written, number>>>;

/** Header fields of list rows; everything else is in the detail only [P]. */
const LIST_FIELDS: ReadonlyArray<keyof ListHeader> = [
  ...(['originalRequestMessageId', 'invoiceId', 'validationStatus', 'lastUpdate', 'paymentStatus'] as const),
  ...(['invoiceName', 'invoiceNumber', 'originalInvoiceNumber', 'invoiceType', 'invoiceLineType'] as const),
  ...(['invoiceSource', 'invoiceDate', 'invoiceCreateDate', 'dueDate', 'accountingDate'] as const),
  ...([
    'termDiscountAmount',
    'invoicedBy',
    'businessUnit',
    'supplierInvoiceNumber',
    'freightOnBoard',
  ] as const),
  ...(['matchStatus', 'workflowStatus', 'nonPOInvoice', 'containsNonPOLines', 'taxCharge1'] as const),
  ...(['taxCharge2', 'shippingCharge', 'handlingCharge', 'discountAmount', 'allocationMethod'] as const),
  ...(['earlyPaymentDiscount', 'withholdingTax1', 'tax1HeaderChargeDetail', 'total'] as const),
];

/** Values are unique by field and value [I]. */
export const glKey = ({ internalName, value }: GlValue): string => `${internalName}\n${value}`;

export class Tenant {
  readonly clients: SeedClient[];
  readonly settings: Settings;
  /** Token → end of its life, epoch milliseconds. */
  readonly tokens = new Map<string, number>();
  tokensIssued = 0;
  /** As they are in Indirect, by id. */
  readonly invoices = new Map<number, WireInvoice>();
  /** What J1P shows. */
  readonly exported = new Map<number, WireDetail>();
  readonly companies: WireCompany[];
  readonly purchaseOrders: WirePurchaseOrder[];
  readonly files: SeedFile[];
  readonly glValues = new Map<string, GlValue>();
  readonly writes: Writes = {};
  readonly pusher: ExportPusher;
  /** Imported invoices and the time at which they will be Completed. */
  readonly ripening = new Map<number, number>();
  /** Times of recent calls, for the rate limit. */
  recentCalls: number[] = [];
  private rows: ListHeader[] | null = null;

  constructor(
    seed: WholeSeed,
    readonly now: () => Date,
  ) {
    this.clients = seed.clients;
    this.settings = seed.settings;
    // as they are, without copies: records are replaced, never changed
    for (const invoice of seed.invoices) this.put(invoice);
    this.companies = [...seed.companies];
    this.purchaseOrders = [...seed.purchaseOrders];
    this.files = [...seed.files];
    for (const value of seed.glValues) this.glValues.set(glKey(value), value);
    this.pusher = new ExportPusher(this.now);
  }

  /** Counts a write by what became of it. */
  wrote(resource: string, what: Written, count = 1): void {
    const counts = (this.writes[resource] ??= {});
    counts[what] = (counts[what] ?? 0) + count;
  }

  /** Adds an invoice to Indirect or replaces it there; J1P keeps its snapshot. @throws TypeError without an id */
  put(invoice: WireInvoice): void {
    const id = invoice.header?.invoiceId;
    if (!Number.isInteger(id)) throw new TypeError('An invoice needs header.invoiceId, a whole number.');
    this.invoices.set(id, invoice);
  }

  /** Takes an invoice out of Indirect and J1P. */
  remove(id: number): void {
    this.invoices.delete(id);
    if (this.exported.delete(id)) this.rows = null;
  }

  /**
   * The tenant's export: a snapshot that J1P shows from now on. `lastUpdate` is the time of it; the message id ends
   * in the instant the message was made, 0.3 to 3.5 s before [P, all 64 rows; meaning I, strong].
   * @throws RangeError where there is no such invoice
   */
  export(id: number, at: Date): void {
    const invoice = this.invoices.get(id);
    if (!invoice) throw new RangeError(`There is no invoice ${id}.`);
    const made = at.getTime() - 300 - ((id * 7919) % 3200);
    const stamp: WireStamp = {
      originalRequestMessageId: `${randomUUID().slice(0, 24)}${made.toString(16).padStart(12, '0')}`,
      lastUpdate: at.toISOString(),
    };
    this.show({ header: { ...stamp, ...invoice.header }, lineList: invoice.lineList });
  }

  /** Puts a snapshot in J1P as it is. */
  show(detail: WireDetail): void {
    this.exported.set(detail.header.invoiceId, detail);
    this.rows = null;
  }

  /** Changes header fields in Indirect and in J1P; a new `lastUpdate` only where that `exports`. */
  change(id: number, fields: Partial<WireDetail['header']>, exports: boolean): void {
    const [own, shown] = [this.invoices.get(id), this.exported.get(id)];
    if (own) this.put({ ...own, header: { ...own.header, ...fields } });
    if (exports) this.export(id, this.now());
    else if (shown) this.show({ ...shown, header: { ...shown.header, ...fields } });
  }

  /** Adds a purchase order or replaces the one of its number, with a new `lastUpdate`. */
  putOrder(order: WirePurchaseOrder): void {
    const at = this.purchaseOrders.findIndex(({ header }) => header.poNumber === order.header.poNumber);
    const kept = { ...order, header: { ...order.header, lastUpdate: this.now().toISOString() } };
    if (at < 0) this.purchaseOrders.push(kept);
    else this.purchaseOrders[at] = kept;
  }

  /** Headers of the list, by invoiceId ascending, not by lastUpdate [P]. */
  listHeaders(): ListHeader[] {
    this.ripen();
    this.rows ??= [...this.exported.values()]
      .sort((a, b) => a.header.invoiceId - b.header.invoiceId)
      .map((detail) => listHeader(detail.header));
    return this.rows;
  }

  /** The snapshot of an invoice. */
  detail(id: string): WireDetail | undefined {
    this.ripen();
    return this.exported.get(Number(id));
  }

  /** An imported invoice is Pending, and turns Completed and Payable after a while, which exports it again [I]. */
  private ripen(): void {
    const now = this.now();
    for (const [id, due] of this.ripening) {
      if (due > now.getTime()) continue;
      this.ripening.delete(id);
      const invoice = this.invoices.get(id);
      if (!invoice) continue;
      const done = { workflowStatus: 'Completed', paymentStatus: 'Payable' };
      this.put({ ...invoice, header: { ...invoice.header, ...done } });
      this.export(id, now);
    }
  }
}

function listHeader(header: WireDetail['header']): ListHeader {
  const { id, name, supplierNumber, duns } = header.supplier;
  const supplier = { id, name, supplierNumber, ...(duns !== undefined && { duns }) };
  const pairs = LIST_FIELDS.flatMap((field) => (header[field] === undefined ? [] : [[field, header[field]]]));
  return { ...Object.fromEntries(pairs), supplier } as ListHeader;
}
