/**
 * Entities and typed fields of the Default endpoint, as its swagger and endpoint metadata give them
 * [official client]. Types: s text, d decimal, i integer, b boolean, t instant, D date.
 */
export type FieldType = 's' | 'd' | 'i' | 'b' | 't' | 'D';

export interface EntitySchema {
  name: string;
  keys: string[];
  fields: Map<string, FieldType>;
  details: Map<string, EntitySchema>;
  /** Linked entities: objects, shown only where they are expanded. */
  linked: Map<string, EntitySchema>;
}

type Names = Partial<Record<FieldType, string>>;

function entity(
  name: string,
  keys: string,
  names: Names,
  details: Record<string, EntitySchema> = {},
  linked: Record<string, EntitySchema> = {},
): EntitySchema {
  const fields = new Map<string, FieldType>();
  for (const [type, list] of Object.entries(names)) {
    for (const field of list.split(' ')) fields.set(field, type as FieldType);
  }
  return {
    name,
    keys: keys === '' ? [] : keys.split(' '),
    fields,
    details: new Map(Object.entries(details)),
    linked: new Map(Object.entries(linked)),
  };
}

const billDetail = entity('BillDetail', '', {
  s: 'Account Branch CostCode Description InventoryID LCNbr LCType POOrderNbr POOrderType POReceiptNbr POReceiptType Project ProjectTask Subaccount TaxCategory TransactionDescription UOM',
  d: 'Amount ExtendedCost Qty UnitCost',
  i: 'LCLineNbr POLine POReceiptLine',
  b: 'CalculateDiscountsOnImport NonBillable',
});

const bill = entity(
  'Bill',
  'Type ReferenceNbr',
  {
    s: 'Type ReferenceNbr Status Vendor VendorRef LocationID Terms PostPeriod CurrencyID BranchID CashAccount Description Project',
    d: 'Amount Balance TaxTotal',
    b: 'Hold ApprovedForPayment IsTaxValid',
    t: 'LastModifiedDateTime',
    D: 'Date DueDate',
  },
  {
    Details: billDetail,
    TaxDetails: entity('BillTaxDetail', '', { s: 'TaxID', d: 'TaxRate TaxableAmount TaxAmount' }),
    Applications: entity('BillApplicationDetail', '', {
      s: 'DocType ReferenceNbr Status',
      d: 'AmountPaid Balance',
    }),
  },
);

const applied = 'AmountPaid Balance CashDiscountBalance';
const check = entity(
  'Check',
  'Type ReferenceNbr',
  {
    s: 'Type ReferenceNbr Status Vendor PaymentRef PaymentMethod CashAccount CurrencyID Description',
    d: 'PaymentAmount UnappliedBalance',
    b: 'Hold',
    t: 'LastModifiedDateTime',
    D: 'ApplicationDate',
  },
  {
    Details: entity('CheckDetail', '', { s: 'DocType ReferenceNbr', i: 'DocLineNbr', d: applied }),
    History: entity('CheckHistoryDetail', '', {
      s: 'DocType ReferenceNbr VendorRef',
      d: `${applied} CashDiscountTaken`,
    }),
  },
);

const periodDetail = entity('FinancialPeriodDetail', '', {
  s: 'FinancialPeriodID PeriodNbr Status Description',
  b: 'AdjustmentPeriod ClosedInAP ClosedInAR ClosedInCA ClosedInFA ClosedInIN',
  D: 'StartDate EndDate',
  i: 'LengthInDays',
});

const orderDetail = entity('PurchaseOrderDetail', '', {
  s: 'Account BranchID Description InventoryID LineDescription LineType OrderNbr OrderType Project ProjectTask Subaccount TaxCategory UOM WarehouseID CostCode',
  d: 'OrderQty OrderedQty UnitCost ExtendedCost QtyOnReceipts ReceivedAmount',
  i: 'LineNbr',
  b: 'Cancelled Completed',
});

const contact = entity(
  'Contact',
  '',
  { s: 'Attention Email Fax FullName Phone1 WebSite' },
  {},
  {
    Address: entity('Address', '', {
      s: 'AddressLine1 AddressLine2 City State PostalCode Country',
      b: 'Validated',
    }),
  },
);

const vendor = entity(
  'Vendor',
  'VendorID',
  {
    s: 'VendorID VendorName LegalName VendorClass Status CurrencyID Terms PaymentMethod CashAccount TaxRegistrationID TaxZone LocationName AccountRef',
    b: 'EnableCurrencyOverride F1099Vendor ForeignEntity RemittanceAddressOverride RemittanceContactOverride',
    t: 'CreatedDateTime LastModifiedDateTime',
  },
  {
    PaymentInstructions: entity('BusinessAccountPaymentInstructionDetail', '', {
      s: 'PaymentMethod PaymentInstructionsID Description Value',
      i: 'LocationID',
    }),
  },
  { MainContact: contact, RemittanceContact: contact },
);

const receipt = entity(
  'PurchaseReceipt',
  'Type ReceiptNbr',
  {
    s: 'Type ReceiptNbr Status VendorID VendorRef Location PostPeriod Branch CurrencyID',
    d: 'ControlQty TotalQty TotalCost UnbilledQuantity',
    b: 'Hold CreateBill',
    D: 'Date BillDate',
    t: 'LastModifiedDateTime',
  },
  {
    Details: entity('PurchaseReceiptDetail', '', {
      s: 'InventoryID UOM POOrderType POOrderNbr POReceiptNbr Account AccrualAccount Subaccount Warehouse Branch LineType TransactionDescription',
      d: 'ReceiptQty OrderedQty OpenQty UnitCost ExtendedCost',
      i: 'LineNbr POLineNbr POReceiptLineNbr',
    }),
  },
);

export const ENTITIES: ReadonlyMap<string, EntitySchema> = new Map(
  [
    bill,
    check,
    vendor,
    entity('Account', 'AccountCD', {
      s: 'AccountCD Description Type AccountClass AccountGroup CurrencyID PostOption TaxCategory',
      i: 'AccountID ChartOfAccountsOrder',
      b: 'Active CashAccount RequireUnits Secured UseDefaultSubaccount',
      t: 'CreatedDateTime LastModifiedDateTime',
    }),
    entity('Subaccount', 'SubaccountCD', {
      s: 'SubaccountCD Description',
      i: 'SubaccountID',
      b: 'Active Secured',
    }),
    entity(
      'Ledger',
      'LedgerID',
      { s: 'LedgerID Description Type Currency', b: 'ConsolidationSource', t: 'LastModifiedDateTime' },
      {
        Branches: entity('LedgerBranches', '', { s: 'BranchID BranchName CompanyName', b: 'Active' }),
        Companies: entity('LedgerCompanies', '', { s: 'Company CompanyName CompanyType', b: 'Active' }),
      },
    ),
    entity(
      'FinancialPeriod',
      'FinancialYear',
      {
        s: 'FinancialYear',
        i: 'NbrOfPeriods',
        b: 'UserDefinedPeriods',
        D: 'StartDate',
        t: 'CreatedDateTime LastModifiedDateTime',
      },
      { Details: periodDetail },
    ),
    entity(
      'CompanyFinancialPeriod',
      'Company FinancialYear',
      { s: 'Company FinancialYear', i: 'NbrOfPeriods', D: 'StartDate' },
      { Details: periodDetail },
    ),
    entity('Currency', 'CurrencyID', {
      s: 'CurrencyID CurrencySymbol Description',
      i: 'DecimalPrecision',
      b: 'Active UseForAccounting',
      t: 'CreatedDateTime LastModifiedDateTime',
    }),
    entity(
      'TaxCategory',
      'TaxCategoryID',
      {
        s: 'TaxCategoryID Description',
        b: 'Active ExcludeListedTaxes',
        t: 'CreatedDateTime LastModifiedDateTime',
      },
      {
        Details: entity('TaxCategoryTaxDetail', '', {
          s: 'CalculateOn CashDiscount Description TaxCategory TaxID TaxType',
        }),
      },
    ),
    entity('Tax', 'TaxID', {
      s: 'TaxID Description TaxType TaxAgency CalculateOn CashDiscount',
      t: 'CreatedDateTime LastModifiedDateTime',
    }),
    entity('TaxZone', 'TaxZoneID', {
      s: 'TaxZoneID Description',
      t: 'CreatedDateTime LastModifiedDateTime',
    }),
    entity('PaymentMethod', 'PaymentMethodID', {
      s: 'PaymentMethodID Description MeansOfPayment',
      b: 'Active UseInAP UseInAR',
      t: 'CreatedDateTime LastModifiedDateTime',
    }),
    entity('VendorClass', 'ClassID', {
      s: 'ClassID Description',
      t: 'CreatedDateTime LastModifiedDateTime',
    }),
    entity(
      'PurchaseOrder',
      'Type OrderNbr',
      {
        s: 'Type OrderNbr Status VendorID VendorRef Branch Description Terms CurrencyID BaseCurrencyID Location Project',
        d: 'ControlTotal LineTotal TaxTotal OrderTotal',
        b: 'Hold IsTaxValid',
        D: 'Date PromisedOn',
        t: 'LastModifiedDateTime',
      },
      { Details: orderDetail },
    ),
    receipt,
  ].map((one) => [one.name, one]),
);

/** The inquiry form CS401000: answered to PUT only. */
export const COMPANIES_STRUCTURE = entity(
  'CompaniesStructure',
  '',
  {},
  {
    Results: entity('CompaniesStructureDetail', '', {
      s: 'CompanyID CompanyName CompanyType BranchID BranchName BranchCountry BaseCurrencyID',
      b: 'BranchStatus CompanyStatus',
    }),
  },
);

/** Fields a version of the contract does not have yet. */
const ABSENT: Record<string, Record<string, string[]>> = {
  '20.200.001': {
    ...{ Bill: ['IsTaxValid'], BillDetail: ['LCType', 'LCNbr', 'LCLineNbr'] },
    PurchaseReceipt: ['LastModifiedDateTime'],
  },
  '22.200.001': {
    ...{ Bill: ['IsTaxValid'], BillDetail: ['LCType', 'LCNbr', 'LCLineNbr'] },
    PurchaseReceipt: ['LastModifiedDateTime'],
  },
  '23.200.001': { BillDetail: ['LCType', 'LCNbr', 'LCLineNbr'] },
};

export const isInVersion = (version: string, entityName: string, field: string): boolean =>
  !(ABSENT[version]?.[entityName] ?? []).includes(field);

/** From 26.200.001 on plain dates carry no time [official client]. */
export const hasDateOnly = (version: string): boolean => Number(version.split('.')[0]) >= 26;
