/**
 * Webhooks: a pointer to what changed, signed in the body [client emeq ExactWebhookSignature.php, leapforce]. Delivered
 * once; how often Exact tries again is not known.
 */
import { createHmac } from 'node:crypto';
import type { Queue } from '../kit/outbox';
import { Outbox, isOrdered } from '../kit/outbox';
import type { OutgoingSwitch } from '../kit/simulator';
import type { Row } from './records';
import { schemaOf } from './schema';
import type { Division, World } from './world';
import { tableOf } from './world';

const PATIENCE_MS = 10_000;

interface Change {
  world: World;
  division: Division;
  path: string;
  row: Row;
  action: 'Create' | 'Update' | 'Delete';
}

export interface HookDelivery {
  url: string;
  topic: string;
  action: string;
  key: string;
  body: string;
  /** HTTP status; 0 where there was no answer, null where it was not sent. */
  status: number | null;
}

export class Hooks {
  private readonly sent: HookDelivery[] = [];
  private held: HookDelivery[] = [];
  private readonly line: Queue = { queue: Promise.resolve() };
  private readonly outbox = new Outbox();

  constructor(private readonly outgoing: OutgoingSwitch) {}

  show() {
    return { pending: this.outbox.pending, held: this.held.length, deliveries: this.sent };
  }

  /** Nothing is sent from now on. */
  end(): void {
    this.outbox.end();
  }

  /** Lets go what is kept back. */
  release(): void {
    for (const delivery of this.held.splice(0)) this.send(delivery);
  }

  readonly changed = (change: Change): void => {
    const { world, division, path, row, action } = change;
    const { topic = '', key } = schemaOf(path);
    const subscriptions = tableOf(division, 'webhooks/WebhookSubscriptions').where('Topic', topic);
    for (const { CallbackURL, ClientID } of subscriptions) {
      const url = String(CallbackURL);
      const client = world.seed.clients.find(({ id }) => id === ClientID);
      const is = (name: string) => isOrdered(this.outgoing, name, url);
      const secret = is('hookWrongHash') ? 'another secret' : (client?.webhookSecret ?? '');
      const id = String(row[key] ?? '');
      const body = bodyOf(change, topic, String(ClientID), id, secret);
      const delivery: HookDelivery = { url, topic, action, key: id, body, status: null };
      this.sent.push(delivery);
      if (is('hookLost')) continue;
      if (is('hookLate')) {
        this.held.push(delivery);
        continue;
      }
      this.send(delivery);
      if (is('hookTwice')) this.send(delivery);
    }
  };

  private send(delivery: HookDelivery): void {
    const { url, body } = delivery;
    const headers = { 'content-type': 'application/json' };
    void this.outbox.enqueue(this.line, async () => {
      const reply = await this.outbox.post(url, { headers, body, patienceMs: PATIENCE_MS });
      delivery.status = reply.status;
    });
  }
}

/** The hash is over the literal bytes of Content, in upper-case hex. */
function bodyOf(
  { world, division, path, action }: Change,
  topic: string,
  client: string,
  key: string,
  secret: string,
): string {
  const content = JSON.stringify({
    ...{ Topic: topic, ClientId: client, Division: division.code, Action: action, Key: key },
    ExactOnlineEndpoint: `https://start.exactonline.nl/api/v1/${division.code}/${path}(guid'${key}')`,
    EventCreatedOn: world.now().toISOString().replace('Z', ''),
  });
  const hash = createHmac('sha256', secret).update(content).digest('hex').toUpperCase();
  return `{"Content":${content},"HashCode":"${hash}"}`;
}
