/** Invoice lines and the goods that were received, ledger codes with analysis, taxes and currencies; by the books. */
import type { SysproSettings } from '../../nodes/Syspro/ledger/settings';
import type { Invoice } from '../../nodes/shared/documents';
import type { PostingSettings } from '../../nodes/shared/posting';
import { postInvoices } from '../../nodes/shared/posting';
import type { PartialSeed } from '../../sandbox/syspro';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { SEED, booksOf, ledgerFor, startBooks } from './syspro-books';
import type { Company } from './syspro-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks(seed);
};
afterEach(() => company.close());

const rules: PostingSettings = {
  ...{ dryRun: false, onlyApproved: true, release: false, tolerance: '0', rounding: null },
};
const run = async (batch: Invoice[], change: Partial<SysproSettings> = {}) => {
  const { ledger } = await ledgerFor(company, change);
  return await postInvoices(batch, ledger, rules);
};
const causes = async (...given: Parameters<typeof run>) =>
  (await run(...given)).map(({ outcome, problem }) => [outcome, problem?.cause].filter(Boolean).join(' '));
const settings = (given: object) => ({ settings: given }) as PartialSeed;
const grns = () =>
  (company.sim.world.tables.get('GrnDetails')?.all() ?? []).map(({ MatchedValue, GrnMatchedFlag }) => [
    MatchedValue,
    GrnMatchedFlag === 'Y',
  ]);

const ORDER = {
  ...{ number: '41', supplier: 'HARBOUR', date: '2026-06-01', reference: 'PO-7', status: '4' },
  lines: [1, 2].map((line) => ({
    ...{ line, description: `Line ${line}`, quantity: '100', unit: 'EA', price: '2.5' },
    ledgerCode: '61000-100',
  })),
};
const received = (quantity: string, line = 1, date = '2026-06-02') => ({ order: '41', line, quantity, date });
const RECEIVED = { purchaseOrders: [ORDER], receipts: [received('40'), received('60', 1, '2026-06-05')] };

/** A line of the order, at its price unless another amount is given. */
const ordered = (quantity: string, amount: string, change: Partial<Invoice['lines'][number]> = {}) =>
  aLine(amount, { quantity, unitPrice: '2.5', purchaseOrder: { number: 'PO-7', line: '1' }, ...change });
const ofOrder = (quantity: string, amount: string, change: Partial<Invoice['lines'][number]> = {}) =>
  anInvoice({ total: amount, lines: [ordered(quantity, amount, change)] });

describe('goods received', () => {
  it('are closed or taken in part, the oldest first, over several invoices of a batch', async () => {
    await use(RECEIVED);
    const batch = [ofOrder('50', '125'), ofOrder('30', '75'), ofOrder('20', '50')];
    expect(await causes(batch)).toEqual(['posted', 'posted', 'posted']);
    expect(grns()).toEqual([
      ['100.00', true],
      ['150.00', true],
    ]);
    // the books say where the goods were booked when they came
    expect(booksOf(company).every(({ lines }) => lines.every(({ subaccount }) => subaccount === '100'))).toBe(
      true,
    );
  });

  it('are closed at the price of the invoice', async () => {
    await use(RECEIVED);
    expect(await causes([ofOrder('100', '260')])).toEqual(['posted']);
    expect(booksOf(company)).toMatchObject([{ amount: '260.00' }]);
    expect(grns().every(([, isMatched]) => isMatched)).toBe(true);
  });

  it('fewer than invoiced hold, those of earlier invoices of the batch counted; a refused one takes none', async () => {
    await use(RECEIVED);
    const lines = [ordered('100', '250'), aLine('5', { splits: [split('5', '99999')] })];
    const refused = anInvoice({ total: '255', lines });
    expect(await causes([refused, ofOrder('60', '150'), ofOrder('60', '150'), ofOrder('40', '100')])).toEqual(
      [...['held erp.account', 'posted', 'held po.notReceived', 'posted']],
    );
  });

  it('that would be worth more than is left hold', async () => {
    await use(RECEIVED);
    expect(await causes([ofOrder('10', '150')])).toEqual(['held po.overBilled']);
  });

  it('of cancelled orders, and of orders that are there twice, hold', async () => {
    await use({ ...RECEIVED, purchaseOrders: [{ ...ORDER, status: '*' }] });
    expect(await causes([ofOrder('10', '25')])).toEqual(['held po.closed']);
    await company.close();
    await use({ ...RECEIVED, purchaseOrders: [ORDER, { ...ORDER, number: '42' }] });
    expect(await causes([ofOrder('10', '25')])).toEqual(['held po.several']);
  });

  it('are found by SYSPRO’s own number; an order of another supplier is none', async () => {
    await use({ ...RECEIVED, purchaseOrders: [{ ...ORDER, reference: '' }] });
    const purchaseOrder = { number: '41', line: '1' };
    expect(await causes([ofOrder('40', '100', { purchaseOrder })])).toEqual(['posted']);
    expect(grns()[0]).toEqual(['100.00', true]);
    const quarry = mappedTo('QUARRY');
    const other = { ...ofOrder('60', '150', { purchaseOrder }), supplier: quarry };
    expect(await causes([other], { purchaseOrders: 'matchOrHold' })).toEqual(['held po.missing']);
    expect(await causes([other])).toEqual(['posted']);
  });

  it('are left alone with text only, by credits, and by lines that are split or give back', async () => {
    await use(RECEIVED);
    expect(await causes([ofOrder('40', '100')], { purchaseOrders: 'text' })).toEqual(['posted']);
    const parts = ordered('4', '10', { splits: [split('4', '61000'), split('6', '62000')] });
    const [mixed] = await run([anInvoice({ total: '15', lines: [parts, ordered('-2', '-5'), aLine('10')] })]);
    expect(mixed).toMatchObject({ outcome: 'posted' });
    expect(mixed?.notCarried.join()).toContain('split over several accounts');
    const credit = anInvoice({ type: 'creditMemo', total: '-10', lines: [ordered('-4', '-10')] });
    expect(await causes([credit])).toEqual(['posted']);
    expect(grns()).toEqual([
      ['0.00', false],
      ['0.00', false],
    ]);
  });

  it('need no ledger code of the invoice; a line without both holds', async () => {
    await use(RECEIVED);
    const none = { splits: [{ segments: [], amount: '100', erpAccount: null, erpDimensions: {} }] };
    const lost = { ...none, purchaseOrder: { number: 'PO-8', line: '1' } };
    expect(await causes([ofOrder('40', '100', none), ofOrder('40', '100', lost)])).toEqual([
      ...['posted', 'held po.missing'],
    ]);
  });

  it('are distributed as well where AP wants it: the other position of the open point', async () => {
    await use({ ...RECEIVED, ...settings({ matchedValue: 'beside' }) });
    const refused = ofOrder('40', '100');
    expect(await causes([refused])).toEqual(['rejected erp.refused']);
    expect(await causes([refused], { grnLedgerCode: '20500-000-000' })).toEqual(['posted']);
    expect(grns()[0]).toEqual(['100.00', true]);
  });

  it('that a supplier demands are said by SYSPRO', async () => {
    const suppliers = SEED.suppliers.map((supplier) => ({ ...supplier, grnMatching: true }));
    await use({ ...RECEIVED, suppliers, mayUntickGrnMatching: false });
    const [result] = await run([anInvoice()]);
    expect(result).toMatchObject({ outcome: 'rejected', problem: { cause: 'erp.refused' } });
    expect(result?.problem?.reason).toContain('requires GRN matching');
    expect(await causes([ofOrder('40', '100')])).toEqual(['posted']);
  });
});

const split = (amount: string, erpAccount: string, subaccount = '000-000') => ({
  ...{ segments: [], amount, erpAccount, erpDimensions: { subaccount } },
});
const coded = (erpAccount: string, subaccount: string) =>
  anInvoice({ lines: [aLine('100', { splits: [split('100', erpAccount, subaccount)] })] });

describe('cost centres', () => {
  it('that are analysis codes are checked, and travel with the entry', async () => {
    await use({
      ledgerCodes: [
        ...SEED.ledgerCodes,
        { code: '65000', description: 'Travel', type: 'E', analysis: 'TRAVEL' },
        { code: '66000', description: 'Sundry', type: 'E' },
      ],
      analysisCodes: [{ category: 'TRAVEL', type: 2, code: 'RAIL', description: 'By rail' }],
      sections: { account: 0, costCenter: null },
    });
    const analysis = { costCentre: 'analysis', analysisType: 2 } as const;
    const batch = [coded('65000', 'RAIL'), coded('65000', 'ROAD'), coded('65000', ''), coded('66000', '')];
    expect(await causes(batch, analysis)).toEqual([
      ...['posted', 'held erp.dimension', 'held unmapped.dimension', 'posted'],
    ]);
  });

  it('that are sections make the ledger code, in any order', async () => {
    await use({ ledgerCodes: [...SEED.ledgerCodes, { code: '100.61000', description: 'A', type: 'E' }] });
    const form = { ledgerCodeForm: '{costCentre}.{account}' };
    expect(await causes([coded('61000', '100'), coded('61000', '200')], form)).toEqual([
      ...['posted', 'held erp.account'],
    ]);
  });
});

it('tax with a code is posted where AP distributes tax, and holds elsewhere', async () => {
  const taxed = () =>
    anInvoice({
      ...{ total: '115', lines: [aLine('100')] },
      charges: [
        { kind: 'tax1', name: null, amount: '15', erpBooking: 'tax', erpCode: 'A', erpDimensions: {} },
      ],
    });
  await use({ taxDistribution: 'S' });
  expect(await causes([taxed()])).toEqual(['posted']);
  expect(booksOf(company)).toMatchObject([{ amount: '115.00' }]);
  await company.close();
  await use({ taxDistribution: 'N' });
  expect(await causes([taxed()])).toEqual(['held charge.tax']);
});

it('a foreign supplier is posted in its currency, and no other', async () => {
  await use();
  const europe = mappedTo('EUROPE');
  const batch = [anInvoice({ supplier: europe, currency: 'EUR' }), anInvoice({ supplier: europe })];
  expect(await causes(batch)).toEqual(['posted', 'held erp.currency']);
  expect(booksOf(company)).toMatchObject([
    { currency: 'EUR', amount: '100.00', lines: [{ amount: '100.00' }] },
  ]);
});

it('a supplier on hold is posted in spite of SYSPRO’s warning only where that is set', async () => {
  await use();
  const heldUp = mappedTo('HELD');
  const batch = [anInvoice({ supplier: heldUp })];
  expect(await causes(batch)).toEqual(['held erp.vendorOnHold']);
  expect(await causes(batch, { warnings: 'ignore' })).toEqual(['posted']);
});

it('numeric supplier codes are the same with and without zeros', async () => {
  await use({
    supplierKey: { type: 'N', length: 7, automatic: false, next: 500 },
    suppliers: [{ code: '1', name: 'One', grnMatching: false, branch: 'HO', terms: '30' }],
  });
  const one = (code: string) => mappedTo(code);
  const invoice = anInvoice({ supplier: one('1') });
  expect(await causes([invoice])).toEqual(['posted']);
  expect(await causes([{ ...invoice, supplier: one('000000000000001') }])).toEqual(['alreadyPosted']);
  expect(booksOf(company)).toMatchObject([{ vendor: '0000001' }]);
});

it('an old invoice that was paid and purged is not posted again', async () => {
  await use({
    invoices: [
      {
        ...{ supplier: 'HARBOUR', invoice: 'OLD-1', date: '2025-06-01', value: '100', branch: 'HO' },
        lines: [{ ledgerCode: '61000-000-000', value: '100' }],
      },
    ],
  });
  await company.control('payments', { bill: 'HARBOUR OLD-1' });
  await company.control('purge', {});
  const old = anInvoice({ supplierInvoiceNumber: 'OLD-1', invoiceDate: '2025-06-01' });
  expect(await causes([old])).toEqual(['held erp.purged']);
});
