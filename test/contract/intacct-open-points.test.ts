/** Posting into Sage Intacct in every position of what public material leaves open. */
import type { PartialSeed } from '../../sandbox/sage-intacct';
import { aLine, anInvoice } from '../fixtures/invoices';
import { books } from './intacct-company';
import { another, company, outcomes, posted, removeBill, run } from './intacct-delivered';

posted();

describe('whatever public material leaves open', () => {
  it.each<[string, PartialSeed['settings']]>([
    [
      'another number and text of a repeat',
      { repeatErrorno: 'BL99', repeatText: 'Duplicate control id {id}.' },
    ],
    ['repeats of reads not looked at', { repeatScope: 'writes' }],
    ['control ids of failures used up', { failedControlId: 'used' }],
    ['second numbers taken', { duplicateBill: 'allow' }],
    ['all signs taken', { numberSigns: 'accepted' }],
    ['numbers required', { billNumber: 'required' }],
    ['unknown fields passed over', { unknownField: 'ignored' }],
    ['long texts cut', { longText: 'cut' }],
    ['support ids encoded', { supportId: 'encoded' }],
    ['generic adjustments', { genericAdjustment: 'accepted' }],
    ['failures count', { failedCounts: 'yes', sessionCounts: 'yes' }],
  ])('%s', async (_, settings) => {
    await another({ duplicateBill: 'reject', ...settings });
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    const long = anInvoice({
      name: 'x'.repeat(2_000),
      lines: [aLine('100', { description: 'y'.repeat(2_000) })],
    });
    const odd = anInvoice({ supplierInvoiceNumber: 'A&B <#1>' });
    const batch = [anInvoice(), credit, long, odd, anInvoice({ currency: 'CHF' })];
    company.faults([{ kind: 'cut', route: 'create', when: 'after', nth: 1 }]);
    const expected = ['posted', 'posted', 'posted', 'posted'];
    expect((await outcomes(batch)).slice(0, 4)).toEqual(expected);
    expect((await outcomes(batch)).slice(0, 4)).toEqual(expected.map(() => 'alreadyPosted'));
    removeBill('A-B --1-');
    expect((await outcomes(batch)).slice(0, 4)).toEqual([
      'alreadyPosted',
      'alreadyPosted',
      'alreadyPosted',
      'posted',
    ]);
    expect(books(company)).toHaveLength(4);
  });

  it('a term alone is not enough: the bill is refused with the reason', async () => {
    await another({ termAlone: 'refused' });
    const [result] = await run([anInvoice({ dueDate: null })]);
    expect(result?.outcome).toBe('rejected');
    expect(result?.problem?.reason).toContain('WHENDUE');
    await another({ termAlone: 'accepted' });
    expect(await outcomes([anInvoice({ dueDate: null })])).toEqual(['posted']);
    expect(books(company)[0]).toMatchObject({ dueDate: '2026-07-15' });
  });
});
