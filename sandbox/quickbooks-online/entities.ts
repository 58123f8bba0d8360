/** The entities that a company keeps, field by field [reference 3; lengths: API-ref]. */
import type { EntityName, EntitySchema, FieldTable } from './schema';
import {
  COMMON,
  choice,
  date,
  flag,
  free,
  group,
  money,
  number,
  onLists,
  onTransactions,
  readOnly,
  ref,
  required,
  rows,
  text,
} from './schema';

const ADDRESS = group({
  ...{ Id: readOnly, Line1: text(500), Line2: text(500), Line3: text(500), Line4: text(500) },
  ...{ Line5: text(500), City: text(255), CountrySubDivisionCode: text(255), PostalCode: text(30) },
  ...{ Country: text(255), Lat: text(50), Long: text(50) },
});
const PHONE = group({ FreeFormNumber: text(30) });

/** No colon, tab or new line [official]. */
const NO_COLON = /[:\t\n\r]/;

const PERSON: FieldTable = {
  ...{ DisplayName: text(500, NO_COLON), Title: text(16), GivenName: text(100), MiddleName: text(100) },
  ...{ FamilyName: text(100), Suffix: text(16), PrintOnCheckName: text(110), Active: flag },
  ...{ PrimaryEmailAddr: group({ Address: text(100) }), PrimaryPhone: PHONE, Mobile: PHONE, Fax: PHONE },
  ...{ AlternatePhone: PHONE, WebAddr: group({ URI: text(1000) }), BillAddr: ADDRESS },
  ...{ Balance: readOnly, V4IDPseudonym: readOnly },
};

const NAME = text(100, NO_COLON);

const TREE: FieldTable = {
  ...{ Name: required(NAME), Active: flag, FullyQualifiedName: readOnly },
};

/** The 16 values of AccountType, and what each is classified as. */
export const ACCOUNT_TYPES: Record<string, string> = {
  ...{ Bank: 'Asset', 'Other Current Asset': 'Asset', 'Fixed Asset': 'Asset', 'Other Asset': 'Asset' },
  ...{ 'Accounts Receivable': 'Asset', Equity: 'Equity', Expense: 'Expense', 'Other Expense': 'Expense' },
  ...{ 'Cost of Goods Sold': 'Expense', 'Accounts Payable': 'Liability', 'Credit Card': 'Liability' },
  ...{ 'Long Term Liability': 'Liability', 'Other Current Liability': 'Liability', Income: 'Revenue' },
  ...{ 'Other Income': 'Revenue', 'Non-Posting': 'Non-Posting' },
};

const LINE_LINK = rows({ TxnId: text(50), TxnType: text(50), TxnLineId: text(50) });
const CODING: FieldTable = {
  ...{ ClassRef: ref('Class'), CustomerRef: ref('Customer'), TaxCodeRef: ref('TaxCode') },
  BillableStatus: choice('Billable', 'NotBillable', 'HasBeenBilled'),
  ...{ TaxAmount: money, TaxInclusiveAmt: money, MarkupInfo: free },
};
const LINES = required(
  rows({
    ...{ Id: text(50), LineNum: number, Description: text(4000), Amount: money, LinkedTxn: LINE_LINK },
    DetailType: choice('AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail'),
    ...{ CustomExtensions: free, ProjectRef: free, Received: readOnly },
    AccountBasedExpenseLineDetail: group({ ...CODING, AccountRef: ref('Account') }),
    ItemBasedExpenseLineDetail: group({
      ...{ ...CODING, ItemRef: ref('Item'), Qty: number, UnitPrice: number, PriceLevelRef: free },
      ...{ ItemAccountRef: readOnly },
    }),
  }),
);

const TAX_LINE = rows({
  ...{ Amount: money, DetailType: choice('TaxLineDetail') },
  TaxLineDetail: group({
    ...{ TaxRateRef: ref('TaxRate'), PercentBased: flag, TaxPercent: number, NetAmountTaxable: money },
  }),
});

/** What bills, credits and orders have in common. */
const PURCHASE: FieldTable = {
  ...{ VendorRef: required(ref('Vendor')), APAccountRef: ref('Account'), Line: LINES, TxnDate: date },
  ...{ DocNumber: text(21), PrivateNote: text(4000), CurrencyRef: ref(), ExchangeRate: number },
  GlobalTaxCalculation: choice('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
  TxnTaxDetail: group({ TotalTax: money, TxnTaxCodeRef: ref('TaxCode'), TaxLine: TAX_LINE }),
  // read only but for the links of an order, which come with the lines
  ...{ LinkedTxn: readOnly, TotalAmt: readOnly, VendorAddr: free, HomeTotalAmt: readOnly },
};
const BALANCES: FieldTable = { Balance: readOnly, HomeBalance: readOnly };

const list = (
  name: EntityName,
  fields: FieldTable,
  listName: string,
  more: Partial<EntitySchema> & { filters?: string[] } = {},
): EntitySchema => ({
  ...{ name, isTransaction: false, fields: { ...COMMON, ...fields }, nameField: 'Name', sequence: name },
  ...{ listName, ...more, filterable: onLists(...(more.filters ?? [])) },
});
const transaction = (name: EntityName, fields: FieldTable, filters: string[]): EntitySchema => ({
  ...{ name, isTransaction: true, fields: { ...COMMON, ...fields }, sequence: 'Txn' },
  ...{ filterable: onTransactions(...filters), listName: 'Transactions' },
});
const person = { nameField: 'DisplayName', sequence: 'Names', filters: ['DisplayName'] } as const;
const withFilters = (...filters: string[]) => ({ filters: [...person.filters, ...filters] });

const SCHEMAS: EntitySchema[] = [
  list(
    'Vendor',
    {
      ...{
        ...PERSON,
        CompanyName: text(100),
        AcctNum: text(100),
        TaxIdentifier: text(20),
        TermRef: ref('Term'),
      },
      ...{ CurrencyRef: ref(), Vendor1099: flag, BillRate: number, APAccountRef: ref('Account') },
      VendorPaymentBankDetail: free,
    },
    'Names',
    { ...person, ...withFilters('CompanyName', 'GivenName', 'FamilyName', 'PrintOnCheckName', 'Balance') },
  ),
  list(
    'Customer',
    { ...PERSON, CompanyName: text(100), CurrencyRef: ref(), ShipAddr: ADDRESS, ResaleNum: text(16) },
    'Names',
    { ...person, ...withFilters('CompanyName') },
  ),
  list('Employee', { ...PERSON, PrimaryAddr: ADDRESS }, 'Names', { ...person, ...withFilters() }),
  list(
    'Account',
    {
      ...{ Name: required(text(100, /[":]/)), AcctNum: text(20), Description: text(100), Active: flag },
      ...{ AccountType: choice(...Object.keys(ACCOUNT_TYPES)), AccountSubType: text(100) },
      ...{
        Classification: readOnly,
        ParentRef: ref('Account'),
        SubAccount: flag,
        FullyQualifiedName: readOnly,
      },
      ...{ CurrencyRef: ref(), CurrentBalance: readOnly, CurrentBalanceWithSubAccounts: readOnly },
      ...{ TaxCodeRef: ref('TaxCode') },
    },
    'Accounts',
    { filters: ['AccountType', 'AccountSubType', 'Classification'] },
  ),
  list(
    'Department',
    { ...TREE, ParentRef: ref('Department'), SubDepartment: readOnly, Address: ADDRESS },
    'Depts',
  ),
  list('Class', { ...TREE, ParentRef: ref('Class'), SubClass: readOnly }, 'Klasses'),
  list(
    'Term',
    {
      ...{ Name: required(text(31)), Active: flag, Type: readOnly, DueDays: number, DiscountDays: number },
      ...{ DiscountPercent: number, DayOfMonthDue: number, DueNextMonthDays: number },
      DiscountDayOfMonth: number,
    },
    'Terms',
  ),
  list(
    'Item',
    {
      ...{
        Name: required(NAME),
        Active: flag,
        Type: choice('Service', 'NonInventory', 'Inventory'),
        Sku: text(100),
      },
      ...{ Description: text(4000), PurchaseDesc: text(1000), PurchaseCost: money, UnitPrice: money },
      ...{
        ExpenseAccountRef: ref('Account'),
        IncomeAccountRef: ref('Account'),
        AssetAccountRef: ref('Account'),
      },
      ...{
        Taxable: flag,
        ParentRef: ref('Item'),
        SubItem: flag,
        FullyQualifiedName: readOnly,
        Level: readOnly,
      },
      ...{ TrackQtyOnHand: flag, QtyOnHand: number, InvStartDate: date, PurchaseTaxCodeRef: ref('TaxCode') },
      PrefVendorRef: ref('Vendor'),
    },
    'Items',
    { filters: ['Type'] },
  ),
  list('TaxCode', {}, 'TaxCodes', { isReadOnly: true }),
  list('TaxRate', {}, 'TaxRates', { isReadOnly: true }),
  transaction(
    'PurchaseOrder',
    {
      ...{ ...PURCHASE, APAccountRef: required(ref('Account')), DueDate: date, SalesTermRef: ref('Term') },
      ...{ Memo: text(4000), POStatus: choice('Open', 'Closed'), POEmail: group({ Address: text(100) }) },
      ...{ ShipAddr: ADDRESS, ShipTo: ref('Customer'), ShipMethodRef: ref(), ClassRef: ref('Class') },
      ...{ CustomField: free, DepartmentRef: ref('Department'), EmailStatus: free },
    },
    ['VendorRef', 'TotalAmt', 'DueDate'],
  ),
  transaction(
    'Bill',
    { ...PURCHASE, ...BALANCES, DueDate: date, SalesTermRef: ref('Term'), DepartmentRef: ref('Department') },
    ['DueDate', 'VendorRef', 'APAccountRef', 'SalesTermRef', 'Balance', 'TotalAmt'],
  ),
  transaction('VendorCredit', { ...PURCHASE, ...BALANCES, DepartmentRef: ref('Department') }, [
    ...['VendorRef', 'APAccountRef', 'Balance', 'TotalAmt'],
  ]),
  transaction(
    'BillPayment',
    {
      ...{
        VendorRef: required(ref('Vendor')),
        APAccountRef: ref('Account'),
        TxnDate: date,
        DocNumber: text(21),
      },
      ...{
        PayType: required(choice('Check', 'CreditCard')),
        TotalAmt: required(money),
        PrivateNote: text(4000),
      },
      CheckPayment: group({ BankAccountRef: ref('Account'), PrintStatus: text(30) }),
      CreditCardPayment: group({ CCAccountRef: ref('Account') }),
      ...{ CurrencyRef: ref(), ExchangeRate: number, DepartmentRef: ref('Department') },
      Line: required(rows({ Amount: money, LinkedTxn: LINE_LINK, LineEx: readOnly, Id: readOnly })),
    },
    ['VendorRef', 'TotalAmt'],
  ),
  {
    ...{ name: 'Attachable', isTransaction: true, sequence: 'Attachable', listName: 'Attachables' },
    fields: {
      ...COMMON,
      AttachableRef: rows({
        EntityRef: group({ type: text(100), value: text(50), name: readOnly }),
        ...{ IncludeOnSend: flag, LineInfo: text(100), NoRefOnly: flag, CustomField: free, Inactive: flag },
      }),
      ...{
        FileName: text(1000),
        ContentType: text(100),
        Note: text(2000),
        Category: text(100),
        Tag: text(2000),
      },
      ...{ Size: readOnly, FileAccessUri: readOnly, TempDownloadUri: readOnly },
    },
    filterable: new Set([
      ...['Id', 'FileName', 'Note', 'AttachableRef.EntityRef.Type', 'AttachableRef.EntityRef.value'],
      ...['MetaData.CreateTime', 'MetaData.LastUpdatedTime'],
    ]),
  },
];

export const ENTITIES: ReadonlyMap<string, EntitySchema> = new Map(SCHEMAS.map((one) => [one.name, one]));
const BY_PATH = new Map(SCHEMAS.map((one) => [one.name.toLowerCase(), one]));

/** By the last part of a path, such as `purchaseorder`. */
export const entityAt = (path: string): EntitySchema | undefined => BY_PATH.get(path.toLowerCase());

/** Entity that a query asks for, as far as can be seen; for the counters. */
export function queriedEntity(query: string): string {
  const name = /\bfrom\s+(\w+)/i.exec(query)?.[1] ?? '';
  return entityAt(name)?.name ?? name;
}

export function schemaOf(name: EntityName): EntitySchema {
  const schema = ENTITIES.get(name);
  if (!schema) throw new Error(`no entity ${name}`);
  return schema;
}
