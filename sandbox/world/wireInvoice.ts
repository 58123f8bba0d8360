/** A whole invoice as JAGGAER writes it (shape: sample of 64 list rows and one detail [P]). */
import type Big from 'big.js';
import type {
  WireAttachment,
  WireDetailFields,
  WireInvoice,
  WireListFields,
  WireSupplier,
} from '../jaggaer/wire';
import { TERMS } from './catalogue';
import { ZERO, jsonNumber } from './money';
import type { InvoicePlan } from './plan';
import type { Supplier } from './suppliers';
import { BILL_TO, HEADER_FIELDS, NO_ATTACHMENTS, SHIP_TO, remitTo, supplierAddress } from './wireAddress';
import { chargeOf, wireLines } from './wireLines';
import { splitGroups } from './wireSplits';

/** Header and lines. Everything but the discount is negative on a credit memo [P]. */
export function wireInvoice(plan: InvoicePlan): WireInvoice {
  const sign = plan.credit ? -1 : 1;
  const signed = (amount: Big) => jsonNumber(amount.times(sign));
  return {
    header: { ...listFields(plan, signed), ...detailFields(plan, signed) },
    lineList: { invoiceLine: wireLines(plan) },
  };
}

const midnight = (date: string): string => `${date}T00:00:00.000Z`;

function listFields(plan: InvoicePlan, signed: (amount: Big) => number): WireListFields {
  const unit = plan.businessUnit.code;
  const orders = plan.lines.filter((line) => line.order !== null).length;
  const tax = signed(chargeOf(plan, 'tax1'));
  return {
    invoiceId: plan.invoiceId,
    validationStatus: 'Unneeded',
    paymentStatus: plan.paymentStatus,
    // made of day and clerk: not unique [P]
    invoiceName: `${plan.createDate} ${plan.clerk} 01`,
    invoiceNumber: plan.number,
    originalInvoiceNumber: plan.number,
    invoiceType: plan.credit ? 'Credit memo' : 'Invoice',
    invoiceLineType: orders > 0 ? 'PO' : 'Non-PO',
    invoiceSource: plan.source,
    invoiceDate: midnight(plan.invoiceDate),
    invoiceCreateDate: midnight(plan.createDate),
    dueDate: midnight(plan.dueDate),
    accountingDate: midnight(plan.accountingDate),
    termDiscountAmount: 0,
    invoicedBy: {
      username: plan.clerk,
      email: `${plan.clerk}@northwind-paper.example`,
      ...(unit !== '' && { businessUnit: unit }),
    },
    ...(unit !== '' && { businessUnit: unit }),
    supplier: { ...wireSupplier(plan.supplier), name: plan.supplierName },
    ...(plan.supplierInvoiceNumber !== null && { supplierInvoiceNumber: plan.supplierInvoiceNumber }),
    freightOnBoard: 'Destination',
    matchStatus: plan.matchStatus,
    workflowStatus: plan.workflowStatus,
    nonPOInvoice: orders > 0 ? 'false' : 'true',
    containsNonPOLines: orders < plan.lines.length ? 'true' : 'false',
    taxCharge1: tax,
    taxCharge2: signed(chargeOf(plan, 'tax2')),
    shippingCharge: signed(chargeOf(plan, 'freight')),
    handlingCharge: signed(chargeOf(plan, 'handling')),
    discountAmount: chargeOf(plan, 'discount').toNumber(),
    allocationMethod: 'Weighted',
    ...(plan.hasEarlyPaymentDiscount && { earlyPaymentDiscount: 0 }),
    ...(plan.hasWithholdingTax && { withholdingTax1: 0 }),
    // what the engine would charge is not payable unless it is charged [P]
    tax1HeaderChargeDetail: {
      currentTax: tax,
      engineTax: signed(plan.engineTax),
      ...(plan.supplierTax !== null && { supplierTax: signed(plan.supplierTax) }),
    },
    ...(plan.hasTotal && {
      total: { currency: plan.supplier.currency, value: signed(plan.total.plus(plan.totalError)) },
    }),
  };
}

export const wireSupplier = ({ id, names, number, duns }: Supplier): WireSupplier => ({
  ...{ id, name: names[0], supplierNumber: number },
  ...(duns !== undefined && { duns }),
});

function detailFields(
  plan: InvoicePlan,
  signed: (amount: Big) => number,
): WireDetailFields & { supplier: WireSupplier } {
  const { supplier } = plan;
  const first = plan.lines[0];
  const terms = TERMS[supplier.terms];
  const discount = terms && terms.percent > 0 ? { unit: 'percent', value: terms.percent } : {};
  return {
    supplier: {
      ...{ ...wireSupplier(supplier), name: plan.supplierName },
      contactInfoList: { contactInfo: [{ type: 'main', address: supplierAddress(supplier) }] },
    },
    billTo: BILL_TO,
    shipTo: SHIP_TO,
    remitTo: remitTo(supplier),
    terms: {
      // empty when there is none [P]; what it holds otherwise is taken from the XML [I]
      discount,
      days: terms?.days ?? 0,
      type: 'Net',
      daysAfter: terms?.daysAfter ?? 30,
      standardPaymentTermsCode: supplier.terms,
    },
    payment: { method: 'Unknown', paidByExternalPaymentProcessor: 'false' },
    additionalInfo: plan.hasAttachment
      ? { ...NO_ATTACHMENTS, internalInfo: { attachmentList: { attachment: [attachmentOf(plan)] } } }
      : NO_ATTACHMENTS,
    customFieldValueSetList: HEADER_FIELDS,
    // the header repeats the coding as the default for its lines [P]; none where an order decides
    splittableFieldSetGroupList: splitGroups(
      plan.codedInHeader
        ? (first?.splits ?? [])
        : (first?.splits.slice(0, 1) ?? []).map((one) => ({ ...one, share: null })),
      plan.codedInHeader ? (first?.distribution ?? 'none') : 'none',
      'Header',
      1,
    ),
    miscFeeList: {
      miscFee: plan.charges
        .filter((charge) => charge.kind === 'misc')
        .map(({ name, amount }) => ({ name: name ?? 'Fee', fee: signed(amount ?? ZERO) })),
    },
  };
}

/** The supplier's own document. */
export const attachmentOf = ({ invoiceId, number }: InvoicePlan): WireAttachment => ({
  fileId: String(500_000_000 + invoiceId),
  fileName: `${number}.pdf`,
  secureToken: `st-${(invoiceId * 2_654_435_761) % 4_294_967_296}-${invoiceId}`,
});
