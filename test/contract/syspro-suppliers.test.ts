/** Supplier ▸ Create or Update against the simulated company. */
import { Syspro } from '../../nodes/Syspro/Syspro.node';
import { order as control } from '../../sandbox/control';
import type { PartialSeed } from '../../sandbox/syspro';
import { json } from '../fixtures/n8n';
import { Company } from './syspro-company';

type Row = Record<string, string>;

const supplier = (number: string, name: string, more: object = {}) => ({
  ...{ document: 'supplier', environment: 'test', tenant: 'granite', id: `id-${number}`, number, name },
  ...{ active: true, duns: null, vatNumber: null, taxNumber: null, email: null, phone: null, website: null },
  ...{ currency: null, address: null, erpVendor: null, bankFields: {}, lastUpdate: null, ...more },
});
const MAPPING = [
  { kind: 'supplier', scope: 'number', from: 'S-1', to: '1' },
  { kind: 'supplier', scope: 'number', from: 'S-9', to: '99' },
];
const upsert = { resource: 'supplier', operation: 'upsert', supplierNumbers: 'input' };

let company: Company;
const start = async (seed: PartialSeed = {}) => {
  company = await Company.start(seed);
};
afterEach(() => company.close());
const table = async (name: string): Promise<Row[]> =>
  ((await control(company.sim.url, `state?table=${name}`)) as { rows: Row[] }).rows;
const stored = async (name: string): Promise<Row> => {
  const row = (await table('ApSupplier')).find(({ SupplierName }) => SupplierName === name) ?? {};
  const address = (await table('ApSupplierAddr')).find(({ Supplier }) => Supplier === row.Supplier);
  return { ...address, ...row };
};
const run = (suppliers: object[], parameters: object = {}) =>
  company.n8n.n8n
    .execute(new Syspro(), { ...upsert, ...parameters }, suppliers, {}, undefined, MAPPING)
    .then((outputs) => outputs.map(json));
const writes = () =>
  Object.entries(company.calls()).flatMap(([route, count]) => (route.includes('/Setup/') ? count : []));

it('creates suppliers with JAGGAER’s numbers, and does nothing the second time', async () => {
  await start({ supplierKey: { type: 'A', length: 15, automatic: false, next: 1 } });
  const given = supplier('S-7', 'Larkrise Signage', {
    ...{ currency: 'EUR', email: 'ar@larkrise.example', taxNumber: 'DE 1' },
    address: { lines: ['1 Lane'], city: 'Tulsa', region: 'OK', postalCode: '74103', country: 'US' },
  });
  const [done = []] = await run([given], { options: { terms: '15', grnMatching: 'N' } });
  expect(done).toMatchObject([{ outcome: 'created', targetId: 'S-7' }]);
  expect(done[0]?.mapping).toMatchObject({ kind: 'supplier', from: 'S-7', to: 'S-7', matchedBy: 'created' });
  expect(await stored('Larkrise Signage')).toMatchObject({
    ...{ Supplier: 'S-7', Currency: 'EUR', TermsCode: '15', GrnMatchReqd: 'N', TaxRegnNum: 'DE 1' },
    ...{ SupAddr1: '1 Lane', SupAddr3: 'Tulsa', SupAddr4: 'OK', SupAddr5: 'US', SupPostalCode: '74103' },
  });
  const before = writes();
  const [again = []] = await run([given]);
  expect(again).toMatchObject([{ outcome: 'unchanged', matchedBy: 'supplierCode' }]);
  expect(writes()).toEqual(before);
});

it('takes the number that SYSPRO gives, and tells it', async () => {
  await start({ supplierKey: { type: 'N', length: 7, automatic: true, next: 500 } });
  const given = [
    supplier('S-7', 'Larkrise', { taxNumber: '77' }),
    supplier('S-8', 'Kiefer', { taxNumber: '88' }),
  ];
  const [done = []] = await run(given, { newCode: 'sequence' });
  expect(done.map(({ outcome, targetId }) => [outcome, targetId])).toEqual([
    ['created', '0000500'],
    ['created', '0000501'],
  ]);
});

it('updates what differs on a mapped supplier whatever the zeros of its key, and touches no bank data', async () => {
  await start();
  const bank = await stored('Harbour Street Office Supply');
  const given = supplier('S-1', 'Harbour Street Office Supply', {
    ...{ phone: '+1 555 0999', bankFields: { iban: 'US99CANARY' } },
  });
  const [done = []] = await run([given]);
  expect(done).toMatchObject([
    { outcome: 'updated', targetId: '0000001', matchedBy: 'mapping', differences: [{ field: 'phone' }] },
  ]);
  expect(done[0]?.mapping).toBeUndefined();
  expect(await stored('Harbour Street Office Supply')).toEqual({ ...bank, Telephone: '+1 555 0999' });
});

it('only fills what is empty where the ERP wins', async () => {
  await start();
  const given = supplier('S-1', 'Another name', { phone: '+1 555 0999' });
  const [done = []] = await run([given], { winner: 'erp' });
  expect(done).toMatchObject([{ outcome: 'unchanged' }]);
});

it('holds two for one record, strangers, and rows that name nobody; creates no inactive one', async () => {
  await start();
  const [done = [], trouble = []] = await run([
    supplier('S-2', 'Harbour Street Office Supply', { taxNumber: 'US-1001' }),
    supplier('S-9', 'Nobody'),
    supplier('S-3', 'Gone Fishing', { active: false }),
    supplier('S-1234567890123456', 'Too long'),
  ]);
  expect(done).toMatchObject([{ outcome: 'unchanged' }]);
  expect(trouble.map(({ cause }) => cause)).toEqual(['match.taken', 'mapping.vendor', 'vendor.id']);
  expect(writes()).toEqual([]);
});

it('lets a refused supplier fail alone, with SYSPRO’s words', async () => {
  await start({ supplierKey: { type: 'A', length: 15, automatic: false, next: 1 } });
  const [done = [], trouble = []] = await run([
    supplier('S-7', 'Larkrise'),
    supplier('S-8', 'Kiefer', { currency: 'XXX' }),
  ]);
  expect(done).toMatchObject([{ outcome: 'created' }]);
  expect(trouble).toMatchObject([{ outcome: 'rejected', cause: 'erp.refused' }]);
  expect(trouble[0]?.reason).toContain('XXX');
});

it('finds out what became of a supplier whose answer was lost', async () => {
  await start({ supplierKey: { type: 'A', length: 15, automatic: false, next: 1 } });
  await company.faults({ kind: 'cut', route: 'APSSSP', when: 'after', times: 1 });
  const [done = []] = await run([supplier('S-7', 'Larkrise')]);
  expect(done).toMatchObject([{ outcome: 'created', targetId: 'S-7' }]);
  expect(await company.sessions()).toMatchObject({ openSessions: 0 });
});
