/** Tax outside of the US. */
import { codeOf, connectAgain, control, idOf, made, post, sim, simulated } from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

let body: (mode: string | undefined, amounts: number[], more?: object, code?: string) => Promise<object>;
beforeEach(async () => {
  sim.reset({
    company: { country: 'GB', currency: 'GBP' },
    preferences: { UsingSalesTax: true },
    settings: { perSecond: 0 },
    taxCodes: [
      { name: '20.0% S', rates: [{ name: 'Standard (Purchases)', percent: '20' }] },
      {
        name: 'Mixed',
        rates: [
          { name: 'Five', percent: '5' },
          { name: 'Ten', percent: '10' },
        ],
      },
    ],
  });
  await connectAgain();
  const vendor = await idOf('Vendor', 'Harbour Street Office Supply');
  const account = await idOf('Account', '6220');
  body = async (mode, amounts, more = {}, name = '20.0% S') => ({
    ...{ VendorRef: { value: vendor }, TxnDate: '2026-06-15', ...(mode && { GlobalTaxCalculation: mode }) },
    Line: await Promise.all(
      amounts.map(async (Amount) => ({
        ...{ Amount, DetailType: 'AccountBasedExpenseLineDetail' },
        AccountBasedExpenseLineDetail: {
          AccountRef: { value: account },
          ...(name !== '' && { TaxCodeRef: { value: await idOf('TaxCode', name) } }),
        },
      })),
    ),
    ...more,
  });
});

test('is rounded for each rate over the document, not for each line', async () => {
  // 20 % of 0.03 is 0.006: by line three times 0.01, over the document 0.018
  const three = await made('bill', await body('TaxExcluded', [0.03, 0.03, 0.03]));
  expect([three.TotalAmt, three.TxnTaxDetail.TotalTax]).toEqual([0.11, 0.02]);
  const mixed = await made('bill', await body('TaxExcluded', [100], {}, 'Mixed'));
  expect(mixed.TotalAmt).toBe(115);
  expect(mixed.TxnTaxDetail.TaxLine.map((line: Tree) => line.Amount)).toEqual([5, 10]);
});

test('is inside the lines, left out, or as the caller says', async () => {
  const inside = await made('bill', await body('TaxInclusive', [120]));
  expect([inside.TotalAmt, inside.TxnTaxDetail.TotalTax]).toEqual([120, 20]);
  const without = await made('bill', await body('NotApplicable', [120], {}, ''));
  expect([without.TotalAmt, without.TxnTaxDetail]).toEqual([120, undefined]);
  const rate = await idOf('TaxRate', 'Standard (Purchases)');
  const line = { TaxRateRef: { value: rate }, PercentBased: false, NetAmountTaxable: 100 };
  const detail = { TaxLine: [{ Amount: 19.99, DetailType: 'TaxLineDetail', TaxLineDetail: line }] };
  const said = await made('bill', await body('TaxExcluded', [100], { TxnTaxDetail: detail }));
  expect(said.TotalAmt).toBe(119.99);
});

test('needs a mode, and a code on each line; off it is ignored', async () => {
  expect(codeOf(await post('bill', await body(undefined, [1])))).toBe('2020');
  expect(codeOf(await post('bill', await body('TaxExcluded', [1], {}, '')))).toBe('6000');
  await control('preferences', { UsingSalesTax: false });
  const off = await made('bill', await body('TaxExcluded', [100], { TxnTaxDetail: { TotalTax: 5 } }));
  expect([off.TotalAmt, off.TxnTaxDetail]).toEqual([100, undefined]);
});
