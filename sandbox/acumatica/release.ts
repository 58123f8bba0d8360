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
  if (operation.pollsLeft > 0) return { status: 202, headers: { location: call.request.path } };
  return operation.failure === null ? { status: 204 } : serverError('PX.Data.PXException', operation.failure);
}

function openBill(world: World, id: string): void {
  const bill = storeOf(world, 'Bill').byId(id);
  if (!bill || bill.fields.Status !== 'Balanced') return;
  const opened = copyOf(bill);
  opened.fields.Status = opened.fields.Balance === 0 ? 'Closed' : 'Open';
  commitBill(world, opened);
}
