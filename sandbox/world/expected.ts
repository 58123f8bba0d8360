/** What must stand in the ERP's books, worked out from the plan: not from what travels, nor by the nodes. */
import type Big from 'big.js';
import { NO_SUBACCOUNT } from './catalogue';
import type { ChargeTarget } from './mapping';
import { CHARGE_TARGETS, MENDED } from './mapping';
import { money, shareOut } from './money';
import type { ChargePlan, InvoicePlan, LinePlan } from './plan';
import type { Outcome, Scenario } from './scenarios';
import { OUTCOMES } from './scenarios';

export interface ExpectedLine {
  account: string;
  subaccount: string;
  branch: string;
  /** Positive, on a debit adjustment too; negative only where a line goes against its document. */
  amount: string;
  /** The ERP's order line that it is linked to. */
  po?: { type: 'Normal'; number: string; line: number };
}

export interface Expectation {
  invoiceId: string;
  /** JAGGAER's own number. */
  invoiceNumber: string;
  outcome: Outcome;
  why?: string;
  /** Empty where the supplier is not mapped. */
  vendor: string;
  /** The supplier's number; JAGGAER's own one behind `JGR ` where there is none. */
  vendorRef: string;
  type: 'Bill' | 'Debit Adj.';
  /** Currency and amount are empty where JAGGAER tells no total. */
  currency: string;
  amount: string;
  /** Invoice date. */
  date: string;
  /** `MMYYYY` of the accounting date. */
  period: string;
  /** Empty for what is not posted. */
  lines: ExpectedLine[];
}

/** Account of order lines whose invoice says none. */
export const ORDER_DEFAULT = { account: '64000', subaccount: NO_SUBACCOUNT };

interface Booking {
  account: string;
  subaccount: string;
  amount: Big;
  po?: ExpectedLine['po'];
}

/** What can be posted once codes are mapped and the period is open. */
const CAN_BE_MENDED: ReadonlySet<Scenario> = new Set<Scenario>([
  'unmappedSupplier',
  'unmappedAccount',
  'unmappedCharge',
  'closedPeriod',
]);

/** What an ERP's books can hold. */
export interface Books {
  /** `linked`: bill lines hang on the ERP's own orders, which are checked. `text`: bills carry the number only. */
  orders: 'linked' | 'text';
  /** Trouble that this ERP cannot see, and posts. */
  blindTo: readonly Scenario[];
  /** A supplier's number as the ERP can hold it. */
  number(reference: string): string;
  /** What lines of its purchase orders are for; items where left out. Lines by account have no quantity and no branch. */
  orderLines?: 'items' | 'accounts';
  /** True: an order of which a part is billed can be closed. */
  closesPartBilled?: boolean;
  /** True: it has no list of cost centers and branches beside their codes, and JAGGAER has a field for branches. */
  codesOnly?: boolean;
  /** False: a month that is closed is out of reach for ever. */
  reopensMonths?: boolean;
  /** True: it has an accounts payable account for each foreign currency. */
  foreignPayables?: boolean;
}

export const ALL_HOLDING: Books = { orders: 'linked', blindTo: [], number: (reference) => reference };

/** The expectation for one invoice; `mended` = after the decisions of {@link MENDED} and the opening of periods. */
export function expectationOf(plan: InvoicePlan, mended = false, books: Books = ALL_HOLDING): Expectation {
  const { outcome, why } = outcomeOf(plan, mended, books);
  return {
    invoiceId: String(plan.invoiceId),
    invoiceNumber: plan.number,
    outcome,
    ...(why !== undefined && { why }),
    vendor: plan.supplier.vendor ?? (mended ? MENDED.vendor : ''),
    vendorRef: books.number(plan.supplierInvoiceNumber ?? `JGR ${plan.number}`),
    type: plan.credit ? 'Debit Adj.' : 'Bill',
    currency: plan.hasTotal ? plan.supplier.currency : '',
    amount: plan.hasTotal ? money(plan.total.plus(plan.totalError)) : '',
    date: plan.invoiceDate,
    period: `${plan.accountingDate.slice(5, 7)}${plan.accountingDate.slice(0, 4)}`,
    lines: outcome === 'posted' ? bookedLines(plan, books) : [],
  };
}

function outcomeOf(
  { scenario, lines }: InvoicePlan,
  mended: boolean,
  { orders, blindTo, reopensMonths }: Books,
) {
  const told = OUTCOMES[scenario];
  // nothing in the ERP says where such a line belongs
  const isLost = orders === 'text' && lines.some(({ splits }) => splits.length === 0);
  if (isLost && told.outcome !== 'notApproved')
    return { outcome: 'held' as const, why: 'only the purchase order knows the account' };
  const isMended =
    mended && CAN_BE_MENDED.has(scenario) && !(scenario === 'closedPeriod' && reopensMonths === false);
  return isMended || blindTo.includes(scenario) ? OUTCOMES.ordinary : told;
}

function bookedLines(plan: InvoicePlan, { orders }: Books): ExpectedLine[] {
  const goods = plan.lines.flatMap((line) => bookLine(line, plan.credit || orders === 'text'));
  const spread = plan.charges.filter((charge) => targetOf(charge).to === 'spread');
  // each charge is shared out by what the lines were before any charge
  const parts = spread.map((charge) =>
    shareOut(
      signed(charge),
      goods.map((line) => line.amount),
    ),
  );
  const withSpread = goods.map((line, at) => ({
    ...line,
    amount: parts.reduce((amount, part) => amount.plus(part[at] ?? 0), line.amount),
  }));
  const own = plan.charges.flatMap((charge): Booking[] => {
    const target = targetOf(charge);
    if (target.to === 'spread') return [];
    return [{ account: target.account, subaccount: target.subaccount, amount: signed(charge) }];
  });
  return [...withSpread, ...own].map(({ account, subaccount, amount, po }) => ({
    ...{ account, subaccount, branch: plan.businessUnit.branch, amount: money(amount) },
    ...(po && { po }),
  }));
}

/** One bill line for each split; an unsplit line of a known order is linked to it, but never on a credit. */
function bookLine({ order, splits, amount }: LinePlan, unlinked: boolean): Booking[] {
  const linked = order?.known && !unlinked && splits.length <= 1;
  const po = linked ? { po: { type: 'Normal' as const, number: order.number, line: order.line } } : {};
  if (splits.length === 0) return [{ ...ORDER_DEFAULT, amount, ...po }];
  return splits.map((split) => ({
    account: split.account.erp ?? MENDED.account,
    subaccount: split.costCenter.subaccount,
    amount: split.amount,
    ...po,
  }));
}

const signed = ({ kind, amount }: ChargePlan): Big => (kind === 'discount' ? amount.times(-1) : amount);

function targetOf({ kind, name }: ChargePlan): ChargeTarget {
  const from = name === undefined ? kind : `${kind}:${name}`;
  return CHARGE_TARGETS[from] ?? MENDED.charge;
}
