/** What a simulated company starts with. */
import { completeSeed } from '../kit/seed';
import { defaultSeed } from './defaultSeed';
import type { Settings } from './switches';
import { readSettings } from './switches';

export interface SeedSignIn {
  senderId: string;
  senderPassword: string;
  companyId: string;
  userId: string;
  userPassword: string;
}

export interface SeedVendor {
  id: string;
  name: string;
  active?: boolean;
  currency?: string;
  terms?: string;
  taxId?: string;
  email?: string;
  phone?: string;
  address?: {
    line1?: string;
    line2?: string;
    city?: string;
    state?: string;
    postalCode?: string;
    country?: string;
  };
  /** Bank data, such as ACHACCOUNTNUMBER. */
  bank?: Record<string, string>;
  /** Entity that the record is private to. */
  entity?: string;
  /** Any other fields by their names. */
  fields?: Record<string, string>;
}

export type SeedRequirement = 'LOCATION' | 'DEPARTMENT' | 'PROJECT' | 'CLASS';

export interface SeedAccount {
  number: string;
  title: string;
  active?: boolean;
  type?: 'balancesheet' | 'incomestatement';
  /** Dimensions a line on it must have. */
  requires?: SeedRequirement[];
}

/** A value of a dimension; also an entity, a project, or a value of a user-defined dimension. */
export interface SeedCode {
  id: string;
  name: string;
  active?: boolean;
  parent?: string;
}

export interface SeedEntity extends SeedCode {
  currency?: string;
}

export interface SeedItem {
  id: string;
  name: string;
  account?: string;
}

export interface SeedTerm {
  name: string;
  days: number;
}

export interface SeedDimension {
  /** Name of the object, such as PLANT; lines carry it as GLDIMPLANT. */
  object: string;
  label: string;
  values: SeedCode[];
}

export interface SeedCustomField {
  object: string;
  id: string;
  label: string;
  values?: string[];
  /** Only documents of this definition have it. */
  docparid?: string;
}

export interface SeedPeriod {
  /** YYYY-MM. */
  month: string;
  open: boolean;
}

export interface SeedOrderLine {
  item: string;
  description?: string;
  quantity: string;
  unit?: string;
  price: string;
  location?: string;
  department?: string;
}

export interface SeedOrder {
  /** Purchase Order where left out. */
  definition?: string;
  number: string;
  vendor: string;
  date: string;
  currency?: string;
  reference?: string;
  state?: string;
  lines: SeedOrderLine[];
}

export interface SeedBill {
  vendor: string;
  number: string;
  date: string;
  description?: string;
  reference?: string;
  currency?: string;
  entity?: string;
  /** True: an adjustment that credits; its amounts are given without a sign. */
  credit?: boolean;
  lines: Array<{ account: string; amount: string; location?: string; department?: string }>;
}

export interface SeedRule {
  /** Header field of a bill and what its text must match; else the message. */
  field: string;
  pattern: string;
  message: string;
}

export interface IntacctSeed {
  signIn: SeedSignIn;
  /** More senders that exist but are not on the company's list. */
  unlistedSenders: Array<{ id: string; password: string }>;
  baseCurrency: string;
  currencies: string[];
  /** Base currency for one unit. */
  rates: Record<string, string>;
  /** Minutes that WHENMODIFIED is off from AUWHENCREATED [recorded: 7 hours]. */
  modifiedOffset: number;
  approvals: boolean;
  entities: SeedEntity[];
  locations: SeedCode[];
  departments: SeedCode[];
  classes: SeedCode[];
  projects: SeedCode[];
  items: SeedItem[];
  terms: SeedTerm[];
  accounts: SeedAccount[];
  vendors: SeedVendor[];
  /** Contacts that nobody uses any more: their names are taken. */
  contacts: string[];
  dimensions: SeedDimension[];
  customFields: SeedCustomField[];
  periods: SeedPeriod[];
  smartRules: SeedRule[];
  purchaseOrders: SeedOrder[];
  bills: SeedBill[];
  settings: Settings;
}

export type PartialSeed = Partial<Omit<IntacctSeed, 'settings' | 'signIn'>> & {
  signIn?: Partial<SeedSignIn>;
  settings?: Partial<Settings>;
};

/** A whole seed from what was given; what is missing comes from the default. @throws TypeError on no object */
export function readSeed(input: unknown): IntacctSeed {
  const seed = completeSeed(defaultSeed(), input, { deep: ['signIn'], also: ['settings'] });
  return { ...seed, settings: readSettings(seed.settings) };
}
