/** A plain client of the JAGGAER simulator, for its own tests. */
import type { JaggaerSeed } from '../../sandbox/jaggaer';
import { startJaggaer } from '../../sandbox/jaggaer';
import { SIGN_INS } from '../../sandbox/signIns';
import { turnOf } from '../fixtures/simulatorClient';

interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** Empty where the answer is no JSON object. */
  json: Record<string, unknown>;
}

interface Row {
  header: {
    invoiceId: number;
    lastUpdate: string;
    originalRequestMessageId: string;
    supplier: object;
  };
}

export class JaggaerClient {
  bearer = '';

  constructor(private readonly url: string) {}

  async signIn(): Promise<void> {
    const { clientId, clientSecret } = SIGN_INS.jaggaer;
    const { json } = await this.token({
      ...{ client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' },
    });
    this.bearer = String(json.access_token);
  }

  async token(
    form: Record<string, string>,
    path = '/auth/realms/J1p-integrations/protocol/openid-connect/token',
  ): Promise<Reply> {
    return read(await fetch(this.url + path, { method: 'POST', body: new URLSearchParams(form) }));
  }

  get(path: string, root = '/j1p/api/public'): Promise<Reply> {
    return this.send('GET', path, undefined, root);
  }

  async send(method: string, path: string, body?: unknown, root = '/j1p/api/public'): Promise<Reply> {
    const headers = { authorization: `Bearer ${this.bearer}`, 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return read(await fetch(`${this.url}${root}/${path}`, { method, headers, ...(text && { body: text }) }));
  }

  /** Every row of the invoice list. */
  async rows(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (;;) {
      const { json } = await this.get(`${path}?start=${rows.length + 1}`);
      const { jiinvoiceList } = json as { jiinvoiceList: { jiinvoice: Row[] } };
      rows.push(...jiinvoiceList.jiinvoice);
      if (jiinvoiceList.jiinvoice.length === 0 || rows.length >= Number(json.totRecords)) return rows;
    }
  }

  async control(what: string, body?: object): Promise<Record<string, unknown>> {
    const method = body ? 'POST' : 'GET';
    const reply = await read(
      await fetch(`${this.url}/_sandbox/${what}`, { method, ...(body && { body: JSON.stringify(body) }) }),
    );
    if (reply.status !== 200) throw new Error(`${what}: ${reply.text}`);
    return reply.json;
  }
}

async function read(answer: Response): Promise<Reply> {
  const text = await answer.text();
  const isJson = text.startsWith('{') && (answer.headers.get('content-type') ?? '').includes('json');
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: answer.status, headers: answer.headers, text, json };
}

export let sim: Awaited<ReturnType<typeof startJaggaer>>;
export let client: JaggaerClient;
export const turn = turnOf(() => sim);

/** A fresh tenant before each test, signed in; its invoices are not exported unless told otherwise. */
export function simulated(seed?: JaggaerSeed, { exported = false } = {}): void {
  beforeAll(async () => {
    sim = await startJaggaer(seed ? { seed } : {});
  });
  afterAll(() => sim.close());
  beforeEach(async () => {
    sim.reset();
    sim.clock.reset();
    client = new JaggaerClient(sim.url);
    await client.signIn();
    if (exported) await client.control('export', { all: true });
  });
}
