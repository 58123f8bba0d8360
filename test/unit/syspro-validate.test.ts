/** What an invoice is checked for before it is sent to SYSPRO. */
import type { Masters } from '../../nodes/Syspro/ledger/masters';
import type { SysproSettings } from '../../nodes/Syspro/ledger/settings';
import { planBill } from '../../nodes/Syspro/ledger/validate';
import type { Invoice } from '../../nodes/shared/documents';
import { aLine, anInvoice, coded, mappedTo } from '../fixtures/invoices';
import { bookedStrictly, refusalOf } from '../fixtures/refusals';
import { masters, sysproSettings } from '../fixtures/syspro';

const planned = (
  change: Partial<Invoice> = {},
  settings: Partial<SysproSettings> = {},
  there: Partial<Masters> = {},
) => {
  const bill = bookedStrictly(anInvoice(change));
  return planBill(bill, { masters: masters(there), settings: sysproSettings(settings), used: new Map() });
};
const causeOf = (...given: Parameters<typeof planned>): string => refusalOf(() => planned(...given));
const on = (erpAccount: string, erpDimensions: Record<string, string> = {}) => [
  aLine('100', { ...coded('100', erpAccount, erpDimensions) }),
];

describe('an invoice is refused for', () => {
  it.each<[string, Parameters<typeof planned>]>([
    ['rejected field.length', [{ supplierInvoiceNumber: 'N'.repeat(21) }]],
    ['held field.characters', [{ supplierInvoiceNumber: 'Ж-1' }]],
    ['held erp.vendor', [{ supplier: mappedTo('NOBODY') }]],
    ['held erp.vendorOnHold', [{ supplier: mappedTo('HELD') }]],
    ['held erp.currency', [{ currency: 'EUR' }]],
    ['held erp.currencyCode', [{ supplier: mappedTo('DOLLAR') }]],
    ['rejected amount.precision', [{ total: '100.005', lines: [aLine('100.005')] }]],
    [
      'held period.unknown',
      [{ invoiceDate: '2026-06-15' }, {}, { calendar: { current: '', isTold: false } }],
    ],
    ['held date.missing', [{ invoiceDate: null, accountingDate: null }]],
    ['rejected period.closed', [{ accountingDate: '2026-03-31' }]],
    ['held erp.account', [{ lines: on('12345') }]],
    ['held erp.accountInactive', [{ lines: on('69000', { subaccount: '000-000' }) }]],
    ['held lines.missing', [{ total: '0', lines: [] }]],
    [
      'held credit.noInvoice',
      [{ type: 'creditMemo', total: '-5', lines: [aLine('-5')] }, { creditMemos: 'hold' }],
    ],
    ['held erp.purged', [{ supplierInvoiceNumber: 'OLD' }, {}, { purged: new Set(['HARBOUR|OLD']) }]],
  ])('%s', (cause, given) => {
    expect(causeOf(...given)).toBe(cause);
  });
});

it('places follow the dates: the current period and the two before it, and those behind a closed one', () => {
  const slots = (accountingDate: string, whenClosed: 'refuse' | 'nextOpen') =>
    planned({ accountingDate }, { period: { date: 'accounting', whenClosed } }).plan.slots.join('');
  expect(['2026-06-30', '2026-05-01', '2026-04-30'].map((date) => slots(date, 'refuse'))).toEqual([
    'C',
    'P',
    'B',
  ]);
  expect(['2026-06-01', '2026-05-31', '2026-04-01'].map((date) => slots(date, 'nextOpen'))).toEqual([
    ...['C', 'PC', 'BPC'],
  ]);
  expect(slots('2025-12-24', 'nextOpen')).toBe('BPC');
});

it('dimensions that go nowhere are listed', () => {
  const lines = on('61000', { subaccount: '000-000', project: 'P-1' });
  expect(planned({ lines }).notCarried).toEqual(['dimension project = P-1 of “Copy paper”']);
  expect(planned({ lines }, { costCentre: 'none' }).notCarried).toHaveLength(2);
});
