/** The entities: where they are, what they hold, what may be written, and which rules of reading hold for them. */
import * as books from './fieldsOfBooks';
import * as masters from './fieldsOfMasters';

export type FieldType = 'guid' | 'string' | 'date' | 'int' | 'int64' | 'double' | 'boolean' | 'byte';

export interface Navigation {
  name: string;
  /** Endpoint of what hangs below, and its field that holds the key of what it hangs on. */
  path: string;
  foreignKey: string;
}

export interface EntitySchema {
  path: string;
  /** Table that the rows are kept in. */
  table: string;
  kind: 'standard' | 'bulk' | 'sync' | 'read';
  key: string;
  fields: ReadonlyMap<string, FieldType>;
  writable: ReadonlySet<string>;
  mandatory: readonly string[];
  methods: ReadonlySet<string>;
  navigation?: Navigation;
  scope?: string;
  /** Topic of its webhook. */
  topic?: string;
  /** 400 without $select or $top=1 [community picqer README]. */
  needsSelect: boolean;
  /** It has a sync sibling, so a filter is mandatory [doc maesn, inv]. */
  needsFilter: boolean;
  /** All that a filter may ask for, where the page lists it. */
  filters?: ReadonlySet<string>;
  /** EntityType in sync/Deleted [doc]. */
  deletedType?: number;
}

interface Definition {
  fields: string;
  key?: string;
  table?: string;
  kind?: EntitySchema['kind'];
  methods?: string;
  write?: string;
  mandatory?: string;
  navigation?: Navigation;
  scope?: string;
  topic?: string;
  needsSelect?: boolean;
  needsFilter?: boolean;
  filters?: string;
  deletedType?: number;
}

const words = (text = ''): string[] => text.split(/\s+/).filter((word) => word !== '');

/** `type Name Name; type Name` to a type for each name. */
function fieldTypes(text: string, isSync: boolean): Map<string, FieldType> {
  const types = new Map<string, FieldType>(isSync ? [['Timestamp', 'int64']] : []);
  for (const part of text.split(';')) {
    const [type, ...names] = words(part);
    for (const name of names) types.set(name, type as FieldType);
  }
  return types;
}

function entity(path: string, given: Definition): EntitySchema {
  const {
    kind = 'standard',
    table = path,
    key = 'ID',
    needsFilter = false,
    navigation,
    scope,
    topic,
  } = given;
  return {
    ...{ path, table, kind, key, needsFilter, fields: fieldTypes(given.fields, kind === 'sync') },
    writable: new Set([...words(given.write), ...words(given.mandatory)]),
    ...{ mandatory: words(given.mandatory), methods: new Set(words(given.methods ?? 'GET')) },
    needsSelect: given.needsSelect ?? kind === 'bulk',
    ...(navigation && { navigation }),
    ...(scope !== undefined && { scope }),
    ...(topic !== undefined && { topic }),
    ...(given.filters !== undefined && { filters: new Set(words(given.filters)) }),
    ...(given.deletedType !== undefined && { deletedType: given.deletedType }),
  };
}

const ALL = 'GET POST PUT DELETE';
const ACCOUNTING = 'Financial accounting';
const ENTRY_LINES = { name: 'PurchaseEntryLines', path: 'purchaseentry/PurchaseEntryLines' };
const ORDER_LINES = { name: 'PurchaseOrderLines', path: 'purchaseorder/PurchaseOrderLines' };

const ACCOUNTS: Definition = {
  ...{ fields: masters.ACCOUNTS, scope: 'Crm accounts', needsSelect: true, needsFilter: true },
};
const GL_ACCOUNTS: Definition = {
  ...{ fields: masters.GL_ACCOUNTS, scope: 'Financial generalledgers', needsSelect: true, needsFilter: true },
};
const ITEMS: Definition = {
  ...{ fields: masters.ITEMS, scope: 'Logistics items', needsSelect: true, needsFilter: true },
};
const LINES: Definition = {
  ...{ fields: books.TRANSACTION_LINES, scope: ACCOUNTING, needsSelect: true, needsFilter: true },
};
const DOCUMENTS: Definition = {
  ...{ fields: masters.DOCUMENTS, scope: 'Organization documents', needsSelect: true, needsFilter: true },
};
const ADMINISTRATION = 'Organization administration';

const sync = (path: string, table: string, given: Definition): EntitySchema => {
  const { fields, scope } = given;
  return entity(path, { fields, kind: 'sync', table, ...(scope !== undefined && { scope }) });
};
const bulk = (path: string, table: string, given: Definition, filters?: string): EntitySchema =>
  entity(path, {
    ...{ fields: given.fields, kind: 'bulk', table, needsFilter: true },
    ...(given.scope !== undefined && { scope: given.scope }),
    ...(filters !== undefined && { filters }),
  });

/** Which of them want $select is known for no single one: those are taken that hold many rows [inferred; switch selectNeeded]. */
const ENTITIES: EntitySchema[] = [
  entity('purchaseentry/PurchaseEntries', {
    ...{ fields: books.ENTRIES, key: 'EntryID', methods: ALL, scope: ACCOUNTING, topic: 'PurchaseEntries' },
    ...{ mandatory: 'Journal Supplier', needsSelect: true },
    write: `EntryDate DueDate Currency Rate Description YourRef InvoiceNumber EntryNumber PaymentCondition PaymentReference
      ReportingYear ReportingPeriod Document ExternalLinkReference OrderNumber BatchNumber VATAmountFC Reversal
      GAccountAmountFC ProcessNumber`,
    navigation: { ...ENTRY_LINES, foreignKey: 'EntryID' },
  }),
  entity('purchaseentry/PurchaseEntryLines', {
    ...{ fields: books.ENTRY_LINES, scope: ACCOUNTING, needsSelect: true, mandatory: 'AmountFC GLAccount' },
    write: `EntryID VATCode VATAmountFC VATBaseAmountFC VATPercentage VATNonDeductiblePercentage CostCenter CostUnit Project
      Expense Description Notes SerialNumber Quantity From To`,
  }),
  entity('purchaseorder/PurchaseOrders', {
    ...{ fields: books.ORDERS, key: 'PurchaseOrderID', methods: ALL, scope: 'Purchase orders' },
    ...{ topic: 'PurchaseOrders', mandatory: 'Supplier', needsSelect: true, needsFilter: true },
    write: `OrderNumber OrderDate ReceiptDate SupplierContact Currency ExchangeRate Description YourRef PaymentCondition
      PurchaseAgent Warehouse Document Discount AmountDiscount`,
    ...{ navigation: { ...ORDER_LINES, foreignKey: 'PurchaseOrderID' }, deletedType: 22 },
  }),
  entity('purchaseorder/PurchaseOrderLines', {
    ...{ fields: books.ORDER_LINES, methods: ALL, scope: 'Purchase orders', needsSelect: true },
    mandatory: 'Item QuantityInPurchaseUnits',
    write: `PurchaseOrderID Description UnitPrice NetPrice Discount VATCode VATPercentage CostCenter CostUnit Project ReceiptDate
      Notes`,
  }),
  entity('crm/Accounts', {
    ...{ ...ACCOUNTS, methods: ALL, topic: 'Accounts', mandatory: 'Name', deletedType: 2 },
    navigation: { name: 'BankAccounts', path: 'crm/BankAccounts', foreignKey: 'Account' },
    write: `Code IsSupplier Status Blocked StartDate EndDate Country VATNumber ChamberOfCommerce GlnNumber CodeAtSupplier
      SearchCode PaymentConditionPurchase PurchaseCurrency PurchaseVATCode GLAccountPurchase GLAP AddressLine1 AddressLine2
      AddressLine3 Postcode City State Email Phone Website InvoiceAccount Parent PeppolIdentifier PeppolIdentifierType`,
  }),
  entity('crm/BankAccounts', {
    ...{ fields: masters.BANK_ACCOUNTS, methods: ALL, scope: 'Crm accounts' },
    ...{ mandatory: 'Account BankAccount', write: 'IBAN BICCode Main Description BankAccountHolderName' },
  }),
  entity('financial/GLAccounts', {
    ...{ ...GL_ACCOUNTS, methods: ALL, topic: 'GLAccounts', mandatory: 'Code Description', deletedType: 7 },
    write:
      'Type BalanceSide BalanceType IsBlocked VATCode UseCostcenter UseCostunit Costcenter Costunit SearchCode',
  }),
  entity('financial/FinancialPeriods', { fields: masters.PERIODS, scope: ACCOUNTING }),
  entity('hrm/Costcenters', {
    ...{ fields: masters.COST_CENTERS, methods: ALL, scope: 'Financial costcenters' },
    ...{ mandatory: 'Code Description', write: 'EndDate Active' },
  }),
  entity('hrm/Costunits', {
    ...{ fields: masters.COST_UNITS, methods: ALL, scope: 'Financial costcenters' },
    ...{ mandatory: 'Code Description', write: 'EndDate' },
  }),
  entity('vat/VATCodes', {
    ...{ fields: masters.VAT_CODES, methods: ALL, scope: ACCOUNTING, mandatory: 'Code Description' },
    write: 'Percentage Type VATTransactionType IsBlocked Charged',
  }),
  entity('financial/Journals', {
    ...{
      fields: masters.JOURNALS,
      methods: ALL,
      scope: 'Financial generalledgers',
      mandatory: 'Code Description',
    },
    write: 'Type Currency AllowVariableCurrency AllowVariableExchangeRate IsBlocked',
  }),
  entity('cashflow/PaymentConditions', {
    ...{ fields: masters.CONDITIONS, methods: 'GET POST', scope: 'Financial cashflow' },
    ...{ mandatory: 'Code Description', write: 'PaymentDays PaymentEndOfMonths PaymentMethod' },
  }),
  entity('logistics/Items', {
    ...{ ...ITEMS, methods: ALL, topic: 'Items', mandatory: 'Code Description', deletedType: 9 },
    write: 'IsPurchaseItem IsFractionAllowedItem Unit GLCosts GLStock ItemGroup',
  }),
  entity('financialtransaction/TransactionLines', { ...LINES, deletedType: 1 }),
  entity('documents/Documents', {
    ...{ ...DOCUMENTS, methods: ALL, topic: 'Documents', mandatory: 'Subject Type', deletedType: 6 },
    write: 'Account DocumentDate FinancialTransactionEntryID Body Category Contact HasEmptyBody',
  }),
  entity('documents/DocumentAttachments', {
    ...{ fields: masters.ATTACHMENTS, methods: 'GET POST DELETE', scope: 'Organization documents' },
    mandatory: 'Document FileName Attachment',
  }),
  entity('cashflow/Payments', {
    ...{ fields: books.PAYMENTS, table: 'sync/Cashflow/PaymentTerms', scope: 'Financial cashflow' },
    ...{ needsSelect: true, needsFilter: true },
  }),
  entity('read/financial/PayablesList', {
    ...{ fields: books.PAYABLES, kind: 'read', key: 'HID', scope: 'Financial payables' },
  }),
  entity('webhooks/WebhookSubscriptions', {
    ...{ fields: masters.SUBSCRIPTIONS, methods: ALL, scope: ADMINISTRATION, mandatory: 'CallbackURL Topic' },
    write: 'Description',
  }),
  entity('hrm/Divisions', { fields: masters.HRM_DIVISIONS, key: 'Code' }),
  entity('system/Divisions', { fields: masters.SYSTEM_DIVISIONS, key: 'Code', scope: ADMINISTRATION }),
  entity('system/AllDivisions', { fields: masters.SYSTEM_DIVISIONS, key: 'Code', scope: ADMINISTRATION }),
  bulk('bulk/CRM/Accounts', 'crm/Accounts', ACCOUNTS),
  bulk('bulk/Financial/GLAccounts', 'financial/GLAccounts', GL_ACCOUNTS),
  bulk('bulk/Financial/TransactionLines', 'financialtransaction/TransactionLines', LINES),
  bulk('bulk/Logistics/Items', 'logistics/Items', ITEMS),
  bulk('bulk/Documents/Documents', 'documents/Documents', DOCUMENTS),
  bulk(
    'bulk/Cashflow/Payments',
    'sync/Cashflow/PaymentTerms',
    { fields: books.PAYMENTS, scope: 'Financial cashflow' },
    `Account AccountBankAccountID AccountContact BankAccountID Document EndDate EntryDate EntryID GLAccount ID InvoiceDate
      InvoiceNumber Source Status TransactionID TransactionType`,
  ),
  sync('sync/PurchaseOrder/PurchaseOrders', 'purchaseorder/PurchaseOrders', {
    ...{ fields: books.ORDER_FEED, scope: 'Purchase orders' },
  }),
  sync('sync/CRM/Accounts', 'crm/Accounts', ACCOUNTS),
  sync('sync/Financial/GLAccounts', 'financial/GLAccounts', GL_ACCOUNTS),
  sync('sync/Financial/TransactionLines', 'financialtransaction/TransactionLines', LINES),
  sync('sync/Logistics/Items', 'logistics/Items', ITEMS),
  sync('sync/Documents/Documents', 'documents/Documents', DOCUMENTS),
  entity('sync/Cashflow/PaymentTerms', {
    ...{ fields: books.PAYMENT_TERMS, kind: 'sync', scope: 'Financial cashflow', deletedType: 10 },
  }),
  sync('sync/Deleted', 'sync/Deleted', { fields: books.DELETED, scope: ADMINISTRATION }),
];

const BY_PATH = new Map(ENTITIES.map((one) => [one.path.toLowerCase(), one]));

/** Paths are taken in any case [inferred]. */
export const findSchema = (path: string): EntitySchema | undefined => BY_PATH.get(path.toLowerCase());

export function schemaOf(path: string): EntitySchema {
  const found = findSchema(path);
  if (!found) throw new Error(`no entity ${path}`);
  return found;
}

/** Endpoints that keep their own rows. */
export const TABLES: readonly EntitySchema[] = ENTITIES.filter(({ path, table }) => path === table);

export const ME = entity('current/Me', { fields: masters.ME, key: 'UserID' });
export const SYNC_TIMESTAMP = entity('read/sync/Sync/SyncTimestamp', {
  ...{ fields: masters.SYNC_TIMESTAMP, kind: 'read', key: 'API' },
});

/** Padding on the wire [recorded nango, picqer items.json]: left for accounts, right for the others. */
export const PADDED: Record<string, number> = {
  'crm/Accounts Code': -18,
  'vat/VATCodes Code': 3,
  'crm/Accounts Country': 3,
  'logistics/Items Unit': 8,
};

/** Topics that exist and that we know of [doc]; none for payments, cost centers, VAT codes, journals. */
export const TOPICS: readonly string[] = ENTITIES.flatMap(({ topic }) => topic ?? []);
