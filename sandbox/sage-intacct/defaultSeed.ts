/** An invented company with two entities. */
import type { IntacctSeed, SeedPeriod } from './seed';

/** A fresh copy of the default company. */
export function defaultSeed(): Omit<IntacctSeed, 'settings'> {
  return {
    signIn: {
      senderId: 'SandboxSender',
      senderPassword: 'sandbox-sender-password',
      companyId: 'granite',
      userId: 'xmlgateway',
      userPassword: 'sandbox-user-password',
    },
    unlistedSenders: [{ id: 'StrangeSender', password: 'sandbox-strange-password' }],
    baseCurrency: 'USD',
    currencies: ['USD', 'EUR', 'GBP'],
    rates: { EUR: '1.1', GBP: '1.25' },
    modifiedOffset: -420,
    approvals: false,
    entities: [
      { id: '100', name: 'Granite Main', currency: 'USD' },
      { id: '200', name: 'Granite North', currency: 'USD' },
    ],
    locations: [
      { id: '110', name: 'Main Office', parent: '100' },
      { id: '210', name: 'North Yard', parent: '200' },
      { id: '290', name: 'Old Yard', parent: '200', active: false },
    ],
    departments: [
      { id: 'D100', name: 'Administration' },
      { id: 'D300', name: 'Operations' },
      { id: 'D900', name: 'Closed Department', active: false },
    ],
    classes: [{ id: 'C1', name: 'Retail' }],
    projects: [{ id: 'P-1', name: 'Warehouse Roof' }],
    items: [
      { id: 'ITEM-1', name: 'Copier Paper', account: '6220' },
      { id: 'ITEM-2', name: 'Hex Bolts', account: '6300' },
    ],
    terms: [
      { name: 'N30', days: 30 },
      { name: 'N15', days: 15 },
    ],
    accounts: [
      { number: '1000', title: 'Operating Bank', type: 'balancesheet' },
      { number: '2000', title: 'Accounts Payable', type: 'balancesheet' },
      { number: '6220', title: 'Office Supplies', requires: ['LOCATION'] },
      { number: '6300', title: 'Tools', requires: ['LOCATION', 'DEPARTMENT'] },
      { number: '6400', title: 'Freight' },
      { number: '6999', title: 'Old Suspense', active: false },
    ],
    vendors: [
      { id: '20000', name: 'Harbour Street Office Supply', currency: 'USD', terms: 'N30' },
      { id: '20001', name: 'Quarry Lane Building Materials', currency: 'USD', terms: 'N30' },
      { id: '20002', name: 'Alpenglas Werkstatt', currency: 'EUR', terms: 'N15' },
      { id: '29999', name: 'Old Harbour Stationers', active: false },
    ],
    contacts: ['Leftover Printing(V30000)'],
    dimensions: [
      {
        ...{ object: 'PLANT', label: 'Plant' },
        values: [
          { id: 'PL-1', name: 'Mill' },
          { id: 'PL-2', name: 'Harbour' },
        ],
      },
    ],
    customFields: [
      { object: 'APBILL', id: 'JAGGAER_ID', label: 'JAGGAER Id' },
      { object: 'APBILLITEM', id: 'COST_NOTE', label: 'Cost Note' },
      { object: 'PODOCUMENT', id: 'JAGGAER_PO', label: 'JAGGAER Order', docparid: 'Purchase Order' },
      { object: 'VENDOR', id: 'SOURCE_SYSTEM', label: 'Source System', values: ['JAGGAER', 'Other'] },
    ],
    periods: [...year(2025, 12), ...year(2026, 1)],
    smartRules: [],
    purchaseOrders: [],
    bills: [],
  };
}

/** The months of a year, of which the first `closed` are closed. */
export const year = (number: number, closed: number): SeedPeriod[] =>
  Array.from({ length: 12 }, (_, at) => ({
    month: `${number}-${String(at + 1).padStart(2, '0')}`,
    open: at >= closed,
  }));
