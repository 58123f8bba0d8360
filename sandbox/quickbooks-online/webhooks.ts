/**
 * Webhooks [reference 5]: ids of what changed, signed over the raw bytes. CloudEvents, which is the rule since 2026, or
 * the older shape. They are set up by hand in the developer portal; here a control order does it.
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { Attempts, Queue } from '../kit/outbox';
import { Outbox, isOrdered } from '../kit/outbox';
import type { OutgoingSwitch } from '../kit/simulator';

export interface Destination {
  url: string;
  /** The verifier token. */
  verifier: string;
  shape?: 'cloudEvents' | 'legacy';
  /** All where left out. */
  entities?: string[];
  /** How many times faster than in reality it is tried again; 1000 where left out. */
  speed?: number;
  /** Kept back until they are released: the first delivery can be late by minutes [official]. */
  held?: boolean;
}

export type Operation = 'Create' | 'Update' | 'Delete' | 'Merge' | 'Void' | 'Emailed';

export interface Event {
  entity: string;
  id: string;
  operation: Operation;
  at: number;
  /** One delivery may mix companies [official]. */
  realmId: string;
  /** What was merged into it. */
  deletedId?: string;
}

export interface Delivery extends Attempts {
  url: string;
  body: string;
}

/** What can be subscribed to [official]. */
const ENTITIES = new Set([
  ...['Account', 'Bill', 'BillPayment', 'Class', 'Customer', 'Department', 'Employee', 'Item'],
  ...['JournalEntry', 'Preferences', 'PurchaseOrder', 'TaxAgency', 'Term', 'Transfer', 'Vendor'],
  'VendorCredit',
]);
const VERBS: Record<Operation, string> = {
  ...{ Create: 'created', Update: 'updated', Delete: 'deleted', Merge: 'merged', Void: 'voided' },
  Emailed: 'emailed',
};
/** Retries, in seconds; then every six hours [official]. */
const RETRIES = [10, 20, 30, 300, 1_200, 7_200, 14_400, 21_600];
/** An answer is due in 3 s [official]. */
const PATIENCE_MS = 3_000;

/** Later events wait behind one that was not acknowledged [official: may]. */
interface Line extends Queue {
  destination: Destination;
  waiting: Event[][];
  late: Event[][];
}

export class WebhookSender {
  private lines: Line[] = [];
  private readonly sent: Delivery[] = [];
  private events = new Map<string, Event>();
  private readonly outbox = new Outbox();

  constructor(
    private readonly realmId: string,
    private readonly now: () => Date,
    private readonly outgoing: OutgoingSwitch,
  ) {}

  replace(destinations: Destination[]): void {
    this.lines = destinations.map((destination) => ({
      ...{ destination, queue: Promise.resolve(), waiting: [], late: [] },
    }));
  }

  show() {
    return {
      destinations: this.lines.map(({ destination: { verifier: _secret, ...rest } }) => {
        void _secret;
        return rest;
      }),
      pending: this.outbox.pending,
      held: this.lines.reduce((count, { waiting, late }) => count + waiting.length + late.length, 0),
      deliveries: this.sent,
    };
  }

  /** No attempt begins from now on. */
  end(): void {
    this.outbox.end();
  }

  /** A change; those of one call go out together. */
  changed(entity: string, id: string, operation: Operation, at: number): void {
    if (this.lines.length === 0 || !ENTITIES.has(entity)) return;
    if (this.events.size === 0) queueMicrotask(() => this.commit());
    const known = this.events.get(`${entity} ${id}`);
    // a record that was created and changed by one call was created
    const told = known?.operation === 'Create' && operation === 'Update' ? 'Create' : operation;
    this.events.set(`${entity} ${id}`, { entity, id, operation: told, at, realmId: this.realmId });
  }

  /** Sends events that somebody names, of any company. */
  deliver(events: Event[]): void {
    for (const line of this.lines) this.send(line, events);
  }

  /** Lets go what is kept back. */
  release(): void {
    for (const line of this.lines) {
      for (const events of [...line.waiting.splice(0), ...line.late.splice(0)]) this.enqueue(line, events);
    }
  }

  private commit(): void {
    const events = [...this.events.values()];
    this.events = new Map();
    for (const line of this.lines) {
      const { entities } = line.destination;
      const wanted = events.filter(({ entity }) => !entities || entities.includes(entity));
      if (wanted.length > 0) this.send(line, wanted);
    }
  }

  /** Fault pushTwice: the same delivery twice; pushOutOfOrder: it goes after the next one [official: both happen]. */
  private send(line: Line, events: Event[]): void {
    const { url } = line.destination;
    const isTwice = isOrdered(this.outgoing, 'pushTwice', url);
    if (line.destination.held) return void line.waiting.push(events);
    if (isOrdered(this.outgoing, 'pushOutOfOrder', url)) return void line.late.push(events);
    const delivery = this.enqueue(line, events);
    if (isTwice) this.queue(line, delivery);
    for (const late of line.late.splice(0)) this.enqueue(line, late);
  }

  private enqueue(line: Line, events: Event[]): Delivery {
    const { url, shape = 'cloudEvents' } = line.destination;
    const body = JSON.stringify(shape === 'legacy' ? legacy(events) : cloudEvents(events));
    const delivery: Delivery = { url, body, attempts: 0, statuses: [], delivered: false };
    this.sent.push(delivery);
    this.queue(line, delivery);
    return delivery;
  }

  private queue(line: Line, delivery: Delivery): void {
    const { destination } = line;
    const waitMs = (attempt: number) => {
      const seconds = RETRIES[Math.min(attempt, RETRIES.length) - 1] ?? 0;
      return (seconds * 1000) / (destination.speed ?? 1000);
    };
    const post = () => this.post(destination, delivery.body);
    const isTaken = (status: number) => status === 200;
    void this.outbox.enqueue(line, () => this.outbox.insist(delivery, post, isTaken, waitMs));
  }

  /** Headers as recorded in n8n-io/n8n #28750 [community]; `wrongSignature` spoils the signature. */
  private async post({ url, verifier, shape = 'cloudEvents' }: Destination, body: string): Promise<number> {
    const key = isOrdered(this.outgoing, 'wrongSignature', url) ? `${verifier}?` : verifier;
    const type =
      shape === 'legacy' ? 'application/json' : 'application/cloudevents-batch+json; charset=utf-8';
    const headers = {
      ...{ 'content-type': type, 'user-agent': 'intuit_notification_server/1.0' },
      'intuit-signature': createHmac('sha256', key).update(body).digest('base64'),
      ...{ 'intuit-signature-algorithm': 'HmacSHA256', 'intuit-signature-id': 'sandbox' },
      ...{ 'intuit-t-id': randomUUID(), 'intuit-created-time': this.now().toISOString() },
      ...(shape === 'cloudEvents' && { 'intuit-notification-schema-version': '2.0' }),
    };
    return (await this.outbox.post(url, { headers, body, patienceMs: PATIENCE_MS })).status;
  }
}

function legacy(events: Event[]): object {
  const realms = [...new Set(events.map(({ realmId }) => realmId))];
  return {
    eventNotifications: realms.map((realmId) => ({
      realmId,
      dataChangeEvent: {
        entities: events
          .filter((one) => one.realmId === realmId)
          .map(({ entity, id, operation, at, deletedId }) => ({
            ...{ name: entity, id, operation, lastUpdated: new Date(at).toISOString() },
            ...(deletedId !== undefined && { deletedId }),
          })),
      },
    })),
  };
}

/** Times are UTC [client code]; the entity in small letters [official sample: qbo.bill.updated.v1]. */
const cloudEvents = (events: Event[]): object[] =>
  events.map(({ entity, id, operation, at, realmId }) => ({
    ...{ specversion: '1.0', id: randomUUID(), source: 'intuit.sandbox' },
    type: `qbo.${entity.toLowerCase()}.${VERBS[operation]}.v1`,
    ...{ datacontenttype: 'application/json', time: new Date(at).toISOString() },
    ...{ intuitentityid: id, intuitaccountid: realmId, data: {} },
  }));
