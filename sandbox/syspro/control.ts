/** What the control API takes: what people do in SYSPRO, and what happens to an installation. */
import type { Route, SimReply } from '../kit/simulator';
import { putLedgerCode, putSupplier } from './fill';
import { billOf, finish, pay, purge, removeInvoice, voidPayment } from './payments';
import { placeInvoice } from './placing';
import { placeOrder, placeReceipt, removeOrder } from './placeOrders';
import type { PartialSeed, SeedInvoice, SeedOrder, SeedPeriods, SeedReceipt } from './seed';
import { end } from './session';
import { entryName } from './payments';
import type { Row } from './tables';
import type { World } from './world';
import { put, tableOf } from './world';

const ok = (body: unknown): SimReply => ({ status: 200, body });
const listOf = <T>(given: T | T[]): T[] => (Array.isArray(given) ? given : [given]);

interface PaymentBody {
  bill?: string;
  amount?: string;
  bills?: Array<{ bill: string; amount?: string }>;
  reference?: string;
  date?: string;
  waits?: boolean;
  /** Another invoice, a negative one, that settles the bill. */
  credit?: string;
  finish?: string;
  void?: string;
}

function payments(world: World, body: PaymentBody): void {
  if (body.void !== undefined) return voidPayment(world, body.void);
  if (body.finish !== undefined) return finish(world, body.finish);
  const wanted = body.bills ?? [{ bill: body.bill ?? '', amount: body.amount }];
  const bills = wanted.map(({ bill, amount }) => ({
    ...{ bill: billOf(world, bill) },
    ...(amount !== undefined && { amount }),
  }));
  const { date, waits } = body;
  const reference = body.reference ?? `PAY${tableOf(world, 'ApPayRunHdr').size + 1}`;
  if (body.credit === undefined) return pay(world, { bills, reference, ...(date && { date }), waits });
  const amount = bills[0]?.amount ?? '0';
  pay(world, { bills, reference, type: 'A', ...(date && { date }) });
  pay(world, { bills: [{ bill: billOf(world, body.credit), amount: `-${amount}` }], reference, type: 'A' });
}

/** The entry of the invoice's own posting, by the name that an integration keeps. */
function nameOf(world: World, { Supplier, Invoice }: Row): string {
  const entry = tableOf(world, 'ApJnlSummary')
    .all()
    .find((row) => row.Supplier === Supplier && row.Invoice === Invoice && row.TransactionCode === 'I');
  return entry ? entryName(entry) : '';
}

interface InvoicesBody {
  remove: string[];
}

function invoices(world: World, body: SeedInvoice | SeedInvoice[] | InvoicesBody): unknown {
  if (!Array.isArray(body) && 'remove' in body) {
    for (const name of body.remove) removeInvoice(world, billOf(world, name));
    return {};
  }
  const placed = listOf(body).map((one) => placeInvoice(world, one));
  return { invoices: placed.map((row) => ({ ...row, name: nameOf(world, row) })) };
}

interface OrdersBody {
  remove: string[];
}

function orders(world: World, body: SeedOrder | SeedOrder[] | OrdersBody): unknown {
  if (!Array.isArray(body) && 'remove' in body) {
    for (const number of body.remove) removeOrder(world, number);
    return {};
  }
  return { orders: listOf(body).map((one) => placeOrder(world, one)) };
}

function masters(world: World, { suppliers, ledgerCodes }: PartialSeed): void {
  for (const supplier of suppliers ?? []) putSupplier(world, supplier);
  for (const code of ledgerCodes ?? []) {
    putLedgerCode(world, code);
    world.seed.ledgerCodes = [...world.seed.ledgerCodes.filter((one) => one.code !== code.code), code];
  }
}

const order = <T>(path: string, carryOut: (world: World, body: T) => unknown): Route<World> => ({
  method: 'POST',
  path,
  handle: (request, world) => ok(carryOut(world, request.json() as T) ?? {}),
});

export const controlRoutes: Route<World>[] = [
  order('/invoices', invoices),
  order('/payments', payments),
  order('/masters', masters),
  order('/orders', orders),
  order('/receipts', (world, body: SeedReceipt | SeedReceipt[]) => ({
    receipts: listOf(body).map((one) => placeReceipt(world, one)),
  })),
  order('/periods', (world, body: Partial<SeedPeriods>) => {
    world.seed.periods = { ...world.seed.periods, ...body };
    return world.seed.periods;
  }),
  order('/purge', (world) => ({ purged: purge(world) })),
  order('/edit', (world, { table, key, fields }: { table: string; key: string[]; fields: Row }) => {
    const row = tableOf(world, table).get(...key);
    if (!row) throw new TypeError(`${table} has no ${key.join(' ')}.`);
    return put(world, table, { ...row, ...fields });
  }),
  // a person signs on as the same operator, on another machine
  order('/evict', (world) => {
    const open = [...world.sessions.keys()];
    for (const id of open) end(world, id);
    world.counts.evicted += open.length;
    return { ended: open.length };
  }),
];
