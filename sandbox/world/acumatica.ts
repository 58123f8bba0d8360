/** The ERP's masters for the same world. */
import type { AcumaticaSeed, SeedAccount, SeedOrder, SeedPeriod, SeedReceipt } from '../acumatica/seed';
import { SIGN_INS } from '../signIns';
import type { Calendar } from './calendar';
import { months, plusDays } from './calendar';
import { ACCOUNTS, BUSINESS_UNITS, COST_CENTERS, NO_BUSINESS_UNIT, NO_SUBACCOUNT, TERMS } from './catalogue';
import { ORDER_DEFAULT } from './expected';
import { CHARGE_TARGETS } from './mapping';
import { CLOSED_ACCOUNT, vendors } from './masters';
import type { InvoicePlan, LinePlan } from './plan';

/**
 * What is given to the ERP's simulator. It takes the same vendor reference twice: that no bill is doubled is then
 * our doing alone.
 */
export type AcumaticaWorld = Pick<
  AcumaticaSeed,
  | 'vendors'
  | 'accounts'
  | 'subaccounts'
  | 'branches'
  | 'ledgers'
  | 'periods'
  | 'currencies'
  | 'terms'
  | 'purchaseOrders'
  | 'purchaseReceipts'
  | 'paymentMethods'
> & { tenant: string; preferences: Partial<AcumaticaSeed['preferences']>; signIn: AcumaticaSeed['signIn'] };

const BRANCH_NAMES: Record<string, string> = {
  MAIN: 'Northwind Paper Main Office',
  MILL: 'Northwind Paper Mill',
  HARBOUR: 'Northwind Paper Harbour Store',
};

/** @param plans every invoice, for the purchase orders they refer to */
export function acumaticaWorld(plans: readonly InvoicePlan[], calendar: Calendar): AcumaticaWorld {
  const { clientId, clientSecret, username, password } = SIGN_INS.acumatica;
  return {
    tenant: clientId.split('@')[1] ?? '',
    signIn: { clientId, clientSecret, username, password },
    vendors: vendors(),
    accounts: accounts(),
    subaccounts: [...new Set([NO_SUBACCOUNT, ...COST_CENTERS.map((center) => center.subaccount)])].map(
      (code) => ({
        ...{ code, description: code === NO_SUBACCOUNT ? 'Default' : `Department ${code}` },
      }),
    ),
    branches: [...new Set([...BUSINESS_UNITS, NO_BUSINESS_UNIT].map((unit) => unit.branch))].map((id) => ({
      ...{ id, name: BRANCH_NAMES[id] ?? id, company: 'NORTHWIND', companyName: 'Northwind Paper' },
      ...{ country: 'US', currency: 'USD' },
    })),
    ledgers: [{ id: 'ACTUAL', description: 'Actual ledger', type: 'Actual', currency: 'USD' }],
    periods: periods(calendar),
    currencies: [
      { id: 'USD', description: 'US dollar', symbol: '$', places: 2 },
      { id: 'EUR', description: 'Euro', symbol: '€', places: 2 },
      { id: 'GBP', description: 'Pound sterling', symbol: '£', places: 2 },
    ],
    terms: Object.values(TERMS).map(({ erp, daysAfter }) => ({ id: erp, days: daysAfter })),
    purchaseOrders: plans.flatMap(order),
    purchaseReceipts: plans.flatMap(receipt),
    paymentMethods: [
      { id: 'CHECK', description: 'Printed check' },
      { id: 'WIRE', description: 'Wire transfer' },
    ],
    preferences: {
      ...{ requireVendorRef: true, duplicateVendorRefError: false, validateTotals: true },
      ...{ holdOnEntry: true, approvals: false },
    },
  };
}

function accounts(): SeedAccount[] {
  const own: Array<[string, string]> = [
    ['10200', 'Operating bank account'],
    ['20000', 'Accounts payable'],
  ];
  const expense = new Map<string, string>([[ORDER_DEFAULT.account, 'Building maintenance']]);
  for (const { erp, description } of ACCOUNTS) if (erp && !expense.has(erp)) expense.set(erp, description);
  for (const [from, target] of Object.entries(CHARGE_TARGETS)) {
    if (target.to === 'account') expense.set(target.account, `Charges: ${from.replace('misc:', '')}`);
  }
  return [
    ...own.map(([code, description]) => ({
      ...{ code, description, type: code.startsWith('1') ? 'Asset' : 'Liability' },
    })),
    ...[...expense].map(([code, description]) => ({ code, description, type: 'Expense' })),
    { code: '69999', description: 'Suspense, no longer used', type: 'Expense', active: false },
    CLOSED_ACCOUNT,
  ];
}

const periods = (calendar: Calendar): SeedPeriod[] =>
  months(calendar).map(({ year, number, from, to, state }) => ({
    ...{ year, number, from, to, closedInAP: state === 'closed' },
    status: { closed: 'Closed', open: 'Open', inactive: 'Inactive' }[state],
  }));

/** The closed periods, open again: an order for the simulator's masters. */
export const openedPeriods = (calendar: Calendar): SeedPeriod[] =>
  periods(calendar)
    .filter(({ status }) => status === 'Closed')
    .map((period) => ({ ...period, status: 'Open', closedInAP: false }));

/** The order behind an invoice, if the ERP has it. */
function order(plan: InvoicePlan): SeedOrder[] {
  const lines = plan.lines.filter((line) => line.order?.known);
  const first = lines[0]?.order;
  if (!first) return [];
  return [
    {
      ...{ type: 'Normal', number: first.number, status: first.status, vendor: plan.supplier.vendor ?? '' },
      ...{ currency: plan.supplier.currency, branch: plan.businessUnit.branch },
      date: plusDays(plan.invoiceDate, -14),
      description: `Order of ${plan.supplier.names[0]}`,
      lines: lines.map((line) => orderLine(line, plan.businessUnit.branch)),
    },
  ];
}

function orderLine(line: LinePlan, branch: string): SeedOrder['lines'][number] {
  const split = line.splits[0];
  return {
    ...{ line: line.order?.line ?? line.number, lineType: 'Non-Stock', description: line.description },
    quantity: line.order?.ordered.toFixed() ?? '0',
    received: line.order?.received.toFixed() ?? '0',
    uom: line.unit,
    unitCost: line.unitPrice.toFixed(),
    account: split?.account.erp ?? ORDER_DEFAULT.account,
    subaccount: split?.costCenter.subaccount ?? ORDER_DEFAULT.subaccount,
    branch,
  };
}

/** What was received of an order, on one receipt. */
function receipt(plan: InvoicePlan): SeedReceipt[] {
  const [made] = order(plan);
  const lines = plan.lines.filter(({ order: own }) => own?.known && own.received.gt(0));
  if (!made || lines.length === 0) return [];
  const { branch } = plan.businessUnit;
  return [
    {
      ...{ type: 'Receipt', number: `9${made.number.slice(1)}`, status: 'Released', vendor: made.vendor },
      ...{ currency: plan.supplier.currency, branch, date: plusDays(plan.invoiceDate, -4) },
      lines: lines.map((line) => {
        const { line: number, description, uom, unitCost, account, subaccount } = orderLine(line, branch);
        return {
          ...{ line: number, description, uom, unitCost, account, subaccount, branch },
          ...{
            quantity: line.order?.received.toFixed() ?? '0',
            order: { number: made.number, line: number },
          },
        };
      }),
    },
  ];
}
