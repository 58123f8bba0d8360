/** The buying company: business units, charts of accounts, goods, and their counterparts in the ERP. */
import type { Supplier } from './suppliers';

export interface BusinessUnit {
  /** Text with leading zeros; empty where an invoice names none. */
  code: string;
  branch: string;
}

export const BUSINESS_UNITS: BusinessUnit[] = [
  { code: '0001', branch: 'MAIN' },
  { code: '0004', branch: 'MILL' },
  { code: '0010', branch: 'HARBOUR' },
];
export const NO_BUSINESS_UNIT: BusinessUnit = { code: '', branch: 'MAIN' };

/** A GL account of one of JAGGAER's charts. */
export interface AccountCode {
  /** Chart whose segment carries it: the new one (`Account`) or the old one (`FAUAccountNumber`). */
  chart: 'new' | 'old';
  code: string;
  description: string;
  /** Null: nobody has mapped it yet. */
  erp: string | null;
}

const account = (chart: AccountCode['chart'], code: string, description: string, erp: string | null) => ({
  ...{ chart, code, description, erp },
});

export const ACCOUNTS: AccountCode[] = [
  account('new', '51425', 'Office supplies', '61000'),
  account('new', '51430', 'Small tools', '61200'),
  account('new', '51500', 'Laboratory consumables', '61500'),
  account('new', '52010', 'Building maintenance', '64000'),
  account('new', '53100', 'Professional services', '65000'),
  account('new', '53150', 'Software subscriptions', '65200'),
  account('new', '54200', 'Catering and events', '66000'),
  account('new', '51425-L', 'Office supplies (local)', '61000'),
  account('old', '441200', 'Supplies, old chart', '61000'),
  account('old', '443000', 'Services, old chart', '65000'),
  // the same digits mean something else in the new chart: rows of kind account carry the segment as their scope
  account('old', '52010', 'Furniture, old chart', '67000'),
];
export const UNMAPPED_ACCOUNT = account('new', '59990', 'Sundry, under review', null);

export interface CostCenter {
  chart: AccountCode['chart'];
  /** `none` and a missing value both mean that there is none. */
  code: string | null;
  subaccount: string;
}

export const NO_SUBACCOUNT = '000-000';
export const COST_CENTERS: CostCenter[] = [
  { chart: 'new', code: 'CC1100', subaccount: '100-000' },
  { chart: 'new', code: 'CC1200', subaccount: '100-200' },
  { chart: 'new', code: 'CC2100', subaccount: '200-000' },
  { chart: 'new', code: 'CC2250', subaccount: '200-250' },
  { chart: 'new', code: '003100', subaccount: '300-000' },
  { chart: 'new', code: 'none', subaccount: NO_SUBACCOUNT },
  { chart: 'new', code: null, subaccount: NO_SUBACCOUNT },
  { chart: 'old', code: '0450', subaccount: '200-000' },
  { chart: 'old', code: '0460', subaccount: '300-000' },
];

/** Segments of the two charts, side by side in the sample tenant: 19 and 10 of them [P]. */
export const NEW_SEGMENTS = [
  ...['Entity', 'Account', 'CostCenter', 'Fund', 'Function', 'Purpose', 'Program', 'Project', 'Activity'],
  ...[
    'Task',
    'Award',
    'Contract',
    'Location',
    'Product',
    'InterEntity',
    'Flex1',
    'Flex2',
    'Flex3',
    'Future1',
  ],
];
export const OLD_SEGMENTS = [
  ...['FAULocation', 'FAUAccountNumber', 'FAUCostCenter', 'FAUFund', 'FAUProject', 'FAUSub', 'FAUObject'],
  ...['FAUSource', 'FAURequest', 'FAUClass'],
];

export interface Goods {
  description: string;
  unit: string;
  /** In ten-thousandths of the currency. */
  from: number;
  to: number;
}

const goods = (description: string, unit: string, from: number, to: number): Goods => ({
  ...{ description, unit, from: from * 10_000, to: to * 10_000 },
});

export const GOODS: Record<Supplier['trade'], Goods[]> = {
  office: [
    goods('Copier paper A4, case', 'CS', 28, 46),
    goods('Desk chair, fabric', 'EA', 120, 480),
    goods('Letterhead, two colours', 'PK', 18, 60),
    goods('Archive boxes', 'PK', 9, 30),
  ],
  industrial: [
    goods('Hex bolts M8 × 40, zinc', 'BX', 4, 22),
    goods('Ball bearing 6204', 'EA', 6, 19),
    goods('Stretch film, 23 µm', 'RL', 12, 40),
    goods('Cut-resistant gloves', 'PR', 3, 14),
    goods('Torque wrench 20–100 Nm', 'EA', 90, 260),
  ],
  services: [
    goods('Consulting, senior', 'HR', 140, 260),
    goods('Cleanroom cleaning, weekly', 'EA', 300, 900),
    goods('Subscription, monthly', 'EA', 40, 700),
    goods('Lunch for a workshop', 'EA', 14, 38),
  ],
  logistics: [
    goods('Pallet transport', 'EA', 60, 240),
    goods('Storage, pallet and week', 'EA', 3, 12),
    goods('Customs handling', 'EA', 45, 120),
  ],
  laboratory: [
    goods('Borosilicate beaker 250 ml', 'EA', 4, 18),
    goods('Pipette tips, sterile', 'PK', 20, 75),
    goods('pH electrode', 'EA', 85, 310),
    goods('Calibration of a balance', 'EA', 160, 420),
    goods('Reagent kit', 'KT', 110, 2_400),
  ],
};

/** Payment terms: days to discount, discount, days net, and the ERP's code. */
export const TERMS: Record<string, { days: number; percent: number; daysAfter: number; erp: string }> = {
  'Net 15': { days: 0, percent: 0, daysAfter: 15, erp: '15D' },
  'Net 30': { days: 0, percent: 0, daysAfter: 30, erp: '30D' },
  'Net 45': { days: 0, percent: 0, daysAfter: 45, erp: '45D' },
  '2% 10 Net 30': { days: 10, percent: 2, daysAfter: 30, erp: '2-10N30' },
};
