/** Exact Online as the posting pipeline sees it. */
import type { BookedBill } from '../../shared/booking';
import { NoAnswer } from '../../shared/http';
import type { Found, Ledger, Sent, Wanted } from '../../shared/ledger';
import type { BillReference, Difference, Problem } from '../../shared/outcome';
import { Refusal, held, problemOf, refuse } from '../../shared/outcome';
import { postingDate } from '../../shared/period';
import { recover } from '../../shared/recover';
import { foundBill } from '../billRows';
import type { ExactEntry } from '../documents';
import { billDocument, inPeriod } from '../documents';
import type { Connection } from '../transport/connection';
import { create, erase, readOne } from '../transport/list';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import { differences } from './answer';
import type { LookUp } from './lookup';
import { ENTRIES, findBills } from './lookup';
import type { Suppliers } from './masters';
import { readMasters, readSuppliers } from './masters';
import { readPeriods } from './periods';
import type { ExactSettings } from './settings';
import { findTwins } from './twins';
import type { Rules } from './validate';
import { planBill } from './validate';

/** An entry, and the date that decides about its period: a period may turn out closed when it is sent. */
export interface Draft extends ExactEntry {
  postingDate: string;
}

/** Until so many entries a run, looking them up again is cheaper than the feed. */
const FEW = 40;

/** No release: an entry is open for payment at once. */
export class ExactOnlineLedger implements Ledger<Draft> {
  readonly system = 'Exact Online';

  readonly company: string;

  readonly environment: string;

  /** Exact takes one entry a call. */
  readonly batchSize = 1;

  private suppliers: Suppliers | null = null;

  private rules: Rules | null = null;

  private lookedUp: LookUp | null = null;

  private firstLookUpAt = 0;

  /** By key: what this run has sent. */
  private readonly sent = new Map<string, Wanted>();

  /** Exact declines all calls of this kind for an hour. */
  private blocked: Sent | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly settings: ExactSettings,
  ) {
    this.company = [connection.baseUrl, connection.division].join('|').toLowerCase();
    this.environment = connection.environment;
  }

  async find(wanted: Wanted[]): Promise<Map<string, Found[]>> {
    this.suppliers ??= await readSuppliers(
      this.connection,
      wanted.flatMap(({ vendors }) => vendors),
    );
    this.firstLookUpAt ||= Date.now();
    const lookedUp = await findBills(this.connection, this.suppliers, wanted);
    this.lookedUp ??= lookedUp;
    return lookedUp.found;
  }

  async prepare(bills: BookedBill[]): Promise<void> {
    const { suppliers, connection, settings } = this;
    if (!suppliers || bills.length === 0) return;
    const dates = bills.flatMap(({ invoice }) => postingDate(invoice, settings.period) ?? []);
    this.rules = {
      ...{ settings, division: connection.division },
      masters: await readMasters(connection, suppliers, bills, settings),
      periods: await readPeriods(connection, dates),
    };
  }

  draft(bill: BookedBill) {
    const { rules } = this;
    if (!rules) throw new TypeError('find() and prepare() come before draft()');
    const doubt = this.lookedUp?.doubts.get(bill.key);
    if (doubt) throw cutNumber(bill, doubt);
    const { plan, postingDate: date, notCarried } = planBill(bill, rules);
    const entry = billDocument(plan);
    return { draft: { ...entry, postingDate: date }, payload: entry.body, notCarried };
  }

  async create(drafts: Draft[]): Promise<Sent[]> {
    const sent: Sent[] = [];
    for (const draft of drafts) {
      const result = this.blocked ?? (await this.createOne(draft));
      sent.push(result);
      // calling on makes the block longer (doc maesn)
      if (result.kind === 'refused' && result.problem.cause === 'erp.blocked') this.block(result.problem);
    }
    return sent;
  }

  private block(problem: Problem): void {
    const reason = `Exact Online declines entries for now (HTTP ${problem.httpStatus ?? 429}). This one was not sent.`;
    this.blocked ??= { kind: 'refused', problem: { ...problem, reason } };
  }

  /** Whether a period is closed Exact tells only when it is sent to: then the policy decides again. */
  private async createOne(draft: Draft): Promise<Sent> {
    const { rules, settings } = this;
    if (!rules) throw new TypeError('draft() comes before create()');
    for (;;) {
      const period = orProblem(() => rules.periods.choose(draft.postingDate, settings.period));
      if ('problem' in period) return { kind: 'refused', problem: period.problem };
      const sent = await this.send({ ...draft, body: { ...draft.body, ...inPeriod(period) } });
      const isClosed = sent.kind === 'refused' && sent.problem.cause === 'period.closed';
      if (!isClosed || !rules.periods.close(period)) return sent;
    }
  }

  private async send(entry: ExactEntry): Promise<Sent> {
    const { connection } = this;
    this.sent.set(entry.wanted.key, entry.wanted);
    const answer = await recover(
      () =>
        recover(
          () => create(connection, ENTRIES, entry.body, entry.name),
          NoAnswer,
          (lost) => lost,
        ),
      Refusal,
      (refusal) => refusal,
    );
    if (answer instanceof NoAnswer) return unknownSent(answer);
    if (answer instanceof Refusal) return refusedSent(answer);
    const id = textAt(answer, 'EntryID');
    if (id === '') return { kind: 'unknown', reason: 'The answer names no entry.', final: false };
    return await this.settle(entry, await this.whole(answer, id));
  }

  /** What the answer leaves out is read; nothing else is. */
  private async whole(answer: Json, id: string): Promise<Json> {
    if (typeof answer.AmountFC === 'number' && textAt(answer, 'Supplier') !== '') return answer;
    const read = () => readOne(this.connection, { path: ENTRIES, select: ANSWERED }, id);
    return (
      (await recover(
        () => recover(read, NoAnswer, () => null),
        Refusal,
        () => null,
      )) ?? answer
    );
  }

  private async settle(entry: ExactEntry, record: Json): Promise<Sent> {
    const { money, coding } = differences(entry, record);
    const bill = foundBill(record, this.word);
    if (money.length === 0) return { kind: 'created', bill, differences: coding };
    const isGone = await recover(
      () => this.remove(bill).then(() => true),
      Error,
      () => false,
    );
    if (isGone) return { kind: 'refused', problem: recomputed(entry, money) };
    const byHand = {
      ...{ field: 'entry', expected: 'taken back' },
      found: `still there (number ${bill.number}): delete it by hand`,
    };
    return { kind: 'created', bill, differences: [...money, byHand] };
  }

  /** Exact takes a number twice: one read after the batch tells whether another run has booked the same. */
  async twins(keys: string[]): Promise<Map<string, Found[]>> {
    const wanted = keys.flatMap((key) => this.sent.get(key) ?? []);
    if (wanted.length <= FEW) return onlyStamped(await this.find(wanted));
    return await findTwins(this.connection, keys, this.firstLookUpAt, this.word);
  }

  async remove({ id, number }: BillReference): Promise<void> {
    await erase(this.connection, ENTRIES, id, `to take entry ${number} back`);
  }

  private readonly word = (id: string): string => this.suppliers?.word(id) ?? id;
}

/** What is looked at in the answer to a write. */
const ANSWERED = [
  ...['EntryID', 'EntryNumber', 'Type', 'Status', 'Supplier', 'YourRef', 'Description', 'AmountFC'],
  ...['VATAmountFC', 'Currency', 'Document', 'Journal', 'EntryDate', 'ReportingYear', 'ReportingPeriod'],
];

const onlyStamped = (found: Map<string, Found[]>): Map<string, Found[]> =>
  new Map([...found].map(([key, bills]) => [key, bills.filter(({ matchedBy }) => matchedBy === 'key')]));

function orProblem<T extends object>(work: () => T): T | { problem: Problem } {
  try {
    return work();
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What the server itself failed at is over; gateways give up while it may still be at work. */
const FINAL = new Set([500, 503]);

const unknownSent = ({ message, arrived, status }: NoAnswer): Sent => ({
  ...{ kind: 'unknown', reason: message },
  final: arrived === false || FINAL.has(status ?? 0),
});

function refusedSent({ problem }: Refusal): Sent {
  // gave up while it was at work
  if (problem.httpStatus === 408) return { kind: 'unknown', reason: problem.reason, final: false };
  if (problem.cause === 'erp.duplicateNumber') return { kind: 'duplicate', problem };
  return { kind: 'refused', problem };
}

function recomputed({ name }: ExactEntry, money: Difference[]) {
  const words = money.map(({ field, expected, found }) => `${field}: sent ${expected}, booked ${found}`);
  return held(
    'erp.recomputed',
    `Exact Online changed what was sent for ${name}: ${words.join('; ')}. The entry was taken back.`,
    'See what the division computes by itself (VAT codes of accounts and suppliers, currencies), correct it or the mapping, and replay.',
    'erp',
  );
}

const cutNumber = (bill: BookedBill, { number, vendorReference }: Found): Refusal =>
  refuse(
    'erp.cutNumber',
    `Entry ${number} of this supplier has the number ${vendorReference}: it may be ${bill.vendorReference}, entered as far as the field goes.`,
    'If it is this invoice, mark it as settled; if not, give that entry another number in Exact Online. Then replay.',
    'erp',
  );
