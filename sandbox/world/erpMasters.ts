/** What the buying company has in its ERP, in words of no ERP: each simulator's seed is made from this. */
import type { Calendar, Month } from './calendar';
import { months, plusDays } from './calendar';
import { ACCOUNTS, BUSINESS_UNITS, COST_CENTERS, NO_BUSINESS_UNIT, NO_SUBACCOUNT, TERMS } from './catalogue';
import type { Books } from './expected';
import { ORDER_DEFAULT } from './expected';
import { CHARGE_TARGETS } from './mapping';
import { CLOSED_ACCOUNT, vendors } from './masters';
import type { InvoicePlan, LinePlan, OrderPlan } from './plan';

export interface ErpContact {
  email: string;
  phone: string;
  address: { line1: string; city: string; state: string; postalCode: string; country: string };
}

export interface ErpVendor {
  id: string;
  name: string;
  active: boolean;
  currency: string;
  /** Code of {@link ErpMasters.terms}. */
  terms?: string;
  taxId?: string;
  contact?: ErpContact;
  /** Canaries: they may turn up nowhere else. */
  bank?: { iban: string; bic: string };
}

export interface ErpAccount {
  code: string;
  description: string;
  kind: 'asset' | 'liability' | 'expense';
  active: boolean;
  /** Where it is not the company's. */
  currency?: string;
}

/** An order of the ERP; what was received and billed is by its lines. Quantities and prices are decimal texts. */
export interface ErpOrder {
  number: string;
  status: OrderPlan['status'];
  vendor: string;
  currency: string;
  branch: string;
  date: string;
  description: string;
  lines: Array<ErpOrderLine & { received: string }>;
}

export interface ErpOrderLine {
  line: number;
  description: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  account: string;
  costCenter: string;
}

/** What was received of one order. */
export interface ErpReceipt {
  number: string;
  vendor: string;
  currency: string;
  branch: string;
  date: string;
  lines: Array<ErpOrderLine & { order: { number: string; line: number } }>;
}

/** A bill that people entered; amounts are positive, on credits too. */
export interface ErpBill {
  type: 'Bill' | 'Debit Adj.';
  /** Number in the ERP, for those that let people choose it. */
  referenceNbr: string;
  vendor: string;
  /** The supplier's number. */
  vendorRef: string;
  description: string;
  currency: string;
  amount: string;
  date: string;
  state: 'open' | 'paid';
}

export interface ErpMasters {
  company: { id: string; name: string; country: string; currency: string };
  vendors: ErpVendor[];
  accounts: ErpAccount[];
  /** Subaccounts or departments: what the books call `subaccount`. */
  costCenters: Array<{ code: string; description: string }>;
  /** Entities or locations: what the books call `branch`. */
  branches: Array<{ id: string; name: string }>;
  periods: Month[];
  currencies: Array<{ id: string; description: string; symbol: string; places: number }>;
  terms: Array<{ id: string; days: number }>;
  purchaseOrders: ErpOrder[];
  receipts: ErpReceipt[];
}

const BRANCH_NAMES: Record<string, string> = {
  MAIN: 'Northwind Paper Main Office',
  MILL: 'Northwind Paper Mill',
  HARBOUR: 'Northwind Paper Harbour Store',
};

const CURRENCIES: ErpMasters['currencies'] = [
  { id: 'USD', description: 'US dollar', symbol: '$', places: 2 },
  { id: 'EUR', description: 'Euro', symbol: '€', places: 2 },
  { id: 'GBP', description: 'Pound sterling', symbol: '£', places: 2 },
];
const HOME = 'USD';

/** @param plans every invoice, for the purchase orders they refer to */
export function erpMasters(
  plans: readonly InvoicePlan[],
  calendar: Calendar,
  { codesOnly = false, foreignPayables = false }: Pick<Books, 'codesOnly' | 'foreignPayables'> = {},
): ErpMasters {
  const costCenters = [...new Set([NO_SUBACCOUNT, ...COST_CENTERS.map((center) => center.subaccount)])];
  const branches = [...new Set([...BUSINESS_UNITS, NO_BUSINESS_UNIT].map((unit) => unit.branch))];
  return {
    company: { id: 'NORTHWIND', name: 'Northwind Paper', country: 'US', currency: HOME },
    vendors: vendors(),
    accounts: [...accounts(), ...(foreignPayables ? payables() : [])],
    costCenters: costCenters.map((code) => ({
      ...{ code, description: codesOnly ? code : code === NO_SUBACCOUNT ? 'Default' : `Department ${code}` },
    })),
    branches: branches.map((id) => ({ id, name: codesOnly ? id : (BRANCH_NAMES[id] ?? id) })),
    periods: months(calendar),
    currencies: CURRENCIES,
    terms: Object.values(TERMS).map(({ erp, daysAfter }) => ({ id: erp, days: daysAfter })),
    purchaseOrders: plans.flatMap(order),
    receipts: plans.flatMap(receipt),
  };
}

function accounts(): ErpAccount[] {
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
    ...own.map(([code, description]): ErpAccount => ({
      ...{ code, description, kind: code.startsWith('1') ? 'asset' : 'liability', active: true },
    })),
    ...[...expense].map(([code, description]): ErpAccount => ({
      ...{ code, description, kind: 'expense', active: true },
    })),
    { code: '69999', description: 'Suspense, no longer used', kind: 'expense', active: false },
    CLOSED_ACCOUNT,
  ];
}

/** Accounts payable of foreign currencies. */
const payables = (): ErpAccount[] =>
  CURRENCIES.filter(({ id }) => id !== HOME).map(({ id }, at) => ({
    ...{ code: `2000${at + 1}`, description: `Accounts payable - ${id}`, currency: id },
    ...{ kind: 'liability', active: true },
  }));

/** The closed periods, open again. */
export const openedPeriods = (periods: readonly Month[]): Month[] =>
  periods.filter(({ state }) => state === 'closed').map((period) => ({ ...period, state: 'open' }));

/** The order behind an invoice, if the ERP has it. */
function order(plan: InvoicePlan): ErpOrder[] {
  const lines = plan.lines.filter((line) => line.order?.known);
  const first = lines[0]?.order;
  if (!first) return [];
  return [
    {
      ...{ number: first.number, status: first.status, vendor: plan.supplier.vendor ?? '' },
      ...{ currency: plan.supplier.currency, branch: plan.businessUnit.branch },
      date: plusDays(plan.invoiceDate, -14),
      description: `Order of ${plan.supplier.names[0]}`,
      lines: lines.map((line) => ({
        ...orderLine(line, line.order?.ordered),
        received: line.order?.received.toFixed() ?? '0',
      })),
    },
  ];
}

function orderLine(line: LinePlan, quantity: OrderPlan['ordered'] | undefined): ErpOrderLine {
  const split = line.splits[0];
  return {
    ...{ line: line.order?.line ?? line.number, description: line.description },
    ...{ quantity: quantity?.toFixed() ?? '0', unit: line.unit, unitPrice: line.unitPrice.toFixed() },
    account: split?.account.erp ?? ORDER_DEFAULT.account,
    costCenter: split?.costCenter.subaccount ?? ORDER_DEFAULT.subaccount,
  };
}

/** What was received of an order, on one receipt. */
function receipt(plan: InvoicePlan): ErpReceipt[] {
  const [made] = order(plan);
  const lines = plan.lines.filter(({ order: own }) => own?.known && own.received.gt(0));
  if (!made || lines.length === 0) return [];
  const { number, vendor, currency, branch } = made;
  return [
    {
      ...{ number: `9${number.slice(1)}`, vendor, currency, branch },
      date: plusDays(plan.invoiceDate, -4),
      lines: lines.map((line) => {
        const received = orderLine(line, line.order?.received);
        return { ...received, order: { number, line: received.line } };
      }),
    },
  ];
}
