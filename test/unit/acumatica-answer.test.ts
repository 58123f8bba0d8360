import { simplifyBill } from '../../nodes/Acumatica/documents';
import { differences } from '../../nodes/Acumatica/ledger/answer';
import { instantMs } from '../../nodes/Acumatica/ledger/lookup';
import { periodsOf } from '../../nodes/Acumatica/ledger/periods';
import type { Plain } from '../../nodes/Acumatica/transport/wire';
import { billColumns, headerValues } from '../../nodes/Acumatica/methods/billColumns';
import { choosePeriod } from '../../nodes/shared/period';
import { keyOf, stampOf } from '../../nodes/shared/stamp';

const expected = {
  type: 'Bill',
  vendor: 'HARBOUR',
  vendorRef: 'A-1',
  currency: 'USD',
  amount: '120',
  tax: '20',
  lines: [
    { account: '61000', subaccount: '000-000', amount: '60', order: null },
    { account: '', subaccount: '', amount: '40', order: { type: 'Normal', number: 'PO1', line: 2 } },
  ],
};
const booked: Plain & { Details: Plain[] } = {
  id: 'x',
  ReferenceNbr: '000159',
  Type: 'Bill',
  Vendor: 'HARBOUR   ',
  VendorRef: 'A-1',
  CurrencyID: 'USD',
  Amount: 120,
  Balance: 120,
  TaxTotal: 20,
  Details: [
    { rowNumber: 2, Account: '20100', Amount: 40, POOrderNbr: 'PO1', POLine: 2 },
    { rowNumber: 1, Account: '61000', Subaccount: '000-000', Amount: 60 },
  ],
};

describe('the check of the answer', () => {
  it('finds nothing where all is as sent', () => {
    expect(differences(expected, booked)).toEqual([]);
  });

  it.each([
    [{ Amount: 120.01 }, 'Amount', '120.01'],
    [{ Balance: 119.99 }, 'Balance', '119.99'],
    [{ TaxTotal: 19.99 }, 'TaxTotal', '19.99'],
    [{ CurrencyID: 'EUR' }, 'CurrencyID', 'EUR'],
    [{ Vendor: 'QUARRY' }, 'Vendor', 'QUARRY'],
    [{ Details: booked.Details.slice(1) }, 'Details', '1 lines'],
    [
      { Details: [{ ...booked.Details[1], Amount: 59.99 }, booked.Details[0] ?? {}] },
      'Details[1].Amount',
      '59.99',
    ],
    [
      { Details: [{ ...booked.Details[1], Account: '62000' }, booked.Details[0] ?? {}] },
      'Details[1].Account',
      '62000',
    ],
    [
      { Details: [booked.Details[1] ?? {}, { ...booked.Details[0], POOrderNbr: null }] },
      'Details[2].POOrderNbr',
      '',
    ],
    [{ Amount: null }, 'Amount', 'nothing'],
  ])('%j', (change, field, found) => {
    expect(differences(expected, { ...booked, ...change } as never)).toEqual([
      expect.objectContaining({ field, found }),
    ]);
  });
});

describe('the stamp', () => {
  it.each([
    ['production:acme:10023', 'JGR:acme:10023'],
    ['test:acme:10023', 'JGR:test:acme:10023'],
  ])('%s is %s and back', (key, stamp) => {
    expect(stampOf(key)).toBe(stamp);
    expect(keyOf(`${stamp} I-1 Paper`)).toBe(key);
  });

  it('is read only at the start and whole', () => {
    expect(keyOf('Paper JGR:acme:1 x')).toBeNull();
    expect(keyOf('JGR:acme')).toBeNull();
    expect(keyOf('')).toBeNull();
  });
});

describe('periods', () => {
  const details = (...periods: object[]) => [{ FinancialYear: '2026', Details: periods as never }];
  const period = (number: string, start: string, end: string, change: object = {}) => ({
    PeriodNbr: number,
    StartDate: `${start}T00:00:00+02:00`,
    EndDate: `${end}T00:00:00+02:00`,
    Status: 'Open',
    ClosedInAP: false,
    ...change,
  });
  const choose = (rows: ReturnType<typeof details>, date: string) =>
    choosePeriod(date, periodsOf(rows), { date: 'invoice', whenClosed: 'refuse' }).id;

  it('takes ends that are the last day, and ends that are the day after', () => {
    const inclusive = details(
      period('05', '2026-05-01', '2026-05-31'),
      period('06', '2026-06-01', '2026-06-30'),
    );
    const exclusive = details(
      period('05', '2026-05-01', '2026-06-01'),
      period('06', '2026-06-01', '2026-07-01'),
    );
    const counted = details(period('06', '2026-06-01', '2026-07-01', { LengthInDays: 30 }));
    expect([choose(inclusive, '2026-05-31'), choose(exclusive, '2026-06-01')]).toEqual(['052026', '062026']);
    expect(periodsOf(counted)[0]?.to).toBe('2026-06-30');
  });

  it('is open only where accounts payable is, and never an adjustment period', () => {
    const rows = details(
      period('01', '2026-01-01', '2026-01-31', { ClosedInAP: true }),
      period('02', '2026-02-01', '2026-02-28', { Status: 'Locked' }),
      period('13', '2026-12-31', '2026-12-31', { AdjustmentPeriod: true }),
    );
    expect(periodsOf(rows).map(({ id, open }) => [id, open])).toEqual([
      ['012026', false],
      ['022026', false],
    ]);
  });
});

describe('reading', () => {
  it('compares instants, not texts', () => {
    expect(instantMs('2020-08-11T10:47:41.17-04:00')).toBe(Date.parse('2020-08-11T14:47:41.170Z'));
    expect(instantMs('2020-08-11T14:47:41.17')).toBe(Date.parse('2020-08-11T14:47:41.170Z'));
    expect(instantMs('')).toBeNull();
  });

  it('shows a debit adjustment negative, like its credit memo', () => {
    const shown = simplifyBill({ ...booked, Type: 'Debit Adj.', Description: 'JGR:acme:7 I7', Details: [] });
    expect(shown).toMatchObject({
      amount: '-120',
      balance: '-120',
      key: 'production:acme:7',
      number: '000159',
    });
  });
});

describe('columns of the field mapper', () => {
  const schema = {
    id: 'x',
    VendorRef: {},
    LocationID: {},
    DueDate: { value: null },
    ApprovedForPayment: {},
    Details: [],
    MainContact: { id: 'y', Email: {} },
    custom: {
      Document: { AttributeRUSH: { type: 'CustomBooleanField' } },
      CurrentDocument: { TaxZoneID: { type: 'CustomStringField' } },
    },
  };

  it('are the fields that the invoice does not fill, typed, custom ones last', () => {
    expect(billColumns(schema).map(({ id, type }) => [id, type])).toEqual([
      ['ApprovedForPayment', 'boolean'],
      ['DueDate', 'dateTime'],
      ['LocationID', 'string'],
      ['custom::Document::AttributeRUSH::CustomBooleanField', 'boolean'],
      ['custom::CurrentDocument::TaxZoneID::CustomStringField', 'string'],
    ]);
  });

  it('turn into fields and custom values, without the empty ones', () => {
    expect(
      headerValues({
        LocationID: 'MAIN',
        Terms: '',
        DueDate: null,
        'custom::Document::AttributeRUSH::CustomBooleanField': false,
      }),
    ).toEqual({
      fields: { LocationID: 'MAIN' },
      custom: [{ view: 'Document', field: 'AttributeRUSH', type: 'CustomBooleanField', value: false }],
    });
  });
});
