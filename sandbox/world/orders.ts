/**
 * Purchase orders of JAGGAER that an ERP is to hold as committed: how they are at first, what happens to them on both
 * sides, and how they must stand in the ERP's books then. Worked out from the plans, not from what travels.
 */
import Big from 'big.js';
import type { WirePurchaseOrder } from '../jaggaer/wire';
import { ACCOUNTS } from './catalogue';
import type { Books } from './expected';
import { ORDER_DEFAULT } from './expected';
import type { MappingRow } from './mapping';
import { MENDED } from './mapping';
import { sum, toCents } from './money';
import type { InvoicePlan, LinePlan } from './plan';

/** How far an order is done with in the ERP. */
export type OrderStanding = 'open' | 'closed' | 'partBilled' | 'billed';

export interface ExpectedOrder {
  number: string;
  vendor: string;
  branch: string;
  /** What happens to it. */
  what: OrderFate;
  /** In the ERP after each phase; null: not there. */
  after: [OrderState | null, OrderState | null];
  /** Outcome in the audit table after the second phase, where a person has to be told. */
  told?: 'differs';
}

export interface OrderState {
  standing: OrderStanding;
  lines: ExpectedOrderLine[];
}

export interface ExpectedOrderLine {
  /** JAGGAER's line number. */
  line: string;
  quantity: string;
  unitPrice: string;
  /** Amount by the ERP's account and cost center; a split line is several lines there, with one item by cost center. */
  parts: Array<{ account: string; costCenter: string; amount: string }>;
}

const FATES = [
  'revised',
  'cancelled',
  'billed in JAGGAER',
  'approved later',
  'part billed, then revised',
  'billed in the ERP, then closed',
  'part billed, then cancelled',
  'left alone',
] as const;
export type OrderFate = (typeof FATES)[number];

export interface OrderWorld {
  /** Which item stands for which account of the ERP, where it orders items. */
  rows: MappingRow[];
  /** Orders that are not approved at first. */
  pending: WirePurchaseOrder[];
  /** What people bill in the ERP itself, after the first phase. */
  billed: Array<{ number: string; how: 'inPart' | 'inFull' }>;
  /** The orders that change in JAGGAER after the first phase, as they are then. */
  changes: WirePurchaseOrder[];
  expected: ExpectedOrder[];
}

type OrderRules = Pick<Books, 'orderLines' | 'closesPartBilled'>;

/** The item that buys on an account. */
export const itemOf = (account: string): string => `BUY-${account}`;

/** @param wire the orders as JAGGAER holds them when all is approved and nothing has happened */
export function orderWorld(
  plans: readonly InvoicePlan[],
  wire: readonly WirePurchaseOrder[],
  rules: OrderRules = {},
): OrderWorld {
  const accounts = [...new Set(ACCOUNTS.map(({ erp }) => erp ?? MENDED.account))].sort();
  const isByItem = rules.orderLines !== 'accounts';
  const rows = (isByItem ? accounts : []).map((from) => ({
    ...{ kind: 'item' as const, scope: 'account', from, to: itemOf(from) },
  }));
  const world: OrderWorld = { rows, pending: [], billed: [], changes: [], expected: [] };
  const byNumber = new Map(wire.map((order) => [order.header.poNumber, order]));
  const withOrders = plans.filter((plan) => plan.lines.some(({ order }) => order));
  withOrders.forEach((plan, at) => {
    const number = plan.lines.find(({ order }) => order)?.order?.number ?? '';
    const order = byNumber.get(number);
    const what = FATES[at % FATES.length] ?? 'left alone';
    if (order) addFate(world, plan, order, what, rules);
  });
  return world;
}

function addFate(
  world: OrderWorld,
  plan: InvoicePlan,
  order: WirePurchaseOrder,
  what: OrderFate,
  rules: OrderRules,
): void {
  const number = order.header.poNumber;
  const lines = plan.lines.flatMap((line) =>
    line.order ? [expectedLine(line, line.order.ordered, rules)] : [],
  );
  const open: OrderState = { standing: 'open', lines };
  const status = (workflowStatus: string): WirePurchaseOrder => withHeader(order, { workflowStatus });
  const add = (after: ExpectedOrder['after'], told?: 'differs') =>
    world.expected.push({
      ...{ number, what, after, vendor: plan.supplier.vendor ?? MENDED.vendor },
      branch: plan.businessUnit.branch,
      ...(told && { told }),
    });
  switch (what) {
    case 'revised':
      world.changes.push(revised(order));
      return void add([open, { standing: 'open', lines: revisedLines(plan, rules) }]);
    case 'cancelled':
      world.changes.push(status('Cancelled'));
      return void add([open, { ...open, standing: 'closed' }]);
    case 'billed in JAGGAER':
      world.changes.push(withHeader(order, { poAPStatus: 'Close' }));
      return void add([open, { ...open, standing: 'closed' }]);
    case 'approved later':
      world.pending.push(status('Pending'));
      world.changes.push(order);
      return void add([null, open]);
    case 'part billed, then revised':
      world.billed.push({ number, how: 'inPart' });
      world.changes.push(revised(order));
      return void add([open, { ...open, standing: 'partBilled' }], 'differs');
    case 'billed in the ERP, then closed':
      world.billed.push({ number, how: 'inFull' });
      world.changes.push(status('Closed'));
      return void add([open, { ...open, standing: 'billed' }]);
    case 'part billed, then cancelled':
      world.billed.push({ number, how: 'inPart' });
      world.changes.push(status('Cancelled'));
      if (rules.closesPartBilled) return void add([open, { ...open, standing: 'closed' }]);
      return void add([open, { ...open, standing: 'partBilled' }], 'differs');
    default:
      return void add([open, open]);
  }
}

const withHeader = (
  order: WirePurchaseOrder,
  changes: Partial<WirePurchaseOrder['header']>,
): WirePurchaseOrder => ({ ...order, header: { ...order.header, ...changes } });

/** One more of the first line, and the last one is cancelled where there are two. */
function revised(order: WirePurchaseOrder): WirePurchaseOrder {
  const lines = order.lineList.purchaseOrderLine;
  const purchaseOrderLine = lines.map((line, at) => {
    if (at === 0) return { ...line, quantity: new Big(line.quantity).plus(1).toNumber() };
    return at === lines.length - 1 ? { ...line, quantity: 0 } : line;
  });
  return { ...withHeader(order, { revisionNumber: '1' }), lineList: { purchaseOrderLine } };
}

function revisedLines({ lines }: InvoicePlan, rules: OrderRules): ExpectedOrderLine[] {
  const ordered = lines.flatMap((line) => (line.order ? [{ line, ordered: line.order.ordered }] : []));
  return ordered.flatMap(({ line, ordered: quantity }, at) => {
    if (at === 0) return [expectedLine(line, quantity.plus(1), rules)];
    return at === ordered.length - 1 ? [] : [expectedLine(line, quantity, rules)];
  });
}

/** Coded as its invoice; a line whose invoice says nothing has the order's own coding. */
function expectedLine(line: LinePlan, quantity: Big, { orderLines }: OrderRules): ExpectedOrderLine {
  const amount = toCents(quantity.times(line.unitPrice));
  const whole = sum(line.splits.map((split) => split.amount));
  const codings = isCoded(line)
    ? line.splits.map((split) => ({
        account: split.account.erp ?? MENDED.account,
        costCenter: split.costCenter.subaccount,
        amount:
          split.share?.div(100).times(amount) ??
          (whole.eq(0) ? amount : amount.times(split.amount).div(whole)),
      }))
    : [{ account: ORDER_DEFAULT.account, costCenter: ORDER_DEFAULT.subaccount, amount }];
  const parts = new Map<string, { account: string; costCenter: string; amount: Big }>();
  for (const coding of codings) {
    // the account of the first split gives the line its item
    const account = orderLines === 'accounts' ? coding.account : (codings[0]?.account ?? '');
    const name = `${account} ${coding.costCenter}`;
    const known = parts.get(name);
    parts.set(name, {
      ...{ account, costCenter: coding.costCenter },
      amount: (known?.amount ?? new Big(0)).plus(coding.amount),
    });
  }
  return {
    line: String(line.order?.line ?? line.number),
    quantity: quantity.toFixed(),
    unitPrice: line.unitPrice.toFixed(),
    parts: [...parts.values()].map((part) => ({ ...part, amount: part.amount.toFixed(4) })),
  };
}

/** Amounts of splits would be the invoice's: an order with such a line has a coding of its own. */
export const isCoded = ({ splits, distribution }: LinePlan): boolean =>
  splits.length > 0 && distribution !== 'AmountOfPrice';

/** An order as an ERP's books have it. */
export interface BookedOrder {
  number: string;
  vendor: string;
  standing: OrderStanding;
  /** Those that order nothing are left out. */
  lines: Array<{
    /** JAGGAER's line number, as it is kept there. */
    line: string;
    /** Null, as price and branch, where lines have none. */
    quantity: string | null;
    unitPrice: string | null;
    /** Where it is not quantity × price. */
    amount?: string;
    /** The line's own, or the one that the item stands for. */
    account: string;
    costCenter: string;
    branch: string | null;
  }>;
}

/** What is not as it must be after a phase, in words; every order of the books is looked at. */
export function wrongOrders(
  expected: readonly ExpectedOrder[],
  books: readonly BookedOrder[],
  phase: 0 | 1,
): string[] {
  const faults: string[] = [];
  const left = new Map(books.map((order) => [order.number, order]));
  if (left.size < books.length) faults.push('an order is in the books twice');
  for (const order of expected) {
    const booked = left.get(order.number);
    left.delete(order.number);
    const wanted = order.after[phase];
    const say = (what: string) => faults.push(`order ${order.number} (${order.what}): ${what}`);
    if (!wanted && booked) say('is there too early');
    if (wanted && !booked) say('is missing');
    if (!wanted || !booked) continue;
    if (booked.standing !== wanted.standing) say(`is ${booked.standing} instead of ${wanted.standing}`);
    if (booked.vendor !== order.vendor) say(`is for ${booked.vendor} instead of ${order.vendor}`);
    faultsOfLines(order, wanted, booked).forEach(say);
  }
  return [...faults, ...[...left.keys()].map((number) => `nobody expects order ${number}`)];
}

const CENT = '0.01';

function faultsOfLines({ branch }: ExpectedOrder, wanted: OrderState, booked: BookedOrder): string[] {
  const faults: string[] = [];
  const known = new Set(wanted.lines.map(({ line }) => line));
  for (const { line } of booked.lines) if (!known.has(line)) faults.push(`line ${line} binds money`);
  for (const { line, quantity, unitPrice, parts } of wanted.lines) {
    const own = booked.lines.filter((each) => each.line === line);
    if (own.length === 0) faults.push(`line ${line} is missing`);
    const counted = own.flatMap((each) => (each.quantity === null ? [] : [new Big(each.quantity)]));
    if (counted.length > 0 && !sum(counted).eq(quantity))
      faults.push(`line ${line} orders ${sum(counted).toFixed()} instead of ${quantity}`);
    const isOther = (each: BookedOrder['lines'][number]) =>
      (each.unitPrice !== null && !new Big(each.unitPrice).eq(unitPrice)) ||
      (each.branch !== null && each.branch !== branch);
    if (own.some(isOther)) faults.push(`line ${line} has another price or branch`);
    for (const part of parts) {
      const amount = sum(
        own
          .filter((each) => each.costCenter === part.costCenter && each.account === part.account)
          .map((each) => new Big(each.amount ?? new Big(each.quantity ?? 0).times(each.unitPrice ?? 0))),
      );
      if (amount.minus(part.amount).abs().gt(new Big(CENT).times(parts.length)))
        faults.push(
          `line ${line} has ${amount.toFixed(2)} on ${part.account}/${part.costCenter} instead of ${part.amount}`,
        );
    }
  }
  return faults;
}
