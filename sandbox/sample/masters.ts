/** Companies, accounts and codes of the sample world. All of them are invented. */
import type { PartialSeed } from '../acumatica/seed';
import { SIGN_INS } from '../signIns';

export interface SampleSupplier {
  id: number;
  number: string;
  /** One id can carry several spellings of its name. */
  names: string[];
  duns?: string;
  vendor: string | null;
}

export const SUPPLIERS: SampleSupplier[] = [
  {
    id: 7001,
    number: '0012345',
    names: ['Harbour Paper Mills', 'HARBOUR PAPER MILLS INC.'],
    vendor: 'HARBOUR',
  },
  { id: 7002, number: '0000871', names: ['Quarry Lane Catering'], duns: 'DNP', vendor: 'QUARRY' },
  { id: 7003, number: '55120', names: ['Fennwick Laboratory Supply'], duns: '994417203', vendor: 'FENNWICK' },
  {
    id: 7004,
    number: '0044002',
    names: ['Tidewater Office Furniture', 'Tidewater Office  Furniture'],
    vendor: 'TIDEWATER',
  },
  { id: 7005, number: '90011', names: ["O'Dell & Sons Electrical"], vendor: 'ODELL' },
  { id: 7006, number: '0007700', names: ['Brightmoor Software'], duns: 'DNP', vendor: 'BRIGHTMOOR' },
];

/** Nobody has mapped this one. */
export const STRANGER: SampleSupplier = {
  id: 7099,
  number: '0099999',
  names: ['Unmapped Trading Company'],
  vendor: null,
};

export const ACCOUNTS = [
  { jaggaer: '51425', erp: '61000', description: 'Office supplies' },
  { jaggaer: '51430-L', erp: '61200', description: 'Laboratory supplies' },
  { jaggaer: '52010', erp: '62000', description: 'Catering' },
  { jaggaer: '53300', erp: '63000', description: 'Software' },
];
export const UNMAPPED_ACCOUNT = '59999';
export const FREIGHT_ACCOUNT = '64000';
export const FEE_ACCOUNT = '64500';
export const TAX_ACCOUNT = '65000';

export const COST_CENTERS = [
  { jaggaer: '0100', erp: '000-100' },
  { jaggaer: '0200', erp: '000-200' },
  { jaggaer: '0350', erp: '000-350' },
];
export const DEFAULT_SUBACCOUNT = '000-000';

export const BUSINESS_UNITS = [
  { jaggaer: '0004', erp: 'MAIN' },
  { jaggaer: '0007', erp: 'WEST' },
];
/** Where the business unit is missing. */
export const DEFAULT_BRANCH = 'MAIN';

export const ORDERS = [
  { number: '0000417', vendor: 'FENNWICK', lines: 3 },
  { number: '0000532', vendor: 'HARBOUR', lines: 2 },
];

/** January to March 2026 are closed. */
export const CLOSED_MONTHS = [1, 2, 3];

export interface MappingRow {
  kind: string;
  from: string;
  to: string;
  scope?: string;
  validFrom?: string;
  note?: string;
}

/** The mapping table as a consultant fills it; handling charges are left out on purpose. */
export function mappingRows(): MappingRow[] {
  return [
    ...SUPPLIERS.map(({ number, vendor, names }) => ({
      kind: 'supplier',
      from: number,
      to: vendor ?? '',
      note: names[0],
    })),
    ...ACCOUNTS.map(({ jaggaer, erp, description }) => ({
      kind: 'account',
      from: jaggaer,
      to: erp,
      note: description,
    })),
    ...COST_CENTERS.map(({ jaggaer, erp }) => ({
      kind: 'dimension',
      scope: 'subaccount',
      from: jaggaer,
      to: erp,
    })),
    ...BUSINESS_UNITS.map(({ jaggaer, erp }) => ({ kind: 'entity', from: jaggaer, to: erp })),
    { kind: 'entity', from: '', to: DEFAULT_BRANCH, note: 'no business unit on the invoice' },
    { kind: 'charge', from: 'tax1', to: `account:${TAX_ACCOUNT}/${DEFAULT_SUBACCOUNT}` },
    { kind: 'charge', from: 'tax2', to: 'spread' },
    { kind: 'charge', from: 'freight', to: `account:${FREIGHT_ACCOUNT}/${DEFAULT_SUBACCOUNT}` },
    { kind: 'charge', from: 'discount', to: 'spread' },
    { kind: 'charge', from: 'misc:Recycling fee', to: `account:${FEE_ACCOUNT}/${DEFAULT_SUBACCOUNT}` },
  ];
}

const account = (code: string, description: string) => ({ code, description, type: 'Expense', active: true });

/** The same world as the ERP has it. */
export function acumaticaSeed(): PartialSeed {
  const { clientId, clientSecret, username, password } = SIGN_INS.acumatica;
  return {
    tenant: 'NorthwindPaper',
    signIn: { clientId, clientSecret, username, password },
    vendors: SUPPLIERS.map(({ vendor, names }) => ({
      id: vendor ?? '',
      name: names[0] ?? '',
      status: 'Active',
      currency: 'USD',
      terms: '30D',
    })),
    accounts: [
      ...ACCOUNTS.map(({ erp, description }) => account(erp, description)),
      account(FREIGHT_ACCOUNT, 'Freight in'),
      account(FEE_ACCOUNT, 'Fees'),
      account(TAX_ACCOUNT, 'Sales tax paid'),
      account('69900', 'Rounding'),
    ],
    subaccounts: [
      { code: DEFAULT_SUBACCOUNT, description: 'Default', active: true },
      ...COST_CENTERS.map(({ erp }) => ({ code: erp, description: `Cost center ${erp}`, active: true })),
    ],
    branches: BUSINESS_UNITS.map(({ erp }) => ({
      id: erp,
      name: erp,
      company: 'NORTHWIND',
      companyName: 'Northwind Paper',
    })),
    periods: Array.from({ length: 12 }, (_, month) => period(month + 1)),
    purchaseOrders: ORDERS.map(({ number, vendor, lines }) => ({
      number,
      vendor,
      status: 'Open',
      branch: DEFAULT_BRANCH,
      date: '2026-04-01',
      lines: Array.from({ length: lines }, (_, at) => ({
        line: at + 1,
        description: `Order line ${at + 1}`,
        quantity: '1000000',
        received: '1000000',
        uom: 'EA',
        unitCost: '10',
        account: '61200',
        subaccount: '000-100',
        branch: DEFAULT_BRANCH,
      })),
    })),
  };
}

function period(month: number) {
  const number = String(month).padStart(2, '0');
  const from = `2026-${number}-01`;
  const to = new Date(Date.UTC(2026, month, 0)).toISOString().slice(0, 10);
  return { year: '2026', number, from, to, status: CLOSED_MONTHS.includes(month) ? 'Closed' : 'Open' };
}
