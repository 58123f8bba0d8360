/** Files on bills, from the node in n8n's context to the simulator. */
import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import { Acumatica } from '../../nodes/Acumatica/Acumatica.node';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { passwordCredential } from '../fixtures/acumatica-n8n';
import { InProcessN8n } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

const json = (items: INodeExecutionData[] | undefined) => (items ?? []).map((item) => item.json);
const DOCUMENT = { document: 'invoice', environment: 'test', tenant: 'acme', id: '77', number: 'I77' };

describe('Bill ▸ Attach File', () => {
  let tenant: Simulator<World>;
  let n8n: InProcessN8n;
  beforeEach(async () => {
    tenant = await startTenant();
    n8n = new InProcessN8n({ acumaticaPasswordApi: new AcumaticaPasswordApi() });
    n8n.store('acumaticaPasswordApi', passwordCredential(tenant.url));
    placeBill(tenant.world, {
      ...{ vendor: 'HARBOUR', vendorRef: 'A-1', description: 'JGR:test:acme:77 I77' },
      lines: [{ account: '61000', subaccount: '000-000', amount: '12.5' }],
    });
  });
  afterEach(() => tenant.close());

  const run = async (parameters: object, items: object[] = [{}], binary?: IBinaryKeyData) =>
    await n8n.execute(
      new Acumatica(),
      { authentication: 'password', resource: 'bill', ...parameters } as never,
      items,
      {},
      binary,
    );
  const linkOf = async (): Promise<string> => {
    const bill = { mode: 'number', value: '000001' };
    const [found] = json((await run({ operation: 'get', bill, billType: 'Bill' }))[0]);
    return String(found?.filesLink);
  };
  const files = () => tenant.world.stores.get('Bill')?.all()[0]?.files ?? [];
  const attach = async (links: string[], name = 'I77 é.pdf') => {
    const data = Buffer.from('%PDF-1.7').toString('base64');
    const outputs = await run(
      { operation: 'attach', filesLink: '={{ $json.link }}', document: '={{ $json.document }}' },
      links.map((link) => ({ link, document: DOCUMENT })),
      { data: { data, mimeType: 'application/pdf', fileName: name } },
    );
    return outputs.map(json);
  };

  it('puts the bytes on the bill under their own name, twice the same once', async () => {
    const link = await linkOf();
    expect(await attach([link, link])).toEqual([
      [
        expect.objectContaining({ outcome: 'created', key: 'test:acme:77' }),
        expect.objectContaining({
          audit: expect.objectContaining({
            operation: 'attach',
            sourceNumber: 'I77',
            targetSystem: 'Acumatica',
          }),
        }),
      ],
      [],
    ]);
    expect(files().map(({ name, bytes }) => [name, bytes.toString()])).toEqual([['I77 é.pdf', '%PDF-1.7']]);
  });

  it('sends nothing to another host, says so, and goes on with the others', async () => {
    const [done, attention] = await attach(['https://elsewhere.example/{filename}', '', await linkOf()]);
    expect(done).toHaveLength(1);
    expect(attention).toEqual([
      expect.objectContaining({
        outcome: 'held',
        cause: 'setting.filesLink',
        reason: expect.stringContaining('another host'),
      }),
      expect.objectContaining({ reason: 'There is no files link.' }),
    ]);
  });

  it('holds every file once the sign-in is refused', async () => {
    const link = await linkOf();
    n8n.store('acumaticaPasswordApi', { ...passwordCredential(tenant.url), password: 'wrong' } as never);
    const [done, attention] = await attach([link, link]);
    expect(done).toEqual([]);
    expect(attention?.map(({ cause }) => cause)).toEqual(['connection.signIn', 'connection.signIn']);
    expect(files()).toEqual([]);
  });
});
