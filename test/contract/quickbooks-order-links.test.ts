/** Bills and the purchase orders that they are linked to, as the books of the simulated company have them. */
import type { IDataObject } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { aLine, anInvoice, coded } from '../fixtures/invoices';
import { booksOf, postTo, saidOf, startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks(seed);
};
afterEach(() => company.close());

const books = () => booksOf(company);
const post = (batch: Invoice[], parameters: IDataObject = {}) => postTo(company, batch, parameters);
const said = (batch: Invoice[], parameters: IDataObject = {}) => saidOf(company, batch, parameters);

describe('purchase orders', () => {
  const order = (change: object = {}) => ({
    ...{ vendor: 'HARBOUR', number: 'PO-1', date: '2026-06-01' },
    lines: [
      { account: '61000', amount: '100' },
      { account: '62000', amount: '300', description: 'PO-1/7 Toner' },
    ],
    ...change,
  });
  const ordered = (line: string | null = '1', change: Partial<Invoice> = {}, number = 'PO-1') =>
    anInvoice({ lines: [aLine('100', { purchaseOrder: { number, line } })], ...change });
  const stateOf = async (number = 'PO-1') =>
    (await company.records('PurchaseOrder')).find(({ DocNumber }: IDataObject) => DocNumber === number)
      .POStatus;

  it('are linked line by line, and close once all of them is billed', async () => {
    await use({ purchaseOrders: [order()] });
    expect(await said([ordered()])).toEqual(['posted']);
    expect(books()[0]?.lines[0]?.order).toEqual({ number: 'PO-1', line: 1 });
    expect(await stateOf()).toBe('Open');
    // by the mark before the description, and under the rest of the order
    const rest = anInvoice({
      total: '300',
      lines: [aLine('300', { ...coded('300', '62000'), purchaseOrder: { number: 'PO-1', line: '7' } })],
    });
    expect(await said([rest])).toEqual(['posted']);
    expect(await stateOf()).toBe('Closed');
  });

  it('have a line for each part of a line that is split over accounts, where this package made them', async () => {
    const lines = [
      { account: '61000', amount: '60', description: 'PO-1/1 Copy paper' },
      { account: '62000', amount: '40', description: 'PO-1/1#2 Copy paper' },
    ];
    await use({ purchaseOrders: [order({ lines }), order({ number: 'PO-2' })] });
    const splits = [...coded('60', '61000').splits, ...coded('40', '62000').splits];
    const invoice = (number: string) =>
      anInvoice({ lines: [aLine('100', { splits, purchaseOrder: { number, line: '1' } })] });
    const [linked, text] = await post([invoice('PO-1'), invoice('PO-2')]);
    expect(linked).toMatchObject({ outcome: 'posted' });
    expect(books()[0]?.lines.map((line) => line.order?.line)).toEqual([1, 2]);
    expect(await stateOf()).toBe('Closed');
    // one order line for both parts: which of them it is, nobody can say
    expect(text?.notCarried).toContain(
      'the link to Purchase order PO-2: its line is split over several accounts',
    );
    expect(books()[1]?.lines.map((line) => line.order)).toEqual([undefined, undefined]);
  });

  it('are counted with what other bills took, in the books and in the batch', async () => {
    await use({ purchaseOrders: [order()] });
    const third = (amount: string) =>
      anInvoice({ total: amount, lines: [aLine(amount, { purchaseOrder: { number: 'PO-1', line: '1' } })] });
    expect(await said([third('40')])).toEqual(['posted']);
    const results = await post([third('50'), third('20'), third('10')]);
    expect(results.map(({ outcome, document }) => [outcome, (document as { total: string }).total])).toEqual([
      ['posted', '50'],
      ['posted', '10'],
      ['held', '20'],
    ]);
  });

  it('that are closed, several, or lacking do what the user chose', async () => {
    await use({
      preferences: { WarnDuplicateBillNumber: true },
      purchaseOrders: [order({ status: 'Closed' }), order({ number: 'PO-3', vendor: 'QUARRY' })],
    });
    expect(await said([ordered()])).toEqual(['held po.closed']);
    expect(await said([ordered()], { purchaseOrders: 'text' })).toEqual(['posted']);
    expect(await said([ordered('1', {}, 'PO-3')], { purchaseOrders: 'linkOrHold' })).toEqual([
      'held po.missing',
    ]);
    expect(await said([ordered('1', {}, 'PO-3')])).toEqual(['posted']);
    expect(books().every(({ lines }) => lines.every((line) => line.order === undefined))).toBe(true);
    expect(books().map(({ lines }) => lines[0]?.memo)).toEqual([
      'PO PO-1/1 Copy paper',
      'PO PO-3/1 Copy paper',
    ]);
  });

  it('that QuickBooks Online does not link are told: the link is looked for in the answer', async () => {
    await use({ purchaseOrders: [order()] });
    company.sim.watch(async ({ path, when }) => {
      if (when === 'before' && path.includes('create:Bill'))
        await company.control('orders', { close: ['PO-1'] });
    });
    const [result] = await post([ordered()]);
    expect(result).toMatchObject({
      ...{ outcome: 'differs', cause: 'erp.recomputed' },
      differences: [{ field: 'Line 1 LinkedTxn', found: 'none' }],
    });
    expect(books()).toHaveLength(1);
  });

  it('that QuickBooks Online refuses to link hold', async () => {
    await use({ purchaseOrders: [order()], settings: { badLink: 'refused' } });
    company.sim.watch(async ({ path, when }) => {
      if (when === 'before' && path.includes('create:Bill'))
        await company.control('orders', { close: ['PO-1'] });
    });
    expect(await said([ordered()])).toEqual(['held po.link']);
    expect(books()).toEqual([]);
  });

  it('of items are billed by quantity, on the item’s account', async () => {
    await use({
      items: [{ name: 'Toner', type: 'NonInventory', expenseAccount: 'Office Supplies' }],
      purchaseOrders: [order({ lines: [{ item: 'Toner', quantity: '10', price: '9' }] })],
    });
    const toner = (quantity: string, account: string) =>
      anInvoice({
        lines: [
          aLine('100', {
            ...coded('100', account),
            ...{ quantity, unitPrice: '33.33', purchaseOrder: { number: 'PO-1', line: '1' } },
          }),
        ],
      });
    expect(await said([toner('11', '61000')])).toEqual(['held po.overBilled']);
    expect(await said([toner('3', '62000')])).toEqual(['held po.account']);
    expect(await said([toner('3', '61000')])).toEqual(['posted']);
    const [bill] = await company.records('Bill');
    expect(bill.Line[0].ItemBasedExpenseLineDetail).toMatchObject({ Qty: 3, UnitPrice: 33.3333333 });
    expect(books()[0]).toMatchObject({ amount: '100.00', lines: [{ account: '61000', order: { line: 1 } }] });
  });
});
