/** Files on bills and of their own, from the node in n8n's context to the simulated company. */
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { SageIntacct } from '../../nodes/SageIntacct/SageIntacct.node';
import { placeBill } from '../../sandbox/sage-intacct/placing';
import type { SageIntacctN8n } from '../fixtures/sage-intacct-n8n';
import type { Simulator, World } from './intacct-company';
import { nodeFor, startCompany } from './intacct-company';

const DOCUMENT = { document: 'invoice', environment: 'test', tenant: 'acme', id: '77', number: 'I77' };
let company: Simulator<World>;
let n8n: SageIntacctN8n;
let first: string;

const bill = (number: string): string =>
  placeBill(company.world, {
    ...{ vendor: 'HARBOUR', number, date: '2026-06-15', dueDate: '2026-07-15' },
    lines: [{ account: '61000', amount: '12.50', location: '110' }],
  } as Parameters<typeof placeBill>[1]).RECORDNO ?? '';
beforeEach(async () => {
  company = await startCompany({});
  n8n = nodeFor(company);
  first = bill('A-1');
});
afterEach(() => company.close());

async function run(
  parameters: INodeParameters,
  items: object[],
  binary?: IBinaryKeyData,
): Promise<IDataObject[][]> {
  const outputs = await n8n.n8n.execute(new SageIntacct(), parameters, items, {}, binary);
  return outputs.map((output) => output.map(({ json }) => json));
}
const attach = async (
  bills: string[],
  name = 'I77 é.v2.pdf',
  content = '%PDF-1.7',
  more: INodeParameters = {},
) =>
  await run(
    { resource: 'bill', operation: 'attach', ...more },
    bills.map((id) => ({ bill: { id }, document: DOCUMENT })),
    { data: { data: Buffer.from(content).toString('base64'), mimeType: 'application/pdf', fileName: name } },
  );
const stored = () =>
  [...company.world.files.values()].map(({ id, folder, description, parts }) => ({
    ...{ id, folder, description },
    files: parts.map(({ name, type, bytes }) => `${name}.${type} ${bytes.toString()}`),
  }));
const billRow = (recordNo = first) => company.world.tables.get('APBILL')?.get(recordNo);
const calls = (what: string) =>
  Object.entries(company.calls().byRoute)
    .filter(([route]) => route.includes(what))
    .reduce((sum, [, count]) => sum + count, 0);

describe('Bill ▸ Attach File', () => {
  it('puts the file in the shared folder, points the bill to it, and repeats nothing', async () => {
    const before = { ...billRow() };
    expect(await attach([first, first])).toEqual([
      [
        expect.objectContaining({ outcome: 'created', key: 'test:acme:77' }),
        expect.objectContaining({
          file: { name: 'I77 é_v2.pdf', bytes: 8 },
          attachment: { id: `JGR-${first}`, folder: 'JAGGAER' },
          audit: expect.objectContaining({
            ...{ operation: 'attach', targetSystem: 'Sage Intacct', targetId: first, sourceNumber: 'I77' },
          }),
        }),
      ],
      [],
    ]);
    expect(stored()).toEqual([
      {
        ...{ id: `JGR-${first}`, folder: 'JAGGAER', description: 'JAGGAER invoice I77' },
        files: ['I77 é_v2.pdf %PDF-1.7'],
      },
    ]);
    expect(billRow()).toMatchObject({
      SUPDOCID: `JGR-${first}`,
      WHENDUE: before.WHENDUE,
      TOTALENTERED: '12.5',
    });
    const [again] = await attach([first]);
    expect(again?.[0]?.outcome).toBe('unchanged');
    expect([calls('create_supdocfolder'), calls('create_supdoc update')]).toEqual([1, 1]);
    expect(stored()).toHaveLength(1);
  });

  it('adds a later file beside the earlier ones', async () => {
    await attach([first]);
    const [done] = await attach([first], 'second.png', 'PNG');
    expect(done?.[0]).toMatchObject({ outcome: 'created', attachment: { id: `JGR-${first}-2` } });
    expect(billRow()).toMatchObject({ SUPDOCID: `JGR-${first}-2` });
    expect(stored()[1]?.files).toEqual(['I77 é_v2.pdf %PDF-1.7', 'second.png PNG']);
  });

  it('reads the bills of a batch at once, writes each in one request', async () => {
    const bills = [first, ...['A-2', 'A-3', 'A-4'].map(bill)];
    const [done] = await attach(bills);
    expect(done).toHaveLength(4);
    expect([calls('query:APBILL'), calls('create_supdoc')]).toEqual([1, 5]);
    expect(bills.map((id) => billRow(id)?.SUPDOCID)).toEqual(bills.map((id) => `JGR-${id}`));
  });

  it('leaves neither file nor pointer where the bill cannot take it', async () => {
    company.faults([{ kind: 'switch', name: 'forbidden', value: ['update'] }]);
    const [, attention] = await attach([first]);
    expect(attention?.[0]).toMatchObject({ outcome: expect.stringMatching(/held|rejected/) as string });
    expect([stored(), billRow()?.SUPDOCID ?? '']).toEqual([[], '']);
  });

  it('finds out what became of a lost answer', async () => {
    company.faults([{ kind: 'cut', route: 'create_supdoc update', when: 'after', nth: [1] }]);
    const [done, attention] = await attach([first]);
    expect([done?.[0]?.outcome, attention]).toEqual(['created', []]);
    expect(stored()).toHaveLength(1);
    expect(billRow()?.SUPDOCID).toBe(`JGR-${first}`);
  });

  it('takes the next id where the first is taken', async () => {
    const [done] = await attach([first]);
    expect(done?.[0]?.outcome).toBe('created');
    await fetch(`${company.url}/_sandbox/edit`, {
      method: 'POST',
      body: JSON.stringify({ object: 'APBILL', recordNo: first, fields: { SUPDOCID: '' } }),
    });
    const [again] = await attach([first]);
    expect(again?.[0]).toMatchObject({ outcome: 'created', attachment: { id: `JGR-${first}-2` } });
  });

  it('says what is wrong with an item and goes on: no bill, no file, another environment', async () => {
    const [done, attention] = await attach(['99999', first, '']);
    expect(done).toHaveLength(1);
    expect(attention?.map(({ outcome, cause }) => [outcome, cause])).toEqual([
      ['rejected', 'erp.notFound'],
      ['rejected', 'erp.notFound'],
    ]);
    const items = [{ bill: { id: first }, document: DOCUMENT }];
    const none = await run({ resource: 'bill', operation: 'attach' }, items);
    expect(none[1]?.[0]).toMatchObject({ outcome: 'held', cause: 'attachment.missing' });
    n8n.change({ environment: 'production' });
    const [, mixed] = await attach([first]);
    expect(mixed?.[0]?.cause).toBe('connection.environment');
  });

  it('shows in a dry run what it would do', async () => {
    const [done] = await attach([first], 'a.pdf', 'x', { dryRun: true });
    expect(done?.[0]).toMatchObject({
      outcome: 'dryRun',
      payload: { bill: first, attachment: `JGR-${first}`, files: ['a.pdf'] },
    });
    expect([stored(), company.world.folders.size]).toEqual([[], 0]);
  });
});

describe('Attachment ▸ Create', () => {
  const create = async (parameters: INodeParameters = {}, content = 'x') =>
    await run({ resource: 'attachment', operation: 'create', ...parameters }, [{}], {
      data: { data: Buffer.from(content).toString('base64'), mimeType: 'text/plain', fileName: 'note.txt' },
    });

  it('makes an id of the content: the same file is one, another one is another', async () => {
    const [made] = await create();
    expect(made?.[0]).toMatchObject({ outcome: 'created', attachment: { folder: 'JAGGAER' } });
    expect((await create())[0]?.[0]?.outcome).toBe('unchanged');
    expect((await create({}, 'y'))[0]?.[0]?.outcome).toBe('created');
    expect(stored().map(({ files }) => files)).toEqual([['note.txt x'], ['note.txt y']]);
    expect(stored().every(({ id }) => id.length <= 20)).toBe(true);
  });

  it('takes an id of its own, and tells when another file has it', async () => {
    const own = { attachmentId: 'CONTRACT-7', options: { folder: 'Contracts', description: 'signed' } };
    expect((await create(own))[0]?.[0]?.outcome).toBe('created');
    expect(stored()).toMatchObject([{ id: 'CONTRACT-7', folder: 'Contracts', description: 'signed' }]);
    const [, taken] = await run({ resource: 'attachment', operation: 'create', ...own }, [{}], {
      data: { data: Buffer.from('z').toString('base64'), mimeType: 'text/plain', fileName: 'other.txt' },
    });
    expect(taken?.[0]).toMatchObject({ outcome: 'differs', cause: 'duplicate.key' });
    const [, long] = await create({ attachmentId: 'A'.repeat(21) });
    expect(long?.[0]).toMatchObject({ outcome: 'held', cause: 'setting.attachmentId' });
  });
});
