/** Two invented divisions of one licence. */
import type { ExactSeed, SeedDivision, SeedPeriod } from './seed';

/** A fresh copy of the default site. */
export function defaultSeed(): Omit<ExactSeed, 'settings'> {
  return {
    clients: [
      {
        ...{ id: '5c1f0a1e-0000-4000-8000-0000000000a1', secret: 'sandbox-app-secret' },
        webhookSecret: 'sandbox-hook-secret',
      },
    ],
    users: [
      { id: '7e57ab1e-0000-4000-8000-000000000001', name: 'Integration User', current: 124132 },
      {
        id: '7e57ab1e-0000-4000-8000-000000000002',
        name: 'North Only',
        current: 124133,
        divisions: [124133],
      },
    ],
    utcOffset: 7_200,
    divisions: [division(124132, 'Granite Main'), division(124133, 'Granite North')],
  };
}

/** A division with a little of everything. */
export function division(code: number, name: string): SeedDivision {
  return {
    ...{ code, name, currency: 'EUR', country: 'NL', status: 1, roundingLimit: '0' },
    rates: { USD: 0.9, GBP: 1.2 },
    periods: [...year(2025, 12), ...year(2026, 1)],
    accounts: [
      { code: '20000', name: 'Harbour Street Office Supply', supplier: true, condition: '30' },
      {
        code: '20001',
        name: 'Quarry Lane Building Materials',
        supplier: true,
        condition: '15',
        currency: 'USD',
      },
      { code: '20002', name: 'Ferry Road Customers' },
      { code: '29999', name: 'Old Harbour Stationers', supplier: true, condition: '30', blocked: true },
      { code: '20005', name: 'No Terms Trading', supplier: true },
    ],
    glAccounts: [
      { code: '1300', description: 'Accounts receivable', type: 20 },
      { code: '1600', description: 'Accounts payable', type: 22 },
      { code: '1510', description: 'VAT to claim', type: 24 },
      { code: '1100', description: 'Bank', type: 12 },
      { code: '4000', description: 'General expenses' },
      { code: '4100', description: 'Office supplies', vatCode: '1' },
      { code: '4200', description: 'Tools', useCostcenter: 1, useCostunit: 2 },
      { code: '4300', description: 'Projects', useCostunit: 1, useCostcenter: 2 },
      { code: '4999', description: 'Old suspense', blocked: true },
    ],
    costCenters: [
      { code: 'ADM', description: 'Administration' },
      { code: 'OLD', description: 'Closed department', fields: { Active: false } },
    ],
    costUnits: [{ code: 'MILL', description: 'Mill' }],
    vatCodes: [
      { code: '0', description: 'No VAT', percentage: 0, type: 'N' },
      { code: '1', description: 'VAT high, excluding', percentage: 0.21, type: 'E' },
      { code: '2', description: 'VAT high, including', percentage: 0.21, type: 'I' },
      { code: '3', description: 'Reverse charge', percentage: 0.21, type: 'E', fields: { Charged: true } },
    ],
    journals: [
      { code: '60', description: 'Purchase journal', type: 22 },
      { code: '61', description: 'Purchase journal, euro only', type: 22, currency: 'EUR', variable: false },
      { code: '50', description: 'Sales journal', type: 20 },
      { code: '20', description: 'Bank journal', type: 12 },
    ],
    conditions: [
      { code: '30', description: '30 days', days: 30 },
      { code: '15', description: '15 days', days: 15 },
      { code: 'EM', description: 'End of next month', days: 0, endOfMonths: 1 },
    ],
    items: [
      { code: 'PAPER', description: 'Copier paper', unit: 'stuk', costs: '4100', stock: '4000' },
      { code: 'BOLTS', description: 'Hex bolts', unit: 'doos', costs: '4200' },
    ],
    ...{ orders: [], entries: [] },
  };
}

/** The months of a year, of which the first `closed` are closed. */
export const year = (number: number, closed: number): SeedPeriod[] =>
  Array.from({ length: 12 }, (_, at) => ({
    ...{ year: number, period: at + 1, open: at >= closed },
    from: `${number}-${String(at + 1).padStart(2, '0')}-01`,
    to: new Date(Date.UTC(number, at + 1, 0)).toISOString().slice(0, 10),
  }));
