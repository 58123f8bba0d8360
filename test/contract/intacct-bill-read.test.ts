/** Bill and Bill Adjustment ▸ Get and Get Many, and the lists that the editor asks for. */
import type { INodeParameters } from 'n8n-workflow';
import { SageIntacct } from '../../nodes/SageIntacct/SageIntacct.node';
import { placeBill } from '../../sandbox/sage-intacct/placing';
import { aLine, anInvoice } from '../fixtures/invoices';
import type { SageIntacctN8n } from '../fixtures/sage-intacct-n8n';
import type { Simulator, World } from './intacct-company';
import { nodeFor, startCompany } from './intacct-company';

let company: Simulator<World>;
let n8n: SageIntacctN8n;
beforeEach(async () => {
  company = await startCompany();
  n8n = nodeFor(company);
});
afterEach(() => company.close());

const read = async (resource: string, operation: string, parameters: INodeParameters = {}) => {
  const [items = []] = await n8n.execute({ resource, operation, ...parameters }, [{}]);
  return items.map(({ json }) => json);
};
const bills = (filters: INodeParameters = {}, more: INodeParameters = {}) =>
  read('bill', 'getAll', { returnAll: true, filters, ...more });
const post = (invoices: object[], parameters: INodeParameters = {}) =>
  n8n.execute({ resource: 'bill', operation: 'post', ...parameters }, invoices);
const pay = async (bill: string | null, amount: string) => {
  const body = JSON.stringify({ bill, amount, date: '2026-06-20' });
  await fetch(`${company.url}/_sandbox/payments`, { method: 'POST', body });
};
const enter = (number: string, date: string, amount = '10') =>
  placeBill(company.world, { vendor: 'QUARRY', number, date, lines: [{ account: '61000', amount }] });

it('lists bills and credits with what reconciling and adopting them takes', async () => {
  const invoice = anInvoice({ id: '501', total: '100' });
  const credit = anInvoice({ id: '502', type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
  await post([invoice, credit]);
  await pay(invoice.supplierInvoiceNumber, '40');
  const [bill, adjustment, ...rest] = await bills();
  expect(rest).toEqual([]);
  expect(bill).toMatchObject({
    ...{ type: 'Bill', status: 'Partially Paid', vendor: 'HARBOUR', vendorReference: 'SUP-501' },
    ...{ amount: '100', balance: '60', paidAmount: '40', selectedAmount: '0', currency: 'USD' },
    ...{ date: '2026-06-15', dueDate: '2026-07-15', postingDate: '2026-06-15' },
    ...{ key: 'test:northwind-paper:501', number: expect.stringMatching(/^\d+$/) as unknown },
  });
  expect(adjustment).toMatchObject({
    ...{ type: 'Adjustment', amount: '-80', vendorReference: 'SUP-502', key: 'test:northwind-paper:502' },
  });
  expect(await bills({ object: 'APBILL' })).toHaveLength(1);
  expect(await read('billAdjustment', 'getAll', { returnAll: true })).toHaveLength(1);
});

it('filters', async () => {
  await post([anInvoice({ id: '601' }), anInvoice({ id: '602', tenant: 'other' })]);
  enter('Q-1', '2026-05-02');
  enter('Q-2', '2026-06-02');
  const numbers = async (filters: INodeParameters) =>
    (await bills(filters)).map(({ vendorReference }) => vendorReference);
  expect(await numbers({ vendor: 'QUARRY' })).toEqual(['Q-1', 'Q-2']);
  expect(await numbers({ from: '2026-06-02T00:00:00.000+02:00' })).toEqual(['SUP-601', 'SUP-602', 'Q-2']);
  expect(await numbers({ stamp: 'JGR:test:other:' })).toEqual(['SUP-602']);
  expect(await numbers({ number: 'Q-1', status: 'Posted' })).toEqual(['Q-1']);
  expect(await numbers({ status: 'Paid' })).toEqual([]);
  expect(await numbers({ modifiedAfter: '2000-01-01T00:00:00.000Z' })).toHaveLength(4);
  expect(await numbers({ modifiedAfter: '2100-01-01T00:00:00.000Z' })).toEqual([]);
  await expect(bills({ from: 'yesterday' })).rejects.toThrow('Dated From is not a date');
});

it('finds the key in a field of its own, where it was put there', async () => {
  await post([anInvoice({ id: '701' })], { intacctOptions: { stampField: 'jaggaer_id' } });
  const options = { stampField: 'JAGGAER_ID' };
  expect(await bills({ stamp: 'JGR:test:' }, { options })).toEqual([
    expect.objectContaining({ key: 'test:northwind-paper:701', description: 'I701 Invoice 701' }),
  ]);
  expect(await bills()).toEqual([expect.objectContaining({ key: null })]);
});

it('reads thousands, and no more than wanted', async () => {
  for (let at = 0; at < 2_100; at++) enter(`N-${at}`, '2026-06-01');
  expect(await bills()).toHaveLength(2_100);
  expect(await read('bill', 'getAll', { limit: 3 })).toHaveLength(3);
  expect(new Set((await bills()).map(({ id }) => id)).size).toBe(2_100);
});

it('gets one with its lines, by either number, and says which there is not', async () => {
  await post([anInvoice({ id: '801', lines: [aLine('60'), aLine('40', { description: 'Toner' })] })]);
  const by = (mode: string, value: string, more: INodeParameters = {}) =>
    read('bill', 'get', { bill: { __rl: true, mode, value }, ...more });
  const [bill] = await by('number', 'SUP-801');
  expect(bill).toMatchObject({
    vendorReference: 'SUP-801',
    lines: [
      { account: '61000', description: 'Copy paper', amount: '60' },
      { account: '61000', description: 'Toner', amount: '40' },
    ],
  });
  expect(await by('id', String(bill?.id))).toEqual([bill]);
  const [raw] = await by('id', String(bill?.id), { simplify: false });
  expect(raw).toMatchObject({ RECORDID: 'SUP-801', APBILLITEMS: { APBILLITEM: [{}, {}] } });
  await expect(by('number', 'NOT-THERE')).rejects.toThrow('Sage Intacct has no bill NOT-THERE');
  await expect(by('id', '999999')).rejects.toThrow('Sage Intacct has no bill 999999');
  enter('TWICE', '2026-06-01');
  placeBill(company.world, {
    ...{ vendor: 'HARBOUR', number: 'TWICE', date: '2026-06-01' },
    lines: [{ account: '61000', amount: '1' }],
  });
  await expect(by('number', 'TWICE')).rejects.toThrow('Several vendors');
});

it('lists raw records with all their fields', async () => {
  await post([anInvoice({ id: '901' })]);
  const [row] = await read('bill', 'getAll', { limit: 1, simplify: false });
  expect(row).toMatchObject({ RECORDID: 'SUP-901', MODULEKEY: '3.AP', JAGGAER_ID: '' });
});

it('offers bills, and the columns of this company, to the editor', async () => {
  enter('Q-77', '2026-05-02', '12.5');
  const { methods } = new SageIntacct();
  const found = await methods.listSearch.searchBills.call(n8n.editor(), 'q-7');
  expect(found.results).toEqual([
    { name: 'QUARRY Q-77, 12.5 USD (Posted)', value: expect.any(String) as unknown },
  ]);
  const { fields } = await methods.resourceMapping.getBillColumns.call(n8n.editor());
  const ids = fields.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['PAYMENTPRIORITY', 'ONHOLD', 'RECPAYMENTDATE::date', 'JAGGAER_ID::custom']),
  );
  expect(ids).not.toEqual(expect.arrayContaining(['RECORDID']));
  expect(ids.filter((id) => /^(VENDORID|RECORDNO|STATE|TRX_|TOTAL)/.test(id))).toEqual([]);
  expect(fields.find(({ id }) => id === 'PAYMENTPRIORITY')).toMatchObject({
    type: 'options',
    options: expect.arrayContaining([{ name: 'urgent', value: 'urgent' }]) as unknown,
  });
  const lines = await methods.resourceMapping.getBillLineColumns.call(n8n.editor());
  expect(lines.fields.find(({ id }) => id === 'COST_NOTE::custom')).toMatchObject({ type: 'string' });
  expect(lines.fields.map(({ id }) => id)).not.toEqual(expect.arrayContaining(['ACCOUNTNO']));
});
