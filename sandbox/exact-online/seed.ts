/** What a simulated site starts with: apps, users, and divisions with their masters. */
import type { Value } from './records';
import { completeSeed } from '../kit/seed';
import { defaultSeed } from './defaultSeed';
import type { Settings } from './switches';
import { readSettings } from './switches';

/** An app of the App Center. */
export interface SeedClient {
  id: string;
  secret: string;
  /** Registered redirect addresses; any where left out. */
  redirectUris?: string[];
  /** All where left out. */
  scopes?: string[];
  webhookSecret: string;
  /** Tokens that the first user has already allowed: given out at the start. */
  connected?: { accessToken: string; refreshToken: string };
}

export interface SeedUser {
  id: string;
  name: string;
  /** The division used last: what `CurrentDivision` says. */
  current: number;
  /** Divisions granted; all where left out. */
  divisions?: number[];
}

export interface SeedPeriod {
  year: number;
  period: number;
  /** `YYYY-MM-DD`. */
  from: string;
  to: string;
  open: boolean;
}

/** Any other fields by their names in Exact. */
interface More {
  fields?: Record<string, Value>;
}

export interface SeedAccount extends More {
  code: string;
  name: string;
  supplier?: boolean;
  blocked?: boolean;
  endDate?: string;
  currency?: string;
  /** Code of a payment condition. */
  condition?: string;
  bank?: { iban: string; bic: string };
}

export interface SeedGlAccount extends More {
  code: string;
  description: string;
  /** 22 payables, 24 VAT, 90 general, 121 SG&A. */
  type?: number;
  blocked?: boolean;
  vatCode?: string;
  /** 0 optional, 1 mandatory, 2 no. */
  useCostcenter?: number;
  useCostunit?: number;
}

export interface SeedCode extends More {
  code: string;
  description: string;
}

export interface SeedVatCode extends SeedCode {
  /** A fraction: 0.21. */
  percentage: number;
  /** B base only, E excluding, I including, N none. */
  type: 'B' | 'E' | 'I' | 'N';
}

export interface SeedJournal extends SeedCode {
  /** 22 purchase, 20 sales, 12 bank, 90 general. */
  type: number;
  currency?: string;
  /** Other currencies and rates may be used; yes by default. */
  variable?: boolean;
}

export interface SeedCondition extends SeedCode {
  days: number;
  endOfMonths?: number;
}

export interface SeedItem extends SeedCode {
  unit?: string;
  /** Codes of GL accounts. */
  costs?: string;
  stock?: string;
}

export interface SeedOrderLine {
  item: string;
  description?: string;
  quantity: number;
  price: number;
  costCenter?: string;
  costUnit?: string;
  received?: number;
  notes?: string;
}

export interface SeedOrder {
  number?: number;
  /** Code of the supplier. */
  supplier: string;
  date: string;
  currency?: string;
  description?: string;
  reference?: string;
  /** 0 awaiting, 1 automatic, 2 approved. */
  approval?: number;
  /** 10 open, 20 partial, 30 complete, 40 cancelled. */
  status?: number;
  lines: SeedOrderLine[];
}

/** An entry that people make by hand; a credit by negative amounts. */
export interface SeedEntry {
  supplier: string;
  reference: string;
  date: string;
  description?: string;
  currency?: string;
  journal?: string;
  lines: Array<{ account: string; amount: number; costCenter?: string; costUnit?: string; vatCode?: string }>;
}

export interface SeedDivision {
  code: number;
  name: string;
  currency: string;
  country: string;
  /** 0 inactive, 1 active, 2 archived. */
  status: number;
  /** Division currency for one unit. */
  rates: Record<string, number>;
  /** Difference in VAT up to which the company's rounding account takes it; '0' without one. */
  roundingLimit: string;
  periods: SeedPeriod[];
  accounts: SeedAccount[];
  glAccounts: SeedGlAccount[];
  costCenters: SeedCode[];
  costUnits: SeedCode[];
  vatCodes: SeedVatCode[];
  journals: SeedJournal[];
  conditions: SeedCondition[];
  items: SeedItem[];
  orders: SeedOrder[];
  entries: SeedEntry[];
}

export interface ExactSeed {
  clients: SeedClient[];
  users: SeedUser[];
  /** Seconds that the server's clock is ahead of UTC [recorded: 7200]. */
  utcOffset: number;
  divisions: SeedDivision[];
  settings: Settings;
}

export type PartialSeed = Partial<Omit<ExactSeed, 'settings'>> & { settings?: Partial<Settings> };

/** A whole seed from what was given; what is missing comes from the default. @throws TypeError on no object */
export function readSeed(input: unknown): ExactSeed {
  const seed = completeSeed(defaultSeed(), input, { also: ['settings'] });
  return { ...seed, settings: readSettings(seed.settings) };
}
