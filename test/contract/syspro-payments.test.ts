/** Payment Status ▸ Get Many against the simulated company. */
import { Company } from './syspro-company';

const invoice = (number: string, more: object = {}) => ({
  ...{
    supplier: '1',
    invoice: number,
    date: '2026-06-01',
    value: '100',
    reference: `JGR:test:granite:${number}`,
  },
  lines: [{ ledgerCode: '10-6220', value: '100' }],
  ...more,
});
const getAll = { resource: 'paymentStatus', operation: 'getAll', returnAll: true };

let company: Company;
beforeEach(async () => {
  company = await Company.start();
  const list = [invoice('A1'), invoice('A2'), invoice('A3'), invoice('B1', { reference: 'by hand' })];
  await company.control('invoices', list);
});
afterEach(() => company.close());
const read = async (filters: object = {}) => {
  const [items = []] = await company.run({ ...getAll, filters: { ...filters } });
  return items.map(({ invoiceId, status, paidAmount }) => [invoiceId, status, paidAmount]);
};
const nameOf = (number: string) => `000000000000001 ${number}`;

it('says how far our invoices are paid, and costs no call for those that are not', async () => {
  expect(await read()).toEqual([
    ['A1', 'unpaid', '0'],
    ['A2', 'unpaid', '0'],
    ['A3', 'unpaid', '0'],
  ]);
  expect(company.calls()['/Query/Query COMFND ApInvoicePay']).toBeUndefined();
  await company.control('payments', { bill: nameOf('A1'), amount: '40', reference: 'CHQ-1' });
  await company.control('payments', { bill: nameOf('A2'), reference: 'CHQ-2' });
  expect(await read()).toEqual([
    ['A1', 'partPaid', '40'],
    ['A2', 'paid', '100'],
    ['A3', 'unpaid', '0'],
  ]);
  await company.control('payments', { void: 'CHQ-2' });
  expect(await read({ invoice: 'A2', supplier: '1' })).toEqual([['A2', 'unpaid', '0']]);
});

it('lists what was paid since a day, and invoices of others if they are wanted', async () => {
  await company.control('payments', { bill: nameOf('A1'), reference: 'CHQ-1', date: '2026-06-10' });
  await company.control('payments', { bill: nameOf('B1'), reference: 'CHQ-2', date: '2026-06-12' });
  expect(await read({ since: '2026-06-11' })).toEqual([]);
  expect(await read({ since: '2026-06-01' })).toEqual([['A1', 'paid', '100']]);
  expect(await read({ since: '2026-06-11', onlyFromJaggaer: false })).toEqual([[null, 'paid', '100']]);
});
