/** What a simulated installation starts with: one company. */
import { completeSeed } from '../kit/seed';
import { defaultSeed } from './defaultSeed';
import type { Settings } from './switches';
import { readSettings } from './switches';

export interface SeedSignIn {
  operator: string;
  operatorPassword: string;
  companyId: string;
  companyPassword: string;
}

export interface SeedCurrency {
  code: string;
  /** Local currency for one unit. */
  rate: string;
  /** A rate that is given with an invoice must equal the table's. */
  fixed?: boolean;
}

export interface SeedSupplier {
  code: string;
  name: string;
  currency?: string;
  terms?: string;
  branch?: string;
  onHold?: boolean;
  /** GRN matching is required; yes where left out, as in SYSPRO. */
  grnMatching?: boolean;
  taxNumber?: string;
  email?: string;
  telephone?: string;
  contact?: string;
  /** Lines 1 to 5. */
  address?: string[];
  postalCode?: string;
  nationality?: string;
  bank?: { branch: string; account: string };
}

export interface SeedLedgerCode {
  code: string;
  description: string;
  /** Asset, liability, capital, revenue, expense. */
  type: 'A' | 'L' | 'C' | 'R' | 'E';
  onHold?: boolean;
  password?: string;
  control?: boolean;
  /** Analysis category: entries on it need an analysis code. */
  analysis?: string;
  /** Balance at the start of the year. */
  opening?: string;
}

export interface SeedAnalysisCode {
  category: string;
  /** 1 to 5. */
  type: number;
  code: string;
  description: string;
}

export interface SeedOrderLine {
  line: number;
  stockCode?: string;
  description: string;
  quantity: string;
  unit: string;
  price: string;
  ledgerCode: string;
}

export interface SeedOrder {
  number: string;
  supplier: string;
  date: string;
  /** The buyer's own number for it: CustomerPoNumber. */
  reference?: string;
  /** 1 ready to print, 4 printed, 9 complete, * cancelled. */
  status?: string;
  lines: SeedOrderLine[];
}

/** What was received of an order's line: a GRN each. */
export interface SeedReceipt {
  grn?: string;
  order: string;
  line: number;
  quantity: string;
  date: string;
  deliveryNote?: string;
}

export interface SeedInvoice {
  supplier: string;
  invoice: string;
  date: string;
  value: string;
  branch?: string;
  reference?: string;
  registered?: boolean;
  lines: Array<{ ledgerCode: string; value: string }>;
}

export type Slot = 'C' | 'P' | 'B';

export interface SeedPeriods {
  /** The current one of AP and GL; P and B are the two before it. */
  year: number;
  month: number;
  closedInAp: Slot[];
  closedInGl: Slot[];
}

export interface SysproSeed {
  signIn: SeedSignIn;
  /** More operators of the company. */
  operators: Array<{ operator: string; password: string }>;
  company: { name: string; currency: string; date: string };
  currencies: SeedCurrency[];
  /** Numeric keys are filled with zeros to 15 in the tables, and shown with so many digits. */
  supplierKey: { type: 'A' | 'N'; length: number; automatic: boolean; next: number };
  orderNumbering: 'automatic' | 'manual';
  terms: Array<{ code: string; days: number }>;
  branches: Array<{ code: string; name: string }>;
  warehouses: string[];
  stockCodes: Array<{ code: string; description: string }>;
  taxCodes: Array<{ code: string; rate: string }>;
  /** Only with D or S do tax code and tax value of an invoice matter [XSD]. */
  taxDistribution: 'N' | 'D' | 'S';
  /** Sections of a ledger code, from the left. */
  structure: Array<{ name: string; values: Array<{ code: string; description: string }> }>;
  /** Which section, from 0, the books call account, and which cost center; null: that is an analysis code. */
  sections: { account: number; costCenter: number | null };
  ledgerCodes: SeedLedgerCode[];
  /** Where AP posts by itself. */
  posting: { control: string; grnSuspense: string; freight: string; miscellaneous: string; tax: string };
  analysisCodes: SeedAnalysisCode[];
  /** The operator has the activity "AP Untick GRN matching required". */
  mayUntickGrnMatching: boolean;
  periods: SeedPeriods;
  suppliers: SeedSupplier[];
  purchaseOrders: SeedOrder[];
  receipts: SeedReceipt[];
  invoices: SeedInvoice[];
  settings: Settings;
}

export type PartialSeed = Partial<Omit<SysproSeed, 'settings' | 'signIn' | 'periods'>> & {
  signIn?: Partial<SeedSignIn>;
  periods?: Partial<SeedPeriods>;
  settings?: Partial<Settings>;
};

/** A whole seed from what was given; what is missing comes from the default. @throws TypeError on no object */
export function readSeed(input: unknown): SysproSeed {
  const seed = completeSeed(defaultSeed(), input, { deep: ['signIn', 'periods'], also: ['settings'] });
  return { ...seed, settings: readSettings(seed.settings) };
}
