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
import { greater, isZero, minus, negate, round, sum, times } from '../../shared/money';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { amount, customFields, date, instant, list, object, text, unreadable } from './fields';
import { readSplits } from './splits';

/**
 * A list row `{header}` or a detail `{header, lineList}`.
 * @param complete whether the wire object is a detail; a cancelled one may come without `lineList`
 * @throws Refusal that names the field which cannot be read
 */
export function readInvoice(wire: Json, origin: Origin, complete = 'lineList' in wire): Invoice {
  const header = object(isJson(wire.header) ? wire.header : wire);
  const id = text(header.invoiceId);
  if (id === null) throw unreadable('invoiceId', 'is missing');
  const place = `of invoice ${text(header.invoiceNumber) ?? id}`;
  const rows = list(object(wire.lineList).invoiceLine);
  const type = /credit/i.test(text(header.invoiceType) ?? '') ? 'creditMemo' : 'invoice';
  const workflowStatus = text(header.workflowStatus) ?? '';
  const paymentStatus = text(header.paymentStatus) ?? '';
  const total = object(header.total);
  const lines = readLines(rows, header, type, place);
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
    paymentStatus,
    matchStatus: text(header.matchStatus) ?? '',
    // a cancelled invoice is exported without lines (source: UML)
    cancelled: [workflowStatus, paymentStatus].some(isCancelled) || (complete && lines.length === 0),
    lastUpdate: instant(header.lastUpdate),
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

export function dunsOf(value: unknown): string | null {
  const duns = text(value);
  return duns !== null && NO_DUNS.test(duns) ? null : duns;
}

export function readSupplierReference(supplier: Json): SupplierReference {
  return {
    id: text(supplier.id) ?? '',
    number: text(supplier.supplierNumber),
    name: text(supplier.name) ?? '',
    duns: dunsOf(supplier.duns),
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

const isCancelled = (status: string): boolean => /cancel|void/i.test(status);

/**
 * The lines with the document's sign. Whether JAGGAER gives credit memo lines a minus is in no public source:
 * where their sum is positive they came without one.
 */
function readLines(rows: Json[], header: Json, type: Invoice['type'], place: string): InvoiceLine[] {
  const plain = rows.map((row, at) => readLine(row, at, place));
  const unsigned = type === 'creditMemo' && greater(sum(plain.map((line) => line.amount)), '0');
  return plain.map((line, at) => {
    const signed = unsigned
      ? { ...line, unitPrice: negate(line.unitPrice), amount: round(negate(line.amount)) }
      : line;
    const where = `line ${line.number} ${place}`;
    return { ...signed, splits: readSplits(rows[at] ?? {}, header, signed.amount, line.quantity, where) };
  });
}

function readLine(line: Json, at: number, invoicePlace: string): InvoiceLine {
  const given = Number(line.lineNumber ?? NaN);
  const number = Number.isFinite(given) ? given : at + 1;
  const place = `line ${number} ${invoicePlace}`;
  const item = object(line.item);
  const quantity = amount(line.quantity, `quantity, ${place}`) ?? '1';
  // a number on reads; an object with currency and money on imports
  const price = isJson(line.unitPrice) ? line.unitPrice.money : line.unitPrice;
  const unitPrice = amount(price, `unitPrice, ${place}`);
  if (unitPrice === null) throw unreadable(`unitPrice, ${place}`, 'is missing');
  const order = text(line.poNumber);
  return {
    id: text(line.lineId) ?? String(number),
    number,
    description: text(item.description) ?? '',
    quantity,
    unitPrice,
    amount: round(times(quantity, unitPrice)),
    unit: text(object(item.unitOfMeasure).dimension),
    erpUnit: null,
    purchaseOrder: order === null ? null : { number: order, line: text(line.poLineNumber) },
    customFields: customFields(line),
    splits: [],
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
