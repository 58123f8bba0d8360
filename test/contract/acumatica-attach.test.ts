/** Files on bills, from the node in n8n's context to the simulator. */
import type { IBinaryKeyData } from 'n8n-workflow';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import { Acumatica } from '../../nodes/Acumatica/Acumatica.node';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { order } from '../../sandbox/control';
import { passwordCredential } from '../fixtures/acumatica-n8n';
import { anInvoice } from '../fixtures/invoices';
import { InProcessN8n, json } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

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
  const attach = async (
    links: string[],
    name = 'I77 é.pdf',
    parameters: object = {},
    content = '%PDF-1.7',
  ) => {
    const data = Buffer.from(content).toString('base64');
    const outputs = await run(
      { operation: 'attach', filesLink: '={{ $json.bill.filesLink }}', ...parameters },
      links.map((filesLink) => ({ bill: { filesLink, number: '000001' }, document: DOCUMENT })),
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
            targetId: '000001',
          }),
          file: { name: 'I77 é.pdf', bytes: 8 },
          document: DOCUMENT,
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

  it('takes what Bill ▸ Post puts out, posted or there already, without another call', async () => {
    const invoice = anInvoice();
    const binary = { data: { data: 'AA==', mimeType: 'application/pdf', fileName: 'scan.pdf' } };
    for (const outcome of ['posted', 'alreadyPosted']) {
      const [posted = []] = await run({ operation: 'post' }, [invoice]);
      expect(json(posted)).toMatchObject([{ outcome }]);
      await order(tenant.url, 'reset', { calls: true });
      const outputs = await run({ operation: 'attach' }, json(posted), binary);
      expect(outputs.map(json)).toMatchObject([
        [{ outcome: 'created', audit: { sourceId: invoice.id, targetId: '000002' } }],
        [],
      ]);
      expect(tenant.calls().total).toBe(1);
    }
    expect(tenant.world.stores.get('Bill')?.all()[1]?.files).toHaveLength(1);
  });

  it('leaves a file of the same name where it is told to, at one more call for each bill', async () => {
    const link = await linkOf();
    const leave = { options: { whenThere: 'leave' } };
    const outcomes = async (parameters: object, content: string, name?: string) => {
      await order(tenant.url, 'reset', { calls: true });
      const [done, attention] = await attach([link, link], name, parameters, content);
      expect(attention).toEqual([]);
      return [done?.map(({ outcome }) => outcome), tenant.calls().total];
    };
    expect(await outcomes(leave, 'first')).toEqual([['created', 'unchanged'], 2]);
    expect(await outcomes(leave, 'second', 'i77 É.PDF')).toEqual([['unchanged', 'unchanged'], 1]);
    expect(files().map(({ bytes }) => bytes.toString())).toEqual(['first']);
    expect(await outcomes({}, 'third')).toEqual([['created', 'created'], 2]);
    expect(files().map(({ bytes }) => bytes.toString())).toEqual(['third']);
  });

  it('knows the name behind the one that Acumatica shows', async () => {
    const link = await linkOf();
    await attach([link], 'I77.pdf');
    for (const file of files()) file.name = `Bills and Adjustments (Bill, 000001)\\${file.name}`;
    const [done] = await attach([link], 'I77.pdf', { options: { whenThere: 'leave' } });
    expect(done).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('shows the call in a dry run, and sends nothing', async () => {
    const [done] = await attach([await linkOf()], 'I77.pdf', { dryRun: true, options: { comment: 'Scan' } });
    expect(done).toMatchObject([
      {
        ...{ outcome: 'dryRun', audit: { operation: 'dry run' } },
        payload: { method: 'PUT', comment: 'Scan', bytes: 8, address: expect.stringMatching(/\/I77\.pdf$/) },
      },
    ]);
    expect(files()).toEqual([]);
  });

  it('takes names that a web server would refuse, and a comment', async () => {
    const link = await linkOf();
    await attach([link], 'A&B 50%: "scan"?+.pdf', { options: { comment: 'Übersicht' } });
    expect(files().map(({ name, comment }) => [name, comment])).toEqual([
      ['A_B 50__ _scan___.pdf', 'Ubersicht'],
    ]);
  });

  it('says of each item alone what is wrong with it', async () => {
    const link = await linkOf();
    const parameters = {
      operation: 'attach',
      filesLink: '={{ $json.link }}',
      document: '={{ $json.document }}',
    };
    const [done, attention] = (
      await run(parameters, [
        { link, document: DOCUMENT },
        { link: link.replace('{filename}', ''), document: '{broken' },
      ])
    ).map(json);
    expect(done).toEqual([]);
    expect(attention).toMatchObject([
      { outcome: 'held', cause: 'attachment.missing', key: 'test:acme:77' },
      { outcome: 'held', cause: 'attachment.missing', document: null },
    ]);
  });

  it.each([
    [
      'of a bill that is gone',
      (link: string) => link.replace(/[0-9a-f]{12}\/\{/, '000000000000/{'),
      'erp.notFound',
    ],
    ['without a place for the name', (link: string) => link.replace('{filename}', ''), 'setting.filesLink'],
    ['to another host', () => '//elsewhere.example/files/{filename}', 'setting.filesLink'],
  ])('a link %s puts no file anywhere', async (_, change, cause) => {
    const link = change(await linkOf());
    for (const whenThere of ['replace', 'leave'])
      expect(await attach([link], 'I77.pdf', { options: { whenThere } })).toMatchObject([[], [{ cause }]]);
    expect(files()).toEqual([]);
  });

  it('writes nothing of a test document into production', async () => {
    const link = await linkOf();
    const production = { ...passwordCredential(tenant.url), environment: 'production' };
    n8n.store('acumaticaPasswordApi', production as never);
    expect(await attach([link])).toMatchObject([[], [{ outcome: 'held', cause: 'connection.environment' }]]);
    expect(files()).toEqual([]);
  });

  it('sends again what got no answer, which leaves one file; a refusal goes by its name', async () => {
    const link = await linkOf();
    tenant.faults([{ kind: 'cut', when: 'after', method: 'PUT', route: '/files/', times: 1 }]);
    expect(await attach([link])).toMatchObject([[{ outcome: 'created' }], []]);
    expect(files()).toHaveLength(1);
    tenant.faults([{ kind: 'status', status: 403, method: 'PUT', route: '/files/' }]);
    expect(await attach([link])).toMatchObject([[], [{ outcome: 'held', cause: 'connection.rights' }]]);
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
