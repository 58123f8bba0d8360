/** What the control API takes: what people do in the browser, and what happens to a company. */
import type { Route, SimReply } from '../kit/simulator';
import Big from 'big.js';
import { deleteDocument, reverseBill } from './bills';
import type { Call } from './call';
import { putAccounts, putVendors } from './fill';
import type { PaymentDetail } from './payments';
import { movePayment, pay } from './payments';
import { placeBill } from './placing';
import { placeOrder } from './purchasing';
import type { Row } from './records';
import type { PartialSeed, SeedBill, SeedOrder } from './seed';
import { big } from './values';
import type { World } from './world';
import { change, newUsage, tableOf } from './world';

const ok = (body: unknown): SimReply => ({ status: 200, body });
const callOf = (world: World): Call => ({ world, settings: world.seed.settings, entity: '' });
const listOf = <T>(body: unknown): T[] => (Array.isArray(body) ? body : [body]) as T[];

interface PaymentBody {
  /** RECORDNO or bill number. */
  bill?: string;
  amount?: string;
  discount?: string;
  adjustment?: string;
  bills?: Array<{ bill: string; amount?: string; discount?: string; adjustment?: string }>;
  state?: string;
  date?: string;
  method?: string;
  docNumber?: string;
  bank?: string;
  silent?: boolean;
  post?: string;
  void?: string;
}

function billOf(world: World, name: string): Row {
  const table = tableOf(world, 'APBILL');
  const row =
    table.get(name) ??
    table
      .all()
      .filter(({ RECORDID }) => RECORDID === name)
      .at(-1);
  if (!row) throw new TypeError(`There is no bill ${name}.`);
  return row;
}

function payments(world: World, body: PaymentBody): Row {
  const call = callOf(world);
  if (body.void !== undefined) return movePayment(call, body.void, 'Voided', body.silent);
  if (body.post !== undefined) return movePayment(call, body.post, 'Posted', body.silent);
  const wanted = body.bills ?? [{ ...body, bill: body.bill ?? '' }];
  const details = wanted.map(({ bill, amount, discount, adjustment }): PaymentDetail => {
    const row = billOf(world, bill);
    const less = new Big(discount ?? 0);
    return {
      ...{
        bill: row.RECORDNO ?? '',
        discount: less,
        amount: new Big(amount ?? big(row.TRX_TOTALDUE).minus(less)),
      },
      ...(adjustment !== undefined && { adjustment }),
    };
  });
  return pay(call, {
    ...{
      vendor: billOf(world, wanted[0]?.bill ?? '').VENDORID ?? '',
      details,
      state: body.state ?? 'Posted',
    },
    ...{ date: body.date ?? world.now().toISOString().slice(0, 10), method: body.method ?? 'Printed Check' },
    ...{ docNumber: body.docNumber ?? '', bank: body.bank ?? 'CHK-1', silent: body.silent === true },
  });
}

function masters(world: World, { vendors, accounts, periods, smartRules }: PartialSeed): void {
  putVendors(world, vendors ?? []);
  putAccounts(world, accounts ?? []);
  const months = new Map(world.seed.periods.map(({ month, open }) => [month, open]));
  for (const { month, open } of periods ?? []) months.set(month, open);
  world.seed.periods = [...months].map(([month, open]) => ({ month, open }));
  if (smartRules) world.seed.smartRules = smartRules;
}

interface BillsBody {
  remove?: string[];
  reverse?: string;
  date?: string;
  release?: string[];
}

function bills(world: World, body: SeedBill | SeedBill[] | BillsBody): Row[] {
  if (Array.isArray(body)) return body.map((bill) => placeBill(world, bill));
  if ('vendor' in body) return [placeBill(world, body)];
  const numberOf = (name: string) => billOf(world, name).RECORDNO ?? '';
  for (const name of body.remove ?? []) deleteDocument('APBILL', numberOf(name), callOf(world));
  for (const name of body.release ?? [])
    change(world, 'APBILL', billOf(world, name), { STATE: 'Posted', RAWSTATE: 'A' });
  const date = body.date ?? world.now().toISOString().slice(0, 10);
  if (body.reverse !== undefined) reverseBill(numberOf(body.reverse), date, callOf(world));
  return [];
}

const order = <T>(path: string, carryOut: (world: World, body: T) => unknown): Route<World> => ({
  method: 'POST',
  path,
  handle: (request, world) => ok(carryOut(world, request.json() as T) ?? {}),
});

export const controlRoutes: Route<World>[] = [
  order('/bills', (world, body: SeedBill | SeedBill[] | BillsBody) => ({ bills: bills(world, body) })),
  order('/payments', (world, body: PaymentBody) => payments(world, body)),
  order('/masters', (world, body: PartialSeed) => masters(world, body)),
  order('/orders', (world, body: SeedOrder) => ({
    orders: listOf<SeedOrder>(body).map((one) => placeOrder(world, one)),
  })),
  order('/edit', (world, { object, recordNo, fields }: { object: string; recordNo: string; fields: Row }) => {
    const row = tableOf(world, object).get(recordNo) ?? tableOf(world, object).find(recordNo);
    if (!row) throw new TypeError(`There is no ${object} ${recordNo}.`);
    return change(world, object, row, fields);
  }),
  order('/move', (world, { pod }: { pod: string }) => {
    world.pod = pod;
    return { pod };
  }),
  order('/hold', (world, { held }: { held: boolean }) => {
    world.slots.hold(held);
    return { held };
  }),
  order('/usage', (world) => {
    world.usage = newUsage();
    return { apiTransactions: 0 };
  }),
];
