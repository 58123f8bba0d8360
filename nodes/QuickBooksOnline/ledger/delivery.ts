/** Brings drafts into the books: batches under ids that QuickBooks Online carries out only once. */
import { DateTime } from 'luxon';
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Found, Sent, Wanted } from '../../shared/ledger';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { PeriodPolicy } from '../../shared/period';
import { recover } from '../../shared/recover';
import type { BillPart, QboBill } from '../documents';
import type { BatchAnswer, BatchItem } from '../transport/batch';
import { batch, requestIdOf } from '../transport/batch';
import type { Connection } from '../transport/connection';
import type { Fault } from '../transport/errors';
import { interpret, isThrottled } from '../transport/errors';
import { query } from '../transport/query';
import { ask } from '../transport/request';
import type { Json } from '../transport/wire';
import { asObject, textAt } from '../transport/wire';

export interface DeliveryRules {
  whenClosed: PeriodPolicy['whenClosed'];
  /** Numbers of other vendors do not stand in the way. */
  mayRepeatNumbers: boolean;
  /** 1, and more after what was proven to have failed. */
  revisionOf(draft: QboBill): number;
  /** When the batch was looked up and not found, epoch milliseconds. */
  lookedUpAt: number;
  lookUp(wanted: Wanted[]): Promise<Map<string, Found[]>>;
}

/** One record on its way. */
export interface Parcel {
  draft: QboBill;
  part: BillPart;
  /** Tells a record that was deleted, or has failed, from its successor. */
  revision: number;
  /** The record as QBO answers it, once it is there. */
  record: Json | null;
  /** What else became of it. */
  sent: Exclude<Sent, { kind: 'created' }> | null;
}

/** What QBO says is the first answer where the record is older than the look-up; clocks may differ by so much. */
export const CLOCKS_MS = 120_000;
/** Records that were deleted and posted anew so often are somebody's question. */
const MOST_REVISIONS = 20;

export class Delivery {
  constructor(
    private readonly connection: Connection,
    private readonly rules: DeliveryRules,
  ) {}

  /**
   * Every parcel leaves with its record, or with what became of it instead.
   * @throws SignInRefused when none was booked, and nothing else
   */
  async run(drafts: QboBill[]): Promise<Parcel[]> {
    const parcels = drafts.flatMap((draft) =>
      draft.parts.map((part) => parcelOf(draft, part, this.rules.revisionOf(draft))),
    );
    const refused = await recover(
      () => this.sendAll(parcels),
      SignInRefused,
      (error) => error,
    );
    if (!refused) return parcels;
    if (parcels.every(({ record }) => record === null)) throw refused;
    for (const parcel of parcels.filter(isOpen))
      parcel.sent = { kind: 'refused', problem: signedOut(refused) };
    return parcels;
  }

  private async sendAll(parcels: Parcel[]): Promise<void> {
    for (let open = parcels; open.length > 0; open = open.filter(isOpen)) {
      const chunk = open.slice(0, Math.max(1, this.connection.batchSize));
      await this.sendBatch(chunk);
      await this.settleOld(chunk);
    }
    await this.settleNumbers(parcels);
  }

  private async sendBatch(parcels: Parcel[]): Promise<void> {
    const items = parcels.map((parcel, at) => itemOf(parcel, at));
    const revisions = parcels.map(({ revision }) => String(revision)).join(',');
    const requestId = requestIdOf(this.connection.realm, revisions, JSON.stringify(items));
    const answers = await recover(
      () => batch(this.connection, items, { requestId }),
      Refusal,
      ({ problem }) => problem,
    );
    parcels.forEach((parcel, at) => {
      // an answer that was lost before the refusal may have booked it: that is looked up
      if (!Array.isArray(answers)) parcel.sent = { kind: 'duplicate', problem: answers };
      else this.judge(parcel, answers[at]);
    });
  }

  private judge(parcel: Parcel, answer: BatchAnswer | undefined): void {
    if (answer?.state === 'done' && textAt(answer.record, 'Id') !== '') {
      parcel.record = answer.record;
    } else if (answer?.state === 'fault') {
      parcel.sent = this.judgeFault(parcel, answer.fault);
    } else {
      const reason = answer?.state === 'noAnswer' ? answer.reason : 'The answer names no record.';
      parcel.sent = { kind: 'unknown', reason, final: false };
    }
  }

  private judgeFault({ draft }: Parcel, fault: Fault): Parcel['sent'] {
    const { kind, problem } = interpret(fault, draft.name);
    if (kind === 'signIn') throw new SignInRefused(problem.reason);
    // throttled items were not carried out; whether failed ones were, only a look-up can tell
    if (kind === 'transient' && !isThrottled(fault))
      return { kind: 'unknown', reason: problem.reason, final: true };
    if (kind === 'repeated') return { kind: 'unknown', reason: problem.reason, final: false };
    if (kind === 'duplicateNumber') return { kind: 'duplicate', problem: ofNumber(problem) };
    if (problem.cause !== 'period.closed') return { kind: 'refused', problem };
    const outcome = this.rules.whenClosed === 'refuse' ? 'rejected' : 'held';
    return { kind: 'refused', problem: { ...problem, outcome } };
  }

  /**
   * The same request gets its first answer again, and the record behind it may have been deleted since: what is older
   * than the look-up that did not find it is asked for. What is gone is sent anew under another id.
   */
  private async settleOld(parcels: Parcel[]): Promise<void> {
    const old = parcels.filter(
      ({ record }) => record && createdAt(record) < this.rules.lookedUpAt - CLOCKS_MS,
    );
    for (const entity of new Set(old.map(({ draft }) => draft.entity))) {
      const own = old.filter(({ draft }) => draft.entity === entity);
      const ids = own.map(({ record }) => textAt(record ?? {}, 'Id'));
      const rows = await this.orReason(() =>
        query(this.connection, { entity, where: [{ field: 'Id', in: ids }] }),
      );
      const there = new Set(typeof rows === 'string' ? [] : rows.map((row) => textAt(row, 'Id')));
      for (const parcel of own) {
        if (there.has(textAt(parcel.record ?? {}, 'Id'))) continue;
        parcel.record = null;
        if (typeof rows === 'string') parcel.sent = { kind: 'unknown', reason: rows, final: false };
        else if (parcel.revision < MOST_REVISIONS) parcel.revision += 1;
        else parcel.sent = { kind: 'refused', problem: DELETED };
      }
    }
  }

  /** A number that another vendor has: once it is proven that this vendor has none, it is sent all the same. */
  private async settleNumbers(parcels: Parcel[]): Promise<void> {
    const { mayRepeatNumbers, lookUp } = this.rules;
    const taken = parcels.filter(
      ({ sent, draft }) =>
        sent?.kind === 'duplicate' &&
        sent.problem.cause === NUMBER &&
        (mayRepeatNumbers || draft.repeatsNumber),
    );
    if (taken.length === 0) return;
    const wanted = [...new Set(taken.map(({ draft }) => draft.wanted))];
    const found = await this.orReason(() => lookUp(wanted));
    if (typeof found === 'string') return;
    for (const parcel of taken)
      if ((found.get(parcel.draft.wanted.key) ?? []).length === 0) await this.sendAlone(parcel);
  }

  /** By itself, where the option to take the number is documented (source: API-ref `include`). */
  private async sendAlone(parcel: Parcel): Promise<void> {
    const { draft, part, revision } = parcel;
    const requestId = requestIdOf(
      this.connection.realm,
      String(revision),
      draft.entity,
      JSON.stringify(part.body),
    );
    const answer = await this.orReason(() =>
      recover(
        () =>
          ask(
            this.connection,
            {
              ...{ method: 'POST', path: draft.entity.toLowerCase(), body: part.body as never, requestId },
              ...{ query: { include: 'allowduplicatedocnum' }, repeatable: true },
            },
            draft.name,
          ),
        Refusal,
        ({ problem }) => ({ problem }),
      ),
    );
    if (typeof answer === 'string') parcel.sent = { kind: 'unknown', reason: answer, final: false };
    else if ('problem' in answer) parcel.sent = { kind: 'duplicate', problem: answer.problem as Problem };
    else [parcel.record, parcel.sent] = [asObject(answer[draft.entity]), null];
  }

  /** What can be said where a question gets no answer, or is refused. */
  private async orReason<T>(work: () => Promise<T>): Promise<T | string> {
    return await recover(() => recover(work, NoAnswer, messageOf), Refusal, messageOf);
  }
}

const messageOf = (error: Error): string => error.message;

const parcelOf = (draft: QboBill, part: BillPart, revision: number): Parcel => ({
  ...{ draft, part, revision, record: null, sent: null },
});

const isOpen = ({ record, sent }: Parcel): boolean => record === null && sent === null;

const itemOf = ({ draft, part }: Parcel, at: number): BatchItem => ({
  ...{ bId: String(at + 1), operation: 'create', entity: draft.entity, body: part.body },
  ...(draft.repeatsNumber && { options: 'allowduplicatedocnum' }),
});

/** Epoch milliseconds; the far future where it is not told. */
function createdAt(record: Json): number {
  const at = DateTime.fromISO(textAt(record, 'MetaData.CreateTime'), { setZone: true });
  return at.isValid ? at.toMillis() : Infinity;
}

const NUMBER = 'erp.duplicateNumber';

/** Where it is not found under this vendor, another one has the number: that can be decided, so it waits. */
const ofNumber = (problem: Problem): Problem => ({
  ...{ ...problem, outcome: 'held', cause: NUMBER },
  advice:
    'A document of another vendor has this number, and this vendor has none. Let the node post it all the same (QuickBooks Online Options), or change the number in JAGGAER.',
});

const DELETED = held(
  'erp.repeated',
  'QuickBooks Online gives the answer for a document that was deleted there, again and again.',
  'If it is to be booked, enter it in QuickBooks Online by hand.',
  'erp',
);

const signedOut = (error: SignInRefused): Problem => ({
  ...held(
    'connection.signIn',
    `QuickBooks Online refused the sign-in: ${error.message}`,
    'Open the credential, mend it and run its test; then replay. Nothing was posted after the refusal.',
    'connection',
  ),
  httpStatus: 401,
});
