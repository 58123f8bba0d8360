/** What was paid of bills, by the trigger and by Payment Status, from the nodes to the simulator. */
import type { IDataObject } from 'n8n-workflow';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import { Acumatica } from '../../nodes/Acumatica/Acumatica.node';
import { AcumaticaTrigger } from '../../nodes/Acumatica/AcumaticaTrigger.node';
import { statusesOf } from '../../nodes/Acumatica/payments';
import { connect } from '../../nodes/Acumatica/transport/connection';
import { listAll } from '../../nodes/Acumatica/transport/list';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { order } from '../../sandbox/control';
import { passwordCredential } from '../fixtures/acumatica-n8n';
import { InProcessN8n, json } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

describe('payments of Acumatica', () => {
  let tenant: Simulator<World>;
  let n8n: InProcessN8n;
  beforeEach(async () => {
    tenant = await startTenant();
    n8n = new InProcessN8n({ acumaticaPasswordApi: new AcumaticaPasswordApi() });
    n8n.store('acumaticaPasswordApi', passwordCredential(tenant.url));
  });
  afterEach(() => tenant.close());

  const trigger = (event: string, options: IDataObject = {}) =>
    n8n.trigger(new AcumaticaTrigger(), { authentication: 'password', event, options } as never);
  const place = (vendorRef: string, amount: string, change: object = {}) =>
    placeBill(tenant.world, {
      ...{ vendor: 'HARBOUR', vendorRef, description: `JGR:test:acme:${vendorRef} paper` },
      lines: [{ account: '61000', subaccount: '000-000', amount }],
      ...change,
    });
  const enter = (vendorRef: string, amount: string, change: object = {}) =>
    String(place(vendorRef, amount, change).fields.ReferenceNbr);
  const pay = async (body: object) => (await order(tenant.url, 'payments', body)) as Record<string, unknown>;
  const release = async (body: object = { all: true }) => await order(tenant.url, 'release', body);

  it('costs one call for each list when nothing is new', async () => {
    const published = trigger('paymentChanged', { startFrom: '2020-01-01T00:00:00Z' });
    await published.poll();
    await order(tenant.url, 'reset', { calls: true });
    await published.poll();
    expect(tenant.calls().total).toBe(2);
  });

  describe('the trigger', () => {
    const published = () => trigger('paymentChanged', { startFrom: '2020-01-01T00:00:00Z' });

    it('leaves out what is not released, and what is not ours', async () => {
      enter('A-1', '100');
      enter('B-1', '50', { description: 'by hand' });
      expect(await published().poll()).toBeNull();
      await release();
      expect(json(await published().poll())).toMatchObject([
        {
          document: 'paymentStatus',
          invoiceId: 'A-1',
          tenant: 'acme',
          environment: 'test',
          status: 'unpaid',
        },
      ]);
    });

    it.each([true, false])(
      'follows part, full and voided payments; touches the bill: %s',
      async (touchesBill) => {
        const bill = enter('A-1', '100');
        await release();
        const flow = published();
        await flow.poll();
        await pay({
          bill,
          amount: '40',
          paymentRef: 'CHK-1',
          method: 'CHECK',
          date: '2026-06-20',
          touchesBill,
        });
        expect(json(await flow.poll())).toMatchObject([
          {
            ...{ status: 'partPaid', paidAmount: '40', balance: '60', amount: '100', currency: 'USD' },
            ...{ date: '2026-06-20', reference: 'CHK-1', method: 'CHECK' },
          },
        ]);
        await pay({ bill, paymentRef: 'CHK-2', method: 'CHECK', date: '2026-06-25', touchesBill });
        expect(json(await flow.poll())).toMatchObject([
          { status: 'paid', paidAmount: '100', balance: '0', date: '2026-06-25', reference: 'CHK-2' },
        ]);
        await pay({ void: 'CHK-2', touchesBill });
        expect(json(await flow.poll())).toMatchObject([
          { status: 'partPaid', paidAmount: '40', balance: '60', date: '2026-06-20', reference: 'CHK-1' },
        ]);
        await pay({ void: 'CHK-1', touchesBill });
        expect(json(await flow.poll())).toMatchObject([
          { status: 'unpaid', paidAmount: '0', balance: '100', date: null, reference: null },
        ]);
        expect(await flow.poll()).toBeNull();
      },
    );

    it('does not call a bill paid that waits for its cheque, or that a credit has cleared', async () => {
      const waiting = enter('A-1', '100');
      const cleared = enter('A-2', '30');
      const credit = enter('C-1', '30', { type: 'Debit Adj.', description: 'JGR:test:acme:C-1 credit' });
      await release();
      const flow = published();
      await flow.poll();
      await pay({ bill: waiting, paymentRef: 'CHK-9', status: 'Pending Print' });
      await pay({ bill: cleared, debitAdjustment: credit });
      expect(json(await flow.poll())).toMatchObject([
        {
          ...{ invoiceId: 'A-2', status: 'settled', paidAmount: '0', creditedAmount: '30', balance: '0' },
          date: null,
        },
      ]);
      await pay({ finish: 'CHK-9' });
      expect(json(await flow.poll())).toMatchObject([
        { invoiceId: 'A-1', status: 'paid', paidAmount: '100' },
      ]);
    });

    it('still works where Acumatica cannot list applications', async () => {
      const bill = enter('A-1', '100');
      await release();
      await pay({ bill, paymentRef: 'CHK-1' });
      await order(tenant.url, 'faults', {
        faults: [{ kind: 'switch', name: 'optimisationFails', value: ['Bill/Applications'] }],
      });
      expect(json(await published().poll())).toMatchObject([{ status: 'paid', paidAmount: '100' }]);
    });

    it('is exact to the cent, and does not count a discount as money', async () => {
      const bill = enter('A-1', '0.3');
      await release();
      const flow = published();
      await flow.poll();
      await pay({ bill, amount: '0.1', paymentRef: 'CHK-1' });
      expect(json(await flow.poll())).toMatchObject([{ paidAmount: '0.1', balance: '0.2' }]);
      await pay({ bill, amount: '0.15', discount: '0.05', paymentRef: 'CHK-2', touchesBill: false });
      expect(json(await flow.poll())).toMatchObject([
        { status: 'paid', paidAmount: '0.25', creditedAmount: '0', balance: '0', amount: '0.3' },
      ]);
    });

    it('hands over as many as it may, and the rest with the next polls', async () => {
      const bills = ['A-1', 'A-2', 'A-3'].map((ref) => enter(ref, '10'));
      await release();
      const flow = trigger('paymentChanged', { startFrom: '2020-01-01T00:00:00Z', batchSize: 2 });
      while (await flow.poll());
      for (const bill of bills) await pay({ bill, paymentRef: `CHK-${bill}`, touchesBill: false });
      const told: unknown[] = [];
      for (let found = await flow.poll(); found; found = await flow.poll()) {
        expect(found.length).toBeLessThanOrEqual(2);
        told.push(...json(found).map(({ invoiceId, status }) => [invoiceId, status]));
      }
      expect(told.sort()).toEqual(['A-1', 'A-2', 'A-3'].map((id) => [id, 'paid']));
    });

    it('loses nothing where the time for a poll is over: it says so, and begins at the same place', async () => {
      const bill = enter('A-1', '10');
      await release();
      const flow = published();
      await flow.poll();
      await pay({ bill, paymentRef: 'CHK-1', touchesBill: false });
      const before = flow.staticData;
      const hurry = async () => {
        for (let page = 0; page < 5; page++) await flow.poll('trigger', 0);
      };
      await expect(hurry()).rejects.toThrow('too slowly');
      expect(flow.staticData).toEqual(before);
      expect(json(await flow.poll())).toMatchObject([{ status: 'paid' }]);
    });

    it('costs two calls, and for one new payment three more', async () => {
      const bill = enter('A-1', '10');
      await release();
      const flow = published();
      await flow.poll();
      await pay({ bill, paymentRef: 'CHK-1', touchesBill: false });
      await order(tenant.url, 'reset', { calls: true });
      await flow.poll();
      expect(tenant.calls().total).toBe(5);
    });

    it('takes bills that were entered by hand too where it is told to', async () => {
      const byHand = enter('B-1', '10', { description: 'by hand' });
      await release();
      await pay({ bill: byHand });
      const options = { startFrom: '2020-01-01T00:00:00Z', onlyFromJaggaer: false };
      expect(json(await trigger('paymentChanged', options).poll())).toMatchObject([
        { status: 'paid', invoiceId: null, tenant: null, supplierInvoiceNumber: 'B-1' },
      ]);
    });

    it('tells all bills of one payment', async () => {
      const bills = ['A-1', 'A-2'].map((ref) => enter(ref, '10'));
      await release();
      const flow = published();
      await flow.poll();
      await pay({ bills: bills.map((bill) => ({ bill })), paymentRef: 'RUN-1', touchesBill: false });
      expect(json(await flow.poll())).toMatchObject([
        { status: 'paid', reference: 'RUN-1' },
        { status: 'paid', reference: 'RUN-1' },
      ]);
    });
  });

  describe('Payment Status', () => {
    const read = async (operation: 'get' | 'getAll', parameters: object = {}) => {
      const which = { authentication: 'password', resource: 'paymentStatus', operation };
      return json((await n8n.execute(new Acumatica(), { ...which, ...parameters } as never))[0]);
    };

    it('gives one bill, paid or not', async () => {
      const bill = enter('A-1', '100');
      await release();
      await pay({ bill, amount: '40', paymentRef: 'CHK-1', method: 'ACH', date: '2026-06-20' });
      const byNumber = { bill: { mode: 'number', value: bill }, billType: 'Bill' };
      expect(await read('get', byNumber)).toMatchObject([
        {
          ...{ document: 'paymentStatus', environment: 'test', tenant: 'acme', invoiceId: 'A-1' },
          ...{ status: 'partPaid', paidAmount: '40', balance: '60', method: 'ACH', date: '2026-06-20' },
          payments: [{ reference: 'CHK-1', method: 'ACH', date: '2026-06-20', amount: '40' }],
        },
      ]);
      await expect(read('get', { ...byNumber, bill: { mode: 'number', value: '000999' } })).rejects.toThrow(
        'Acumatica has no bill Bill 000999.',
      );
    });

    it('gives released bills of JAGGAER, or of anybody, up to the limit', async () => {
      for (const reference of ['A-1', 'A-2', 'A-3']) enter(reference, '10');
      enter('B-1', '10', { description: 'by hand' });
      await release();
      enter('A-4', '10');
      const references = async (parameters: object) =>
        (await read('getAll', parameters)).map((each) => each.supplierInvoiceNumber);
      expect(await references({ returnAll: true })).toEqual(['A-1', 'A-2', 'A-3']);
      expect(await references({ limit: 2 })).toEqual(['A-1', 'A-2']);
      const anybody = { onlyFromJaggaer: false };
      expect(await references({ returnAll: true, filters: anybody })).toEqual(['A-1', 'A-2', 'A-3', 'B-1']);
      const other = { ...anybody, vendor: 'QUARRY' };
      expect(await references({ returnAll: true, filters: other })).toEqual([]);
    });

    it('finds the mark in a custom field, as the trigger does', async () => {
      const marked = place('C-1', '10', { description: 'Paper' });
      marked.custom = {
        Document: { AttributeJAGGAERID: { type: 'CustomStringField', value: 'JGR:test:acme:901' } },
      };
      enter('C-2', '10', { description: 'Paper' });
      await release();
      const stampField = 'Document.AttributeJAGGAERID';
      expect(await read('getAll', { returnAll: true, filters: { stampField } })).toMatchObject([
        { invoiceId: '901', tenant: 'acme' },
      ]);
      const options = { startFrom: '2020-01-01T00:00:00Z', stampField };
      expect(json(await trigger('paymentChanged', options).poll())).toMatchObject([{ invoiceId: '901' }]);
      expect(json(await trigger('billChanged', options).poll())).toMatchObject([{ key: 'test:acme:901' }]);
    });

    it('reads a bill again where a list kept its applications back', async () => {
      const bill = enter('A-1', '100');
      enter('A-2', '100');
      await release();
      await pay({ bill, paymentRef: 'CHK-1' });
      const which = { authentication: 'password', resource: 'bill', operation: 'getAll' };
      const connection = await connect(n8n.context(new Acumatica(), which as never));
      const listed = await listAll(connection, 'Bill', {});
      expect(listed.every((each) => each.Applications === undefined)).toBe(true);
      await order(tenant.url, 'reset', { calls: true });
      expect(await statusesOf(connection, listed, null)).toMatchObject([
        { invoiceId: 'A-1', status: 'paid', reference: 'CHK-1' },
        { invoiceId: 'A-2', status: 'unpaid' },
      ]);
      expect(tenant.calls().total).toBe(2);
    });
  });
});
