/** The Acumatica trigger in n8n's poll context, with n8n's own static data, against the simulated tenant. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import { AcumaticaTrigger } from '../../nodes/Acumatica/AcumaticaTrigger.node';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { order } from '../../sandbox/control';
import { passwordCredential } from '../fixtures/acumatica-n8n';
import { InProcessN8n } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

const json = (items: INodeExecutionData[] | null) => (items ?? []).map((item) => item.json);

describe('Acumatica Trigger', () => {
  let tenant: Simulator<World>;
  beforeEach(async () => {
    tenant = await startTenant({
      vendors: [
        {
          id: 'HARBOUR',
          name: 'Harbour Paper',
          currency: 'USD',
          contact: {
            email: 'ap@harbour.example',
            phone: '555 0100',
            address: { line1: '1 Quay', city: 'Tulsa', country: 'US' },
          },
          paymentInstructions: [{ id: 'IBAN', method: 'WIRE', description: 'IBAN', value: 'XX00 1234' }],
        },
        { id: 'QUARRY', name: 'Quarry', currency: 'EUR', status: 'Inactive' },
      ],
    });
  });
  afterEach(() => tenant.close());

  const trigger = (event: string, options: IDataObject = {}) => {
    const n8n = new InProcessN8n({ acumaticaPasswordApi: new AcumaticaPasswordApi() });
    n8n.store('acumaticaPasswordApi', passwordCredential(tenant.url));
    return n8n.trigger(new AcumaticaTrigger(), { authentication: 'password', event, options } as never);
  };
  const enter = (vendorRef: string, amount: string, change: object = {}) =>
    placeBill(tenant.world, {
      ...{ vendor: 'HARBOUR', vendorRef, description: `JGR:test:acme:${vendorRef} paper` },
      lines: [{ account: '61000', subaccount: '000-000', amount }],
      ...change,
    }).fields.ReferenceNbr as string;
  const pay = async (body: object) => (await order(tenant.url, 'payments', body)) as Record<string, unknown>;
  const release = async (body: object = { all: true }) => await order(tenant.url, 'release', body);

  it('gives every vendor once as a supplier, then only what changed, and no bank data unless asked', async () => {
    const published = trigger('vendorChanged');
    const all = json(await published.poll());
    expect(all.map(({ id }) => id).sort()).toEqual(['HARBOUR', 'QUARRY']);
    expect(all.find(({ id }) => id === 'HARBOUR')).toMatchObject({
      ...{
        document: 'supplier',
        environment: 'test',
        tenant: 'Granite',
        number: 'HARBOUR',
        erpVendor: 'HARBOUR',
      },
      ...{
        name: 'Harbour Paper',
        active: true,
        email: 'ap@harbour.example',
        phone: '555 0100',
        currency: 'USD',
      },
      ...{ address: { lines: ['1 Quay'], city: 'Tulsa' }, bankFields: {} },
    });
    expect(all.find(({ id }) => id === 'QUARRY')).toMatchObject({ active: false });
    expect(JSON.stringify(all)).not.toContain('1234');
    expect(await published.poll()).toBeNull();
    await order(tenant.url, 'masters', { vendors: [{ id: 'HARBOUR', name: 'Harbour Paper Mills' }] });
    expect(json(await published.poll())).toMatchObject([{ id: 'HARBOUR', name: 'Harbour Paper Mills' }]);
    const [harbour] = json(await trigger('vendorChanged', { bankFields: 'IBAN' }).poll()).filter(
      ({ id }) => id === 'HARBOUR',
    );
    expect(harbour).toMatchObject({ bankFields: { IBAN: 'XX00 1234' } });
  });

  it('notices a changed subaccount although it tells no time of change', async () => {
    const published = trigger('subaccountChanged');
    const all = json(await published.poll());
    expect(all.length).toBeGreaterThan(1);
    expect(all[0]).toMatchObject({ document: 'dimension', name: 'subaccount', lastUpdate: null });
    expect(await published.poll()).toBeNull();
    const code = String(all[0]?.code);
    await order(tenant.url, 'masters', { subaccounts: [{ code, description: 'Renamed' }] });
    expect(json(await published.poll())).toMatchObject([{ code, description: 'Renamed' }]);
  });

  it('gives accounts, active or not', async () => {
    const all = json(await trigger('accountChanged').poll());
    expect(all).toContainEqual(
      expect.objectContaining({ document: 'glAccount', code: '61000', active: true }),
    );
    expect(all.some(({ active }) => active === false)).toBe(true);
  });

  it('costs one call for each list when nothing is new', async () => {
    const published = trigger('paymentChanged', { startFrom: '2020-01-01T00:00:00Z' });
    await published.poll();
    await order(tenant.url, 'reset', { calls: true });
    await published.poll();
    expect(tenant.calls().total).toBe(2);
  });

  describe('payments', () => {
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
      const found = json(await flow.poll());
      expect(found.find(({ invoiceId }) => invoiceId === 'A-2')).toMatchObject({
        ...{ status: 'settled', paidAmount: '0', creditedAmount: '30', balance: '0', date: null },
      });
      expect(found.filter(({ invoiceId }) => invoiceId === 'A-1')).toMatchObject([
        { status: 'unpaid', paidAmount: '0', balance: '100' },
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
});
