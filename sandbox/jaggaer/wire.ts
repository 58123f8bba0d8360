/**
 * JAGGAER J1P shapes as they travel. [P] = seen in real payloads, [C] = seen in client code, [I] = inferred.
 * Numbers are JSON numbers, many booleans are text, dates are instants at midnight [P].
 */

/** An unset value is an element without `value`, in a list of one [P]. */
export interface WireFieldValue {
  internalName?: string;
  value?: string;
  description?: string;
}

export interface WireCustomField {
  name: string;
  label: string;
  customFieldValueList: { customFieldValue: WireFieldValue[] };
}

export interface WireCustomFields {
  customFieldValueSet: WireCustomField[];
}

/** One split [P]; how it is distributed is known from XML siblings only [C VE, UML], hence the JSON names [I]. */
export interface WireSplit {
  distributionValue?: number;
  splitIndex?: number;
  customFieldValueList: { customFieldValue: WireFieldValue[] };
}

export interface WireSplitSet {
  context: string;
  distributionType?: string;
  splittableFieldIndexList: { splittableFieldIndex: WireSplit[] };
}

/** Each group is one chart of accounts [P]. */
export interface WireSplitGroups {
  splittableFieldSetGroup?: Array<{ splittableFieldIndexSet: WireSplitSet[] }>;
}

export interface WireAddress {
  addressLineList: { addressLine: Array<{ lineNumber: number; addressLine?: string }> };
  city: string;
  state: string;
  postalCode: string;
  country: string;
  isoCountryCode: string;
  addressCode?: string;
}

/** Element names of an attachment are not public: all [I]. */
export interface WireAttachment {
  fileId: string;
  fileName: string;
  secureToken: string;
}

export interface WireAttachments {
  attachment: WireAttachment[];
}

export interface WireAdditionalInfo {
  externalInfo: { attachmentList: WireAttachments };
  internalInfo: { attachmentList: WireAttachments };
  ocrAttachmentList: WireAttachments;
}

/** Header fields that list rows and details share, before an export stamps them [P]. */
export interface WireListFields {
  invoiceId: number;
  validationStatus: string;
  paymentStatus: string;
  invoiceName: string;
  invoiceNumber: string;
  originalInvoiceNumber: string;
  invoiceType: 'Invoice' | 'Credit memo';
  invoiceLineType: string;
  invoiceSource: string;
  invoiceDate: string;
  invoiceCreateDate: string;
  dueDate: string;
  accountingDate: string;
  termDiscountAmount: number;
  invoicedBy: { username: string; email: string; businessUnit?: string };
  businessUnit?: string;
  supplier: WireSupplier;
  supplierInvoiceNumber?: string;
  freightOnBoard: string;
  matchStatus: string;
  workflowStatus: string;
  nonPOInvoice: 'true' | 'false';
  containsNonPOLines: 'true' | 'false';
  taxCharge1: number;
  taxCharge2: number;
  shippingCharge: number;
  handlingCharge: number;
  discountAmount: number;
  allocationMethod: string;
  earlyPaymentDiscount?: number;
  withholdingTax1?: number;
  tax1HeaderChargeDetail: { currentTax: number; engineTax: number; supplierTax?: number };
  /** The only place of the currency. */
  total?: { currency: string; value: number };
}

export interface WireSupplier {
  id: number;
  name: string;
  supplierNumber: string;
  duns?: string;
  /** Detail only. */
  contactInfoList?: { contactInfo: Array<{ type: string; address: WireAddress }> };
}

/** What only the detail has [P]. */
export interface WireDetailFields {
  billTo: { address: WireAddress };
  shipTo: { address: WireAddress };
  remitTo: { internalId: number; address: WireAddress; addressCode: string };
  terms: {
    discount: { unit?: string; value?: number };
    days: number;
    type: string;
    daysAfter: number;
    standardPaymentTermsCode: string;
  };
  /** Fields of a paid invoice are not public: those beyond the first two are [I]. */
  payment: {
    method: string;
    paidByExternalPaymentProcessor: 'true' | 'false';
    paymentDate?: string;
    paymentNumber?: string;
    amount?: { currency: string; value: number };
  };
  additionalInfo: WireAdditionalInfo;
  customFieldValueSetList: WireCustomFields;
  splittableFieldSetGroupList: WireSplitGroups;
  miscFeeList: { miscFee: Array<{ name: string; fee: number }> };
  /** What the ERP answered; where a tenant would keep it is not public [I]. */
  erpResult?: WireErpResult;
}

export interface WireErpResult {
  erpDocumentNumber?: string;
  erpStatus: string;
  erpMessage?: string;
}

/** An invoice in JAGGAER Indirect; J1P does not show it before it was exported [I, strong]. */
export interface WireInvoice {
  header: WireListFields & WireDetailFields;
  lineList: { invoiceLine: WireLine[] };
}

/** What an export adds. */
export interface WireStamp {
  originalRequestMessageId: string;
  lastUpdate: string;
}

/** `GET ji/v1/invoices/{id}` [C path, P body]. */
export interface WireDetail {
  header: WireStamp & WireListFields & WireDetailFields;
  lineList: { invoiceLine: WireLine[] };
}

export interface WireLine {
  lineId: number;
  lineNumber: number;
  item: {
    description: string;
    unitOfMeasure: {
      dimension: string;
      alternateUnitOfMeasure: Array<{ type: string; dimension: string }>;
    };
    productType: string;
  };
  businessUnit?: string;
  /** Zero-padded; absent on a line without a purchase order [I]. */
  poNumber?: string;
  poLineNumber?: string;
  poAPStatus?: string;
  receipts: { receipt: unknown[] };
  quantity: number;
  unitPrice: number;
  capitalExpense: 'true' | 'false';
  taxable: 'true' | 'false';
  taxCharge1: number;
  taxCharge2: number;
  shippingCharge: number;
  handlingCharge: number;
  discountAmount: number;
  earlyPaymentDiscount: number;
  matchStatus: string;
  isSubstituteItem: 'true' | 'false';
  toleranceStatus: string;
  fulfillmentCenterName: string;
  additionalInfo: WireAdditionalInfo;
  invoiceOwner: { businessUnit: string; email: string };
  customFieldValueSetList: WireCustomFields;
  splittableFieldSetGroupList: WireSplitGroups;
  poMatchStatus?: string;
  poLineMatchStatus?: string;
  shipTo: { address: WireAddress };
}

/** Fields of `ja/v1/companyprofiles` that clients read [C SP, CCS]. */
export interface WireCompanyInfo {
  bravoId: string;
  companyName: string;
  extCode: string;
  extUniqueCode: string;
  dAndBCode?: string;
  type: 'SELLER' | 'BUYER';
  status: string;
  bizEmail: string;
  bizPhone?: string;
  bizFax?: string;
  webSite?: string;
  address?: string;
  zip?: string;
  city?: string;
  province?: string;
  isoCountry?: string;
  fiscalCode?: string;
  euVat?: string;
  currency?: string;
  locale?: string;
  timezone?: string;
  registrationDate: string;
  /** `YYYYMMDDHHMMSS`, one of the three forms that a client parses [C SP]. */
  lastModTime: string;
  userAlias?: string;
}

export interface WireCompany {
  returnCompanyInfo: WireCompanyInfo;
  returnSubUser: { subUser: Array<{ login: string; email: string }> };
  deBasic: { deInfo: Array<{ name: string; type: string; values: { value: Array<{ deValue: string }> } }> };
}

/** A purchase order. No J1P path or shape is public: drawn after the invoice, all of it [I, weak]. */
export interface WirePurchaseOrder {
  header: {
    purchaseOrderId: number;
    poNumber: string;
    workflowStatus: string;
    /** As on invoice lines: `Close` once it is billed. */
    poAPStatus?: string;
    revisionNumber?: string;
    poDate: string;
    requestedDeliveryDate?: string;
    lastUpdate: string;
    businessUnit?: string;
    supplier: WireSupplier;
    terms?: { standardPaymentTermsCode: string };
    total: { currency: string; value: number };
    customFieldValueSetList?: WireCustomFields;
    splittableFieldSetGroupList?: WireSplitGroups;
  };
  lineList: {
    purchaseOrderLine: Array<{
      poLineNumber: string;
      item: WireLine['item'] & { catalogNumber?: string; commodityCode?: string };
      /** 0 cancels the line, as in the XML sibling [C KFS]. */
      quantity: number;
      unitPrice: number;
      workflowStatus?: string;
      customFieldValueSetList?: WireCustomFields;
      splittableFieldSetGroupList?: WireSplitGroups;
    }>;
  };
}
