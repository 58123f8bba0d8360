/** Releasing bills: a long operation that is watched through its status address [doc; official client]. */
import { randomUUID } from 'node:crypto';
import type { SimReply } from '../kit/simulator';
import type { Call } from './gate';
import type { RecordData } from './records';
import { copyOf } from './records';
import { notFoundPage, serverError } from './replies';
import type { World } from './world';
import { commitBill, storeOf } from './world';

const POLLS = 1;

/** An operation that nobody watches ends by itself. */
const LONGEST = 5000;

/** From 25.2 on 409 [official client SW25]; before, a failure of unknown code, here 500 [inferred]. */
export function busy(call: Call, screen: string): SimReply | null {
  endOverdue(call.world);
  const isRunning = [...call.world.operations.values()].some(
    (one) => one.session === call.session && one.screen === screen && one.pollsLeft > 0,
  );
  if (!isRunning) return null;
  const message = 'A long operation is running for this screen in the current session.';
  const [major = 0, minor = 0] = call.world.seed.build.split('.').map(Number);
  const isNew = major > 25 || (major === 25 && minor >= 200);
  return isNew ? { status: 409, body: { message } } : serverError('PX.Data.PXException', message);
}

/**
 * 202 with a relative Location; switch releaseAtOnce: 204 with the Location of the entity; switch releaseFails: the
 * operation ends in an error; switch releasePolls: how many status calls say "running"; switch releaseSilent: it ends
 * well and the bill stays Balanced [community PC].
 */
export function release(call: Call, bill: RecordData): SimReply {
  const blocked = busy(call, 'Bill');
  if (blocked) return blocked;
  const { world, sim } = call;
  const isReady = bill.fields.Status === 'Balanced';
  const failing = sim.fault('releaseFails');
  const isSilent = sim.fault('releaseSilent') !== undefined;
  const failure = !isReady
    ? 'Document Status is invalid for processing.'
    : failing === undefined
      ? null
      : typeof failing === 'string'
        ? failing
        : 'One or more documents could not be released.';
  const finish = () => {
    if (failure === null && !isSilent) openBill(world, bill.id);
  };
  if (sim.fault('releaseAtOnce') && failure === null) {
    finish();
    return { status: 204, headers: { location: `${call.view.base}/Bill/${bill.id}` } };
  }
  const polls = Number(sim.fault('releasePolls') ?? POLLS);
  const id = randomUUID();
  world.operations.set(id, {
    id,
    session: call.session,
    screen: 'Bill',
    pollsLeft: polls + 1,
    ends: world.now().getTime() + LONGEST,
    failure,
    finish,
  });
  return { status: 202, headers: { location: `${call.view.base}/Bill/ReleaseBill/status/${id}` } };
}

/** Carries out what is overdue. */
export function endOverdue(world: World): void {
  const now = world.now().getTime();
  for (const operation of world.operations.values()) {
    if (operation.pollsLeft === 0 || operation.ends > now) continue;
    operation.pollsLeft = 0;
    operation.finish();
  }
}

/** 202 while it runs, 204 when done; a failed operation answers with its error [inferred]. */
export function operationStatus(call: Call): SimReply {
  const operation = call.world.operations.get(call.request.params.operation ?? '');
  if (!operation) return notFoundPage();
  if (operation.pollsLeft > 0) {
    operation.pollsLeft -= 1;
    if (operation.pollsLeft === 0) operation.finish();
  }
  if (operation.pollsLeft > 0)
    return { status: 202, headers: { location: call.request.base + call.request.path } };
  return operation.failure === null ? { status: 204 } : serverError('PX.Data.PXException', operation.failure);
}

/**
 * AP releases bills in the browser: `{all: true}` or `{bills: [number or {type, number}]}`; a bill on hold is taken off
 * hold first. @returns their numbers @throws TypeError where one cannot be released
 */
export function releaseByHand(world: World, order: unknown): string[] {
  const { all, bills } = order as { all?: unknown; bills?: unknown };
  const store = storeOf(world, 'Bill');
  const isReady = (bill: RecordData) => ['Balanced', 'On Hold'].includes(String(bill.fields.Status));
  const named = Array.isArray(bills) ? bills.map((one: unknown) => byName(world, one)) : null;
  if (!named && all !== true) throw new TypeError('A release needs bills or all.');
  const chosen = named ?? store.all().filter(isReady);
  for (const bill of chosen) {
    if (!isReady(bill)) throw new TypeError(`Bill ${String(bill.fields.ReferenceNbr)} cannot be released.`);
    const ready = copyOf(bill);
    Object.assign(ready.fields, { Status: 'Balanced', Hold: false });
    store.put(ready);
    openBill(world, bill.id);
  }
  return chosen.map((bill) => String(bill.fields.ReferenceNbr));
}

function byName(world: World, given: unknown): RecordData {
  const { type, number } =
    typeof given === 'object' && given !== null
      ? (given as { type?: string; number?: string })
      : { type: 'Bill', number: String(given) };
  const bill = storeOf(world, 'Bill').byKey(type ?? 'Bill', number);
  if (!bill) throw new TypeError(`There is no ${type ?? 'Bill'} ${String(number)}.`);
  return bill;
}

function openBill(world: World, id: string): void {
  const bill = storeOf(world, 'Bill').byId(id);
  if (!bill || bill.fields.Status !== 'Balanced') return;
  const opened = copyOf(bill);
  opened.fields.Status = opened.fields.Balance === 0 ? 'Closed' : 'Open';
  commitBill(world, opened);
}
