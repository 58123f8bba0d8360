/** Reading QuickBooks Online's lists, and keeping vendors, accounts, locations and classes in step with JAGGAER. */
import { Company } from './quickbooks-company';
import type { Tree } from '../fixtures/simulatorClient';

const origin = { environment: 'test', tenant: 'granite' };
const supplier = (id: string, name: string, more: object = {}) => ({
  ...{ document: 'supplier', ...origin, id, number: `S-${id}`, name, active: true, duns: null },
  ...{ vatNumber: null, taxNumber: null, email: null, phone: null, website: null, currency: null },
  ...{ address: null, erpVendor: null, bankFields: {}, lastUpdate: null, ...more },
});
const account = (code: string, description: string, more: object = {}) => ({
  ...{ document: 'glAccount', ...origin, id: code, code, description, type: null, active: true },
  ...{ currency: null, lastUpdate: null, ...more },
});
const value = (name: string, code: string, more: object = {}) => ({
  ...{ document: 'dimension', ...origin, name, id: code, code, description: code, active: true },
  ...{ lastUpdate: null, ...more },
});
const upsertVendors = { resource: 'vendor', operation: 'upsert', supplierNumbers: 'same' };
const outcomes = (items: Tree[] = []) => items.map((each) => [each.outcome, each.matchedBy]);

let company: Company;
beforeEach(async () => {
  company = await Company.start();
});
afterEach(() => company.close());
const vendor = async (name: string): Promise<Tree> =>
  (await company.records('Vendor')).find((each) => each.DisplayName === name);

describe('reading', () => {
  it('puts out suppliers without the hidden tax number', async () => {
    const [rows = []] = await company.run({ resource: 'vendor', operation: 'getAll', returnAll: true });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      ...{ document: 'supplier', tenant: '9130350000000001', environment: 'test' },
      ...{ name: 'Harbour Street Office Supply', number: 'V-100', active: true, taxNumber: null },
    });
    const all = await company.run({
      ...{ resource: 'vendor', operation: 'getAll', returnAll: true, filters: { active: false } },
    });
    expect(all[0]?.map(({ name, active }) => [name, active])).toContainEqual([
      'Old Harbour Stationers',
      false,
    ]);
  });

  it('puts out accounts by their numbers, locations and classes by their whole names', async () => {
    const read = async (resource: string) =>
      (await company.run({ resource, operation: 'getAll', returnAll: true }))[0] ?? [];
    expect((await read('account')).find(({ code }) => code === '6310')).toMatchObject({
      ...{ document: 'glAccount', description: 'Tools:Small Tools', type: 'Expense', active: true },
    });
    expect((await read('class')).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['Retail', 'Wholesale', 'Wholesale:Export']),
    );
    expect((await read('department')).map(({ code, name }) => [name, code])).toContainEqual([
      'department',
      'North Yard',
    ]);
    expect((await read('term')).find(({ name }) => name === 'Net 15')).toMatchObject({ dueDays: 15 });
    expect((await read('item')).map(({ name }) => name)).toContain('Copier Paper');
    expect((await read('taxCode')).map(({ id }) => id)).toEqual(['TAX', 'NON']);
  });

  it('reads one record by its id, and says when it is not there', async () => {
    const { Id } = await vendor('Harbour Street Office Supply');
    const get = { resource: 'vendor', operation: 'get', simplify: false };
    const [[found] = []] = await company.run({ ...get, vendor: { __rl: true, mode: 'id', value: Id } });
    expect(found).toMatchObject({ Id, DisplayName: 'Harbour Street Office Supply' });
    expect(found).not.toHaveProperty('VendorPaymentBankDetail');
    await expect(company.run({ ...get, vendor: { __rl: true, mode: 'id', value: '99999' } })).rejects.toThrow(
      /no vendor 99999/,
    );
  });

  it('finds records for the pickers by a part of their name', async () => {
    const { searchVendors } = company.n8n.lists;
    const found = await searchVendors?.call(company.n8n.editor({}), 'Quarry');
    expect(found?.results).toEqual([
      { name: 'V-101 – Quarry Lane Building Materials', value: expect.any(String) },
    ]);
  });

  it('runs any query, and lists changes with what was deleted', async () => {
    const [rows = []] = await company.run({
      ...{ resource: 'query', operation: 'execute', query: 'select count(*) from Vendor' },
    });
    expect(rows).toEqual([{ totalCount: 2 }]);
    await expect(
      company.run({ resource: 'query', operation: 'execute', query: 'select * from Custmoer' }),
    ).rejects.toThrow(/4001/);
    const since = new Date(Date.now() - 60_000).toISOString();
    const bill = {
      vendor: 'V-100',
      number: 'B-1',
      date: '2026-06-01',
      lines: [{ account: '6220', amount: '10' }],
    };
    await company.control('bills', bill);
    await company.control('bills', { remove: ['B-1'] });
    const [changes = []] = await company.run({
      ...{ resource: 'changes', operation: 'getAll', entities: ['Bill', 'Term'], since },
    });
    expect(changes.filter(({ entity }) => entity === 'Bill')).toMatchObject([{ deleted: true }]);
  });
});

describe('vendors', () => {
  it('are created once, in batches, without a read after the write', async () => {
    const items = Array.from({ length: 65 }, (_, at) => supplier(String(at), `Alder Works ${at}`));
    const [done = []] = await company.run(upsertVendors, items);
    expect(new Set(done.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    expect(await company.spent()).toEqual({ reads: 1, writes: 3 });
    const [again = []] = await company.run(upsertVendors, items);
    expect(new Set(again.map(({ outcome, matchedBy }) => `${outcome} ${matchedBy}`))).toEqual(
      new Set(['unchanged number']),
    );
    expect(await company.spent()).toEqual({ reads: 1, writes: 0 });
  });

  it('of the same name are updated, not doubled, and what matched is told', async () => {
    const [done = []] = await company.run(upsertVendors, [
      supplier('7', 'harbour street office supply', {
        ...{ number: 'V-900', email: 'ap@harbour.example', taxNumber: '12-3455555' },
        address: { lines: ['1 Quay'], city: 'Port Ellis', region: 'ME', postalCode: '04101', country: 'US' },
      }),
    ]);
    expect(outcomes(done)).toEqual([['updated', 'name']]);
    expect(done[0]).toMatchObject({
      audit: { matchedBy: 'name' },
      mapping: { kind: 'supplier', from: 'V-900', matchedBy: 'name' },
      notCarried: [expect.stringMatching(/V-900: the vendor has the account number V-100/)],
    });
    const changed = await vendor('harbour street office supply');
    expect(changed).toMatchObject({
      // mapping rows may name the number that is there
      ...{ AcctNum: 'V-100', PrimaryEmailAddr: { Address: 'ap@harbour.example' } },
      BillAddr: { Line1: '1 Quay', City: 'Port Ellis', CountrySubDivisionCode: 'ME' },
    });
    // sparse: what is hidden in reads is still there
    expect(changed.TaxIdentifier).toContain('5555');
    expect(changed.TermRef).toBeDefined();
  });

  it('are found by the id that a mapping row names first', async () => {
    const { Id } = await vendor('Quarry Lane Building Materials');
    const rows = [{ kind: 'supplier', scope: 'number', from: 'S-8', to: Id }];
    const documents = [supplier('8', 'Quarry Lane'), supplier('9', 'Cedar Works')];
    const [done = []] = await company.run({ ...upsertVendors, supplierNumbers: 'input' }, documents, rows);
    expect(outcomes(done)).toEqual([
      ['updated', 'mapping'],
      ['created', ''],
    ]);
    expect((await vendor('Quarry Lane')).Id).toBe(Id);
    const gone = [{ kind: 'supplier', scope: 'number', from: 'S-8', to: '4711' }];
    const [, held = []] = await company.run({ ...upsertVendors, supplierNumbers: 'input' }, documents, gone);
    expect(held).toMatchObject([{ outcome: 'held', cause: 'mapping.vendor' }]);
  });

  it('are found by the keys in the order that the user drags them into; two hits hold', async () => {
    const { Id: harbour } = await vendor('Harbour Street Office Supply');
    const { Id: quarry } = await vendor('Quarry Lane Building Materials');
    await company.control('edit', {
      ...{ entity: 'Vendor', id: quarry, fields: { PrimaryEmailAddr: { Address: 'ap@quarry.example' } } },
    });
    const both = supplier('7', 'Harbour Street Office Supply', {
      ...{ number: 'none', email: 'ap@quarry.example' },
    });
    const by = async (...keys: string[]) => {
      const matchBy = { match: keys.map((key) => ({ key })) };
      const options = { leaveAlone: ['name', 'email'] };
      const outputs = await company.run({ ...upsertVendors, matchBy, options } as never, [both]);
      return outputs.flat().map(({ outcome, matchedBy, audit }) => ({
        ...{ outcome, matchedBy, id: (audit as Tree).targetId },
      }));
    };
    expect(await by('email', 'name')).toEqual([{ outcome: 'unchanged', matchedBy: 'email', id: quarry }]);
    expect(await by('name', 'email')).toEqual([{ outcome: 'unchanged', matchedBy: 'name', id: harbour }]);
    await company.control('edit', {
      ...{ entity: 'Vendor', id: harbour, fields: { PrimaryEmailAddr: { Address: 'ap@quarry.example' } } },
    });
    expect(await by('email')).toMatchObject([{ outcome: 'held' }]);
  });

  it('whose name a customer or an employee has are held, and it is said who', async () => {
    const [, held = []] = await company.run(upsertVendors, [
      supplier('1', 'Weir Cottage Inn'),
      supplier('2', 'Robin Marlow'),
      supplier('3', 'Cedar Works'),
    ]);
    expect(held.map(({ cause }) => cause)).toEqual(['erp.duplicateName', 'erp.duplicateName']);
    expect(held[0]?.reason).toMatch(/belongs to customer \(id \d+\)/);
    expect(held[1]?.reason).toMatch(/belongs to employee \(id \d+\)/);
    expect((await vendor('Cedar Works')).AcctNum).toBe('S-3');
  });

  it('follow the status only where that is wished, and come back under their own name', async () => {
    const off = [supplier('1', 'Harbour Street Office Supply', { number: 'V-100', active: false })];
    const [kept = []] = await company.run(upsertVendors, off);
    expect(kept).toMatchObject([
      { outcome: 'unchanged', notCarried: [expect.stringContaining('Carry Status')] },
    ]);
    const carry = { ...upsertVendors, options: { carryStatus: true } };
    const [ended = []] = await company.run(carry, off);
    expect(outcomes(ended)).toEqual([['updated', 'number']]);
    expect(await vendor('Harbour Street Office Supply (deleted)')).toMatchObject({ Active: false });
    const [back = []] = await company.run(carry, [
      supplier('1', 'Harbour Street Office Supply', { number: 'V-100' }),
    ]);
    expect(outcomes(back)).toEqual([['updated', 'number']]);
    expect(await vendor('Harbour Street Office Supply')).toMatchObject({ Active: true });
  });

  it('that somebody changed meanwhile are read anew and written', async () => {
    const { Id } = await vendor('Harbour Street Office Supply');
    let touched = 0;
    company.sim.watch(async ({ path, when }) => {
      if (when !== 'before' || !path.includes('update:Vendor') || touched++ > 0) return;
      await company.control('edit', { entity: 'Vendor', id: Id, fields: { Title: 'Ms' } });
    });
    const [done = []] = await company.run(upsertVendors, [
      supplier('1', 'Harbour Street Office Supply', { number: 'V-100', phone: '555-0100' }),
    ]);
    expect(outcomes(done)).toEqual([['updated', 'number']]);
    expect(await vendor('Harbour Street Office Supply')).toMatchObject({
      ...{ Title: 'Ms', PrimaryPhone: { FreeFormNumber: '555-0100' } },
    });
  });

  it('whose answer is lost are neither doubled nor lost', async () => {
    company.sim.faults([{ kind: 'cut', when: 'after', route: 'batch', times: 1 }]);
    const [done = []] = await company.run(upsertVendors, [supplier('1', 'Alder Works')]);
    expect(done.map(({ outcome }) => outcome)).toEqual(['created']);
    const all = await company.records('Vendor');
    expect(all.filter(({ DisplayName }) => DisplayName === 'Alder Works')).toHaveLength(1);
  });

  it('are only compared in a dry run, with the exact body', async () => {
    const [done = []] = await company.run({ ...upsertVendors, dryRun: true }, [
      supplier('1', 'Alder: Works', { currency: 'USD' }),
    ]);
    expect(done).toMatchObject([
      {
        outcome: 'dryRun',
        payload: { DisplayName: 'Alder - Works', CompanyName: 'Alder - Works', AcctNum: 'S-1' },
        notCarried: [expect.stringContaining('colon')],
      },
    ]);
    expect((await company.spent()).writes).toBe(0);
  });
});

describe('accounts, locations and classes', () => {
  const accounts = { resource: 'account', operation: 'upsert' };

  it('are created with number, name and type, and kept in step', async () => {
    const documents = [account('6500', 'Packaging'), account('6220', 'Office Supplies')];
    const [done = []] = await company.run(accounts, documents);
    expect(outcomes(done)).toEqual([
      ['created', ''],
      ['unchanged', 'number'],
    ]);
    const read = async (number: string): Promise<Tree> =>
      (await company.records('Account')).find(({ AcctNum }) => AcctNum === number);
    expect(await read('6500')).toMatchObject({ Name: 'Packaging', AccountType: 'Expense' });
    const [changed = []] = await company.run(accounts, [account('6500', 'Packing', { active: false })]);
    expect(changed).toMatchObject([{ outcome: 'updated', matchedBy: 'number' }]);
    expect(await read('6500')).toMatchObject({ Name: 'Packing (deleted)', Active: false });
    expect(await company.run(accounts, [account('6500', 'Packing', { active: false })])).toMatchObject([
      [{ outcome: 'unchanged' }],
      [],
    ]);
  });

  it('keep their numbers: an account of the same name and another number waits for a person', async () => {
    const before = (await company.records('Account')).find(({ AcctNum }) => AcctNum === '6220');
    const [, held = []] = await company.run(accounts, [account('6221', 'Office Supplies')]);
    expect(held).toMatchObject([{ outcome: 'held', cause: 'list.otherNumber' }]);
    expect(held[0]?.reason).toMatch(/has the number 6220 .* and 6221 in JAGGAER/);
    const [kept = []] = await company.run({ ...accounts, winner: 'erp' }, [
      account('6221', 'Office Supplies'),
    ]);
    expect(outcomes(kept)).toEqual([['unchanged', 'name']]);
    await company.run(accounts, [account('6220', 'Office Supplies', { active: false })]);
    const [made = []] = await company.run(accounts, [account('6221', 'Office Supplies')]);
    expect(outcomes(made)).toEqual([['created', '']]);
    const now = (await company.records('Account')).find(({ Id }) => Id === before.Id);
    expect(now).toMatchObject({ AcctNum: '6220', Active: false });
  });

  it('are refused where QuickBooks Online takes no such number, in its words', async () => {
    const [, refused = []] = await company.run(accounts, [account('65000000', 'Long Number')]);
    expect(refused).toMatchObject([{ outcome: 'rejected', cause: 'erp.invalid' }]);
    expect(refused[0]?.reason).toContain('2050');
  });

  it('go below their parents, which must be there', async () => {
    const departments = { resource: 'department', operation: 'upsert' };
    const documents = [value('department', 'North Yard:Gate 2'), value('department', 'South Yard:Gate 1')];
    const [done = [], held = []] = await company.run(departments, documents);
    expect(outcomes(done)).toEqual([['created', '']]);
    expect(held).toMatchObject([{ cause: 'list.parent' }]);
    const records = await company.records('Department');
    expect(records.map(({ FullyQualifiedName }) => FullyQualifiedName)).toContain('North Yard:Gate 2');
    const [classes = []] = await company.run({ resource: 'class', operation: 'upsert' }, [
      value('class', 'Repairs'),
      value('class', 'retail'),
    ]);
    expect(outcomes(classes)).toEqual([
      ['created', ''],
      ['unchanged', 'name'],
    ]);
  });

  it('of another dimension are not taken', async () => {
    const [, held = []] = await company.run({ resource: 'class', operation: 'upsert' }, [
      value('department', 'Repairs'),
    ]);
    expect(held).toMatchObject([{ outcome: 'held', cause: 'document.unreadable' }]);
  });

  it('say so when the plan has no room for more', async () => {
    const many = Array.from({ length: 80 }, (_, at) => value('class', `Class ${at}`));
    const [done = [], refused = []] = await company.run({ resource: 'class', operation: 'upsert' }, many);
    expect(done.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ outcome: 'rejected', cause: 'erp.refused' });
    expect(refused[0]?.reason).toContain('usage limit');
  });
});
