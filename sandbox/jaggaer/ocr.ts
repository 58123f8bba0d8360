/** `POST ji/v1/invoices/ocr`: request body [P UCLA]; what it answers is unknown [I]. */
import Big from 'big.js';
import type { Route, SimReply } from '../kit/simulator';
import type { Call, Json } from './call';
import { badRequest, failed, isJson, list, part, text } from './call';
import { nextId } from './exports';
import { guarded } from './guard';
import type { Tenant } from './tenant';
import type { WireAddress, WireInvoice, WireLine } from './wire';

/** The client adds a slash to the path, the portal's sample does not [C, P]: both are the same here. */
export const ocrRoutes: Array<Route<Tenant>> = guarded('ji', 'POST', 'invoices/ocr', importInvoice);

function importInvoice(call: Call): SimReply {
  const { request, tenant } = call;
  const body = request.json();
  const root = call.setting('ocrRoot');
  // both casings are seen, neither proven: one is taken, the other refused [conflicting P]
  if (!isJson(body) || !isJson(body[root])) return badRequest(`Unrecognized field, expected "${root}"`);
  const header = part(body[root], `${root}Header`);
  const lines = list(part(body[root], `${root}LineList`), `${root}Line`);
  const number = text(header, 'supplierInvoiceNumber');
  const supplierNumber = text(part(header, 'supplier'), 'supplierNumber');
  const lacking = [
    ...(number === '' ? ['supplierInvoiceNumber'] : []),
    ...(supplierNumber === '' ? ['supplier'] : []),
    ...(lines.length === 0 ? [`${root}Line`] : []),
  ];
  if (lacking.length > 0) return failed(`124(${lacking.join(',')})`);
  const twice = [...tenant.invoices.values()].some(
    (known) =>
      known.header.supplierInvoiceNumber === number &&
      known.header.supplier.supplierNumber === supplierNumber,
  );
  if (twice) return failed('112(supplierInvoiceNumber)');
  const invoice = invoiceOf(tenant, header, lines, { number, supplierNumber });
  const { invoiceId, invoiceNumber } = invoice.header;
  tenant.put(invoice);
  // Pending rows exist in the list, so exports are not limited to approved invoices [P]
  tenant.export(invoiceId, tenant.now());
  tenant.ripening.set(invoiceId, tenant.now().getTime() + call.setting('ocrCompletesSeconds') * 1000);
  return { status: 200, body: { returnCode: 0, returnMessage: '', invoiceId, invoiceNumber } };
}

/** Shapes differ from reads: unitPrice and businessUnit are objects here [P]. */
function invoiceOf(
  tenant: Tenant,
  header: Json,
  lines: Json[],
  { number, supplierNumber }: { number: string; supplierNumber: string },
): WireInvoice {
  const known = [...tenant.invoices.values()].find(
    (invoice) => invoice.header.supplier.supplierNumber === supplierNumber,
  )?.header.supplier;
  const id = nextId(tenant);
  const unit = text(part(header, 'businessUnit'), 'internalName');
  const money = part(lines[0], 'unitPrice');
  const amounts = lines.map((line) =>
    decimal(line.quantity)
      .times(decimal(part(line, 'unitPrice').money))
      .round(2, 1),
  );
  const total = amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toNumber();
  const credit = /credit/i.test(text(header, 'invoiceType'));
  const now = tenant.now().toISOString();
  const date = (text(header, 'invoiceDate') || now).slice(0, 10);
  const day = `${date}T00:00:00.000Z`;
  const empty = { attachment: [] };
  const place = (name: string) => blankAddress(text(part(part(header, name), 'address'), 'addressCode'));
  return {
    header: {
      ...{
        invoiceId: id,
        validationStatus: 'Unneeded',
        workflowStatus: 'Pending',
        paymentStatus: 'InProcess',
      },
      ...{
        invoiceName: `${now.slice(0, 10)} ocr 01`,
        invoiceNumber: `I${id}`,
        originalInvoiceNumber: `I${id}`,
      },
      ...{
        invoiceType: credit ? 'Credit memo' : 'Invoice',
        invoiceLineType: 'Non-PO',
        invoiceSource: 'Automated',
      },
      ...{
        invoiceDate: day,
        invoiceCreateDate: `${now.slice(0, 10)}T00:00:00.000Z`,
        dueDate: day,
        accountingDate: day,
      },
      ...{ termDiscountAmount: 0, invoicedBy: { username: 'ocr', email: 'ocr@northwind-paper.example' } },
      ...(unit !== '' && { businessUnit: unit }),
      supplier: known ?? { id: 0, name: supplierNumber, supplierNumber },
      ...{ supplierInvoiceNumber: number, freightOnBoard: 'Destination', matchStatus: 'Unmatched' },
      ...{ nonPOInvoice: 'true', containsNonPOLines: 'true', allocationMethod: 'Weighted' },
      ...{ taxCharge1: 0, taxCharge2: 0, shippingCharge: 0, handlingCharge: 0, discountAmount: 0 },
      tax1HeaderChargeDetail: { currentTax: 0, engineTax: 0 },
      total: { currency: text(money, 'currency') || 'USD', value: total },
      billTo: { address: place('billTo') },
      shipTo: { address: place('shipTo') },
      remitTo: {
        ...{ internalId: 0, address: blankAddress('') },
        addressCode: text(part(part(header, 'remitTo'), 'address'), 'addressCode'),
      },
      terms: {
        ...{ discount: {}, days: 0, type: 'Net', daysAfter: 30 },
        standardPaymentTermsCode: text(part(header, 'terms'), 'standardPaymentTermsCode') || 'Net 30',
      },
      payment: { method: 'Unknown', paidByExternalPaymentProcessor: 'false' },
      additionalInfo: {
        ...{ externalInfo: { attachmentList: empty }, internalInfo: { attachmentList: empty } },
        ocrAttachmentList: empty,
      },
      customFieldValueSetList: { customFieldValueSet: [] },
      splittableFieldSetGroupList: {},
      miscFeeList: { miscFee: [] },
    },
    lineList: { invoiceLine: lines.map((line, at) => lineOf(line, at + 1, id, place('shipTo'))) },
  };
}

function lineOf(line: Json, number: number, invoiceId: number, address: WireAddress): WireLine {
  const empty = { attachment: [] };
  const dimension = text(part(line, 'ocrItem'), 'unitOfMeasure') || 'EA';
  return {
    ...{ lineId: invoiceId * 100 + number, lineNumber: Number(line.lineNumber ?? number) },
    item: {
      description: text(part(line, 'ocrItem'), 'description'),
      unitOfMeasure: { dimension, alternateUnitOfMeasure: [] },
      productType: 'NonCatalogItem',
    },
    receipts: { receipt: [] },
    quantity: decimal(line.quantity).toNumber(),
    unitPrice: decimal(part(line, 'unitPrice').money).toNumber(),
    ...{ capitalExpense: 'false', taxable: 'true', isSubstituteItem: 'false', toleranceStatus: 'Exact' },
    ...{ taxCharge1: 0, taxCharge2: 0, shippingCharge: 0, handlingCharge: 0, discountAmount: 0 },
    ...{ earlyPaymentDiscount: 0, matchStatus: 'Unmatched', fulfillmentCenterName: '' },
    additionalInfo: {
      ...{ externalInfo: { attachmentList: empty }, internalInfo: { attachmentList: empty } },
      ocrAttachmentList: empty,
    },
    invoiceOwner: { businessUnit: '', email: '' },
    customFieldValueSetList: { customFieldValueSet: [] },
    splittableFieldSetGroupList: {},
    shipTo: { address },
  };
}

const blankAddress = (addressCode: string): WireAddress => ({
  addressLineList: { addressLine: [{ lineNumber: 1 }] },
  ...{ city: '', state: '', postalCode: '', country: '', isoCountryCode: '' },
  ...(addressCode !== '' && { addressCode }),
});

function decimal(value: unknown): Big {
  try {
    return new Big(typeof value === 'string' || typeof value === 'number' ? value : 0);
  } catch {
    return new Big(0);
  }
}
