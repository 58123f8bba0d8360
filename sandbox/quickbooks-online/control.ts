/** What the control API takes: what people do in the browser, and what happens to a company. */
import Big from 'big.js';
import type { Route, SimReply } from '../kit/simulator';
import type { Call } from './call';
import { byHand } from './call';
import { removeDocument } from './documents';
import { schemaOf } from './entities';
import { QboFault } from './fault';
import { named, putAccount, putTree, putVendor, refTo } from './fill';
import { newAccess, newGrant } from './identity';
import { preparePayment, removePayment } from './payments';
import { placeDocument } from './placing';
import { render } from './render';
import type { EntityName } from './schema';
import type { PartialSeed, SeedDocument, SeedOrder, SeedPreferences } from './seed';
import { refresh } from './settle';
import type { Fields } from './values';
import { bigAt, listAt, pacificDay, refAt, textAt } from './values';
import { readBody } from './validate';
import type { Destination, Event } from './webhooks';
import type { Stored, World } from './world';
import { allOf, change, newUsage } from './world';
import { refreshOrder } from './orders';

const listOf = <T>(body: T | T[]): T[] => (Array.isArray(body) ? body : [body]);

/** By QBO's id first, since numbers may repeat; else the last one of that number. */
function billOf(world: World, name: string, entity: 'Bill' | 'VendorCredit' = 'Bill'): Stored {
  const records = allOf(world, entity);
  const byNumber = records.filter(({ fields }) => textAt(fields, 'DocNumber') === name).at(-1);
  const found = records.find(({ id }) => id === name) ?? byNumber;
  if (!found) throw new TypeError(`There is no ${entity} ${name}.`);
  return found;
}

interface PaidBill {
  bill?: string;
  amount?: string;
  /** Vendor credit that is used up to the amount. */
  credit?: string;
}
interface PaymentBody extends PaidBill {
  bills?: PaidBill[];
  date?: string;
  number?: string;
  method?: 'Check' | 'CreditCard';
  account?: string;
  void?: string;
  remove?: string;
  /** The bills keep their SyncToken and time. */
  silent?: boolean;
}

const paymentOf = (world: World, name: string): Stored =>
  allOf(world, 'BillPayment')
    .filter(({ id, fields }) => id === name || textAt(fields, 'DocNumber') === name)
    .at(-1) ?? none(`There is no payment ${name}.`);
function none(what: string): never {
  throw new TypeError(what);
}

function payments(world: World, body: PaymentBody): unknown {
  const hand = byHand(world);
  const silent = { ...hand.settings, paymentTouchesBill: 'no' as const };
  const call = body.silent ? { ...hand, settings: silent } : hand;
  if (body.remove !== undefined) return void removePayment(call, paymentOf(world, body.remove));
  if (body.void !== undefined) return voidPayment(call, paymentOf(world, body.void));
  const wanted = body.bills ?? [body];
  const vendor = refAt(billOf(world, wanted[0]?.bill ?? '').fields, 'VendorRef');
  const lines: Fields[] = [];
  let total = new Big(0);
  for (const { bill, amount, credit } of wanted) {
    const found = billOf(world, bill ?? '');
    const size = new Big(amount ?? bigAt(found.fields, 'Balance'));
    lines.push(paying('Bill', found.id, size));
    if (credit === undefined) total = total.plus(size);
    else lines.push(paying('VendorCredit', billOf(world, credit, 'VendorCredit').id, size));
  }
  const isCard = body.method === 'CreditCard';
  const type = isCard ? 'Credit Card' : 'Bank';
  const first = allOf(world, 'Account').find(({ fields }) => fields.AccountType === type);
  const account =
    body.account === undefined ? { value: first?.id ?? '' } : refTo(world, 'Account', body.account);
  const given: Fields = {
    ...{ VendorRef: { value: vendor }, PayType: isCard ? 'CreditCard' : 'Check', TotalAmt: total.toNumber() },
    ...(isCard
      ? { CreditCardPayment: { CCAccountRef: account } }
      : { CheckPayment: { BankAccountRef: account } }),
    TxnDate: body.date ?? pacificDay(world.now().getTime()),
    ...(body.number !== undefined && { DocNumber: body.number }),
    Line: lines,
  };
  return preparePayment(call, readBody(schemaOf('BillPayment'), given, call))();
}

const paying = (TxnType: string, TxnId: string, amount: Big): Fields => ({
  ...{ Amount: amount.toNumber(), LinkedTxn: [{ TxnId, TxnType }] },
});

/** People void a payment: it stays, with nothing in it [inferred: as other voided transactions]. */
function voidPayment({ world, settings }: Call, payment: Stored): unknown {
  const touched = listAt(payment.fields, 'Line').flatMap((line) => listAt(line, 'LinkedTxn'));
  change(world, payment, { ...payment.fields, TotalAmt: 0, Line: [], PrivateNote: 'Voided' });
  for (const link of touched) {
    const id = textAt(link, 'TxnId');
    world.settledBy.get(id)?.delete(payment.id);
    refresh(world, textAt(link, 'TxnType') as EntityName, id, settings.paymentTouchesBill === 'no');
  }
  return { voided: payment.id };
}

interface BillsBody {
  void?: string[];
  remove?: string[];
}

function documents(
  world: World,
  entity: 'Bill' | 'VendorCredit',
  body: SeedDocument | SeedDocument[] | BillsBody,
) {
  if (Array.isArray(body) || 'vendor' in body)
    return listOf<SeedDocument>(body as SeedDocument).map((one) =>
      show(world, placeDocument(world, entity, one)),
    );
  for (const name of body.remove ?? []) {
    const old = billOf(world, name, entity);
    for (const id of world.settledBy.get(old.id) ?? []) removePayment(byHand(world), paymentOf(world, id));
    removeDocument.carryOut(byHand(world), billOf(world, old.id, entity));
  }
  for (const name of body.void ?? []) voidDocument(world, billOf(world, name, entity));
  return [];
}

/** Amounts become nothing and the note says so [client code: qbo_api void/*, for sales; inferred for purchases]. */
function voidDocument(world: World, old: Stored): void {
  const Line = listAt(old.fields, 'Line').map((line) => ({ ...line, Amount: 0, LinkedTxn: [] }));
  const note = textAt(old.fields, 'PrivateNote');
  const PrivateNote = note === '' ? 'Voided' : `Voided - ${note}`;
  const orders = listAt(old.fields, 'LinkedTxn').filter((link) => link.TxnType === 'PurchaseOrder');
  for (const id of [...(world.settledBy.get(old.id) ?? [])])
    removePayment(byHand(world), paymentOf(world, id));
  const current = billOf(world, old.id, old.entity as 'Bill' | 'VendorCredit');
  change(world, current, { ...current.fields, Line, TotalAmt: 0, PrivateNote });
  refresh(world, old.entity, old.id, true);
  for (const order of orders) refreshOrder(byHand(world), textAt(order, 'TxnId'));
}

function orders(
  world: World,
  body: SeedOrder | SeedOrder[] | { close?: string[]; reopen?: string[]; remove?: string[] },
) {
  if (Array.isArray(body) || 'vendor' in body)
    return listOf<SeedOrder>(body as SeedOrder).map((one) =>
      show(world, placeDocument(world, 'PurchaseOrder', one)),
    );
  const turn = (names: string[] = [], POStatus: string) => {
    for (const name of names) {
      const order = named(world, 'PurchaseOrder', name);
      world.closedByBilling.delete(order.id);
      change(world, order, { ...order.fields, POStatus });
    }
  };
  turn(body.close, 'Closed');
  turn(body.reopen, 'Open');
  for (const name of body.remove ?? [])
    removeDocument.carryOut(byHand(world), named(world, 'PurchaseOrder', name));
  return [];
}

const show = (world: World, record: Stored): Fields => render(world, record);

function masters(world: World, { vendors, accounts, departments, classes, rates }: PartialSeed): void {
  for (const one of vendors ?? []) putVendor(world, one);
  for (const one of accounts ?? []) putAccount(world, one);
  for (const one of departments ?? []) putTree(world, 'Department', one);
  for (const one of classes ?? []) putTree(world, 'Class', one);
  Object.assign(world.seed.rates, rates);
}

/** Fields of any record; references by id. */
function edit(
  world: World,
  { entity, id, fields }: { entity: EntityName; id: string; fields: Fields },
): unknown {
  const record = named(world, entity, id);
  return show(world, change(world, record, { ...record.fields, ...fields }));
}

/** What a sign-in in a browser leaves behind; `realmId` of another company makes tokens that are refused here. */
function connect(world: World, { realmId }: { realmId?: string }): unknown {
  const now = world.now().getTime();
  const grant = newGrant(world.identity, realmId ?? world.seed.signIn.realmId, now);
  const seconds = world.seed.settings.accessSeconds;
  return {
    access_token: newAccess(world.identity, grant, now, seconds),
    ...{ token_type: 'bearer', expires_in: seconds, refresh_token: grant.refresh },
    callbackQueryString: { realmId: grant.realmId },
  };
}

function preferences(world: World, body: Partial<SeedPreferences>): unknown {
  for (const name of Object.keys(body))
    if (!(name in world.seed.preferences)) throw new TypeError(`There is no preference ${name}.`);
  return Object.assign(world.seed.preferences, body);
}

function webhooks(
  world: World,
  body: { destinations?: Destination[]; release?: boolean; deliver?: Event[] },
): unknown {
  if (body.destinations) world.webhooks.replace(body.destinations);
  const { realmId } = world.seed.signIn;
  const at = world.now().getTime();
  if (body.deliver)
    world.webhooks.deliver(
      body.deliver.map((one) => ({ ...one, realmId: one.realmId ?? realmId, at: one.at ?? at })),
    );
  if (body.release) world.webhooks.release();
  return world.webhooks.show();
}

const order = <T>(path: string, carryOut: (world: World, body: T) => unknown): Route<World> => ({
  method: 'POST',
  path,
  handle: (request, world): SimReply => {
    const body = (request.text === '' ? {} : request.json()) as T;
    try {
      return { status: 200, body: carryOut(world, body) ?? {} };
    } catch (error) {
      throw error instanceof QboFault ? new TypeError(`${error.code} ${error.detail}`) : error;
    }
  },
});

type Documents = SeedDocument | SeedDocument[] | BillsBody;
export const controlRoutes: Route<World>[] = [
  order('/bills', (world, body: Documents) => ({ bills: documents(world, 'Bill', body) })),
  order('/credits', (world, body: Documents) => ({ credits: documents(world, 'VendorCredit', body) })),
  order('/orders', (world, body: SeedOrder) => ({ orders: orders(world, body) })),
  order('/payments', payments),
  order('/masters', masters),
  order('/edit', edit),
  order('/connect', connect),
  order('/disconnect', (world) => {
    world.identity.grants = [];
    world.identity.access.clear();
  }),
  order('/preferences', preferences),
  order('/webhooks', webhooks),
  order('/hold', (world, { held }: { held: boolean }) => world.inside.hold(held)),
  order('/usage', (world) => {
    world.usage = newUsage();
  }),
];
