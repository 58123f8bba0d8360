/** Releases bills: one action each, polled by HTTP code, and the status read again for all at the end. */
import { sleep } from 'n8n-workflow';
import type { Reply } from '../../shared/http';
import { NoAnswer } from '../../shared/http';
import type { BillReference, Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from '../transport/connection';
import { listAll } from '../transport/list';
import { equals, orFilters } from '../transport/query';
import { refusal, send } from '../transport/request';
import { text } from '../transport/wire';

const FIRST_POLL_MS = 300;
const LONGEST_POLL_MS = 4_000;
const GIVE_UP_MS = 600_000;

/** Where release has happened, whatever came after it. */
const RELEASED = new Set(['Open', 'Closed', 'Reserved', 'Pre-Released', 'Released']);
const RELEASABLE = new Set(['Balanced', '']);

/**
 * Releases the bills one after the other: two operations on one screen of a session exclude each other.
 * @returns a problem for each bill that is not released, in order
 * @throws SignInRefused
 */
export async function releaseBills(
  connection: Connection,
  bills: BillReference[],
): Promise<Array<Problem | null>> {
  const problems: Array<Problem | null> = [];
  for (const bill of bills) problems.push(await releaseOne(connection, bill));
  const done = bills.filter((_, index) => problems[index] === null);
  const statuses = await recover(
    () => readStatuses(connection, done),
    Refusal,
    () => null,
  );
  if (statuses === null) return problems;
  return problems.map((problem, index) => {
    const bill = bills[index];
    if (problem !== null || !bill) return problem;
    const status = statuses.get(`${bill.type}|${bill.number}`) ?? 'not found';
    if (RELEASED.has(status)) return null;
    return notReleased(bill, `it is ${status} after the release`);
  });
}

async function releaseOne(connection: Connection, bill: BillReference): Promise<Problem | null> {
  if (!RELEASABLE.has(bill.status)) return notReleased(bill, `its status is ${bill.status}`);
  const acted = recover(
    async () => {
      await act(connection, 'Bill', 'ReleaseBill', bill.id);
      return null;
    },
    Refusal,
    (error) => notReleased(bill, error.problem.reason),
  );
  // without an answer, the status read at the end tells whether it was released
  return await recover(
    () => acted,
    NoAnswer,
    () => null,
  );
}

/**
 * Runs an action on one record and waits until it is over.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function act(connection: Connection, entity: string, action: string, id: string): Promise<void> {
  const what = `the action ${action}`;
  const reply = await send(connection, {
    method: 'POST',
    path: `${entity}/${action}`,
    body: { entity: { id } },
    repeatable: false,
  });
  // a 204 is over; it may carry the address of the record, which is not one to poll
  if (reply.status === 204 || reply.status === 200) return;
  const place = reply.status === 202 ? reply.headers.location : undefined;
  if (!place) throw await refusal(connection, reply, what, entity);
  const url = new URL(place, `${connection.instance}/`).toString();
  const final = await poll(connection, url);
  if (final.status !== 204 && final.status !== 200) throw await refusal(connection, final, what, entity);
}

/** The HTTP code is the state; the body is empty. */
async function poll(connection: Connection, url: string): Promise<Reply> {
  const until = Date.now() + GIVE_UP_MS;
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 2, LONGEST_POLL_MS)) {
    await sleep(pause);
    const reply = await send(connection, { method: 'GET', path: url, repeatable: true });
    if (reply.status !== 202) return reply;
    if (Date.now() > until) throw new NoAnswer('The release is still running after ten minutes', null);
  }
}

async function readStatuses(connection: Connection, bills: BillReference[]): Promise<Map<string, string>> {
  const query = { select: ['Type', 'ReferenceNbr', 'Status'] };
  const clauses = bills.map((bill) => equals('ReferenceNbr', bill.number));
  const statuses = new Map<string, string>();
  for (const filter of orFilters(clauses, { ...query, top: 1000 })) {
    for (const row of await listAll(connection, 'Bill', { ...query, filter }))
      statuses.set(`${text(row, 'Type')}|${text(row, 'ReferenceNbr')}`, text(row, 'Status'));
  }
  return statuses;
}

const notReleased = (bill: BillReference, why: string): Problem =>
  held(
    'erp.notReleased',
    `Bill ${bill.number} was booked but not released: ${why}.`,
    'Approve or release it in Acumatica (Release AP Documents, AP501000). It is not posted a second time.',
    'erp',
  );
