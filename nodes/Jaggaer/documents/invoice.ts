/** JAGGAER's invoice → the canonical one. Shapes as in real payloads (source: UCLA sample data). */
import type {
  Attachment,
  Charge,
  ChargeKind,
  Invoice,
  InvoiceLine,
  Origin,
  SupplierReference,
} from '../../shared/documents';
import type { Decimal } from '../../shared/money';
import { isZero, minus, negate, round, times } from '../../shared/money';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { amount, customFields, date, list, object, text, unreadable } from './fields';
import { readSplits } from './splits';

/**
 * A list row `{header}` or a detail `{header, lineList}`.
 * @throws Refusal that names the field which cannot be read
 */
export function readInvoice(wire: Json, origin: Origin): Invoice {
  const header = object(isJson(wire.header) ? wire.header : wire);
  const id = text(header.invoiceId);
  if (id === null) throw unreadable('invoiceId', 'is missing');
  const place = `of invoice ${text(header.invoiceNumber) ?? id}`;
  const complete = 'lineList' in wire;
  const rows = list(object(wire.lineList).invoiceLine);
  const type = /credit/i.test(text(header.invoiceType) ?? '') ? 'creditMemo' : 'invoice';
  const workflowStatus = text(header.workflowStatus) ?? '';
  const total = object(header.total);
  const lines = rows.map((row) => readLine(row, header, place));
  return {
    document: 'invoice',
    ...origin,
    id,
    number: text(header.invoiceNumber) ?? id,
    name: text(header.invoiceName) ?? '',
    supplierInvoiceNumber: text(header.supplierInvoiceNumber),
    type,
    lineType: text(header.invoiceLineType) ?? '',
    erpInvoiceType: null,
    workflowStatus,
    paymentStatus: text(header.paymentStatus) ?? '',
    matchStatus: text(header.matchStatus) ?? '',
    // a cancelled invoice is exported without lines (source: UML)
    cancelled: /cancel/i.test(workflowStatus) || (complete && lines.length === 0),
    lastUpdate: text(header.lastUpdate),
    invoiceDate: date(header.invoiceDate),
    createDate: date(header.invoiceCreateDate),
    dueDate: date(header.dueDate),
    accountingDate: date(header.accountingDate),
    businessUnit: text(header.businessUnit),
    erpEntity: null,
    supplier: readSupplierReference(object(header.supplier)),
    currency: text(total.currency),
    total: amount(total.value, `total ${place}`),
    terms: text(object(header.terms).standardPaymentTermsCode),
    erpTerms: null,
    customFields: customFields(header),
    charges: readCharges(header, type, place),
    unpaidTax: unpaidTax(header, place),
    lines,
    attachments: readAttachments(header),
    complete,
    mapping: null,
  };
}

/** Placeholders stand where a DUNS number is unknown. */
const NO_DUNS = /^(dnp|n\/?a|unknown|0+)$/i;

export function readSupplierReference(supplier: Json): SupplierReference {
  const duns = text(supplier.duns);
  return {
    id: text(supplier.id) ?? '',
    number: text(supplier.supplierNumber),
    name: text(supplier.name) ?? '',
    duns: duns !== null && NO_DUNS.test(duns) ? null : duns,
    vatNumber: text(supplier.vatNumber),
    erpVendor: null,
    erpVendorsEver: [],
  };
}

/**
 * The header's charges as they enter the total; the lines repeat the same money. A discount stays positive in
 * JAGGAER and makes the document smaller, which for a credit memo means less negative.
 */
function readCharges(header: Json, type: Invoice['type'], place: string): Charge[] {
  const of = (field: string) => amount(header[field], `${field} ${place}`) ?? '0';
  const discount = of('discountAmount');
  const fees = list(object(header.miscFeeList).miscFee).map(
    (fee) => ['misc', amount(fee.fee, `miscFee ${place}`) ?? '0', text(fee.name)] as const,
  );
  const found: Array<readonly [ChargeKind, Decimal, string | null]> = [
    ['tax1', of('taxCharge1'), null],
    ['tax2', of('taxCharge2'), null],
    ['freight', of('shippingCharge'), null],
    ['handling', of('handlingCharge'), null],
    ...fees,
    ['discount', type === 'creditMemo' ? discount : negate(discount), null],
  ];
  return found
    .filter(([, value]) => !isZero(value))
    .map(([kind, value, name]) => ({
      kind,
      name,
      amount: value,
      erpBooking: null,
      erpCode: null,
      erpDimensions: {},
    }));
}

/** Only `currentTax` is payable; what the tax engine finds beyond it is a use-tax matter of the ERP. */
function unpaidTax(header: Json, place: string): Decimal {
  const detail = object(header.tax1HeaderChargeDetail);
  const engine = amount(detail.engineTax, `engineTax ${place}`) ?? '0';
  const current = amount(detail.currentTax, `currentTax ${place}`) ?? '0';
  const beyond = minus(engine, current);
  return Number(beyond) * (Number(engine) < 0 ? -1 : 1) > 0 ? beyond : '0';
}

function readLine(line: Json, header: Json, invoicePlace: string): InvoiceLine {
  const number = Number(line.lineNumber ?? 0);
  const place = `line ${number} ${invoicePlace}`;
  const item = object(line.item);
  const quantity = amount(line.quantity, `quantity, ${place}`) ?? '1';
  const unitPrice = amount(line.unitPrice, `unitPrice, ${place}`);
  if (unitPrice === null) throw unreadable(`unitPrice, ${place}`, 'is missing');
  const lineAmount = round(times(quantity, unitPrice));
  const order = text(line.poNumber);
  return {
    id: text(line.lineId) ?? String(number),
    number,
    description: text(item.description) ?? '',
    quantity,
    unitPrice,
    amount: lineAmount,
    unit: text(object(item.unitOfMeasure).dimension),
    erpUnit: null,
    purchaseOrder: order === null ? null : { number: order, line: text(line.poLineNumber) },
    customFields: customFields(line),
    splits: readSplits(line, header, lineAmount, quantity, place),
  };
}

function readAttachments(header: Json): Attachment[] {
  const info = object(header.additionalInfo);
  const lists = [info.externalInfo, info.internalInfo].map((each) => object(each).attachmentList);
  return [...lists, info.ocrAttachmentList]
    .flatMap((each) => list(object(each).attachment))
    .map((each) => ({
      name: text(each.name) ?? text(each.fileName) ?? 'attachment',
      id: text(each.id) ?? text(each.fileId),
    }));
}
