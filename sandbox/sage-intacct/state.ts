/** What the control API shows. */
import { createHash } from 'node:crypto';
import type { BookedBill } from '../books';
import { countsOf } from './gateway';
import type { Row } from './records';
import { big } from './values';
import type { World } from './world';
import { tableOf } from './world';

/** Counts and meter; `?bills` the books, `?object=APBILL` the records of an object, `?files` what is attached. */
export function readState(world: World, query: URLSearchParams): unknown {
  if (query.has('bills')) return { bills: booked(world) };
  const object = query.get('object');
  if (object !== null && world.tables.has(object)) return { records: tableOf(world, object).all() };
  if (query.has('files')) {
    return {
      folders: [...world.folders],
      files: [...world.files.values()].map(({ parts, ...file }) => ({
        ...file,
        parts: parts.map(({ name, type, bytes }) => ({
          ...{ name, type, bytes: bytes.length },
          sha256: createHash('sha256').update(bytes).digest('hex'),
        })),
      })),
    };
  }
  const now = world.now().getTime();
  return {
    counts: countsOf(world),
    sessions: [...world.sessions.values()].filter(({ ends }) => ends > now).length,
    ...{ logins: world.logins, pod: world.pod, controlIds: world.completed.size },
    inside: world.slots.inside,
    apiTransactions: world.usage.transactions,
    transactionsByFunction: world.usage.byKind,
    settings: world.seed.settings,
  };
}

export interface IntacctBill extends BookedBill {
  recordNo: string;
  description: string;
  reference: string;
  date: string;
  postingDate: string;
  dueDate: string;
  totalPaid: string;
  totalDue: string;
  entity: string;
  lines: Array<BookedBill['lines'][number] & { dimensions: Record<string, string>; memo: string }>;
}

/** Bills and adjustments, as the comparison of the books wants them: cost center as subaccount, location as branch. */
export function booked(world: World): IntacctBill[] {
  return (['APBILL', 'APADJUSTMENT'] as const).flatMap((object) => {
    const lines = new Map<string, Row[]>();
    for (const line of tableOf(world, `${object}ITEM`).all()) {
      const of = line.RECORDKEY ?? '';
      lines.set(of, [...(lines.get(of) ?? []), line]);
    }
    return tableOf(world, object)
      .all()
      .map((row) => show(object, row, lines.get(row.RECORDNO ?? '') ?? []));
  });
}

function show(object: string, row: Row, lines: Row[]): IntacctBill {
  const isCredit = object === 'APADJUSTMENT' && big(row.TRX_TOTALENTERED).lt(0);
  // a credit is booked with negative amounts, and compared by its size
  const size = (amount: string | undefined) =>
    big(amount)
      .times(isCredit ? -1 : 1)
      .toFixed(2);
  const isGone = row.STATE === 'Reversed' || row.STATE === 'Reversal';
  return {
    type: object === 'APBILL' ? 'Bill' : isCredit ? 'Debit Adj.' : 'Credit Adj.',
    ...{ referenceNbr: row.RECORDNO ?? '', recordNo: row.RECORDNO ?? '', vendor: row.VENDORID ?? '' },
    ...{ vendorRef: row.RECORDID ?? '', currency: row.CURRENCY ?? '', amount: size(row.TRX_TOTALENTERED) },
    status: isGone ? 'Voided' : (row.STATE ?? ''),
    ...{ description: row.DESCRIPTION ?? '', reference: row.DOCNUMBER ?? '', date: row.WHENCREATED ?? '' },
    ...{ postingDate: row.WHENPOSTED ?? '', dueDate: row.WHENDUE ?? '', entity: row.MEGAENTITYID ?? '' },
    ...{ totalPaid: size(row.TRX_TOTALPAID), totalDue: size(row.TRX_TOTALDUE) },
    lines: lines.map((line) => ({
      ...{
        account: line.ACCOUNTNO ?? '',
        subaccount: line.DEPARTMENTID ?? '',
        branch: line.LOCATIONID ?? '',
      },
      ...{ amount: size(line.TRX_AMOUNT), memo: line.ENTRYDESCRIPTION ?? '' },
      dimensions: Object.fromEntries(
        Object.entries(line).filter(
          ([name]) => name.startsWith('GLDIM') || /^(PROJECT|CLASS|ITEM|CUSTOMER)ID$/.test(name),
        ),
      ),
    })),
  };
}
