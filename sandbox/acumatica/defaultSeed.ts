/** An invented tenant. */
import type { AcumaticaSeed, SeedPeriod } from './seed';

/** A fresh copy of the default tenant. */
export function defaultSeed(): AcumaticaSeed {
  return {
    tenant: 'Granite',
    build: '25.200.0248',
    endpoints: ['20.200.001', '22.200.001', '23.200.001', '24.200.001', '25.200.001', '26.200.001'].map(
      (version) => ({ name: 'Default', version }),
    ),
    timeZone: '-05:00',
    signIn: {
      clientId: '5E0B7A1C-93D4-4F6E-A2B8-1C7D90E4F355@Granite',
      clientSecret: 'sandbox-secret',
      username: 'integration',
      password: 'sandbox-password',
    },
    licence: { apiUsers: 5 },
    vendors: [
      {
        id: 'HARBOUR',
        name: 'Harbour Street Office Supply',
        currency: 'USD',
        currencyOverride: true,
        terms: '30D',
      },
      { id: 'OLDHARBOUR', name: 'Old Harbour Stationers', status: 'Inactive', currency: 'USD', terms: '30D' },
      { id: 'QUARRY', name: 'Quarry Lane Building Materials', currency: 'USD', terms: '30D' },
      { id: 'ALPENGLAS', name: 'Alpenglas Werkstatt', currency: 'EUR', currencyOverride: true, terms: '14D' },
    ],
    accounts: [
      { code: '10200', description: 'Operating bank account', type: 'Asset' },
      { code: '20000', description: 'Accounts payable', type: 'Liability' },
      { code: '61000', description: 'Office supplies', type: 'Expense' },
      { code: '62000', description: 'Freight in', type: 'Expense' },
      { code: '64000', description: 'Building maintenance', type: 'Expense' },
      { code: '65000', description: 'Professional services', type: 'Expense' },
      { code: '69900', description: 'Purchase price variance', type: 'Expense' },
      { code: '69999', description: 'Old suspense account', type: 'Expense', active: false },
    ],
    subaccounts: [
      { code: '000-000', description: 'Default' },
      { code: '100-000', description: 'Administration' },
      { code: '200-000', description: 'Operations' },
      { code: '900-000', description: 'Closed department', active: false },
    ],
    branches: [
      branch('MAIN', 'Granite Main', 'GRANITE', 'Granite Holding'),
      branch('NORTH', 'Granite North', 'GRANITE', 'Granite Holding'),
      { ...branch('OLDYARD', 'Granite Old Yard', 'GRANITE', 'Granite Holding'), active: false },
    ],
    ledgers: [{ id: 'ACTUAL', description: 'Actual ledger', type: 'Actual', currency: 'USD' }],
    periods: [...year(2025, 12), ...year(2026, 1), ...year(2027, 0)],
    currencies: [
      { id: 'USD', description: 'US dollar', symbol: '$', places: 2 },
      { id: 'EUR', description: 'Euro', symbol: '€', places: 2 },
      { id: 'GBP', description: 'Pound sterling', symbol: '£', places: 2 },
      { id: 'JPY', description: 'Yen', symbol: '¥', places: 0 },
    ],
    taxCategories: [
      { id: 'TAXABLE', description: 'Taxable at the full rate', taxes: ['SALESTAX'] },
      { id: 'VAT20', description: 'Standard rate', taxes: ['VAT20'] },
      { id: 'EXEMPT', description: 'Exempt', taxes: [] },
    ],
    taxes: [
      { id: 'SALESTAX', description: 'Sales tax', rate: '8.25', type: 'Sales' },
      { id: 'VAT20', description: 'VAT 20 %', rate: '20', type: 'VAT' },
    ],
    terms: [
      { id: '14D', days: 14 },
      { id: '30D', days: 30 },
      { id: '60D', days: 60 },
    ],
    taxZones: [{ id: 'DOMESTIC', description: 'Domestic purchases' }],
    paymentMethods: [
      { id: 'CHECK', description: 'Printed check' },
      { id: 'WIRE', description: 'Wire transfer' },
    ],
    vendorClasses: [{ id: 'DEFAULT', description: 'Domestic vendors' }],
    projects: ['X', 'HALLWEST'],
    purchaseOrders: [
      {
        number: '000050',
        vendor: 'QUARRY',
        date: '2026-05-04',
        description: 'Paving for the west hall',
        lines: [
          {
            line: 1,
            lineType: 'Non-Stock',
            description: 'Paving slabs',
            quantity: '40',
            uom: 'EA',
            unitCost: '12.50',
            account: '64000',
            subaccount: '000-000',
          },
          {
            line: 2,
            lineType: 'Service',
            description: 'Laying',
            quantity: '10',
            uom: 'HOUR',
            unitCost: '48',
            account: '65000',
            subaccount: '000-000',
          },
        ],
      },
    ],
    purchaseReceipts: [],
    userFields: ['Document.AttributeSOURCEID'],
    preferences: {
      requireVendorRef: true,
      duplicateVendorRefError: true,
      validateTotals: true,
      holdOnEntry: true,
      approvals: false,
      taxZone: 'internal',
    },
  };
}

const branch = (id: string, name: string, company: string, companyName: string) => ({
  id,
  name,
  company,
  companyName,
  country: 'US',
  currency: 'USD',
});

/** Twelve calendar months: the first ones closed, the rest open; a year without closed months is not yet active. */
export function year(number: number, closed: number): SeedPeriod[] {
  return Array.from({ length: 12 }, (_, at) => {
    const month = String(at + 1).padStart(2, '0');
    const last = new Date(Date.UTC(number, at + 1, 0)).getUTCDate();
    return {
      year: String(number),
      number: month,
      from: `${number}-${month}-01`,
      to: `${number}-${month}-${String(last).padStart(2, '0')}`,
      status: at < closed ? 'Closed' : closed === 0 ? 'Inactive' : 'Open',
      closedInAP: at < closed,
    };
  });
}
