/** What the control API takes: what people do in the browser, and what happens to a company. */
import type { Route, SimReply } from '../kit/simulator';
import { deleteEntry, placeEntry } from './entries';
import type { MastersOrder } from './fill';
import { putMasters } from './fill';
import { beginChain, expireTokens, revoke } from './identity';
import { ORDERS, ORDER_LINES, deleteOrder, linesOfOrder, placeOrder, sumUp, updateOrderLine } from './orders';
import { addReceipt } from './payables';
import type { TermStatus } from './payments';
import { entryOf, finish, moveTo, pay, settle, unpay } from './payments';
import type { Row } from './records';
import type { SeedEntry, SeedOrder } from './seed';
import { divisionOf, plain } from './state';
import type { Division, World } from './world';
import { change, moveDivision, remove, tableOf } from './world';

const listOf = <T>(body: T | T[]): T[] => (Array.isArray(body) ? body : [body]);

interface PaymentBody {
  /** Id, entry number or supplier's number. */
  entry?: string;
  amount?: string;
  entries?: Array<{ entry: string; amount?: string }>;
  reference?: string;
  date?: string;
  status?: TermStatus;
  /** Entry number of a credit note. */
  credit?: string;
  finish?: string;
  undo?: string;
  move?: string;
  /** A customer's term. */
  receipt?: { account: string; amount: string };
}

function payments(world: World, division: Division, body: PaymentBody): Row[] {
  const today = world.now().toISOString().slice(0, 10);
  const { entry = '', amount, reference = 'PAYMENT', date = today, status = 50 } = body;
  if (body.receipt) return [addReceipt(world, division, body.receipt.account, body.receipt.amount)];
  if (body.undo !== undefined) return unpay(world, division, body.undo);
  if (body.finish !== undefined) return finish(world, division, body.finish, body.date);
  if (body.move !== undefined) return moveTo(world, division, body.move, status);
  if (body.credit !== undefined) return settle(world, division, entry, body.credit, date);
  const entries = body.entries ?? [{ entry, ...(amount !== undefined && { amount }) }];
  return pay(world, division, { entries, status, date, reference });
}

interface EntriesBody {
  entries?: SeedEntry[];
  /** Deleted, as a person can, whatever their state. */
  remove?: string[];
  /** Processed: final, and locked. */
  process?: string[];
}

function entries(world: World, division: Division, body: EntriesBody): Row[] {
  const write = { world, division, settings: world.seed.settings };
  for (const name of body.remove ?? []) deleteEntry(write, { ...entryOf(division, name), Status: 20 });
  const done = (body.process ?? []).map((name) =>
    change(world, division, 'purchaseentry/PurchaseEntries', entryOf(division, name), {
      ...{ Status: 50, StatusDescription: 'Processed' },
    }),
  );
  return [...done, ...(body.entries ?? []).map((entry) => placeEntry(world, division, entry))];
}

interface OrdersBody {
  orders?: SeedOrder[];
  /** By order number. */
  approve?: number[];
  cancel?: number[];
  remove?: number[];
  /** Quantities by line number. */
  receive?: { order: number; lines: Record<string, number> };
  invoice?: { order: number; lines: Record<string, number> };
  change?: { order: number; fields?: Row; line?: number; lineFields?: Row };
}

function orderOf(division: Division, number: number): Row {
  const found = tableOf(division, ORDERS).where('OrderNumber', number)[0];
  if (!found) throw new TypeError(`There is no order ${number}.`);
  return found;
}

function orders(world: World, division: Division, body: OrdersBody): Row[] {
  const each = (numbers: number[] | undefined, fields: Row) =>
    (numbers ?? []).map((number) => sumUp(world, division, orderOf(division, number), fields));
  const count = (given: OrdersBody['receive'], field: string): Row[] => {
    if (!given) return [];
    const order = orderOf(division, given.order);
    for (const line of linesOfOrder(division, order)) {
      const more = given.lines[String(line.LineNumber)] ?? 0;
      change(world, division, ORDER_LINES, line, { [field]: Number(line[field] ?? 0) + more });
    }
    return [sumUp(world, division, order)];
  };
  for (const number of body.remove ?? [])
    deleteOrder({ world, division, settings: world.seed.settings }, orderOf(division, number));
  const changed: Row[] = [];
  if (body.change) {
    const order = orderOf(division, body.change.order);
    const line = linesOfOrder(division, order).find(({ LineNumber }) => LineNumber === body.change?.line);
    if (line)
      updateOrderLine({ world, division, settings: world.seed.settings }, line, body.change.lineFields ?? {});
    changed.push(sumUp(world, division, orderOf(division, body.change.order), body.change.fields));
  }
  return [
    ...(body.orders ?? []).map((order) => placeOrder(world, division, order)),
    ...each(body.approve, { ApprovalStatus: 2 }),
    ...each(body.cancel, { OrderStatus: 40 }),
    ...count(body.receive, 'ReceivedQuantity'),
    ...count(body.invoice, 'InvoicedQuantity'),
    ...changed,
  ];
}

interface EditBody {
  path: string;
  /** Code or key. */
  name: string;
  fields?: Row;
  remove?: boolean;
  silent?: boolean;
}

function edit(
  world: World,
  division: Division,
  { path, name, fields, remove: isGone, silent }: EditBody,
): Row[] {
  const table = tableOf(division, path);
  const row = table.get(name) ?? table.find('Code', name);
  if (!row) throw new TypeError(`There is no ${name} among ${path}.`);
  if (!isGone) return [change(world, division, path, row, fields ?? {}, silent)];
  remove(world, division, path, row);
  return [];
}

/** An order for a division: `division` in the body, or the first. */
const order = <T extends object>(
  path: string,
  carryOut: (world: World, division: Division, body: T) => Row[],
): Route<World> => ({
  method: 'POST',
  path,
  handle: (request, world): SimReply => {
    const body = request.json() as T & { division?: number };
    const rows = carryOut(world, divisionOf(world, body.division), body);
    return { status: 200, body: { rows: rows.map(plain) } };
  },
});

export const controlRoutes: Route<World>[] = [
  order('/entries', entries),
  order('/payments', payments),
  order('/orders', orders),
  order('/masters', (world, division, { division: _, ...given }: MastersOrder & { division?: number }) => {
    void _;
    putMasters(world, division, given);
    return [];
  }),
  order('/edit', (world, division, body: EditBody | { edits: EditBody[] }) =>
    listOf('edits' in body ? body.edits : body).flatMap((one) => edit(world, division, one)),
  ),
  order('/move', (world, division) => {
    moveDivision(world, division);
    return [];
  }),
  {
    method: 'POST',
    path: '/consent',
    handle: (request, world) => {
      const { client, user } = request.json() as { client?: string; user?: string };
      const [ownClient, ownUser] = [world.seed.clients[0]?.id ?? '', world.seed.users[0]?.id ?? ''];
      return beginChain(world, client ?? ownClient, user ?? ownUser);
    },
  },
  {
    method: 'POST',
    path: '/tokens',
    handle: (request, world) => {
      const { revoke: isRevoked } = request.json() as { revoke?: boolean };
      if (isRevoked) revoke(world);
      else expireTokens(world);
      return { status: 200, body: {} };
    },
  },
  {
    method: 'POST',
    path: '/hooks',
    handle: (_, world) => {
      world.hooks.release();
      return { status: 200, body: world.hooks.show() };
    },
  },
];
