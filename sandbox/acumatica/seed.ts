/** What a simulated tenant starts with. */
import { completeSeed } from '../kit/seed';
import { defaultSeed } from './defaultSeed';

export interface SeedContact {
  email?: string;
  phone?: string;
  web?: string;
  attention?: string;
  address?: SeedAddress;
}

export interface SeedAddress {
  line1: string;
  line2?: string;
  city: string;
  state?: string;
  postalCode?: string;
  country: string;
}

export interface SeedInstruction {
  /** Such as IBAN; its meaning is the payment method's. */
  id: string;
  method: string;
  description: string;
  /** Bank data. */
  value: string;
  location?: number;
}

export interface SeedVendor {
  id: string;
  name: string;
  /** Active, On Hold, Hold Payments, Inactive or One-Time. */
  status?: string;
  currency?: string;
  currencyOverride?: boolean;
  terms?: string;
  taxRegistration?: string;
  legalName?: string;
  vendorClass?: string;
  paymentMethod?: string;
  contact?: SeedContact;
  /** Where payments go, if not to the contact. */
  remittance?: SeedContact;
  paymentInstructions?: SeedInstruction[];
  modified?: string;
}

export interface SeedAccount {
  code: string;
  description: string;
  type?: string;
  active?: boolean;
  useDefaultSubaccount?: boolean;
  taxCategory?: string;
  modified?: string;
}

export interface SeedSubaccount {
  code: string;
  description: string;
  active?: boolean;
}

export interface SeedBranch {
  id: string;
  name: string;
  company: string;
  companyName: string;
  country?: string;
  currency?: string;
  active?: boolean;
}

export interface SeedLedger {
  id: string;
  description: string;
  type?: string;
  currency: string;
  branches?: string[];
}

export interface SeedPeriod {
  /** Financial year and number, such as 2026 and 06. */
  year: string;
  number: string;
  from: string;
  to: string;
  /** Inactive, Open, Closed or Locked. */
  status: string;
  closedInAP?: boolean;
  adjustment?: boolean;
}

export interface SeedCurrency {
  id: string;
  description: string;
  symbol?: string;
  places?: number;
  active?: boolean;
}

export interface SeedTax {
  id: string;
  description: string;
  /** Percent, such as 20. */
  rate: string;
  type?: string;
  agency?: string;
}

export interface SeedTaxCategory {
  id: string;
  description: string;
  taxes: string[];
  active?: boolean;
}

export interface SeedCode {
  id: string;
  description: string;
}

export interface SeedTerms {
  id: string;
  days: number;
}

export interface SeedOrderLine {
  line: number;
  lineType?: string;
  inventory?: string;
  description: string;
  quantity: string;
  uom?: string;
  unitCost: string;
  account: string;
  subaccount: string;
  branch?: string;
  taxCategory?: string;
  received?: string;
  completed?: boolean;
  cancelled?: boolean;
}

export interface SeedOrder {
  type?: string;
  number: string;
  status?: string;
  vendor: string;
  currency?: string;
  branch?: string;
  date: string;
  description?: string;
  lines: SeedOrderLine[];
}

export interface SeedReceiptLine {
  line: number;
  order: { type?: string; number: string; line: number };
  inventory?: string;
  description?: string;
  quantity: string;
  uom?: string;
  unitCost: string;
  account: string;
  subaccount: string;
  branch?: string;
}

export interface SeedReceipt {
  /** Receipt or Return. */
  type?: string;
  number: string;
  status?: string;
  vendor: string;
  vendorRef?: string;
  currency?: string;
  branch?: string;
  date: string;
  lines: SeedReceiptLine[];
}

export interface SeedPreferences {
  /** Require Vendor Reference. */
  requireVendorRef: boolean;
  /** Raise an Error on Duplicate Vendor Reference Number. */
  duplicateVendorRefError: boolean;
  /** Validate Document Totals on Entry. */
  validateTotals: boolean;
  /** Hold Documents on Entry: applies where Hold is not sent. */
  holdOnEntry: boolean;
  /** Bills need approval. */
  approvals: boolean;
  /** With an external tax zone, sent taxes are used as they are. */
  taxZone: 'internal' | 'external';
}

export interface SeedBillLine {
  account: string;
  subaccount?: string;
  branch?: string;
  amount: string;
  qty?: string;
  description?: string;
  taxCategory?: string;
  poOrderNbr?: string;
  poLine?: number;
}

export interface SeedBill {
  type?: string;
  referenceNbr?: string;
  vendor: string;
  vendorRef?: string;
  description?: string;
  amount?: string;
  currency?: string;
  status?: string;
  postPeriod?: string;
  branch?: string;
  date?: string;
  lines?: SeedBillLine[];
  taxes?: { id: string; taxable: string; amount: string }[];
}

export interface SeedSignIn {
  /** GUID@Tenant. */
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
  /** Any address is taken where none is registered. */
  redirectUris?: string[];
}

export interface SeedLicence {
  apiUsers: number;
  /** No limit where left out. */
  perMinute?: number;
  concurrent?: number;
}

export interface AcumaticaSeed {
  tenant: string;
  build: string;
  endpoints: { name: string; version: string }[];
  /** Offset the answers are stamped with, such as -05:00. */
  timeZone: string;
  signIn: SeedSignIn;
  licence: SeedLicence;
  vendors: SeedVendor[];
  accounts: SeedAccount[];
  subaccounts: SeedSubaccount[];
  branches: SeedBranch[];
  ledgers: SeedLedger[];
  periods: SeedPeriod[];
  currencies: SeedCurrency[];
  taxCategories: SeedTaxCategory[];
  taxes: SeedTax[];
  terms: SeedTerms[];
  taxZones: SeedCode[];
  paymentMethods: SeedCode[];
  vendorClasses: SeedCode[];
  projects: string[];
  purchaseOrders: SeedOrder[];
  purchaseReceipts: SeedReceipt[];
  /** User-defined text fields of bills, as View.Field, of lines as Details/View.Field; shown by $adHocSchema. */
  userFields: string[];
  preferences: SeedPreferences;
  bills?: SeedBill[];
}

export type PartialSeed = Partial<Omit<AcumaticaSeed, 'preferences' | 'signIn' | 'licence'>> & {
  preferences?: Partial<SeedPreferences>;
  signIn?: Partial<SeedSignIn>;
  licence?: Partial<SeedLicence>;
};

/** A whole seed from what was given; what is missing comes from the default. @throws TypeError on no object */
export const readSeed = (input: unknown): AcumaticaSeed =>
  completeSeed(defaultSeed(), input, { deep: ['preferences', 'signIn', 'licence'], also: ['bills'] });
