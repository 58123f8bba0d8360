/** JAGGAER's purchase order → the canonical one. No path or shape is public: it is read as the invoice's sibling. */
import type { OrderState, Origin, PurchaseOrder, PurchaseOrderLine } from '../../shared/documents';
import { isZero, round, times } from '../../shared/money';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { amount, customFields, date, instant, list, object, text, unreadable } from './fields';
import { readSupplierReference } from './invoice';
import { readSplits } from './splits';

/** A list row `{header}` or a detail `{header, lineList}`. @throws Refusal that names the field */
export function readPurchaseOrder(wire: Json, origin: Origin): PurchaseOrder {
  const header = object(isJson(wire.header) ? wire.header : wire);
  const number = text(header.poNumber) ?? text(header.purchaseOrderNumber);
  const id = text(header.purchaseOrderId) ?? text(header.poId) ?? number;
  if (id === null) throw unreadable('purchaseOrderId', 'is missing');
  const place = `of purchase order ${number ?? id}`;
  const total = object(header.total);
  const status = text(header.workflowStatus) ?? text(header.status) ?? '';
  const rows = list(object(wire.lineList).purchaseOrderLine ?? object(wire.lineList).poLine);
  return {
    document: 'purchaseOrder',
    ...origin,
    id,
    number: number ?? id,
    revision: text(header.revisionNumber),
    status,
    state: stateOf(status, text(header.poAPStatus) ?? ''),
    supplier: readSupplierReference(object(header.supplier)),
    currency: text(total.currency),
    total: amount(total.value, `total ${place}`),
    date: date(header.poDate) ?? date(header.createDate),
    dueDate: date(header.requestedDeliveryDate) ?? date(header.dueDate),
    businessUnit: text(header.businessUnit),
    erpEntity: null,
    terms: text(object(header.terms).standardPaymentTermsCode),
    erpTerms: null,
    customFields: customFields(header),
    lastUpdate: instant(header.lastUpdate),
    lines: rows.map((row) => readLine(row, header, place)),
    mapping: null,
  };
}

const CANCELLED = /cancel|void|reject|withdrawn|returned/i;
const CLOSED = /^(soft )?clos|^(fully )?(invoiced|billed|paid)$/i;
const PENDING = /pending|draft|review|in ?process|progress|await|submitted|hold/i;
const OPEN = /^(complete|approved|open|sent|released|dispatched|distributed|acknowledged|active|revised)/i;

/**
 * What the workflow's word means; `poAPStatus`, which is seen on invoice lines as `Close`, ends an order that is billed.
 * A word that is in none of the lists is `unknown`.
 */
export function stateOf(status: string, apStatus = ''): OrderState {
  if (CANCELLED.test(status)) return 'cancelled';
  if (CLOSED.test(status) || CLOSED.test(apStatus)) return 'closed';
  if (PENDING.test(status)) return 'pending';
  return OPEN.test(status) ? 'open' : 'unknown';
}

function readLine(row: Json, header: Json, orderPlace: string): PurchaseOrderLine {
  const item = object(row.item);
  const number = text(row.poLineNumber) ?? text(row.lineNumber) ?? '';
  const place = `line ${number} ${orderPlace}`;
  const quantity = amount(row.quantity, `quantity, ${place}`) ?? '0';
  const price = isJson(row.unitPrice) ? row.unitPrice.money : row.unitPrice;
  const unitPrice = amount(price, `unitPrice, ${place}`) ?? '0';
  const cancelled = CANCELLED.test(text(row.workflowStatus) ?? text(row.status) ?? '');
  return {
    number,
    description: text(item.description) ?? '',
    quantity,
    unitPrice,
    unit: text(object(item.unitOfMeasure).dimension),
    erpUnit: null,
    // quantity 0 cancels a line (source: KFS)
    cancelled: cancelled || isZero(quantity),
    catalogNumber: text(item.catalogNumber),
    commodityCode: text(item.commodityCode),
    erpItem: null,
    customFields: customFields(row),
    // a line that is cancelled shares nothing out
    splits: isZero(quantity)
      ? []
      : readSplits(row, header, round(times(quantity, unitPrice)), quantity, place),
  };
}
