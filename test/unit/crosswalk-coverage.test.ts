import { coverDocuments } from '../../nodes/Crosswalk/crosswalk';
import type { RankBy } from '../../nodes/Crosswalk/coverage';
import {
  BASE_ROWS,
  invoice,
  invoiceOf,
  line,
  purchaseOrder,
  rowsOf,
  rulesOf,
  split,
} from './crosswalkSamples';

const cover = (documents: unknown[], rows: unknown[] = BASE_ROWS, rankBy: RankBy = 'value') =>
  coverDocuments(documents, rowsOf(rows), rulesOf(), rankBy);
const onAccount = (account: string, amount: string, changes = {}) =>
  invoice({ total: amount, lines: [line({ amount, splits: [split(account, { amount })] })], ...changes });
const holding = (coverage: ReturnType<typeof cover>) => coverage.rows.filter((row) => row.effect === 'hold');

describe('coverage report', () => {
  const documents = [
    onAccount('901', '10.00', { number: 'I1', invoiceDate: '2026-03-01' }),
    onAccount('901', '20.00', { number: 'I2', invoiceDate: '2026-02-01' }),
    onAccount('902', '-500.00', { number: 'I3', type: 'creditMemo' }),
    onAccount('51425', '70.00', { number: 'I4' }),
    invoiceOf({ number: '777', name: 'Kestrel Optics' }, { number: 'I5', total: '30.00', currency: 'EUR' }),
  ];

  it('gives a row to paste for each unmapped code, with what depends on it', () => {
    expect(holding(cover(documents))).toEqual([
      expect.objectContaining({
        rank: 1,
        kind: 'account',
        from: '902',
        to: '',
        scope: '',
        count: 1,
        value: '500',
      }),
      expect.objectContaining({
        ...{ rank: 2, kind: 'account', from: '901', to: '', code: '901', note: 'Supplies', name: 'Supplies' },
        ...{ count: 2, value: '30', currency: 'USD', otherValues: '', examples: 'I1, I2' },
        ...{ firstSeen: '2026-02-01', lastSeen: '2026-03-01', items: [0, 1], state: 'unmapped' },
      }),
      expect.objectContaining({
        ...{ rank: 3, kind: 'supplier', scope: 'number', from: '777', note: 'Kestrel Optics' },
        ...{ value: '30', currency: 'EUR' },
      }),
    ]);
  });

  it('ranks by the number of documents where asked', () => {
    expect(holding(cover(documents, BASE_ROWS, 'count')).map((row) => row.from)).toEqual([
      '901',
      '902',
      '777',
    ]);
  });

  it('totals what would go through and what would wait, by currency', () => {
    const { totals } = cover(documents);
    expect(totals).toMatchObject({
      ...{
        documents: 5,
        ready: 1,
        held: 4,
        incomplete: 0,
        unreadable: 0,
        mappingRows: 3,
        unreadableRows: [],
      },
      unmappedCodes: { account: 2, supplier: 1, invoiceType: 1 },
      values: [
        { currency: 'EUR', documents: 1, value: '30', heldDocuments: 1, heldValue: '30' },
        { currency: 'USD', documents: 4, value: '600', heldDocuments: 3, heldValue: '530' },
      ],
    });
    expect(totals.mappingHash).toBe(rowsOf(BASE_ROWS).hash);
  });

  it('its rows, pasted and filled in, make every document go through', () => {
    const pasted = holding(cover(documents)).map((row) => ({ ...row, to: `T-${row.from}` }));
    expect(cover(documents, [...BASE_ROWS, ...pasted]).totals).toMatchObject({ ready: 5, held: 0 });
  });

  it('its rows, pasted and not yet filled in, hold only their own documents', () => {
    const before = cover(documents);
    const pasted = cover(documents, [...BASE_ROWS, ...holding(before)]);
    expect(pasted.totals).toMatchObject({ ready: 1, held: 4, unreadableRows: [] });
    expect(holding(pasted).map((row) => [row.from, row.state])).toEqual([
      ['902', 'open'],
      ['901', 'open'],
      ['777', 'open'],
    ]);
  });

  it('works with an empty table, bad rows, list rows and documents it cannot read', () => {
    const list = { ...invoice({ number: 'I9' }), lines: [], complete: false };
    const { totals, rows } = cover(
      [list, { nonsense: 1 }, purchaseOrder()],
      [{ kind: 'x', from: '1', to: '2' }],
    );
    expect(totals).toMatchObject({
      documents: 3,
      ready: 0,
      held: 3,
      incomplete: 1,
      unreadable: 1,
      mappingRows: 0,
    });
    expect(totals.unreadableRows).toEqual(['row 1: “x” is not a kind of code']);
    expect(rows.map((row) => row.kind).sort()).toEqual([
      'account',
      'entity',
      'invoiceType',
      'item',
      'supplier',
    ]);
    expect(rows.find((row) => row.kind === 'supplier')).toMatchObject({ count: 2, examples: 'I9, PO-0077' });
  });

  it('shows the currency with the largest amount first', () => {
    const both = [
      onAccount('901', '10.00', { currency: 'EUR' }),
      onAccount('901', '20.00'),
      onAccount('901', '5.00', { currency: null }),
    ];
    expect(holding(cover(both))[0]).toMatchObject({
      value: '20',
      currency: 'USD',
      otherValues: 'EUR 10,  5',
    });
  });
});
