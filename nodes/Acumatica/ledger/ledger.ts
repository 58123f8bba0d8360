/** Acumatica as the posting pipeline sees it. */
import type { BookedBill } from '../../shared/booking';
import type { Reply } from '../../shared/http';
import { NoAnswer, SignInRefused, parseJson } from '../../shared/http';
import type { Ledger, Sent, Wanted } from '../../shared/ledger';
import type { BillReference, Difference } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { AcumaticaBill } from '../documents';
import { billDocument, billReference } from '../documents';
import type { Connection } from '../transport/connection';
import { interpret, isExplained, isMissing } from '../transport/errors';
import type { Query } from '../transport/query';
import type { Request } from '../transport/request';
import { refusal, send } from '../transport/request';
import type { Plain } from '../transport/wire';
import { text, unwrap } from '../transport/wire';
import { ANSWER, differences } from './answer';
import { findBills, findChanged, instantMs, isoOf } from './lookup';
import { inParts } from './longBill';
import type { Masters } from './masters';
import { readMasters } from './masters';
import type { OrderUse } from './purchaseOrders';
import { releaseBills } from './release';
import type { AcumaticaSettings } from './settings';
import { planBill } from './validate';

/** The delta read for twins starts this long before the look-up: clocks are read to the second. */
const MARGIN_MS = 120_000;

export class AcumaticaLedger implements Ledger<AcumaticaBill> {
  readonly system = 'Acumatica';

  readonly company: string;

  readonly environment: string;

  /** Bills are created one by one, and what became of each is known before the next. */
  readonly batchSize = 1;

  private masters: Masters | null = null;

  private readonly used: OrderUse = new Map();

  /** Server's clock when the batch was looked up, as well as it is known; and our own. */
  private lookedUpAt: { server: number | null; own: number } | null = null;

  /** After a server that could not be reached, the rest of the batch does not wait for it again and again. */
  private unreachable = false;

  constructor(
    private readonly connection: Connection,
    private readonly settings: AcumaticaSettings,
  ) {
    const { instance, tenant, environment } = connection;
    this.company = [instance.toLowerCase(), tenant.toLowerCase()].join('|');
    this.environment = environment;
  }

  async find(wanted: Wanted[]) {
    const own = Date.now();
    return await findBills(this.connection, wanted, this.settings.stampField, (reply) => {
      this.lookedUpAt ??= { server: serverClock(reply), own };
    });
  }

  async prepare(bills: BookedBill[]): Promise<void> {
    if (bills.length > 0) this.masters = await readMasters(this.connection, bills, this.settings);
  }

  draft(bill: BookedBill) {
    if (!this.masters) throw new TypeError('prepare() comes before draft()');
    const { plan, notCarried } = planBill(bill, this.masters, this.settings, this.used);
    const draft = billDocument(plan);
    return { draft, payload: draft.body, notCarried };
  }

  async create(drafts: AcumaticaBill[]): Promise<Sent[]> {
    const sent: Sent[] = [];
    for (const draft of drafts) sent.push(await this.createOne(draft));
    return sent;
  }

  private async createOne(draft: AcumaticaBill): Promise<Sent> {
    const { first, rest } = inParts(draft.body);
    const reply = await this.put(first, ANSWER);
    if (reply instanceof NoAnswer) return this.noAnswer(reply);
    this.unreachable = false;
    if (!isSaved(reply)) return await this.judge(reply);
    return rest.length === 0 ? await this.check(draft, reply) : await this.addLines(draft, reply, rest);
  }

  private async put(body: object, query: Query): Promise<Reply | NoAnswer> {
    const { connection } = this;
    const retries = this.unreachable ? { ...connection.retries, attempts: 1 } : connection.retries;
    const put: Request = { method: 'PUT', path: 'Bill', query, body, repeatable: false, retries };
    return await recover(
      () => send(connection, put),
      NoAnswer,
      (error) => error,
    );
  }

  /** What an answer means that is no saved bill. */
  private async judge(reply: Reply): Promise<Sent> {
    const { problem, transient } = interpret(reply, 'the bill', 'Bill');
    if (transient || (reply.status >= 500 && !isExplained(reply)))
      return { kind: 'unknown', reason: problem.reason, final: true };
    // another run may have booked the same invoice a moment ago
    if (problem.cause === 'duplicate.vendorRef') return { kind: 'duplicate', problem };
    if (reply.status === 404) {
      const told = await refusal(this.connection, reply, 'the bill', 'Bill');
      return { kind: 'refused', problem: told.problem };
    }
    return { kind: 'refused', problem };
  }

  /** The lines that did not fit the first call. A bill that cannot be completed is deleted, or stays on hold. */
  private async addLines(draft: AcumaticaBill, opened: Reply, rest: object[]): Promise<Sent> {
    const bill = billReference(unwrap(parseJson(opened.text)));
    if (bill.id === '') return { kind: 'unknown', reason: 'The answer names no bill', final: false };
    const half: Sent = {
      kind: 'created',
      bill,
      differences: [
        { field: 'Details', expected: `${draft.expected.lines.length} lines`, found: 'only some of them' },
      ],
    };
    for (const [at, part] of rest.entries()) {
      const isLast = at === rest.length - 1;
      const query = isLast ? ANSWER : { select: ['ReferenceNbr', 'Status'] };
      const reply = await recover(
        () => this.put({ id: bill.id, ...part }, query),
        SignInRefused,
        () => null,
      );
      if (reply === null) return half;
      const isLost = reply instanceof NoAnswer;
      if (!isLost && isSaved(reply)) {
        if (isLast) return await this.check(draft, reply);
        continue;
      }
      const sent: Sent = isLost
        ? { kind: 'unknown', reason: reply.message, final: true }
        : await this.judge(reply);
      // whether the last lines came through, the total tells: the look-up finds that out
      if (isLast && sent.kind === 'unknown') return { ...sent, final: false };
      return await this.remove(bill).then(
        () => sent,
        () => half,
      );
    }
    return half;
  }

  private noAnswer(error: NoAnswer): Sent {
    // 503 is the server's own word that it did not take the call; 502 and 504 are a gateway's, and it may go on
    if (error.arrived === null)
      return { kind: 'unknown', reason: error.message, final: error.status === 503 };
    this.unreachable = true;
    const advice = 'Nothing was sent. Check that Acumatica is up and can be reached from n8n; then replay.';
    return {
      kind: 'refused',
      problem: held('connection.noAnswer', `Acumatica: ${error.message}`, advice, 'connection'),
    };
  }

  private async check(draft: AcumaticaBill, reply: Reply): Promise<Sent> {
    const answer = unwrap(parseJson(reply.text));
    if (text(answer, 'ReferenceNbr') === '')
      return { kind: 'unknown', reason: 'The answer names no bill', final: false };
    this.learnClock(answer);
    const bill = billReference(answer);
    const found = differences(draft.expected, answer);
    if (found.length === 0) return { kind: 'created', bill, differences: [] };
    return await this.keepFromRelease(bill, found);
  }

  private async keepFromRelease(bill: BillReference, found: Difference[]): Promise<Sent> {
    const put: Request = {
      method: 'PUT',
      path: 'Bill',
      query: { select: ['ReferenceNbr', 'Status'] },
      body: { id: bill.id, Hold: { value: true } },
      repeatable: true,
    };
    const reply = await send(this.connection, put).catch(() => null);
    if (reply?.status === 200)
      return { kind: 'created', bill: { ...bill, status: 'On Hold' }, differences: found };
    const warning = { field: 'Hold', expected: 'On Hold', found: `${bill.status}: put it on hold by hand` };
    return { kind: 'created', bill, differences: [...found, warning] };
  }

  /** The bill's own time stamp is the clock that the delta read is compared with. */
  private learnClock(answer: Plain): void {
    const stamp = instantMs(text(answer, 'LastModifiedDateTime'));
    if (stamp === null || !this.lookedUpAt) return;
    const atLookUp = stamp - (Date.now() - this.lookedUpAt.own);
    this.lookedUpAt.server = Math.min(this.lookedUpAt.server ?? atLookUp, atLookUp);
  }

  async twins(keys: string[]) {
    const since = (this.lookedUpAt?.server ?? this.lookedUpAt?.own ?? Date.now()) - MARGIN_MS;
    return await findChanged(this.connection, keys, isoOf(since), this.settings.stampField);
  }

  async remove(bill: BillReference): Promise<void> {
    const reply = await send(this.connection, {
      method: 'DELETE',
      path: `Bill/${encodeURIComponent(bill.id)}`,
      repeatable: true,
    });
    if ((reply.status >= 200 && reply.status < 300) || isMissing(reply)) return;
    await this.keepFromRelease(bill, []);
    const told = await refusal(this.connection, reply, `to delete bill ${bill.number}`, 'Bill');
    throw new Refusal({ ...told.problem, outcome: 'differs' });
  }

  async release(bills: BillReference[]) {
    return await releaseBills(this.connection, bills);
  }
}

const isSaved = ({ status }: Reply): boolean => status === 200 || status === 201;

function serverClock(reply: Reply): number | null {
  const at = Date.parse(reply.headers.date ?? '');
  return Number.isNaN(at) ? null : at;
}
