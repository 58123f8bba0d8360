/** An invoice as the world means it, before it is written in JAGGAER's shape or in the ERP's. */
import type Big from 'big.js';
import type { AccountCode, BusinessUnit, CostCenter } from './catalogue';
import type { Scenario } from './scenarios';
import type { Supplier } from './suppliers';

/** Where one part of a line is booked. */
export interface Coding {
  account: AccountCode;
  costCenter: CostCenter;
}

export interface SplitPlan extends Coding {
  /** Percent or amount, as the distribution says; null for a sole split. */
  share: Big | null;
  amount: Big;
}

export type Distribution = 'none' | 'PercentOfPrice' | 'AmountOfPrice';

export interface OrderPlan {
  /** Zero-padded. */
  number: string;
  line: number;
  /** Quantities the ERP knows: ordered and received. */
  ordered: Big;
  received: Big;
  status: 'Open' | 'Completed' | 'Closed';
  /** False: the order is not in the ERP, the bill carries its number as text. */
  known: boolean;
}

/** Amounts are positive here, on credit memos too: the sign belongs to the wire. */
export interface LinePlan {
  number: number;
  description: string;
  unit: string;
  quantity: Big;
  unitPrice: Big;
  /** Quantity × unit price, to cents. */
  amount: Big;
  order: OrderPlan | null;
  distribution: Distribution;
  /** Empty: the line says nothing about accounts, its purchase order does. */
  splits: SplitPlan[];
}

export interface ChargePlan {
  kind: 'tax1' | 'tax2' | 'freight' | 'handling' | 'misc' | 'discount';
  /** Name of a fee. */
  name?: string;
  amount: Big;
}

export interface InvoicePlan {
  scenario: Scenario;
  invoiceId: number;
  /** JAGGAER's own number. */
  number: string;
  clerk: string;
  credit: boolean;
  supplier: Supplier;
  /** One of the supplier's spellings. */
  supplierName: string;
  businessUnit: BusinessUnit;
  supplierInvoiceNumber: string | null;
  source: 'Manual' | 'Form Request' | 'Automated';
  workflowStatus: string;
  paymentStatus: string;
  matchStatus: string;
  invoiceDate: string;
  createDate: string;
  dueDate: string;
  accountingDate: string;
  lines: LinePlan[];
  /** Lines have no splits of their own: the header's hold for all of them. */
  codedInHeader: boolean;
  charges: ChargePlan[];
  /** Tax the engine would charge, and what the supplier charged, where they are not what is payable. */
  engineTax: Big;
  supplierTax: Big | null;
  /** Lines and charges; what is payable. */
  total: Big;
  /** What JAGGAER's total differs by; zero but for the one that does not add up. */
  totalError: Big;
  hasTotal: boolean;
  hasEarlyPaymentDiscount: boolean;
  hasWithholdingTax: boolean;
  hasAttachment: boolean;
}
