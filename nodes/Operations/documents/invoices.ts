/** Invoices as the JAGGAER nodes put them out, with or without lines: what the operations need of them. */
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import { cellDay, cellText, cellTime, isObject } from '../cells';
import type { InputRow } from '../inputs';

/** The header of a canonical invoice. */
export interface Header {
  index: number;
  key: string;
  environment: string;
  tenant: string;
  id: string;
  number: string;
  supplierReference: string;
  creditMemo: boolean;
  supplier: string;
  /** As it came: what a supplier is mapped by. */
  supplierFields: Record<string, unknown>;
  total: Decimal | null;
  currency: string;
  entity: string;
  /** `YYYY-MM-DD` or ''. */
  invoiceDate: string;
  accountingDate: string;
  createDate: string;
  lastUpdate: number | null;
  workflowStatus: string;
  paymentStatus: string;
  cancelled: boolean;
  /** The invoice as it came. */
  json: Record<string, unknown>;
}

/** An input that is no invoice. */
export interface Unreadable {
  index: number;
  why: string;
}

/** Reads headers; the same invoice given twice counts once, its first item stands. */
export function readHeaders(rows: readonly InputRow[]): { headers: Header[]; unreadable: Unreadable[] } {
  const headers = new Map<string, Header>();
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const header = readHeader(row);
    if ('why' in header) unreadable.push(header);
    else if (!headers.has(header.key)) headers.set(header.key, header);
  }
  return { headers: [...headers.values()], unreadable };
}

function readHeader({ json, index }: InputRow): Header | Unreadable {
  const from = isObject(json.document) ? json.document : json;
  const text = (name: string) => cellText(from[name]);
  const [environment, tenant, id] = [text('environment'), text('tenant'), text('id')];
  const missing = Object.entries({ environment, tenant, id }).find(([, value]) => value === '');
  if (missing)
    return { index, why: `Item ${index + 1} is not a canonical invoice: it has no ${missing[0]}.` };
  const supplierFields = isObject(from.supplier) ? from.supplier : {};
  return {
    ...{ index, key: `${environment}:${tenant}:${id}`, environment, tenant, id },
    number: text('number') || id,
    supplierReference: text('supplierInvoiceNumber'),
    creditMemo: text('type') === 'creditMemo',
    supplier: cellText(supplierFields.name),
    supplierFields,
    total: readDecimal(from.total),
    currency: text('currency'),
    entity: text('erpEntity') || text('businessUnit'),
    invoiceDate: cellDay(from.invoiceDate),
    accountingDate: cellDay(from.accountingDate),
    createDate: cellDay(from.createDate),
    lastUpdate: cellTime(from.lastUpdate),
    workflowStatus: text('workflowStatus'),
    paymentStatus: text('paymentStatus'),
    cancelled: from.cancelled === true,
    json: from,
  };
}

/**
 * Approved as the posting sees it, or as it was before the invoice was paid. What a payment makes of the payment status
 * differs from customer to customer: any word about paying will do.
 */
export function isExpected({ cancelled, workflowStatus, paymentStatus }: Header): boolean {
  const bare = (word: string) => word.replace(/\s/g, '').toLowerCase();
  return (
    !cancelled &&
    bare(workflowStatus) === 'completed' &&
    /^(?!no[nt]).*(payable|paid)/.test(bare(paymentStatus))
  );
}

/** What every output item says about an invoice; enough to read it again. */
export function headerFacts(header: Header): object {
  const { key, environment, tenant, id, number, supplierReference, supplier, total, currency, entity } =
    header;
  return {
    key,
    environment,
    tenant,
    id,
    number,
    supplierReference,
    supplier,
    amount: total,
    currency,
    entity,
  };
}
