/** Bills with more lines than one call carries: 1,200 lines come in three calls, and never half a bill unnoticed. */
import type { Invoice } from '../../nodes/shared/documents';
import { AcumaticaN8n, passwordCredential } from '../fixtures/acumatica-n8n';
import { aLine, anInvoice } from '../fixtures/invoices';
import type { Fault, Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

const LINES = 1_200;

describe('Acumatica ▸ Bill ▸ Post with 1,200 lines', () => {
  let tenant: Simulator<World>;
  let n8n: AcumaticaN8n;
  let invoice: Invoice;
  beforeEach(async () => {
    tenant = await startTenant();
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
    const lines = Array.from({ length: LINES }, (_, at) =>
      aLine(at % 2 === 0 ? '1.25' : '0.50', { id: String(at + 1), number: at + 1 }),
    );
    invoice = anInvoice({ total: '1050', lines });
  });
  afterEach(() => tenant.close());

  const post = async (...invoices: Invoice[]) => {
    const outputs = await n8n.execute({ resource: 'bill', operation: 'post' }, invoices);
    const items = outputs.flat().map(({ json }) => json);
    return invoices.map(({ number }) =>
      items.find(({ document }) => (document as { number?: string } | undefined)?.number === number),
    );
  };
  const books = () =>
    (tenant.world.stores.get('Bill')?.all() ?? []).map(({ fields, details }) => ({
      status: fields.Status,
      amount: fields.Amount,
      balance: fields.Balance,
      lines: details.Details?.length,
    }));
  const puts = () =>
    Object.entries(tenant.calls().byRoute)
      .filter(([route]) => /^PUT .*Bill$/.test(route))
      .reduce((sum, [, count]) => sum + count, 0);
  const put = (fault: Omit<Fault, 'method' | 'route'>): Fault => ({
    method: 'PUT',
    route: '/Bill',
    ...fault,
  });
  const WHOLE = { status: 'Balanced', amount: 1050, balance: 1050, lines: LINES };

  it('adds the lines call by call and lets the bill off hold with the last', async () => {
    expect(await post(invoice)).toEqual([expect.objectContaining({ outcome: 'posted' })]);
    expect(books()).toEqual([WHOLE]);
    expect(puts()).toBe(3);
    expect(await post(invoice)).toEqual([expect.objectContaining({ outcome: 'alreadyPosted' })]);
    expect(puts()).toBe(3);
  });

  it.each([
    ['the second call', 2],
    ['the last call', 3],
  ])('leaves nothing behind when %s is refused, and posts it later', async (_, nth) => {
    tenant.faults([put({ kind: 'status', status: 422, body: { error: 'Refused by order' }, nth })]);
    const [refused, next] = await post(invoice, anInvoice());
    expect([refused?.outcome, next?.outcome]).toEqual(['rejected', 'posted']);
    expect(books().map(({ lines }) => lines)).toEqual([1]);
    expect((await post(invoice))[0]?.outcome).toBe('posted');
    expect(books()).toContainEqual(WHOLE);
  });

  it('starts again when nobody knows whether lines in the middle came through', async () => {
    tenant.faults([put({ kind: 'cut', when: 'after', nth: 2 })]);
    expect((await post(invoice))[0]?.outcome).toBe('posted');
    expect(books()).toEqual([WHOLE]);
  });

  it('finds the bill whole when the last answer is lost', async () => {
    tenant.faults([put({ kind: 'cut', when: 'after', nth: 3 })]);
    expect((await post(invoice))[0]?.outcome).toBe('posted');
    expect(books()).toEqual([WHOLE]);
    expect(puts()).toBe(3);
  });

  it('tells of a half bill that cannot be deleted, and keeps it on hold', async () => {
    tenant.faults([
      put({ kind: 'status', status: 422, body: { error: 'Refused by order' }, nth: 2 }),
      { kind: 'status', status: 422, method: 'DELETE', route: '/Bill' },
    ]);
    expect((await post(invoice))[0]).toMatchObject({
      outcome: 'differs',
      reason: expect.stringMatching(/1200 lines.*only some/),
      advice: expect.stringMatching(/delete it/),
    });
    expect(books()).toEqual([expect.objectContaining({ status: 'On Hold', amount: 0, lines: 500 })]);
    tenant.faults([]);
    // never taken for the whole one
    expect((await post(invoice))[0]?.outcome).toBe('differs');
  });

  it('tells of a half bill when the sign-in is refused in between, and keeps it on hold', async () => {
    tenant.faults([
      put({ kind: 'expireToken', nth: 2 }),
      {
        kind: 'status',
        status: 400,
        body: { error: 'invalid_client' },
        route: '/connect/token',
        nth: Array.from({ length: 50 }, (_, at) => at + 2),
      },
    ]);
    const [half, next] = await post(invoice, anInvoice());
    expect([half?.outcome, next?.outcome]).toEqual(['differs', 'held']);
    expect(books()).toEqual([expect.objectContaining({ status: 'On Hold', lines: 500 })]);
  });
});
