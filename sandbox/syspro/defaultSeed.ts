/** An invented company with numeric supplier keys and ledger codes of two sections. */
import type { SysproSeed } from './seed';

const SITES = [
  { code: '10', description: 'Head office' },
  { code: '20', description: 'Yard' },
];
const ACCOUNTS = [
  { code: '6220', description: 'Office supplies' },
  { code: '6300', description: 'Tools' },
];

/** A fresh copy of the default company. */
export function defaultSeed(): Omit<SysproSeed, 'settings'> {
  return {
    signIn: {
      operator: 'INTEGR',
      operatorPassword: 'sandbox-operator',
      companyId: 'G',
      companyPassword: '',
    },
    operators: [{ operator: 'CLERK', password: 'sandbox-clerk' }],
    company: { name: 'Granite Supplies', currency: 'USD', date: '2026-06-15' },
    currencies: [
      { code: 'EUR', rate: '1.1' },
      { code: 'GBP', rate: '1.25', fixed: true },
    ],
    supplierKey: { type: 'N', length: 7, automatic: false, next: 500 },
    orderNumbering: 'automatic',
    terms: [
      { code: '30', days: 30 },
      { code: '15', days: 15 },
    ],
    branches: [
      { code: 'HO', name: 'Head office' },
      { code: 'YD', name: 'Yard' },
    ],
    warehouses: ['FG'],
    stockCodes: [{ code: 'A100', description: 'Copier paper' }],
    taxCodes: [
      { code: 'A', rate: '15' },
      { code: 'B', rate: '0' },
    ],
    taxDistribution: 'N',
    structure: [
      { name: 'Site', values: SITES },
      { name: 'Account', values: ACCOUNTS },
    ],
    sections: { account: 1, costCenter: 0 },
    ledgerCodes: [
      { code: '00-1000', description: 'Operating bank', type: 'A' },
      { code: '00-2000', description: 'Accounts payable', type: 'L', control: true },
      { code: '00-2100', description: 'GRN suspense', type: 'L' },
      { code: '00-6400', description: 'Freight in', type: 'E' },
      { code: '00-6500', description: 'Sundry charges', type: 'E' },
      { code: '00-2200', description: 'Input tax', type: 'A' },
      ...SITES.flatMap((site) =>
        ACCOUNTS.map(({ code, description }) => ({
          ...{ code: `${site.code}-${code}`, description: `${description}, ${site.description}` },
          ...{ type: 'E' as const, opening: '100.00' },
        })),
      ),
      { code: '10-6900', description: 'Guarded', type: 'E', password: 'open-sesame' },
      { code: '10-6990', description: 'Old suspense', type: 'E', onHold: true },
      { code: '10-6700', description: 'Travel', type: 'E', analysis: 'TRAVEL' },
    ],
    posting: {
      ...{ control: '00-2000', grnSuspense: '00-2100', freight: '00-6400' },
      ...{ miscellaneous: '00-6500', tax: '00-2200' },
    },
    analysisCodes: [{ category: 'TRAVEL', type: 1, code: 'RAIL', description: 'By rail' }],
    mayUntickGrnMatching: false,
    periods: { year: 2026, month: 6, closedInAp: [], closedInGl: [] },
    suppliers: [
      {
        ...{ code: '1', name: 'Harbour Street Office Supply', terms: '30', branch: 'HO', grnMatching: false },
        ...{ taxNumber: 'US-1001', email: 'ar@harbour.example', telephone: '+1 555 0101' },
        ...{ address: ['1 Harbour Street', '', 'Tacoma', 'WA', 'US'], postalCode: '98401' },
        bank: { branch: 'SIMB001', account: 'US00SIM0001' },
      },
      { code: '2', name: 'Quarry Lane Building Materials', terms: '30', branch: 'YD' },
      { code: '3', name: 'Alpengläs Werkstatt', currency: 'EUR', terms: '15', grnMatching: false },
      { code: '4', name: 'Old Harbour Stationers', onHold: true, grnMatching: false },
      { code: '5', name: 'Trent Paper', currency: 'GBP', terms: '30', grnMatching: false },
    ],
    purchaseOrders: [
      {
        ...{ number: '101', supplier: '2', date: '2026-05-20', reference: 'JPO-101', status: '4' },
        lines: [
          {
            ...{ line: 1, description: 'Hex bolts', quantity: '100', unit: 'EA', price: '2.5' },
            ledgerCode: '10-6300',
          },
          {
            ...{ line: 2, description: 'Torque wrench', quantity: '2', unit: 'EA', price: '120' },
            ledgerCode: '20-6300',
          },
        ],
      },
    ],
    receipts: [
      { grn: '311', order: '101', line: 1, quantity: '40', date: '2026-06-01', deliveryNote: 'DN-1' },
    ],
    invoices: [],
  };
}
