import type { Charge } from '../../nodes/shared/documents';
import { heldDocument, invoice, line, mappedInvoice, rulesOf } from './crosswalkSamples';

const charge = (kind: Charge['kind'], changes: Partial<Charge> = {}): Charge => ({
  kind,
  name: null,
  amount: '12.50',
  erpBooking: null,
  erpCode: null,
  erpDimensions: {},
  ...changes,
});
const row = (from: string, to: string) => ({ kind: 'charge', from, to });
const mapCharge = (each: Charge, rows: unknown[], rules = rulesOf(), changes = {}) => {
  const { erpBooking, erpCode, erpDimensions } =
    mappedInvoice(invoice({ charges: [each], ...changes }), rows, rules).charges[0] ?? charge('misc');
  return [erpBooking, erpCode, erpDimensions];
};

describe('charges', () => {
  it.each([
    ['account:61200', ['account', '61200', {}]],
    ['Account: 61200 / 000-100 ', ['account', '61200', { subaccount: '000-100' }]],
    [
      'account:61200/000-100;department=10; location = HQ',
      ['account', '61200', { subaccount: '000-100', department: '10', location: 'HQ' }],
    ],
    ['account:61200;department=10', ['account', '61200', { department: '10' }]],
    ['spread', ['spread', null, {}]],
    ['tax:ST', ['tax', 'ST', {}]],
    ['TAX: A:B', ['tax', 'A:B', {}]],
  ])('target %s', (to, expected) => {
    expect(mapCharge(charge('freight'), [row('freight', to)])).toEqual(expected);
  });

  it.each([
    'account:',
    'account:/1',
    'account:1/',
    'account:1;x',
    'account:1;=2',
    'spread:2',
    'tax:',
    'tax1:ST',
    '61200',
  ])('target %s is refused as unreadable, which holds everything', (to) => {
    expect(heldDocument(invoice(), [row('freight', to)]).problem.cause).toBe('mapping.unreadable');
  });

  it('each kind has its own row', () => {
    const kinds: Array<Charge['kind']> = ['tax1', 'tax2', 'freight', 'handling', 'discount', 'misc'];
    const rows = kinds.map((kind, at) => row(kind.toUpperCase(), `account:6${at}`));
    const { charges } = mappedInvoice(invoice({ charges: kinds.map((kind) => charge(kind)) }), rows);
    expect(charges.map((each) => each.erpCode)).toEqual(['60', '61', '62', '63', '64', '65']);
  });

  it('a fee’s own row comes before the row of all fees', () => {
    const fee = charge('misc', { name: 'Fuel  Surcharge' });
    const own = row('misc: fuel surcharge', 'account:61300');
    expect(mapCharge(fee, [row('misc', 'account:61000'), own])).toEqual(['account', '61300', {}]);
    expect(mapCharge(fee, [row('misc', 'account:61000')])).toEqual(['account', '61000', {}]);
    expect(mapCharge(charge('misc', { name: 'Pallets' }), [row('misc', 'spread'), own])).toEqual([
      'spread',
      null,
      {},
    ]);
  });

  it('holds an unmapped charge and names the row it needs', () => {
    const held = heldDocument(invoice({ charges: [charge('misc', { name: 'Fuel', amount: '-3.00' })] }));
    expect(held.problem).toMatchObject({ cause: 'unmapped.charge', owner: 'mapping' });
    expect(held.problem.advice).toContain('from misc:fuel');
    expect(held.findings).toMatchObject([{ kind: 'charge', code: 'misc:fuel', value: '3' }]);
  });

  it('spreads, or books a fixed account, where the user chose so', () => {
    const spread = rulesOf({ chargeFallback: { then: 'fixed', target: { booking: 'spread' } } });
    expect(mapCharge(charge('freight'), [], spread)).toEqual(['spread', null, {}]);
    const fixed = rulesOf({
      chargeFallback: {
        then: 'fixed',
        target: { booking: 'account', account: '69900', dimensions: { subaccount: '0' } },
      },
    });
    expect(mapCharge(charge('freight'), [], fixed)).toEqual(['account', '69900', { subaccount: '0' }]);
  });

  it('contradicting rows hold in spite of a fallback', () => {
    const spread = rulesOf({ chargeFallback: { then: 'fixed', target: { booking: 'spread' } } });
    const rows = [row('freight', 'account:1'), row('freight', 'account:2')];
    expect(heldDocument(invoice({ charges: [charge('freight')] }), rows, spread).problem.cause).toBe(
      'ambiguous.charge',
    );
  });

  it('charges on an account get the dimensions of the whole invoice, their own row’s before them', () => {
    const common = { sourceNames: [], missing: { then: 'hold' }, unmapped: { then: 'hold' } } as const;
    const rules = rulesOf({
      dimensions: [
        { ...common, sourceNames: [], name: 'location', source: 'fixed', value: 'HQ' },
        { ...common, sourceNames: [], name: 'branch', source: 'businessUnit', value: '' },
      ],
    });
    const rows = [
      row('freight', 'account:61200;location=YARD'),
      { kind: 'dimension', scope: 'branch', from: '0004', to: 'B4' },
    ];
    expect(mapCharge(charge('freight'), rows, rules)).toEqual([
      'account',
      '61200',
      { location: 'YARD', branch: 'B4' },
    ]);
  });
});

describe('tax codes of the document', () => {
  const rules = rulesOf({ taxCodeField: 'Tax Rate Code' });
  const rows = [row('tax1', 'tax'), { kind: 'tax', from: 'CA-10', to: 'CALTAX' }];
  const tax = charge('tax1');

  it('come from the invoice, else from its lines', () => {
    expect(mapCharge(tax, rows, rules, { customFields: { 'Tax Rate Code': 'CA-10' } })).toEqual([
      'tax',
      'CALTAX',
      {},
    ]);
    const lines = [line({ customFields: { 'tax rate code': 'CA-10' } }), line({ customFields: {} })];
    expect(mapCharge(tax, rows, rules, { lines })).toEqual(['tax', 'CALTAX', {}]);
  });

  it('hold where lines disagree, where there is none and where no row maps it', () => {
    const held = (changes: object) =>
      heldDocument(invoice({ charges: [tax], ...changes }), rows, rules).problem.cause;
    const lines = ['CA-10', 'NV-8'].map((code) => line({ customFields: { 'Tax Rate Code': code } }));
    expect(held({ lines })).toBe('ambiguous.tax');
    expect(held({})).toBe('unmapped.tax');
    expect(held({ customFields: { 'Tax Rate Code': 'NV-8' } })).toBe('unmapped.tax');
  });
});
