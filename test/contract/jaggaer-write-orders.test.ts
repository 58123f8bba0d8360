/** Purchase orders, accounts and dimensions that the JAGGAER node writes, against the simulated tenant. */
import {
  callsTo,
  connect,
  documentsOf,
  jaggaer,
  mapping,
  run,
  writable,
  writesOf,
} from '../fixtures/jaggaer-writes';
import { causesOf, outcomesOf } from '../fixtures/results';

writable();

const { account, dimension, order } = documentsOf({ environment: 'test', tenant: 'NORTHWIND' });

describe('JAGGAER ▸ Purchase Order ▸ Create or Update', () => {
  const UPSERT = { resource: 'purchaseOrder', operation: 'upsert' };
  const writes = () => writesOf(jaggaer, 'purchaseorders');
  const shown = (poNumber: string) =>
    jaggaer.world.purchaseOrders.find(({ header }) => header.poNumber === poNumber);

  it('creates under JAGGAER’s supplier number, updates lines, and repeats nothing', async () => {
    const first = order('EX-1001', 'HARROWFIN', [
      ['1', 'Paper', '10', '4.50'],
      ['2', 'Toner', '2', '80'],
    ]);
    expect(outcomesOf((await run(UPSERT, [first]))[0])).toEqual(['created']);
    expect(shown('EX-1001')).toMatchObject({
      header: { supplier: { supplierNumber: '0010443' }, total: { currency: 'USD', value: 205 } },
      lineList: { purchaseOrderLine: [{ poLineNumber: '1', quantity: 10, unitPrice: 4.5 }, {}] },
    });
    expect(outcomesOf((await run(UPSERT, [first]))[0])).toEqual(['unchanged']);
    const changed = order('EX-1001', 'HARROWFIN', [['1', 'Paper', '12', '4.5']]);
    const [done] = await run(UPSERT, [changed]);
    expect(done?.[0]).toMatchObject({
      outcome: 'updated',
      differences: [
        { field: 'total', expected: '54', found: '205' },
        { field: 'line 1 quantity', expected: '12', found: '10' },
        { field: 'line 2', expected: '', found: 'there' },
      ],
    });
    expect(shown('EX-1001')?.lineList.purchaseOrderLine).toHaveLength(1);
    expect(await writes()).toEqual({ created: 1, updated: 1 });
  });

  it('fails one order alone: unknown supplier, ambiguous vendor, broken lines', async () => {
    const lines: Array<[string, string, string, string]> = [['1', 'Paper', '1', '1']];
    const [done, attention] = await run(UPSERT, [
      order('EX-1', 'NOBODY', lines),
      order('EX-2', 'CALDER', lines),
      order('EX-3', 'HARROWFIN', [['1', 'Paper', 'many', '1']]),
      order('EX-4', 'HARROWFIN', lines),
    ]);
    expect(outcomesOf(done)).toEqual(['created']);
    expect(causesOf(attention).sort()).toEqual(['document.unreadable', 'match.several', 'order.supplier']);
    const [, refused] = await run({ ...UPSERT, options: { checkSupplier: false } }, [
      order('EX-1', 'NOBODY', lines),
    ]);
    expect(causesOf(refused)).toEqual(['jaggaer.refused']);
    expect(JSON.stringify(refused)).toMatch(/124\(supplierNumber\)/);
  });

  it('follows what is cancelled or over, and creates neither that nor what is not approved', async () => {
    const lines: Array<[string, string, string, string]> = [['1', 'Paper', '1', '1']];
    const made = { ...order('EX-1', 'HARROWFIN', lines), state: 'open' };
    const others = ['pending', 'cancelled', 'closed'].map((state) => ({
      ...{ ...order(`EX-${state}`, 'NOBODY', []), state },
    }));
    const [done] = await run(UPSERT, [made, ...others]);
    expect(outcomesOf(done)).toEqual(['created', 'unchanged', 'unchanged', 'unchanged']);
    // approval of a change takes its time: what was approved before stands
    expect(outcomesOf((await run(UPSERT, [{ ...made, state: 'pending' }]))[0])).toEqual(['unchanged']);
    const [gone] = await run(UPSERT, [{ ...made, state: 'cancelled' }]);
    expect(gone?.[0]).toMatchObject({
      outcome: 'updated',
      differences: [{ field: 'status', expected: 'Cancelled', found: 'Completed' }],
    });
    expect(shown('EX-1')?.header.workflowStatus).toBe('Cancelled');
    expect(outcomesOf((await run(UPSERT, [{ ...made, state: 'cancelled' }]))[0])).toEqual(['unchanged']);
    const [, odd] = await run(UPSERT, [{ ...made, state: 'unknown' }]);
    expect(causesOf(odd)).toEqual(['order.state']);
  });

  it('carries account and cost center of a line back through the mapping, and holds what is not clear', async () => {
    const coded = (number: string, erpAccount: string | null, subaccount = '100-200') => {
      const made = order(number, 'HARROWFIN', [['1', 'Paper', '2', '4.5']]);
      const split = { segments: [], amount: '9', erpAccount, erpDimensions: { Subaccount: subaccount } };
      return { ...made, lines: made.lines.map((line) => ({ ...line, splits: [split] })) };
    };
    const parameters = {
      ...{ ...UPSERT, codes: 'mapping', accountField: 'Account' },
      dimensionFields: { dimension: [{ name: 'subaccount', field: 'CostCenter' }] },
    };
    const [done, attention] = await run(parameters, [
      coded('EX-1', '61500'),
      coded('EX-2', '61000'),
      coded('EX-3', '99999'),
      coded('EX-4', null),
      // for a segment of another chart only
      coded('EX-5', '67000'),
    ]);
    expect(outcomesOf(done)).toEqual(['created']);
    expect(causesOf(attention)).toEqual([
      ...['mapping.several', 'unmapped.account', 'order.account', 'unmapped.account'],
    ]);
    expect(JSON.stringify(shown('EX-1')?.lineList)).toContain(
      '[{"internalName":"Account","value":"51500"},{"internalName":"CostCenter","value":"CC1200"}]',
    );
    const row = { kind: 'toJaggaer', scope: 'account', from: '61000', to: '51425' };
    expect(outcomesOf((await run(parameters, [coded('EX-2', '61000')], [...mapping, row]))[0])).toEqual([
      'created',
    ]);
    expect(outcomesOf((await run(parameters, [coded('EX-1', '61500')]))[0])).toEqual(['unchanged']);
    const [moved] = await run(parameters, [coded('EX-1', '61500', '200-250')]);
    expect(moved?.[0]?.differences).toEqual([
      { field: 'line 1 CostCenter', expected: 'CC2250', found: 'CC1200' },
    ]);
  });

  it('creates none of two orders with one number', async () => {
    const lines: Array<[string, string, string, string]> = [['1', 'Paper', '1', '1']];
    const other = { ...order('EX-1', 'HARROWFIN', lines), id: 'Blanket EX-1' };
    const [done, attention] = await run(UPSERT, [order('EX-1', 'HARROWFIN', lines), other]);
    expect(done).toEqual([]);
    expect(causesOf(attention)).toEqual(['match.double', 'match.double']);
    expect(await writes()).toEqual({});
  });

  it('says what is wrong with a body template', async () => {
    connect({ writes: { purchaseOrderBody: '{"po": "{numbr}"}' } });
    const [, attention] = await run(UPSERT, [order('EX-1', 'HARROWFIN', [['1', 'Paper', '1', '1']])]);
    expect(attention?.[0]).toMatchObject({
      cause: 'setting.body',
      reason: expect.stringMatching(/\{numbr\}/) as string,
    });
  });
});

describe('JAGGAER ▸ GL Account', () => {
  const UPSERT = {
    resource: 'glAccount',
    operation: 'upsert',
    dimensionFields: { dimension: [{ name: 'Subaccount', field: 'CostCenter' }] },
  };
  const writes = () => writesOf(jaggaer, 'customfieldvalues');
  const value = (field: string, code: string) => jaggaer.world.glValues.get(`${field}\n${code}`);

  it('takes accounts and dimensions in few calls, switches off, and repeats nothing', async () => {
    const items = [
      account('71000', 'Travel'),
      account('51425', 'Office supplies and paper'),
      account('51430', 'Small tools'),
      account('52010', 'Building maintenance', false),
      account('79999', 'Closed for long', false),
      dimension('subaccount', '900-100', 'New department'),
    ];
    const [done] = await run(UPSERT, items);
    expect(outcomesOf(done)).toEqual(['created', 'updated', 'unchanged', 'updated', 'unchanged', 'created']);
    expect(done?.[0]?.key).toBe('test:NORTHWIND:71000');
    expect(done?.[5]).toMatchObject({
      key: 'test:NORTHWIND:subaccount:900-100',
      targetId: 'CostCenter:900-100',
      audit: { flow: 'accounts' },
    });
    expect(value('Account', '52010')).toMatchObject({ active: false, description: 'Building maintenance' });
    expect(value('CostCenter', '900-100')).toMatchObject({ active: true });
    expect(value('Account', '79999')).toBeUndefined();
    expect(await writes()).toEqual({ created: 2, updated: 2 });
    expect(callsTo('POST', 'customfieldvalues')).toBe(1);
    expect(outcomesOf((await run(UPSERT, items))[0])).toEqual(items.map(() => 'unchanged'));
    expect(await writes()).toEqual({ created: 2, updated: 2 });
  });

  it('tries a refused batch in halves, and holds a dimension without a field', async () => {
    // the calls with all, the second half, and its first half
    jaggaer.faults([
      { kind: 'status', status: 400, method: 'POST', route: 'customfieldvalues', nth: [1, 3, 4] },
    ]);
    const items = [
      ...['1', '2', '3', '4'].map((code) => account(`8000${code}`, `Account ${code}`)),
      dimension('project', 'P1', 'Project'),
    ];
    const [done, attention] = await run(UPSERT, items);
    expect((done ?? []).map(({ targetId }) => targetId)).toEqual([
      'Account:80001',
      'Account:80002',
      'Account:80004',
    ]);
    expect(attention?.map(({ cause, key }) => [cause, key])).toEqual([
      ['jaggaer.refused', 'test:NORTHWIND:80003'],
      ['setting.field', 'test:NORTHWIND:project:P1'],
    ]);
  });

  it('creates none of two dimensions’ values that would be one value of a field', async () => {
    const both = { dimension: ['Subaccount', 'Branch'].map((name) => ({ name, field: 'CostCenter' })) };
    const items = [dimension('subaccount', '990', 'Workshop'), dimension('branch', '990', 'Harbour')];
    const [, attention] = await run({ ...UPSERT, dimensionFields: both }, items);
    expect(causesOf(attention)).toEqual(['match.double', 'match.double']);
    expect(await writes()).toEqual({});
  });

  it('sends one value a call where the template has no list', async () => {
    const body =
      '[{"internalName":"{internalName}","value":"{value}","description":"{description}","active":"{active}"}]';
    connect({ writes: { glAccountBody: body } });
    const [done] = await run(UPSERT, [account('1', 'One'), account('2', 'Two')]);
    expect(outcomesOf(done)).toEqual(['created', 'created']);
    expect(value('Account', '2')).toMatchObject({ description: 'Two' });
  });

  it('tells a path that does not exist from a bad value', async () => {
    jaggaer.faults([{ kind: 'switch', name: 'glValues', value: 'off' }]);
    const [, attention] = await run(UPSERT, [account('1', 'One'), account('2', 'Two')]);
    expect(causesOf(attention)).toEqual(['jaggaer.notFound', 'jaggaer.notFound']);
  });

  it('lists accounts and dimensions', async () => {
    const list = { resource: 'glAccount', operation: 'getAll', returnAll: true };
    const [all = []] = await run(list, [{}]);
    expect(all).toHaveLength(jaggaer.world.glValues.size);
    expect(all[0]).toMatchObject({
      document: 'glAccount',
      code: '51425',
      active: true,
      tenant: 'northwind-paper',
    });
    const [some = []] = await run({ ...list, filters: { fields: 'CostCenter' } }, [{}]);
    expect(some.length).toBeGreaterThan(0);
    expect(some.every(({ document, name }) => document === 'dimension' && name === 'CostCenter')).toBe(true);
  });
});
