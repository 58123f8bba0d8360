/** What happens to the invoices of the world, and how often. */
import type { Random } from './random';

export type Scenario =
  | 'ordinary'
  | 'credit'
  /** Without a supplier's number: the bill carries JAGGAER's own, marked. */
  | 'creditWithoutReference'
  | 'zero'
  // not approved
  | 'pending'
  | 'inProcess'
  | 'paid'
  | 'cancelled'
  // to be held
  | 'unmappedSupplier'
  | 'unmappedAccount'
  | 'unmappedCharge'
  | 'missingTotal'
  | 'orderClosed'
  | 'orderNotReceived'
  | 'orderOverBilled'
  // to be rejected
  | 'closedPeriod'
  | 'totalOff';

/** Of 64 real rows 5 were Pending, 1 InProcess, 4 credit memos, 1 without a total, 1 without a number [P]. */
const COMMON: Array<[Scenario, number]> = [
  ['credit', 1],
  ['creditWithoutReference', 1],
  ['zero', 1],
  ['pending', 4],
  ['inProcess', 1],
  ['unmappedSupplier', 1],
  ['unmappedAccount', 1],
  ['unmappedCharge', 1],
  ['missingTotal', 1],
  ['closedPeriod', 1],
  ['totalOff', 1],
];
const IN_TURN: Scenario[][] = [
  ['orderClosed', 'orderNotReceived', 'orderOverBilled'],
  ['paid', 'cancelled'],
];

export const BLOCK = 50;

/** Scenarios of the next fifty invoices: each block has all the common ones, in any order. */
export function block(number: number, random: Random): Scenario[] {
  const special = COMMON.flatMap(([scenario, count]) => Array.from({ length: count }, () => scenario));
  for (const turn of IN_TURN) special.push(turn[number % turn.length] ?? 'ordinary');
  const ordinary = Array.from({ length: BLOCK - special.length }, (): Scenario => 'ordinary');
  return random.shuffled([...special, ...ordinary]);
}

/** Where an invoice ends, if every code is mapped as the world maps it. */
export type Outcome = 'posted' | 'held' | 'rejected' | 'notApproved';

/** Why, in words of the world; nothing for what is posted. */
export const OUTCOMES: Record<Scenario, { outcome: Outcome; why?: string }> = {
  ordinary: { outcome: 'posted' },
  credit: { outcome: 'posted' },
  creditWithoutReference: { outcome: 'posted' },
  zero: { outcome: 'posted' },
  pending: { outcome: 'notApproved', why: 'workflow is Pending' },
  inProcess: { outcome: 'notApproved', why: 'payment is InProcess' },
  paid: { outcome: 'notApproved', why: 'paid already' },
  cancelled: { outcome: 'notApproved', why: 'cancelled' },
  unmappedSupplier: { outcome: 'held', why: 'supplier is not mapped' },
  unmappedAccount: { outcome: 'held', why: 'account is not mapped' },
  unmappedCharge: { outcome: 'held', why: 'charge is not mapped' },
  missingTotal: { outcome: 'held', why: 'total and currency are missing' },
  orderClosed: { outcome: 'held', why: 'purchase order is closed' },
  orderNotReceived: { outcome: 'held', why: 'goods are not received' },
  orderOverBilled: { outcome: 'held', why: 'more is billed than was ordered' },
  closedPeriod: { outcome: 'rejected', why: 'accounting date is in a closed period' },
  totalOff: { outcome: 'rejected', why: 'total does not add up' },
};
