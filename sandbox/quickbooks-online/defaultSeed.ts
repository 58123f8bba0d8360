/** An invented company: US, one foreign currency, classes and locations. */
import type { QuickBooksSeed } from './seed';

/** A fresh copy of the default company. */
export function defaultSeed(): Omit<QuickBooksSeed, 'settings'> {
  return {
    signIn: {
      clientId: 'ABSandboxClient',
      clientSecret: 'sandbox-client-secret',
      realmId: '9130350000000001',
    },
    company: { name: 'Granite Fields', country: 'US', currency: 'USD', plan: 'Plus' },
    preferences: {
      ...{ TrackDepartments: true, DepartmentTerminology: 'Location' },
      ...{ ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: true, UseAccountNumbers: true },
      ...{ BookCloseDate: '2025-12-31', MultiCurrencyEnabled: false },
      ...{ UsingSalesTax: true, PartnerTaxEnabled: true, UseCustomTxnNumbers: true },
      ...{ WarnDuplicateBillNumber: true, WarnDuplicateJournalNumber: false, PurchaseOrderEnabled: true },
    },
    rates: { EUR: '1.1', GBP: '1.25' },
    vendors: [
      { name: 'Harbour Street Office Supply', number: 'V-100', term: 'Net 30', taxId: '12-3455555' },
      { name: 'Quarry Lane Building Materials', number: 'V-101', term: 'Net 15' },
      { name: 'Old Harbour Stationers', active: false },
    ],
    customers: [{ name: 'Weir Cottage Inn' }],
    employees: [{ name: 'Robin Marlow' }],
    accounts: [
      { number: '1000', name: 'Operating Bank', type: 'Bank', subType: 'Checking' },
      {
        number: '2000',
        name: 'Accounts Payable (A/P)',
        type: 'Accounts Payable',
        subType: 'AccountsPayable',
      },
      { number: '2100', name: 'Company Card', type: 'Credit Card', subType: 'CreditCard' },
      {
        number: '6220',
        name: 'Office Supplies',
        type: 'Expense',
        subType: 'OfficeGeneralAdministrativeExpenses',
      },
      { number: '6300', name: 'Tools', type: 'Expense' },
      { number: '6310', name: 'Small Tools', type: 'Expense', parent: 'Tools' },
      { number: '6400', name: 'Freight', type: 'Expense' },
      { number: '6999', name: 'Old Suspense', type: 'Expense', active: false },
    ],
    departments: [{ name: 'Main Office' }, { name: 'North Yard' }, { name: 'Old Yard', active: false }],
    classes: [{ name: 'Retail' }, { name: 'Wholesale' }, { name: 'Export', parent: 'Wholesale' }],
    terms: [
      { name: 'Net 30', days: 30 },
      { name: 'Net 15', days: 15 },
      { name: '2% 10 Net 30', days: 30, discountDays: 10, discountPercent: 2 },
    ],
    items: [
      { name: 'Copier Paper', type: 'NonInventory', expenseAccount: 'Office Supplies', cost: '4.5' },
      { name: 'Hex Bolts', type: 'NonInventory', expenseAccount: 'Tools' },
      { name: 'Rooms Let', type: 'Service' },
    ],
    // the two of the US [official]; that they are listed is inferred
    taxCodes: [
      { id: 'TAX', name: 'TAX', rates: [] },
      { id: 'NON', name: 'NON', rates: [] },
    ],
    purchaseOrders: [],
    bills: [],
    vendorCredits: [],
  };
}
