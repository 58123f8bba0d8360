/**
 * Push Notifications [doc IDG:PushNotifications_Format, _Destinations, _FailedNotifications]: the rows of a generic
 * inquiry that a transaction changed, POSTed to webhooks. The inquiries are made by hand in the real system; here the
 * control order names them.
 */
import { randomUUID } from 'node:crypto';
import type { Attempts, Queue } from '../kit/outbox';
import { Outbox, isOrdered } from '../kit/outbox';
import type { OutgoingSwitch } from '../kit/simulator';
import type { Filter } from './filter';
import type { PushDestination } from './pushOrder';
import { inquiryOf } from './pushOrder';
import type { RecordData, Scalar } from './records';
import { instantWithOffset } from './render';
import type { AcumaticaSeed } from './seed';
import type { EntitySchema } from './schema';

export interface Delivery extends Attempts {
  /** The transaction's guid, the same on every attempt [doc]. */
  id: string;
  query: string;
  url: string;
  body: string;
}

interface Inquiry extends Queue {
  destination: PushDestination;
  schema: EntitySchema;
  filter: Filter | null;
  /** Kept back until the next one has gone. */
  held: Delivery[];
}

type Row = Record<string, Scalar>;

/** Resent "at most 5 attempts" [doc]; how long apart is not said. */
const ATTEMPTS = 5;
const RETRY_MS = 100;
const PATIENCE_MS = 30_000;
/** .NET ticks at 1970-01-01; a tick is 100 ns. */
const EPOCH_TICKS = 621_355_968_000_000_000n;

export class PushNotifier {
  private inquiries: Inquiry[] = [];
  private readonly sent: Delivery[] = [];
  private changes = new Map<
    string,
    { entity: string; before: RecordData | null; after: RecordData | null }
  >();
  private lastTicks = 0n;
  private readonly outbox = new Outbox();

  constructor(
    private readonly seed: AcumaticaSeed,
    private readonly now: () => Date,
    private readonly outgoing: OutgoingSwitch,
  ) {}

  replace(destinations: PushDestination[]): void {
    this.inquiries = destinations.map((destination) => ({
      ...{ destination, ...inquiryOf(destination, this.seed.timeZone) },
      ...{ queue: Promise.resolve(), held: [] },
    }));
  }

  show() {
    return {
      destinations: this.inquiries.map(({ destination }) => destination),
      pending: this.outbox.pending,
      held: this.inquiries.flatMap(({ held }) => held.map(({ id }) => id)),
      deliveries: this.sent,
    };
  }

  /** No attempt begins from now on. */
  end(): void {
    this.outbox.end();
  }

  /** Of one record only its first and its last state in a transaction count; one synchronous handler is one. */
  readonly changed = (entity: string, before: RecordData | null, after: RecordData | null): void => {
    if (!this.inquiries.some((one) => one.schema.name === entity)) return;
    if (this.changes.size === 0) queueMicrotask(() => this.commit());
    const id = (after ?? before)?.id ?? '';
    const known = this.changes.get(id);
    this.changes.set(id, { entity, before: known ? known.before : before, after });
  };

  /** Sends deliveries again by hand, as on SM502000 [doc]. @throws TypeError where there is none of an id */
  resend(ids: string[]): void {
    for (const id of ids) {
      const known = this.sent.filter((one) => one.id === id);
      if (known.length === 0) throw new TypeError(`There is no notification ${id}.`);
      for (const delivery of known) {
        const inquiry = this.inquiries.find((one) => one.destination.url === delivery.url);
        if (inquiry) this.enqueue(inquiry, delivery);
      }
    }
  }

  /** Lets go what is kept back. */
  release(): void {
    for (const inquiry of this.inquiries) this.letGo(inquiry);
  }

  private commit(): void {
    const changes = [...this.changes.values()];
    this.changes = new Map();
    const id = randomUUID();
    const ticks = this.ticks();
    for (const inquiry of this.inquiries) {
      const inserted: Row[] = [];
      const deleted: Row[] = [];
      for (const { entity, before, after } of changes) {
        if (entity !== inquiry.schema.name) continue;
        const [gone, there] = [this.row(inquiry, before), this.row(inquiry, after)];
        // a change that no column shows is none [inferred]
        if (JSON.stringify(gone) === JSON.stringify(there)) continue;
        if (gone) deleted.push(gone);
        if (there) inserted.push(there);
      }
      if (inserted.length + deleted.length === 0) continue;
      const { url, query } = inquiry.destination;
      const body = bodyOf({ inserted, deleted, query, companyId: this.seed.tenant, id, ticks });
      this.send(inquiry, { id, query, url, attempts: 0, statuses: [], delivered: false, body });
    }
  }

  /** The record as the inquiry shows it: flat columns [doc]; null where the inquiry does not. */
  private row({ destination, schema, filter }: Inquiry, record: RecordData | null): Row | null {
    if (!record) return null;
    const read = (name: string): Scalar => {
      if (name === 'id') return record.id;
      const value = record.fields[name] ?? null;
      const isDate = schema.fields.get(name) === 'D' && value !== null;
      return isDate ? Date.parse(`${String(value)}T00:00:00${this.seed.timeZone}`) : value;
    };
    if (filter && !filter.matches(read)) return null;
    return Object.fromEntries(
      destination.fields.map((name) => [name, this.shown(record.fields[name] ?? null, schema, name)]),
    );
  }

  /** How dates and instants are written in a row is not said [inferred: as in answers]. */
  private shown(value: Scalar, schema: EntitySchema, name: string): Scalar {
    const type = schema.fields.get(name);
    if (value === null) return null;
    if (type === 't') return instantWithOffset(Number(value), this.seed.timeZone);
    return type === 'D' ? `${String(value)}T00:00:00` : value;
  }

  /** Fault pushTwice: the same notification twice; pushOutOfOrder: it goes after the next one. */
  private send(inquiry: Inquiry, delivery: Delivery): void {
    const isTwice = isOrdered(this.outgoing, 'pushTwice', delivery.url);
    const isLate = isOrdered(this.outgoing, 'pushOutOfOrder', delivery.url);
    this.sent.push(delivery);
    if (isLate) {
      inquiry.held.push(delivery);
      return;
    }
    this.enqueue(inquiry, delivery);
    if (isTwice) this.enqueue(inquiry, delivery);
    this.letGo(inquiry);
  }

  private letGo(inquiry: Inquiry): void {
    for (const held of inquiry.held.splice(0)) this.enqueue(inquiry, held);
  }

  /** Anything but 2xx is sent again [doc]. */
  private enqueue(inquiry: Inquiry, delivery: Delivery): void {
    const { url, header, retryMs = RETRY_MS } = inquiry.destination;
    const headers = { 'content-type': 'application/json', ...(header && { [header.name]: header.value }) };
    const post = async () => {
      const { body } = delivery;
      return (await this.outbox.post(url, { headers, body, patienceMs: PATIENCE_MS })).status;
    };
    const isTaken = (status: number) => status >= 200 && status < 300;
    const waitMs = (attempt: number) => (attempt < ATTEMPTS ? retryMs : null);
    void this.outbox.enqueue(inquiry, () => this.outbox.insist(delivery, post, isTaken, waitMs));
  }

  /** Later transactions have later times, within one millisecond too. */
  private ticks(): bigint {
    const now = BigInt(this.now().getTime()) * 10_000n + EPOCH_TICKS;
    this.lastTicks = now > this.lastTicks ? now : this.lastTicks + 1n;
    return this.lastTicks;
  }
}

interface Message {
  inserted: Row[];
  deleted: Row[];
  query: string;
  companyId: string;
  id: string;
  ticks: bigint;
}

/** TimeStamp is a number of 18 digits, beyond what JSON.parse keeps; hence written as text. */
function bodyOf({ inserted, deleted, query, companyId, id, ticks }: Message): string {
  const head = JSON.stringify({
    Inserted: inserted,
    Deleted: deleted,
    Query: query,
    CompanyId: companyId,
    Id: id,
  });
  return `${head.slice(0, -1)},"TimeStamp":${ticks},"AdditionalInfo":{}}`;
}
