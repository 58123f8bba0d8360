/** What a simulated company starts with. */
import { completeSeed } from '../kit/seed';
import { defaultSeed } from './defaultSeed';
import type { Settings } from './switches';
import { readSettings } from './switches';

export interface SeedSignIn {
  clientId: string;
  clientSecret: string;
  /** Company id: in every path, and on the callback. */
  realmId: string;
  /** What the developer portal has; any address where left out. */
  redirectUris?: string[];
  /** Tokens of a sign-in that was made before: n8n can be given them without a browser. */
  connected?: { accessToken: string; refreshToken: string };
}

export interface SeedCompany {
  name: string;
  /** US: no value-added tax. */
  country: string;
  currency: string;
  plan: 'Simple Start' | 'Essentials' | 'Plus' | 'Advanced';
}

/** Of the Preferences resource, by their last names. */
export interface SeedPreferences {
  TrackDepartments: boolean;
  DepartmentTerminology: string;
  ClassTrackingPerTxn: boolean;
  ClassTrackingPerTxnLine: boolean;
  UseAccountNumbers: boolean;
  /** YYYY-MM-DD; the books are closed up to and with that day; empty where they never were. */
  BookCloseDate: string;
  MultiCurrencyEnabled: boolean;
  UsingSalesTax: boolean;
  PartnerTaxEnabled: boolean;
  UseCustomTxnNumbers: boolean;
  WarnDuplicateBillNumber: boolean;
  WarnDuplicateJournalNumber: boolean;
  PurchaseOrderEnabled: boolean;
}

/** A record of a list goes by its name elsewhere in the seed. */
interface Named {
  /** QBO's own number; the next free one where left out. */
  id?: string;
  name: string;
  active?: boolean;
}

export interface SeedVendor extends Named {
  /** The buyer's number of the vendor: AcctNum. */
  number?: string;
  currency?: string;
  term?: string;
  taxId?: string;
  companyName?: string;
  email?: string;
  phone?: string;
  address?: { line1?: string; city?: string; state?: string; postalCode?: string; country?: string };
  /** Kept in VendorPaymentBankDetail. */
  bank?: Record<string, string>;
}

export interface SeedAccount extends Named {
  number?: string;
  type: string;
  subType?: string;
  parent?: string;
  currency?: string;
}

export interface SeedTree extends Named {
  /** Fully qualified name of the parent. */
  parent?: string;
}

export interface SeedTerm extends Named {
  days: number;
  discountDays?: number;
  discountPercent?: number;
}

export interface SeedItem extends Named {
  type?: 'Service' | 'NonInventory' | 'Inventory';
  /** Without: it cannot be purchased. */
  expenseAccount?: string;
  cost?: string;
}

export interface SeedTaxCode extends Named {
  rates: Array<{ name: string; percent: string }>;
}

export interface SeedLine {
  /** Name or number of an account; or an item. */
  account?: string;
  item?: string;
  quantity?: string;
  price?: string;
  amount?: string;
  description?: string;
  class?: string;
  /** Of a bill: the order's number and the number of its line. */
  order?: { number: string; line: number };
}

export interface SeedDocument {
  /** Name or number of the vendor. */
  vendor: string;
  number?: string;
  date: string;
  dueDate?: string;
  currency?: string;
  department?: string;
  note?: string;
  lines: SeedLine[];
}
export interface SeedOrder extends SeedDocument {
  status?: 'Open' | 'Closed';
}

export interface QuickBooksSeed {
  signIn: SeedSignIn;
  company: SeedCompany;
  preferences: SeedPreferences;
  /** Home currency for one unit. */
  rates: Record<string, string>;
  vendors: SeedVendor[];
  customers: Named[];
  employees: Named[];
  accounts: SeedAccount[];
  departments: SeedTree[];
  classes: SeedTree[];
  terms: SeedTerm[];
  items: SeedItem[];
  taxCodes: SeedTaxCode[];
  purchaseOrders: SeedOrder[];
  bills: SeedDocument[];
  vendorCredits: SeedDocument[];
  settings: Settings;
}

export type PartialSeed = Partial<Omit<QuickBooksSeed, 'settings' | 'signIn' | 'company' | 'preferences'>> & {
  signIn?: Partial<SeedSignIn>;
  company?: Partial<SeedCompany>;
  preferences?: Partial<SeedPreferences>;
  settings?: Partial<Settings>;
};

/** A whole seed from what was given; what is missing comes from the default. @throws TypeError on no object */
export function readSeed(input: unknown): QuickBooksSeed {
  const base = defaultSeed();
  const seed = completeSeed(base, input, {
    deep: ['signIn', 'company', 'preferences'],
    also: ['settings'],
  });
  for (const name of Object.keys(seed.preferences))
    if (!(name in base.preferences)) throw new TypeError(`There is no preference ${name}.`);
  return { ...seed, settings: readSettings(seed.settings) };
}
