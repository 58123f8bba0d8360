/** What is around bills, by n8n's own QuickBooks Online node: the second table of docs/quickbooks-online.md. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import type { Line } from '../fixtures/quickbooks-builtin';
import { BASE, Builtin, table } from '../fixtures/quickbooks-builtin';

const HARBOUR = 'Harbour Street Office Supply';
let builtin: Builtin | undefined;
const started = async (seed: PartialSeed = {}): Promise<Builtin> => (builtin = await Builtin.start(seed));
afterEach(async () => {
  await builtin?.close();
  builtin = undefined;
});

const entered = (number: string, amount: string) => ({
  ...{ vendor: HARBOUR, number, date: '2026-06-15' },
  lines: [{ account: 'Office Supplies', amount }],
});
const many = (resource: string, query = '', more: object = { limit: 50 }) => ({
  ...{
    resource,
    operation: 'getAll',
    returnAll: 'returnAll' in more,
    filters: query ? { query } : {},
    ...more,
  },
});

/** The editor offers none of them, and a workflow's file that names one reaches nobody. */
async function lacks(...resources: string[]): Promise<Builtin> {
  const company = await started();
  for (const resource of resources) {
    expect(Object.keys(company.offers)).not.toContain(resource);
    for (const operation of ['create', 'get', 'getAll', 'update'])
      await company.run({ resource, operation }).catch(() => undefined);
  }
  expect(await company.spent()).toEqual({ reads: 0, writes: 0 });
  return company;
}

const lines: Line[] = [
  [
    'Creating a vendor',
    'partly',
    async () => {
      const company = await started();
      const fields = company.fields('vendor', 'create', 'additionalFields');
      expect(fields).toEqual(expect.arrayContaining(['AcctNum', 'BillAddr', 'PrimaryEmailAddr']));
      for (const name of ['TermRef', 'CurrencyRef', 'TaxIdentifier', 'WebAddr'])
        expect(fields).not.toContain(name);
      const additionalFields = { AcctNum: 'S-7', BillAddr: { details: { City: 'Duluth', Country: 'US' } } };
      await company.run({
        ...{ resource: 'vendor', operation: 'create', displayName: 'Alder Works', additionalFields },
      });
      const made = (await company.records('Vendor')).find((one) => one.DisplayName === 'Alder Works');
      expect(made).toMatchObject({ AcctNum: 'S-7', BillAddr: { City: 'Duluth' } });
      expect(made.BillAddr).not.toHaveProperty('Country');
    },
  ],
  [
    'Create or update by name',
    'no',
    async () => {
      const company = await started();
      expect(company.offers.vendor).toEqual(['create', 'get', 'getAll', 'update']);
      const create = { resource: 'vendor', operation: 'create', displayName: '={{ $json.name }}' };
      const vendorAndCustomer = [{ name: HARBOUR }, { name: 'Weir Cottage Inn' }];
      for (const item of vendorAndCustomer)
        expect(await company.refusal(create, [item])).toMatchObject({
          description: expect.stringContaining('6240'),
        });
      const goesOn = { onError: 'continueRegularOutput' as const };
      const output = await company.run(create, vendorAndCustomer, goesOn);
      const error = 'Bad request - please check your parameters';
      expect(output.map(({ json }) => json)).toEqual([{ error }, { error }]);
    },
  ],
  [
    'Updating a vendor by its id',
    'yes',
    async () => {
      const company = await started();
      const vendorId = await company.id('Vendor', HARBOUR);
      const updateFields = { PrimaryPhone: '555-0100' };
      await company.run({ resource: 'vendor', operation: 'update', vendorId, updateFields });
      const changed = (await company.records('Vendor')).find(({ Id }) => Id === vendorId);
      expect(changed).toMatchObject({
        ...{ PrimaryPhone: { FreeFormNumber: '555-0100' }, AcctNum: 'V-100' },
        TermRef: { name: 'Net 30' },
      });
      expect(await company.spent()).toEqual({ reads: 1, writes: 1 });
    },
  ],
  [
    'Looking records up',
    'partly',
    async () => {
      const company = await started();
      const named = `WHERE DisplayName = '${HARBOUR}'`;
      const [hit] = await company.run(many('vendor', named));
      expect(hit?.json).toMatchObject({ AcctNum: 'V-100' });
      // one query an item
      await company.spent();
      await company.run(many('vendor', named), [{}, {}, {}]);
      expect(await company.spent()).toEqual({ reads: 3, writes: 0 });
      expect(await company.run(many('vendor', "WHERE DisplayName = 'Nobody'"))).toMatchObject([
        { pairedItem: { item: 0 } },
      ]);
      company.turn('entityCase', 'significant');
      expect(await company.refusal(many('vendor', named))).toMatchObject({
        description: expect.stringContaining('4001'),
      });
    },
  ],
  [
    'Return All with a filter',
    'no',
    async () => {
      const company = await started();
      await company.control('bills', [entered('B-1', '10'), entered('B-2', '20')]);
      const all = await company.run(many('bill', '', { returnAll: true }));
      expect(all.map(({ json }) => json.DocNumber).sort()).toEqual(['B-1', 'B-2']);
      // one of two fits; the node counts without the filter, asks for a next page and throws all away
      expect(await company.run(many('bill', "WHERE DocNumber = 'B-1'", { returnAll: true }))).toEqual([]);
      expect(await company.run(many('bill', "WHERE DocNumber = 'B-1'"))).toHaveLength(1);
    },
  ],
  ['Purchase orders', 'no', async () => void (await lacks('purchaseOrder', 'purchaseorder'))],
  ['Accounts', 'no', async () => void (await lacks('account'))],
  [
    'Departments and classes',
    'no',
    async () => {
      const company = await lacks('department', 'class');
      // read for a pick-list of the report's filters only
      expect(Object.keys(company.node.methods?.loadOptions ?? {})).toContain('getDepartments');
    },
  ],
  [
    'Items, terms and tax codes',
    'partly',
    async () => {
      const company = await lacks('term', 'taxCode');
      const items = await company.run(many('item'));
      expect(items.map(({ json }) => json.Name)).toEqual(['Copier Paper', 'Hex Bolts', 'Rooms Let']);
      expect(company.offers.item).toEqual(['get', 'getAll']);
    },
  ],
  [
    'Payment status',
    'partly',
    async () => {
      const company = await lacks('billPayment');
      await company.control('bills', [entered('B-1', '10'), entered('B-2', '20'), entered('B-3', '30')]);
      await company.control('payments', { bill: 'B-1', amount: '10', method: 'Check', number: 'CHK-7' });
      await company.spent();
      const paid = await company.run(many('bill', "WHERE Balance = '0'"));
      expect(await company.spent()).toEqual({ reads: 1, writes: 0 });
      expect(paid).toHaveLength(1);
      expect(paid[0]?.json).toMatchObject({ DocNumber: 'B-1', Balance: 0 });
      expect(paid[0]?.json.LinkedTxn).toMatchObject([{ TxnType: 'BillPaymentCheck' }]);
      // neither the number nor the day of the payment
      const [payment] = await company.records('BillPayment');
      expect(payment).toMatchObject({ DocNumber: 'CHK-7' });
      expect(JSON.stringify(paid)).not.toContain('CHK-7');
    },
  ],
  [
    'Attachments',
    'no',
    async () => {
      const company = await lacks('attachment', 'attachable', 'upload');
      expect((await company.control('state?files')).files).toEqual([]);
    },
  ],
  [
    'What has changed since the last run',
    'partly',
    async () => {
      const company = await started();
      await company.control('bills', [entered('B-1', '10'), entered('B-2', '20')]);
      const since = company.sim.clock.now().toISOString();
      company.sim.clock.change({ advanceMs: 60_000 });
      await company.control('bills', entered('B-3', '30'));
      await company.control('bills', { remove: ['B-1'] });
      const changed = await company.run(many('bill', `WHERE MetaData.LastUpdatedTime > '${since}'`));
      // that B-1 is gone nobody hears
      expect(changed.map(({ json }) => json.DocNumber)).toEqual(['B-3']);
    },
  ],
  [
    'Webhooks',
    'no',
    async () => {
      const company = await started();
      expect(company.node.webhook ?? company.node.trigger ?? company.node.poll).toBeUndefined();
      const files = readdirSync(path.join(BASE, 'nodes/QuickBooks')).filter((name) =>
        name.endsWith('.node.js'),
      );
      expect(files).toEqual(['QuickBooks.node.js']);
    },
  ],
];

table('Everything else', lines);
