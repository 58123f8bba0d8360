/** Bill ▸ Post into closed periods, which no call of the gateway lists. */
import type { INodeParameters } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import { anInvoice } from '../fixtures/invoices';
import type { Simulator, World } from './intacct-company';
import { books, nodeFor, requestsFor, startCompany } from './intacct-company';

let company: Simulator<World>;
const post = async (invoices: Invoice[], parameters: INodeParameters = {}) => {
  const whole = { resource: 'bill', operation: 'post', ...parameters };
  const [done = [], attention = []] = await nodeFor(company).execute(whole, invoices);
  const words = (items: typeof done) => items.map(({ json }) => json.outcome);
  return { done: words(done), attention: words(attention), items: [...done, ...attention] };
};

describe('a closed period', () => {
  const closed = () => anInvoice({ accountingDate: '2026-01-15', invoiceDate: '2026-01-15' });
  beforeEach(async () => {
    const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
    company = await startCompany({
      periods: months.map((month, at) => ({ month: `2026-${month}`, open: at >= 2 })),
    });
  });
  afterEach(() => company.close());

  it('rejects, holds or moves the bill, as the user chose', async () => {
    const rejected = await post([closed()]);
    expect(rejected.items[0]?.json).toMatchObject({ outcome: 'rejected', cause: 'period.closed' });
    expect((await post([closed()], { whenPeriodClosed: 'hold' })).attention).toEqual(['held']);
    expect((await post([closed()], { whenPeriodClosed: 'nextOpen' })).done).toEqual(['posted']);
    expect(books(company)).toEqual([
      expect.objectContaining({ date: '2026-01-15', postingDate: '2026-03-01' }),
    ]);
  });

  it('posts what was rejected once the period is open', async () => {
    const invoice = closed();
    expect((await post([invoice])).attention).toEqual(['rejected']);
    company.world.seed.periods = company.world.seed.periods.map((each) => ({ ...each, open: true }));
    expect((await post([invoice])).done).toEqual(['posted']);
    expect(books(company)[0]).toMatchObject({ postingDate: '2026-01-15' });
  });

  it('learns which months are closed: later requests start with the open one', async () => {
    const batch = Array.from({ length: 40 }, closed);
    const parameters = { whenPeriodClosed: 'nextOpen', intacctOptions: { batchSize: 10 } };
    expect((await post(batch, parameters)).done).toHaveLength(40);
    expect(new Set(books(company).map(({ postingDate }) => postingDate))).toEqual(new Set(['2026-03-01']));
    expect(requestsFor(company, 'create:APBILL')).toBe(12);
  });

  it('gives up after twelve months', async () => {
    company.world.seed.periods = company.world.seed.periods.map((each) => ({ ...each, open: false }));
    const { items } = await post([closed()], { whenPeriodClosed: 'nextOpen' });
    expect(items[0]?.json).toMatchObject({ outcome: 'rejected', cause: 'period.closed' });
    expect(requestsFor(company, 'create:APBILL')).toBe(13);
  });
});
