/** The Sage Intacct trigger in n8n's poll context, with n8n's own static data, against the simulated company. */
import type { IDataObject } from 'n8n-workflow';
import { SageIntacctTrigger } from '../../nodes/SageIntacct/SageIntacctTrigger.node';
import { json } from '../fixtures/n8n';
import { Company } from './intacct-node';

/** Minutes that WHENMODIFIED is off from our clock: seven hours back as recorded, none, and thirteen ahead. */
const CLOCKS = [-420, 0, 780];

describe('Sage Intacct Trigger', () => {
  let company: Company;
  const start = async (seed: object = {}) => {
    company = await Company.start({
      entities: [],
      locations: [{ id: '110', name: 'Main Office' }],
      vendors: [
        { id: 'HARBOUR', name: 'Harbour Paper', currency: 'USD', bank: { ACHACCOUNTNUMBER: '000111222333' } },
        { id: 'QUARRY', name: 'Quarry', currency: 'EUR', active: false },
      ],
      accounts: [
        { number: '6400', title: 'Freight' },
        { number: '6999', title: 'Old Suspense', active: false },
      ],
      ...seed,
    });
  };
  afterEach(() => company.close());

  const trigger = (event: string, options: IDataObject = {}, parameters: object = {}) =>
    company.n8n.n8n.trigger(new SageIntacctTrigger(), { event, options, ...parameters } as never);
  const enter = async (number: string, amount = '100', change: object = {}) => {
    const bill = {
      ...{ vendor: 'HARBOUR', number, date: '2026-06-01', description: `JGR:test:acme:${number} paper` },
      lines: [{ account: '6400', amount, location: '110' }],
      ...change,
    };
    const { bills } = (await company.control('bills', [bill])) as { bills: Array<{ RECORDNO: string }> };
    return bills[0]?.RECORDNO ?? '';
  };
  const pay = (body: object) => company.control('payments', body);

  describe('masters', () => {
    it('gives every vendor once as a supplier, then only what changed, and never bank data', async () => {
      await start();
      const published = trigger('vendorChanged');
      const all = json(await published.poll());
      expect(all).toMatchObject([
        {
          ...{ document: 'supplier', environment: 'test', tenant: 'granite', id: 'HARBOUR', active: true },
          ...{ number: 'HARBOUR', erpVendor: 'HARBOUR', name: 'Harbour Paper', bankFields: {} },
        },
        { id: 'QUARRY', active: false },
      ]);
      expect(JSON.stringify(all)).not.toContain('000111222333');
      expect(await published.poll()).toBeNull();
      company.sim.clock.advance(1_000);
      await company.control('masters', { vendors: [{ id: 'HARBOUR', name: 'Harbour Paper Mills' }] });
      expect(json(await published.poll())).toMatchObject([{ id: 'HARBOUR', name: 'Harbour Paper Mills' }]);
      expect(await published.poll()).toBeNull();
    });

    it('sees a second change within the same second', async () => {
      await start();
      company.sim.clock.change({ frozen: true });
      const published = trigger('vendorChanged');
      await published.poll();
      for (const name of ['One', 'Two', 'Three']) {
        await company.control('masters', { vendors: [{ id: 'HARBOUR', name }] });
        expect(json(await published.poll())).toMatchObject([{ name }]);
      }
    });

    it('gives accounts, and values of the chosen dimensions with user-defined ones', async () => {
      await start();
      const accounts = json(await trigger('accountChanged').poll());
      expect(accounts.map(({ document, code, active }) => [document, code, active])).toEqual([
        ['glAccount', '6400', true],
        ['glAccount', '6999', false],
      ]);
      const chosen = { dimensions: ['department', 'class'], ownDimensions: ['PLANT'] };
      const published = trigger('dimensionChanged', {}, chosen);
      const values = json(await published.poll()).map(({ name, code }) => `${String(name)} ${String(code)}`);
      expect(values.sort()).toEqual([
        ...['GLDIMPLANT PL-1', 'GLDIMPLANT PL-2', 'class C1'],
        ...['department D100', 'department D300', 'department D900'],
      ]);
      await company.spent();
      expect(await published.poll()).toBeNull();
      expect(await company.spent()).toBe(3);
      company.sim.clock.advance(1_000);
      await company.control('edit', { object: 'PLANT', recordNo: 'PL-2', fields: { DESCRIPTION: 'Port' } });
      expect(json(await published.poll())).toMatchObject([
        { document: 'dimension', name: 'GLDIMPLANT', code: 'PL-2', description: 'Port' },
      ]);
      const none = { dimensions: [], ownDimensions: [] };
      await expect(trigger('dimensionChanged', {}, none).poll()).rejects.toThrow('No dimension is chosen');
    });

    it('drains thousands of equal timestamps in batches, each once, and rests', async () => {
      await start();
      company.sim.clock.change({ frozen: true });
      const many = Array.from({ length: 3_000 }, (_, nth) => ({ id: `V${nth}`, name: `Vendor ${nth}` }));
      await company.control('masters', { vendors: many });
      const published = trigger('vendorChanged', { batchSize: 700 });
      const seen: unknown[] = [];
      for (let found = await published.poll(); found; found = await published.poll())
        seen.push(...json(found).map(({ id }) => id));
      expect(seen).toHaveLength(3_002);
      expect(new Set(seen).size).toBe(3_002);
      expect(JSON.stringify(published.staticData).length).toBeLessThan(64 * 1024);
      expect(published.dirty).toBe(false);
    });
  });

  describe('bills', () => {
    it('gives changed bills with their key, and those of others where it is told to', async () => {
      await start();
      await enter('A-1');
      await enter('B-1', '50', { description: 'by hand' });
      expect(json(await trigger('billChanged').poll())).toMatchObject([
        { vendorReference: 'A-1', amount: '100', status: 'Posted', key: 'test:acme:A-1', vendor: 'HARBOUR' },
      ]);
      const all = trigger('billChanged', { onlyFromJaggaer: false });
      expect(json(await all.poll()).map(({ key }) => key)).toEqual(['test:acme:A-1', null]);
      expect(await all.poll()).toBeNull();
    });

    it('shows one real bill in a manual run and leaves the cursor alone', async () => {
      await start();
      const published = trigger('billChanged');
      await expect(published.poll('manual')).rejects.toThrow('no bill that passes');
      await enter('A-1');
      await enter('A-2');
      expect(json(await published.poll('manual'))).toHaveLength(1);
      expect(published.staticData).toEqual({});
    });

    it.each(CLOCKS)('loses nothing and repeats nothing where its clock is off by %i minutes', async (off) => {
      await start({ modifiedOffset: off });
      const published = trigger('billChanged', { overlapHours: 1 });
      expect(await published.poll()).toBeNull();
      const seen: unknown[] = [];
      for (let nth = 0; nth < 12; nth++) {
        company.sim.clock.advance(20 * 60_000);
        await enter(`A-${nth}`);
        seen.push(...json(await published.poll()).map(({ vendorReference }) => vendorReference));
      }
      expect(seen).toEqual(Array.from({ length: 12 }, (_, nth) => `A-${nth}`));
      expect(await published.poll()).toBeNull();
    });

    it('finds what another clock stamped hours before the last bill it has seen', async () => {
      await start({ modifiedOffset: 0 });
      const published = trigger('billChanged');
      await enter('A-1');
      await published.poll();
      company.sim.world.seed.modifiedOffset = -420;
      await enter('A-2');
      company.sim.world.seed.modifiedOffset = 0;
      expect(json(await published.poll())).toMatchObject([{ vendorReference: 'A-2' }]);
      expect(await published.poll()).toBeNull();
    });
  });

  describe('payments of bills', () => {
    it.each([
      [false, 'PAYMENTKEY', 'Partially Paid'],
      [true, 'PAYMENTKEY', 'Partially Paid'],
      [true, 'PAYMENTRECORDNO', 'Posted'],
    ])(
      'follows part, full and voided payments; the bill keeps its time: %s, detail to payment by %s',
      async (silent, paymentKeyName, partlyPaid) => {
        await start({ settings: { paymentKeyName, partlyPaid } });
        const bill = await enter('A-1');
        const published = trigger('paymentChanged');
        expect(json(await published.poll())).toMatchObject([
          {
            ...{ document: 'paymentStatus', environment: 'test', tenant: 'acme', invoiceId: 'A-1' },
            ...{ status: 'unpaid', paidAmount: '0', balance: '100', supplierInvoiceNumber: 'A-1' },
            bill: { id: bill, number: bill, type: 'Bill' },
          },
        ]);
        const next = async () => {
          company.sim.clock.advance(60_000);
          return json(await published.poll());
        };
        const check = { bill, method: 'Printed Check', silent };
        await pay({ ...check, amount: '40', docNumber: 'CHK-1', date: '2026-06-20' });
        expect(await next()).toMatchObject([
          {
            ...{ status: 'partPaid', paidAmount: '40', balance: '60', amount: '100', currency: 'USD' },
            ...{ date: '2026-06-20', reference: 'CHK-1', method: 'Printed Check' },
          },
        ]);
        await pay({ ...check, docNumber: 'CHK-2', date: '2026-06-25' });
        expect(await next()).toMatchObject([
          { status: 'paid', paidAmount: '100', balance: '0', date: '2026-06-25', reference: 'CHK-2' },
        ]);
        await pay({ void: 'CHK-2', silent });
        expect(await next()).toMatchObject([
          { status: 'partPaid', paidAmount: '40', balance: '60', date: '2026-06-20', reference: 'CHK-1' },
        ]);
        await pay({ void: 'CHK-1', silent });
        expect(await next()).toMatchObject([
          { status: 'unpaid', paidAmount: '0', balance: '100', date: null, reference: null, payments: [] },
        ]);
        expect(await next()).toEqual([]);
      },
    );

    it('calls nothing paid that is chosen for payment, reversed, or cleared by a credit', async () => {
      await start();
      const [chosen, cleared] = [await enter('A-1'), await enter('A-2', '30')];
      await enter('A-3');
      const credit = await company.n8n.execute(
        {
          ...{ resource: 'customFunction', operation: 'execute', controlId: '' },
          xml: `<create_apadjustment><vendorid>HARBOUR</vendorid><datecreated><year>2026</year><month>6</month><day>2</day></datecreated>
            <adjustmentno>C-1</adjustmentno><apadjustmentitems><lineitem><glaccountno>6400</glaccountno><amount>-30</amount>
            <locationid>110</locationid></lineitem></apadjustmentitems></create_apadjustment>`,
        },
        [{}],
      );
      const published = trigger('paymentChanged');
      await published.poll();
      company.sim.clock.advance(60_000);
      await pay({ bill: chosen, amount: '60', state: 'Approved', docNumber: 'CHK-9' });
      await pay({ bill: cleared, adjustment: String(credit[0]?.[0]?.json.key) });
      await company.control('bills', { reverse: 'A-3', date: '2026-06-30' });
      expect(json(await published.poll())).toMatchObject([
        {
          ...{ invoiceId: 'A-1', status: 'unpaid', paidAmount: '0', balance: '100' },
          ...{ scheduledAmount: '60', date: null },
        },
        {
          invoiceId: 'A-2',
          status: 'settled',
          paidAmount: '0',
          creditedAmount: '30',
          balance: '0',
          date: null,
        },
      ]);
      company.sim.clock.advance(60_000);
      await pay({ post: 'CHK-9' });
      expect(json(await published.poll())).toMatchObject([
        { invoiceId: 'A-1', status: 'partPaid', paidAmount: '60', scheduledAmount: '0', reference: 'CHK-9' },
      ]);
    });

    it('costs one call for each list when nothing is new', async () => {
      await start();
      const bill = await enter('A-1');
      await pay({ bill, amount: '10' });
      const published = trigger('paymentChanged');
      await published.poll();
      await company.spent();
      expect(await published.poll()).toBeNull();
      expect(await company.spent()).toBe(2);
      const vendors = trigger('vendorChanged');
      await vendors.poll();
      await company.spent();
      expect(await vendors.poll()).toBeNull();
      expect(await company.spent()).toBe(1);
    });

    it('leaves out drafts and bills of others', async () => {
      await start({ approvals: true });
      await enter('A-1');
      await enter('B-1', '50', { description: 'by hand' });
      const published = trigger('paymentChanged');
      expect(await published.poll()).toBeNull();
      company.sim.clock.advance(60_000);
      await company.control('bills', { release: ['A-1', 'B-1'] });
      expect(json(await published.poll())).toMatchObject([{ invoiceId: 'A-1', status: 'unpaid' }]);
    });
  });
});
