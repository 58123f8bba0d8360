/** A recipe in the shape of JAGGAER's invoice detail, oddities included (shapes: reference §3.2, §3.3, §3.5). */
import type { LineRecipe, Recipe, SplitRecipe } from './recipe';

type Json = Record<string, unknown>;

/** Amounts travel as JSON numbers; a division by 100 of whole cents prints as the exact decimal. */
const money = (cents: number, credit: boolean): number => (credit && cents !== 0 ? -cents : cents) / 100;

/** What the invoice comes to, in cents, positive. */
export const totalCents = (recipe: Recipe): number =>
  recipe.lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0) +
  recipe.tax1 +
  recipe.tax2 +
  recipe.freight +
  recipe.handling +
  recipe.fee -
  recipe.discount;

export const invoiceNumber = (recipe: Recipe): string => `I${String(recipe.id).padStart(6, '0')}`;

/** The whole detail `{header, lineList}` [P]. */
export function wireInvoice(recipe: Recipe): Json {
  const { credit, supplier } = recipe;
  const at = (day: string) => `${day}T00:00:00.000Z`;
  const name = supplier.names[recipe.id % supplier.names.length];
  const header: Json = {
    originalRequestMessageId: '',
    invoiceId: recipe.id,
    validationStatus: 'Unneeded',
    lastUpdate: '',
    paymentStatus: recipe.paymentStatus,
    invoiceName: `${name} ${recipe.accountingDate}`,
    invoiceNumber: invoiceNumber(recipe),
    originalInvoiceNumber: invoiceNumber(recipe),
    invoiceType: credit ? 'Credit memo' : 'Invoice',
    invoiceLineType: recipe.lines.some((line) => line.order) ? 'PO' : 'Non-PO',
    invoiceSource: recipe.id % 3 === 0 ? 'Form Request' : 'Manual',
    invoiceDate: at(recipe.accountingDate),
    invoiceCreateDate: at(recipe.accountingDate),
    dueDate: at(recipe.accountingDate),
    accountingDate: at(recipe.accountingDate),
    termDiscountAmount: 0,
    invoicedBy: { username: 'ap.clerk', email: 'ap.clerk@northwind-paper.example', businessUnit: '0004' },
    ...(recipe.businessUnit === null ? {} : { businessUnit: recipe.businessUnit }),
    supplier: {
      id: supplier.id,
      name,
      supplierNumber: supplier.number,
      ...(supplier.duns ? { duns: supplier.duns } : {}),
    },
    ...(recipe.supplierInvoiceNumber === null ? {} : { supplierInvoiceNumber: recipe.supplierInvoiceNumber }),
    freightOnBoard: 'Destination',
    matchStatus: recipe.lines.some((line) => line.order) ? 'Matched' : 'Unmatched',
    workflowStatus: recipe.workflowStatus,
    nonPOInvoice: String(!recipe.lines.some((line) => line.order)),
    containsNonPOLines: String(recipe.lines.some((line) => !line.order)),
    taxCharge1: money(recipe.tax1, credit),
    taxCharge2: money(recipe.tax2, credit),
    shippingCharge: money(recipe.freight, credit),
    handlingCharge: money(recipe.handling, credit),
    // stays positive on a credit memo and makes it smaller [P]
    discountAmount: recipe.discount / 100,
    allocationMethod: 'Weighted',
    ...(credit ? {} : { earlyPaymentDiscount: 0 }),
    tax1HeaderChargeDetail: {
      currentTax: money(recipe.tax1, credit),
      engineTax: money(recipe.engineTax, credit),
    },
    ...(recipe.withoutTotal
      ? {}
      : { total: { currency: 'USD', value: money(totalCents(recipe) + recipe.totalOff, credit) } }),
  };
  return {
    header: { ...header, ...detailOnly(recipe) },
    lineList: { invoiceLine: recipe.lines.map((line, index) => wireLine(recipe, line, index)) },
  };
}

/** Fields that the list rows do not have. */
export const DETAIL_ONLY = [
  'billTo',
  'shipTo',
  'remitTo',
  'terms',
  'payment',
  'additionalInfo',
  'customFieldValueSetList',
  'splittableFieldSetGroupList',
  'miscFeeList',
];

function detailOnly(recipe: Recipe): Json {
  const address = {
    addressLineList: { addressLine: [{ lineNumber: 1, addressLine: '12 Mill Road' }, { lineNumber: 2 }] },
    city: 'Northwind',
    state: 'OR',
    postalCode: '97000',
    country: 'United States',
    isoCountryCode: 'US',
  };
  return {
    billTo: { address: { ...address, addressCode: 'MAIN' } },
    shipTo: { address },
    remitTo: { internalId: 4400 + (recipe.id % 9), address, addressCode: 'R1' },
    terms: { discount: {}, days: 0, type: 'Net', daysAfter: 30, standardPaymentTermsCode: 'Net 30' },
    payment: { method: 'Unknown', paidByExternalPaymentProcessor: 'false' },
    additionalInfo: {
      externalInfo: { attachmentList: { attachment: [] } },
      internalInfo: {
        attachmentList: { attachment: [{ id: `F${recipe.id}`, name: `${invoiceNumber(recipe)}.pdf` }] },
      },
      ocrAttachmentList: { attachment: [] },
    },
    customFieldValueSetList: {
      customFieldValueSet: [
        { name: 'Tax Rate Code', label: 'Tax rate code', customFieldValueList: { customFieldValue: [{}] } },
        { name: 'Rush', label: 'Rush', customFieldValueList: { customFieldValue: [{ value: 'false' }] } },
      ],
    },
    splittableFieldSetGroupList: recipe.splitsOnHeader
      ? groups(recipe.lines[0]?.splits ?? [], recipe.credit)
      : groups([], recipe.credit),
    ...(recipe.fee === 0
      ? {}
      : { miscFeeList: { miscFee: [{ name: 'Recycling fee', fee: money(recipe.fee, recipe.credit) }] } }),
  };
}

function wireLine(recipe: Recipe, line: LineRecipe, index: number): Json {
  const first = index === 0;
  // the header's charges are shown on the lines again: here all on the first [P: same money, booked once]
  const again = (cents: number) => (first ? money(cents, recipe.credit) : 0);
  return {
    lineId: recipe.id * 10 + index,
    lineNumber: index + 1,
    item: {
      description: line.description,
      unitOfMeasure: { dimension: 'EA', alternateUnitOfMeasure: [{ type: 'system', dimension: 'EA' }] },
      productType: 'NonCatalogItem',
    },
    ...(recipe.businessUnit === null ? {} : { businessUnit: recipe.businessUnit }),
    ...(line.order
      ? {
          poNumber: line.order.number,
          poLineNumber: line.order.line,
          poAPStatus: 'Open',
          receipts: { receipt: [] },
        }
      : {}),
    quantity: line.quantity,
    unitPrice: money(line.priceCents, recipe.credit),
    capitalExpense: 'false',
    taxable: 'true',
    taxCharge1: again(recipe.tax1),
    taxCharge2: again(recipe.tax2),
    shippingCharge: again(recipe.freight),
    handlingCharge: again(recipe.handling),
    discountAmount: first ? recipe.discount / 100 : 0,
    earlyPaymentDiscount: 0,
    matchStatus: 'Unmatched',
    isSubstituteItem: 'false',
    toleranceStatus: 'Exact',
    invoiceOwner: { businessUnit: 'AP-OFFICE', email: 'ap.clerk@northwind-paper.example' },
    customFieldValueSetList: {
      customFieldValueSet: [
        { name: 'Note', label: 'Note', customFieldValueList: { customFieldValue: [{ value: 'none' }] } },
      ],
    },
    splittableFieldSetGroupList: recipe.splitsOnHeader
      ? groups([], recipe.credit)
      : groups(line.splits, recipe.credit),
  };
}

/** Two charts of accounts side by side; the old one is filled with placeholders [P]. */
function groups(splits: SplitRecipe[], credit: boolean): Json {
  const value = (internalName: string, code: string, description: string) => ({
    internalName,
    value: code,
    description,
  });
  const indexes = (fields: (split: SplitRecipe) => Json[]) =>
    splits.map((split, at) => ({
      ...(splits.length > 1 ? share(split, at, credit) : {}),
      customFieldValueList: { customFieldValue: fields(split) },
    }));
  const set = (list: Json[]) => [
    { context: 'Line', splittableFieldIndexList: { splittableFieldIndex: list } },
  ];
  return {
    splittableFieldSetGroup: [
      {
        splittableFieldIndexSet: set(
          indexes((split) => [
            value('Account', split.account, 'natural account'),
            value('CostCenter', split.costCenter, 'cost center'),
            { internalName: 'Project' },
            value('Flexfield', 'none', ''),
          ]),
        ),
      },
      {
        splittableFieldIndexSet: set(
          indexes(() => [value('FAUAccountNumber', '000000', ''), { internalName: 'FAUSub' }]),
        ),
      },
    ],
  };
}

/** Attribute names as the XML siblings spell them, in JSON's case [I]. */
function share(split: SplitRecipe, at: number, credit: boolean): Json {
  const type = split.percent === undefined ? 'AmountOfPrice' : 'PercentOfPrice';
  const amount = split.percent ?? money(split.cents ?? 0, credit);
  return { distributionType: type, distributionValue: amount, splitIndex: at };
}
