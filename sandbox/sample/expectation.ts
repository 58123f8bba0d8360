/** What must stand in the ERP's books for a recipe: reckoned here in whole cents, apart from the nodes. */
import {
  ACCOUNTS,
  BUSINESS_UNITS,
  COST_CENTERS,
  DEFAULT_BRANCH,
  DEFAULT_SUBACCOUNT,
  FEE_ACCOUNT,
  FREIGHT_ACCOUNT,
  TAX_ACCOUNT,
} from './masters';
import type { LineRecipe, Recipe } from './recipe';
import { invoiceNumber, totalCents } from './wire';

export interface ExpectedLine {
  account: string;
  subaccount: string;
  branch: string;
  amount: string;
}

export interface Expectation {
  invoiceId: string;
  invoiceNumber: string;
  outcome: 'posted' | 'held' | 'rejected' | 'notApproved';
  why?: string;
  vendor: string;
  vendorRef: string;
  type: 'Bill' | 'Debit Adj.';
  currency: string;
  amount: string;
  date: string;
  lines: ExpectedLine[];
}

const show = (cents: number): string => {
  const size = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
};

export function expectationOf(recipe: Recipe): Expectation {
  const branch = BUSINESS_UNITS.find((unit) => unit.jaggaer === recipe.businessUnit)?.erp ?? DEFAULT_BRANCH;
  const lines = recipe.lines.flatMap(splitCents);
  // tax 2 and discount are mapped to `spread`: over the lines by their amounts, the residue on the last
  const weights = lines.map((line) => line.cents);
  for (const charge of [recipe.tax2, -recipe.discount]) {
    spread(charge, weights).forEach((part, at) => ((lines[at] as { cents: number }).cents += part));
  }
  const charge = (account: string, cents: number) =>
    cents === 0 ? [] : [{ account, subaccount: DEFAULT_SUBACCOUNT, cents }];
  const all = [
    ...lines,
    ...charge(TAX_ACCOUNT, recipe.tax1),
    ...charge(FREIGHT_ACCOUNT, recipe.freight),
    ...charge(FEE_ACCOUNT, recipe.fee),
  ];
  const number = invoiceNumber(recipe);
  return {
    invoiceId: String(recipe.id),
    invoiceNumber: number,
    outcome: recipe.obstacle?.outcome ?? 'posted',
    ...(recipe.obstacle ? { why: recipe.obstacle.why } : {}),
    vendor: recipe.supplier.vendor ?? '',
    vendorRef: recipe.supplierInvoiceNumber ?? `JGR ${number}`,
    type: recipe.credit ? 'Debit Adj.' : 'Bill',
    currency: 'USD',
    amount: show(totalCents(recipe)),
    date: recipe.accountingDate,
    lines: all.map(({ account, subaccount, cents }) => ({
      account,
      subaccount,
      branch,
      amount: show(cents),
    })),
  };
}

function splitCents(line: LineRecipe): Array<{ account: string; subaccount: string; cents: number }> {
  const whole = line.quantity * line.priceCents;
  let rest = whole;
  return line.splits.map((split, at) => {
    const share =
      split.percent === undefined
        ? (split.cents ?? whole)
        : Math.round((whole * Math.round(split.percent * 100)) / 10_000);
    const cents = at === line.splits.length - 1 ? rest : share;
    rest -= cents;
    return {
      account: ACCOUNTS.find((each) => each.jaggaer === split.account)?.erp ?? '',
      subaccount: COST_CENTERS.find((each) => each.jaggaer === split.costCenter)?.erp ?? '',
      cents,
    };
  });
}

/** Half a cent goes away from zero; the last line with an amount takes the residue. */
function spread(cents: number, weights: number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (cents === 0) return weights.map(() => 0);
  const parts = weights.map(
    (weight) => Math.sign(cents) * Math.floor((2 * Math.abs(cents) * weight + whole) / (2 * whole)),
  );
  const last = weights.reduce((found, weight, at) => (weight > 0 ? at : found), 0);
  parts[last] = (parts[last] ?? 0) + cents - parts.reduce((sum, part) => sum + part, 0);
  return parts;
}
