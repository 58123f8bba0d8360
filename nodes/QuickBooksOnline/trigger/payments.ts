/** What was paid of bills: one request a poll for up to 2,000 bills and 2,000 payments. */
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import type { Known } from '../payments';
import { billsById, billsOfPayments, isStamped, keep, nothingKnown, statusesOf } from '../payments';
import { batch } from '../transport/batch';
import { queryChanged } from '../transport/changes';
import type { Connection } from '../transport/connection';
import { interpret } from '../transport/errors';
import { PAGE, literal, rowsIn } from '../transport/query';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import { Refusal } from '../../shared/outcome';
import type { TriggerOptions } from './source';
import { sightingOf } from './source';

type Change = { bill: string } | { payment: string };

const ENTITIES = ['Bill', 'BillPayment'] as const;
const PAGES = 2;

/**
 * Whether a payment moves the time of its bills is in no public source, so payments are listed beside the bills. The
 * statuses come from the records as this poll read them: what it has is not asked for again.
 */
export function paymentSource(
  connection: Connection,
  { onlyFromJaggaer = true }: TriggerOptions,
): PollSource<Change> {
  const known = nothingKnown();
  return {
    async *scan(since) {
      const from = new Date(Math.max(Date.parse(since), 0)).toISOString();
      const [bills, payments] = await readBoth(connection, from, known);
      const wanted = bills.filter((bill) => !onlyFromJaggaer || isStamped(bill));
      yield wanted.map((bill) => sightingOf<Change>('Bill', bill, { bill: textAt(bill, 'Id') }));
      yield payments.map((each) => sightingOf<Change>('BillPayment', each, { payment: textAt(each, 'Id') }));
    },
    async toItems(changes) {
      const own = changes.flatMap((change) => ('bill' in change ? [change.bill] : []));
      const paid = changes.flatMap((change) => ('payment' in change ? [change.payment] : []));
      const ids = [...own, ...(await billsOfPayments(connection, paid, known))];
      const bills = await billsById(connection, ids, known);
      const ours = bills.filter((bill) => !onlyFromJaggaer || isStamped(bill));
      return itemsOf(await statusesOf(connection, ours, known));
    },
    nothing: 'QuickBooks Online has no bill that passes these options',
  };
}

/** Both lists in one batch of queries; what does not fit is read page by page. */
async function readBoth(
  connection: Connection,
  since: string,
  known: Known,
): Promise<[bills: Json[], payments: Json[]]> {
  const where = `WHERE MetaData.LastUpdatedTime >= ${literal(since)} ORDERBY Id`;
  const asked = ENTITIES.flatMap((entity) =>
    Array.from({ length: PAGES }, (_, at) => ({
      entity,
      query: `SELECT * FROM ${entity} ${where} STARTPOSITION ${at * PAGE + 1} MAXRESULTS ${PAGE}`,
    })),
  );
  const answers = await batch(
    connection,
    asked.map(({ query }, at) => ({ bId: String(at), query })),
  );
  const lists: Record<(typeof ENTITIES)[number], Json[]> = { Bill: [], BillPayment: [] };
  for (const [at, answer] of answers.entries()) {
    const entity = asked[at]?.entity ?? 'Bill';
    if (answer.state === 'fault') throw new Refusal(interpret(answer.fault, `to read ${entity}`).problem);
    // without an answer the lists are read one by one, which says what is wrong
    const rows = answer.state === 'rows' ? rowsIn(answer.response, entity) : [];
    lists[entity].push(...rows);
    if (answer.state !== 'rows' || (at % PAGES === PAGES - 1 && rows.length === PAGE))
      lists[entity] = await queryChanged(connection, entity, since);
  }
  keep(known.bills, lists.Bill);
  keep(known.payments, lists.BillPayment);
  return [[...new Map(lists.Bill.map((row) => [textAt(row, 'Id'), row])).values()], lists.BillPayment];
}
