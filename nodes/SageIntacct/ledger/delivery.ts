/**
 * Brings drafts into the books: several functions in a request, each with a control id that Sage Intacct takes only
 * once. Sources: developer.intacct.com requests (uniqueid), error-handling.
 */
import { DateTime } from 'luxon';
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Found, Sent, Wanted } from '../../shared/ledger';
import { inParallel } from '../../shared/lock';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { PeriodPolicy } from '../../shared/period';
import { recover } from '../../shared/recover';
import type { IntacctBill } from '../documents';
import { functionOf } from '../documents';
import type { Connection } from '../transport/connection';
import { SchemaRefused, interpret } from '../transport/errors';
import type { Sent as Result } from '../transport/request';
import { send } from '../transport/request';
import { text } from '../transport/xml';

export interface DeliveryRules {
  batchSize: number;
  whenClosed: PeriodPolicy['whenClosed'];
  /** Everything the company has for these documents, in whatever entity. */
  lookUp(wanted: Wanted[]): Promise<Map<string, Found[]>>;
}

/** What one batch teaches the next. */
export interface Memory {
  /** Months that turned out closed, by place: `110|2026-01`. */
  closed: Set<string>;
  /** The gateway did not answer lately: nobody waits for it again and again. */
  tired: boolean;
}

/** One draft on its way. */
export interface Parcel {
  draft: IntacctBill;
  revision: number;
  postingDate: string;
  /** By how many months it was moved. */
  moved: number;
  state: 'open' | 'repeated' | 'created' | 'settled';
  recordNo: string;
  sent: Sent | null;
  /** Why it is still open. */
  last: Problem | null;
}

/** A closed period is left behind by so many months at most. */
const MOST_MONTHS = 12;
/** Months, and revisions of what was deleted in Sage Intacct. */
const MOST_ROUNDS = 40;

export class Delivery {
  private signIn: SignInRefused | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly rules: DeliveryRules,
    private readonly memory: Memory,
  ) {}

  /**
   * Every parcel leaves created (with its record number) or settled.
   * @throws SignInRefused when none was booked, and nothing else
   */
  async run(drafts: IntacctBill[]): Promise<Parcel[]> {
    const parcels = drafts.map((draft) => this.pack(draft));
    for (let round = 0, open = parcels; open.length > 0 && round < MOST_ROUNDS; round++) {
      const batches = inBatches(open, this.rules.batchSize);
      await inParallel(batches, this.connection.slots, (batch) => this.sendBatch(batch));
      await this.settleRepeated(parcels.filter(({ state }) => state === 'repeated'));
      if (this.signIn) break;
      open = parcels.filter(({ state }) => state === 'open');
    }
    const isTouched = parcels.some(({ state }) => state !== 'open');
    if (this.signIn && !isTouched) throw this.signIn;
    for (const parcel of parcels) if (parcel.state === 'open') settle(parcel, this.leftOver(parcel));
    return parcels;
  }

  private pack(draft: IntacctBill): Parcel {
    const parcel: Parcel = {
      ...{ draft, revision: 1, postingDate: draft.postingDate, moved: 0 },
      ...{ state: 'open', recordNo: '', sent: null, last: null },
    };
    if (this.rules.whenClosed === 'nextOpen')
      while (this.memory.closed.has(monthOf(parcel)) && parcel.moved < MOST_MONTHS) toNextMonth(parcel);
    return parcel;
  }

  private async sendBatch(parcels: Parcel[]): Promise<void> {
    if (this.signIn) return;
    const { connection, memory } = this;
    const retries = memory.tired ? { ...connection.retries, attempts: 1 } : connection.retries;
    const functions = parcels.map(({ draft, postingDate, revision }) =>
      functionOf(draft, postingDate, revision),
    );
    try {
      const results = await send({ ...connection, retries }, functions, { unique: true, repeatable: true });
      memory.tired = false;
      parcels.forEach((parcel, at) => this.judge(parcel, results[at]));
    } catch (error) {
      await this.failed(parcels, error);
    }
  }

  /** A request that was refused as a whole is sent in halves, until what is refused stands alone. */
  private async failed(parcels: Parcel[], error: unknown): Promise<void> {
    if (error instanceof SignInRefused) {
      this.signIn = error;
    } else if (error instanceof NoAnswer) {
      this.memory.tired = true;
      const sent: Sent =
        error.arrived === false
          ? { kind: 'refused', problem: notReached(error) }
          : { kind: 'unknown', reason: error.message, final: false };
      for (const parcel of parcels) settle(parcel, sent);
    } else if (error instanceof Refusal) {
      const isOnes = error instanceof SchemaRefused || error.problem.cause === 'erp.refused';
      if (isOnes && parcels.length > 1) {
        const middle = Math.ceil(parcels.length / 2);
        await this.sendBatch(parcels.slice(0, middle));
        await this.sendBatch(parcels.slice(middle));
        return;
      }
      if (error.problem.cause === 'erp.busy') this.memory.tired = true;
      for (const parcel of parcels) settle(parcel, { kind: 'refused', problem: error.problem });
    } else {
      throw error;
    }
  }

  private judge(parcel: Parcel, result: Result | undefined): void {
    if (result?.status === 'success') {
      parcel.recordNo = result.key || text(result.rows[0] ?? {}, 'RECORDNO');
      if (parcel.recordNo !== '') parcel.state = 'created';
      else settle(parcel, { kind: 'unknown', reason: 'The answer names no bill', final: false });
      return;
    }
    const { number, object } = parcel.draft.expected;
    const { kind, problem } = interpret(
      result?.errors ?? [],
      `${object === 'APBILL' ? 'bill' : 'credit'} ${number}`,
    );
    const isOver = kind === 'transient' || kind === 'busy';
    const isThere = kind === 'repeated' || kind === 'duplicate' || kind === 'inProcess';
    if (isOver || (isThere && result?.resent)) {
      // said about a copy of what was sent before: the first one may be booked
      settle(parcel, { kind: 'unknown', reason: problem.reason, final: isOver });
    } else if (kind === 'repeated') {
      Object.assign(parcel, { state: 'repeated', last: problem });
    } else if (isThere) {
      settle(parcel, { kind: 'duplicate', problem });
    } else if (problem.cause === 'period.closed') {
      this.judgeClosed(parcel, problem);
    } else {
      settle(parcel, { kind: 'refused', problem });
    }
  }

  /** Which periods are open no call says: the refusal does, and the next month is tried. */
  private judgeClosed(parcel: Parcel, problem: Problem): void {
    const { whenClosed } = this.rules;
    if (whenClosed !== 'nextOpen') {
      settle(parcel, {
        kind: 'refused',
        problem: { ...problem, outcome: whenClosed === 'hold' ? 'held' : 'rejected' },
      });
    } else if (parcel.moved < MOST_MONTHS) {
      this.memory.closed.add(monthOf(parcel));
      toNextMonth(parcel);
      parcel.last = problem;
    } else {
      settle(parcel, { kind: 'refused', problem });
    }
  }

  /**
   * Carried out before, and not by this request: another run's bill, or one that was deleted in Sage Intacct since.
   * Only what is proven absent gets a new control id.
   */
  private async settleRepeated(parcels: Parcel[]): Promise<void> {
    if (parcels.length === 0) return;
    const found = await recover(
      () => recover(() => this.rules.lookUp(parcels.map(({ draft }) => draft.wanted)), NoAnswer, asReason),
      Refusal,
      asReason,
    ).catch((error: unknown) => {
      if (!(error instanceof SignInRefused)) throw error;
      this.signIn = error;
      return error.message;
    });
    for (const parcel of parcels) {
      if (typeof found === 'string') {
        settle(parcel, { kind: 'unknown', reason: found, final: false });
      } else if ((found.get(parcel.draft.wanted.key) ?? []).length > 0) {
        settle(parcel, { kind: 'duplicate', problem: parcel.last ?? DELETED });
      } else {
        parcel.revision += 1;
        parcel.state = 'open';
      }
    }
  }

  private leftOver({ last }: Parcel): Sent {
    if (!this.signIn) return { kind: 'refused', problem: last ?? DELETED };
    const reason = `Sage Intacct refused the sign-in: ${this.signIn.message}`;
    const advice =
      'Open the credential, mend it and run its test; then replay. Nothing was posted after the refusal.';
    return {
      kind: 'refused',
      problem: { ...held('connection.signIn', reason, advice, 'connection'), httpStatus: 401 },
    };
  }
}

const DELETED = held(
  'erp.repeated',
  'Sage Intacct says that it carried this document out many times before, but has none of it.',
  'Look for it in all entities. If it was deleted, enter it in Sage Intacct by hand.',
  'erp',
);

const asReason = (error: Error): string => error.message;

const notReached = (error: NoAnswer): Problem =>
  held(
    'connection.noAnswer',
    `Sage Intacct: ${error.message}`,
    'Nothing was sent. Check that Sage Intacct is up and can be reached from n8n; then replay.',
    'connection',
  );

function settle(parcel: Parcel, sent: Sent): void {
  parcel.state = 'settled';
  parcel.sent = sent;
}

const monthOf = ({ draft, postingDate }: Parcel): string => `${draft.places}|${postingDate.slice(0, 7)}`;

function toNextMonth(parcel: Parcel): void {
  const next = DateTime.fromISO(parcel.postingDate).plus({ months: 1 }).startOf('month');
  parcel.postingDate = next.toFormat('yyyy-MM-dd');
  parcel.moved += 1;
}

function inBatches<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
