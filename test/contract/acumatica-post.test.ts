/** Bill ▸ Post, from the node in n8n's execution context to the simulator's books. */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import type { Simulator, World } from './acumatica-tenant';
import { books, startTenant } from './acumatica-tenant';
import { AcumaticaN8n, passwordCredential } from '../fixtures/acumatica-n8n';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';

// pauses between attempts are of no interest here
jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: () => Promise.resolve(),
}));

describe('Acumatica ▸ Bill ▸ Post', () => {
  let tenant: Simulator<World>;
  let n8n: AcumaticaN8n;
  beforeEach(async () => {
    tenant = await startTenant();
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
  });
  afterEach(() => tenant.close());

  const post = async (invoices: Invoice[], parameters: INodeParameters = {}, host = n8n) => {
    const [done = [], attention = []] = await host.execute(
      { resource: 'bill', operation: 'post', ...parameters },
      invoices,
    );
    const outcomes = (items: INodeExecutionData[]) => items.map(({ json }) => json.outcome);
    return { done: outcomes(done), attention: outcomes(attention), items: [...done, ...attention] };
  };
  const invoices = (count: number) => Array.from({ length: count }, () => anInvoice());

  it('books each invoice once, says so, and does nothing the second time', async () => {
    const batch = invoices(3);
    const first = await post(batch);
    expect(first.done).toEqual(['posted', 'posted', 'posted']);
    expect(first.items[0]?.json).toMatchObject({
      outcome: 'posted',
      bill: { type: 'Bill', status: 'Balanced', vendor: 'HARBOUR', amount: '100', currency: 'USD' },
      audit: { targetSystem: 'Acumatica', operation: 'post', amount: 100 },
    });
    expect((await post(batch)).done).toEqual(['alreadyPosted', 'alreadyPosted', 'alreadyPosted']);
    expect(books(tenant)).toHaveLength(3);
    expect(books(tenant)[0]).toMatchObject({
      VendorRef: batch[0]?.supplierInvoiceNumber,
      Status: 'Balanced',
    });
  });

  it('books a credit memo as a positive debit adjustment', async () => {
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-100'), aLine('20')] });
    expect((await post([credit])).done).toEqual(['posted']);
    expect(books(tenant)).toEqual([expect.objectContaining({ Type: 'Debit Adj.', Amount: 80, Balance: 80 })]);
  });

  it('looks up what became of a bill whose answer was lost', async () => {
    tenant.faults([{ kind: 'cut', method: 'PUT', route: '/Bill', when: 'after', nth: [1, 3] }]);
    expect((await post(invoices(4))).done).toEqual(['posted', 'posted', 'posted', 'posted']);
    expect(books(tenant)).toHaveLength(4);
  });

  it('does not send twice what failed after it was booked', async () => {
    tenant.faults([
      { kind: 'status', status: 500, method: 'PUT', route: '/Bill', when: 'after', nth: [1, 2] },
    ]);
    expect((await post(invoices(3))).done).toEqual(['posted', 'posted', 'posted']);
    expect(books(tenant)).toHaveLength(3);
  });

  it('sends once more what failed before it was booked', async () => {
    tenant.faults([{ kind: 'status', status: 500, method: 'PUT', route: '/Bill', nth: 2 }]);
    expect((await post(invoices(3))).done).toEqual(['posted', 'posted', 'posted']);
    expect(books(tenant)).toHaveLength(3);
  });

  it('rides out a storm of 429', async () => {
    tenant.faults([
      { kind: 'status', status: 429, share: 0.3, headers: { 'retry-after': '0' } },
      { kind: 'status', status: 429, method: 'PUT', nth: 3 },
    ]);
    const { done } = await post(invoices(20));
    expect(done).toHaveLength(20);
    expect(books(tenant)).toHaveLength(20);
  });

  it('signs in once, and renews within the same licence session when the token dies in mid-batch', async () => {
    tenant.faults([{ kind: 'expireToken', method: 'PUT', nth: [3, 7] }]);
    expect((await post(invoices(10))).done).toHaveLength(10);
    expect(books(tenant)).toHaveLength(10);
    expect(n8n.signIns).toBe(3);
    expect(tenant.calls().tokens).toBe(3);
    expect(tenant.world.identity.sessions.size).toBe(1);
  });

  it('renews when the server sends its sign-in page instead of a 401', async () => {
    await post(invoices(1));
    tenant.faults([
      { kind: 'switch', name: 'signInRedirect' },
      { kind: 'expireToken', method: 'PUT', nth: 2 },
    ]);
    expect((await post(invoices(3))).done).toHaveLength(3);
  });

  it('keeps two executions at once to one sign-in', async () => {
    const both = await Promise.all([post(invoices(3)), post(invoices(3))]);
    expect(both.map(({ done }) => done.length)).toEqual([3, 3]);
    expect(n8n.signIns).toBe(1);
  });

  it('holds all when sign-in is refused, and books nothing', async () => {
    n8n.change({ clientSecret: 'wrong' });
    const { attention, items } = await post(invoices(2));
    expect(attention).toEqual(['held', 'held']);
    expect(String(items[0]?.json.reason)).toContain('client secret is wrong');
    expect(JSON.stringify(items)).not.toContain('sandbox-password');
    expect(books(tenant)).toHaveLength(0);
  });

  it('waits for a licence session to become free', async () => {
    const body = '<html><title>API Login Limit</title></html>';
    tenant.faults([{ kind: 'status', status: 429, route: '/identity/connect/token', body, times: 1 }]);
    expect((await post(invoices(1))).done).toEqual(['posted']);
  });

  it('holds the rest when the user loses the right to bills', async () => {
    tenant.faults([{ kind: 'switch', name: 'forbidden', value: 'Bill', method: 'PUT' }]);
    const { attention, items } = await post(invoices(1));
    expect(attention).toEqual(['held']);
    expect(items[0]?.json).toMatchObject({ cause: 'connection.rights', owner: 'connection' });
    expect(String(items[0]?.json.reason)).toContain('AP301000');
  });

  it('names the field that Acumatica refuses', async () => {
    const splits = aLine('100').splits.map((split) => ({
      ...split,
      erpDimensions: { ...split.erpDimensions, project: 'TES2323T' },
    }));
    const { attention, items } = await post([anInvoice({ lines: [aLine('100', { splits })] })]);
    expect(attention).toEqual(['held']);
    expect(String(items[0]?.json.reason)).toMatch(/Details\[1\]\.Project: .*TES2323T/);
  });

  it('holds a bill back when Acumatica booked other values', async () => {
    await tenant.close();
    tenant = await startTenant({ preferences: { validateTotals: false } });
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
    const splits = aLine('100').splits.map((split) => ({
      ...split,
      erpDimensions: { ...split.erpDimensions, taxCategory: 'TAXABLE' },
    }));
    const { attention, items } = await post([anInvoice({ lines: [aLine('100', { splits })] })]);
    expect(attention).toEqual(['differs']);
    expect(items[0]?.json).toMatchObject({ cause: 'erp.recomputed', bill: { status: 'On Hold' } });
    expect(books(tenant)[0]).toMatchObject({ Status: 'On Hold', Amount: 108.25 });
  });

  it('links purchase order lines, and holds before the receipt unless told otherwise', async () => {
    const supplier = mappedTo('QUARRY');
    const lines = [
      aLine('100', { quantity: '8', unitPrice: '12.5', purchaseOrder: { number: '000050', line: '1' } }),
    ];
    expect((await post([anInvoice({ supplier, lines })])).attention).toEqual(['held']);
    const parameters = { acumaticaOptions: { whenNotReceived: 'post' } };
    expect((await post([anInvoice({ supplier, lines })], parameters)).done).toEqual(['posted']);
    const bill = tenant.world.stores.get('Bill')?.all()[0];
    expect(bill?.details.Details?.[0]?.fields).toMatchObject({
      POOrderNbr: '000050',
      POLine: 1,
      Account: '64000',
    });
  });

  it('fills mapped header fields for each invoice by itself', async () => {
    const parameters = {
      headerFields: {
        mappingMode: 'defineBelow',
        value: { LocationID: '={{ $json.customFields.place }}' },
        schema: [],
      },
    };
    const batch = [
      anInvoice({ customFields: { place: 'EAST' } }),
      anInvoice({ customFields: { place: 'WEST' } }),
    ];
    expect((await post(batch, parameters)).done).toEqual(['posted', 'posted']);
    expect(books(tenant).map((bill) => bill.LocationID)).toEqual(['EAST', 'WEST']);
  });

  it('finds the bill again after its supplier was mapped to another vendor', async () => {
    const invoice = anInvoice();
    await post([invoice]);
    const supplier = { ...invoice.supplier, erpVendor: 'QUARRY', erpVendorsEver: ['QUARRY'] };
    expect((await post([{ ...invoice, supplier }])).done).toEqual(['alreadyPosted']);
    expect(books(tenant)).toHaveLength(1);
  });

  it('takes two spellings of one supplier for one, and never books its number twice', async () => {
    const number = 'H-77';
    const upper = { ...anInvoice().supplier, name: 'HARBOUR PAPER MILLS' };
    const first = anInvoice({ supplierInvoiceNumber: number });
    const second = anInvoice({ supplierInvoiceNumber: number.toLowerCase(), supplier: upper });
    expect((await post([first])).done).toEqual(['posted']);
    const { attention, items } = await post([second]);
    expect(attention).toEqual(['differs']);
    expect(items[0]?.json.cause).toBe('duplicate.supplierNumber');
    expect(books(tenant)).toHaveLength(1);
  });

  it('reports a bill that is there with another amount', async () => {
    const invoice = anInvoice();
    await post([invoice]);
    const changed = anInvoice({ ...invoice, total: '120', lines: [aLine('120')] });
    const { attention, items } = await post([changed]);
    expect(attention).toEqual(['differs']);
    expect(items[0]?.json.differences).toEqual([{ field: 'amount', expected: '120', found: '100' }]);
  });

  it('rejects, holds or moves what falls into a closed period', async () => {
    const closed = () => anInvoice({ accountingDate: '2026-01-15', invoiceDate: '2026-01-15' });
    expect((await post([closed()])).attention).toEqual(['rejected']);
    expect((await post([closed()], { whenPeriodClosed: 'hold' })).attention).toEqual(['held']);
    expect((await post([closed()], { whenPeriodClosed: 'nextOpen' })).done).toEqual(['posted']);
    expect(books(tenant)).toEqual([expect.objectContaining({ PostPeriod: '022026', Date: '2026-01-15' })]);
  });

  it('releases at the end of the batch and waits for it', async () => {
    tenant.faults([{ kind: 'switch', name: 'releasePolls', value: 2 }]);
    expect((await post(invoices(2), { release: true })).done).toEqual(['posted', 'posted']);
    expect(books(tenant).map((bill) => bill.Status)).toEqual(['Open', 'Open']);
  });

  it('says when a release ends well and the bill is not open', async () => {
    tenant.faults([{ kind: 'switch', name: 'releaseSilent' }]);
    const { attention, items } = await post(invoices(1), { release: true });
    expect(attention).toEqual(['held']);
    expect(items[0]?.json).toMatchObject({ cause: 'erp.notReleased', bill: { type: 'Bill' } });
  });

  it('stops at bills on hold and shows the exact payload in a dry run', async () => {
    const { items } = await post(invoices(1), { dryRun: true });
    expect(items[0]?.json).toMatchObject({
      outcome: 'dryRun',
      payload: { Amount: { value: 100 }, Hold: { value: false } },
    });
    expect(books(tenant)).toHaveLength(0);
    await post(invoices(1), { onHold: true });
    expect(books(tenant)[0]?.Status).toBe('On Hold');
  });

  it('keeps 1,000 invoices, masters cold, within 1,080 calls', async () => {
    const { done } = await post(invoices(1000));
    expect(done.filter((outcome) => outcome === 'posted')).toHaveLength(1000);
    const calls = tenant.calls();
    expect(calls.byRoute['PUT /entity/:endpoint/:version/Bill']).toBe(1000);
    expect(calls.total).toBeLessThanOrEqual(1080);
  });

  it('keeps to that with scattered ids, 300 vendors, two branches and 200 purchase orders', async () => {
    await tenant.close();
    const vendors = Array.from({ length: 300 }, (_, at) => `VENDOR${String(at).padStart(4, '0')}`);
    const orders = Array.from({ length: 200 }, (_, at) => `PO-${String(at).padStart(6, '0')}`);
    tenant = await startTenant({
      vendors: vendors.map((id) => ({ id, name: id, currency: 'USD' })),
      purchaseOrders: orders.map((number, at) => ({
        number,
        vendor: vendors[at % 300] ?? '',
        date: '2026-05-04',
        lines: [
          {
            ...{ line: 1, lineType: 'Service', description: 'Work', quantity: '9', unitCost: '100' },
            ...{ account: '61000', subaccount: '000-000' },
          },
        ],
      })),
    });
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
    const batch = Array.from({ length: 1000 }, (_, at) => {
      const vendor = vendors[at % 300] ?? '';
      const order = at < 200 ? { number: orders[at] ?? '', line: '1' } : null;
      return anInvoice({
        id: String(2_000_000 + at * 97),
        supplier: mappedTo(vendor),
        erpEntity: at % 2 ? 'MAIN' : 'NORTH',
        lines: [aLine('100', { purchaseOrder: order })],
      });
    });
    const { done, items } = await post(batch);
    expect(items.map(({ json }) => json.reason).filter(Boolean)).toEqual([]);
    expect(done).toHaveLength(1000);
    expect(tenant.calls().total).toBeLessThanOrEqual(1080);
  });
});
