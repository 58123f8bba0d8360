import { readRowText } from '../../nodes/Crosswalk/rowText';
import { testMappingText } from '../../nodes/Crosswalk/mappingInput';
import { mapDocuments } from '../../nodes/Crosswalk/crosswalk';
import { BASE_ROWS, heldDocument, invoice, mappedInvoice, rowsOf, rulesOf } from './crosswalkSamples';

describe('mapping rows', () => {
  it('reads rows of a Data Table and passes over its system columns', () => {
    const { rows, bad } = rowsOf([
      { id: 1, createdAt: '2026-01-01', updatedAt: '2026-01-01', ...BASE_ROWS[0], note: 'x', scope: null },
    ]);
    expect(bad).toEqual([]);
    expect(rows).toEqual([
      { kind: 'supplier', scope: 'number', from: '0012345', to: 'V-BRIGHT', validFrom: '' },
    ]);
  });

  it('takes any spelling of column, kind and key names, and a date column', () => {
    const { rows, bad } = rowsOf([
      { Kind: ' Invoice Type ', From: 'Non-PO', TO: 'NP', 'Valid From': new Date('2026-02-01T00:00:00Z') },
      {
        kind: 'SUPPLIER',
        scope: 'vat_number',
        from: 'de 123.456',
        to: 'V1',
        valid_from: '2026-02-01T00:00:00.000Z',
      },
    ]);
    expect(bad).toEqual([]);
    expect(rows).toEqual([
      { kind: 'invoiceType', scope: '', from: 'Non-PO', to: 'NP', validFrom: '2026-02-01' },
      { kind: 'supplier', scope: 'vatNumber', from: 'DE123456', to: 'V1', validFrom: '2026-02-01' },
    ]);
  });

  it('passes over rows that say who is told', () => {
    const owner = { kind: 'owner', from: 'mapping', scope: '0004', to: 'ap@example.com' };
    expect(rowsOf([owner, BASE_ROWS[0]])).toMatchObject({ bad: [], rows: [{ kind: 'supplier' }] });
    expect(rowsOf([owner, BASE_ROWS[0]]).hash).toBe(rowsOf([BASE_ROWS[0]]).hash);
  });

  it('takes numbers as their digits', () => {
    expect(rowsOf([{ kind: 'account', from: 51425, to: 61000 }]).rows[0]).toMatchObject({
      from: '51425',
      to: '61000',
    });
  });

  it('passes over wholly empty rows', () => {
    const { rows, bad } = rowsOf([
      {},
      { kind: '', from: '', to: '' },
      { id: 7, kind: null, from: null, to: ' ' },
    ]);
    expect({ rows, bad }).toEqual({ rows: [], bad: [] });
  });

  it.each([
    [{ from: '1', to: '2' }, 'it has no kind'],
    [{ kind: 'vendor', from: '1', to: '2' }, '“vendor” is not a kind of code'],
    [{ kind: 'supplier', to: 'V1' }, 'it is of kind supplier and has no “from”'],
    [{ kind: 'terms', from: ' ', to: '30D' }, 'it is of kind terms and has no “from”'],
    [{ kind: 'supplier', scope: 'phone', from: '1', to: '2' }, 'not a supplier key'],
    [{ kind: 'dimension', from: '1', to: '2' }, 'does not name it in “scope”'],
    [{ kind: 'entity', scope: 'x', from: '1', to: '2' }, 'takes none'],
    [{ kind: 'account', from: '1', to: '2', validFrom: '01.02.2026' }, 'is not a date'],
    [{ kind: 'account', from: '1', to: '2', validFrom: '2026-13-01' }, 'is not a date'],
    [{ kind: 'charge', from: 'postage', to: 'spread' }, '“postage” is not a charge'],
    [{ kind: 'charge', from: 'freight', to: '61200' }, 'is not a booking of a charge'],
    [{ kind: 'account', from: { a: 1 }, to: '2' }, 'neither text nor number'],
    [{ kind: 'account', from: true, to: '2' }, 'neither text nor number'],
    ['text', 'is not a row with columns'],
    [null, 'is not a row with columns'],
  ])('reports the row %j', (row, why) => {
    const { rows, bad } = rowsOf([...BASE_ROWS, row]);
    expect(rows).toHaveLength(3);
    expect(bad).toEqual([{ place: 'row 4', why: expect.stringContaining(why) }]);
  });

  it('names a bad row by its place and its id', () => {
    expect(rowsOf([{ id: 17, kind: 'nonsense', from: '1', to: '2' }]).bad[0]?.place).toBe('row 1 (id 17)');
  });

  it('hashes content: order, notes, ids and duplicates do not count, targets do', () => {
    const hash = rowsOf(BASE_ROWS).hash;
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    const other = [...BASE_ROWS].reverse().map((row, id) => ({ ...row, id, note: 'later' }));
    expect(rowsOf([...other, other[0]]).hash).toBe(hash);
    expect(rowsOf([...BASE_ROWS.slice(1), { ...BASE_ROWS[0], to: 'V-OTHER' }]).hash).not.toBe(hash);
    expect(rowsOf([...BASE_ROWS.slice(1), { ...BASE_ROWS[0], validFrom: '2026-01-01' }]).hash).not.toBe(hash);
  });
});

describe('tables that hold everything', () => {
  const documents = [invoice(), { broken: true }, invoice({ id: '2' })];

  it.each([
    ['no rows', []],
    ['only empty rows', [{}, { kind: '' }]],
    ['only rows without a target', [{ kind: 'supplier', from: '0012345', to: '' }]],
  ])('%s', (_name, rows) => {
    const verdicts = mapDocuments(documents, rowsOf(rows), rulesOf());
    expect(verdicts.map((verdict) => 'problem' in verdict && verdict.problem.cause)).toEqual(
      documents.map(() => 'mapping.empty'),
    );
    expect(verdicts[0]).toMatchObject({
      problem: { outcome: 'held', reason: 'The mapping table is empty.' },
    });
  });

  it('one row that cannot be read, among good ones, and says which', () => {
    const rows = rowsOf([...BASE_ROWS, { id: 44, kind: 'accuont', from: '1', to: '2' }]);
    const verdicts = mapDocuments(documents, rows, rulesOf());
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({
        problem: {
          cause: 'mapping.unreadable',
          owner: 'mapping',
          reason: expect.stringContaining('Row 4 (id 44): “accuont”'),
        },
      });
    }
  });
});

describe('dates of rows', () => {
  const rows = [
    { kind: 'account', from: '7', to: 'OLD' },
    { kind: 'account', from: '7', to: 'NEW', validFrom: '2026-04-01' },
    { kind: 'account', from: '7', to: 'NEXT', validFrom: '2026-06-01' },
  ];
  const dated = (invoiceDate: string | null) =>
    invoice({
      invoiceDate,
      accountingDate: null,
      createDate: null,
      lines: [
        {
          ...invoice().lines[0]!,
          splits: [
            {
              ...invoice().lines[0]!.splits[0]!,
              segments: [{ chart: 0, name: 'Account', value: '7', description: null }],
            },
          ],
        },
      ],
    });
  const account = (date: string) => mappedInvoice(dated(date), rows).lines[0]?.splits[0]?.erpAccount;

  it('the latest row that is not after the invoice date wins', () => {
    expect(account('2026-03-31')).toBe('OLD');
    expect(account('2026-04-01')).toBe('NEW');
    expect(account('2026-05-31')).toBe('NEW');
    expect(account('2026-06-01')).toBe('NEXT');
  });

  it('an invoice without any date does not choose between different targets', () => {
    expect(heldDocument(dated(null), rows).problem.cause).toBe('ambiguous.account');
    expect(mappedInvoice(dated(null), rows.slice(1, 2)).lines[0]?.splits[0]?.erpAccount).toBe('NEW');
  });

  it('a row that begins later does not map today', () => {
    expect(heldDocument(dated('2026-01-01'), rows.slice(1)).problem.cause).toBe('unmapped.account');
  });
});

describe('rows as text', () => {
  it('reads CSV with quotes, line breaks in cells and a byte-order mark', () => {
    const text = '\uFEFFkind,scope,from,to,note\r\nsupplier,name,"Smith, Jones ""& Co""",V9,"two\nlines"\r\n';
    expect(readRowText(text)).toEqual({
      rows: [{ kind: 'supplier', scope: 'name', from: 'Smith, Jones "& Co"', to: 'V9', note: 'two\nlines' }],
    });
  });

  it.each([
    ['semicolons', 'kind;from;to\naccount;0051;61000'],
    ['tabs', 'kind\tfrom\tto\naccount\t0051\t61000'],
    ['JSON', '[{"kind":"account","from":"0051","to":"61000"}]'],
    ['JSON in rows', '{"rows":[{"kind":"account","from":"0051","to":"61000"}]}'],
  ])('reads %s', (_name, text) => {
    expect(readRowText(text)).toEqual({ rows: [{ kind: 'account', from: '0051', to: '61000' }] });
  });

  it.each([
    ['[{"kind": ', 'not JSON'],
    ['{"kind":"account"}', 'not a list'],
    ['from,to\n1,2', 'no column kind'],
    ['kind,from,to\naccount,1,2,3', 'line 2 has more cells'],
    ['kind,from,to\naccount,"1,2', 'never closed'],
  ])('says what is wrong with %j', (text, fault) => {
    expect(readRowText(text)).toEqual({ fault: expect.stringContaining(fault) });
  });

  it('the credential test counts usable rows or says what is wrong', () => {
    expect(testMappingText('kind,from,to\naccount,1,2\naccount,3,')).toEqual({
      status: 'OK',
      message: '1 rows can be used, 1 have no “to” yet',
    });
    expect(testMappingText('kind,from,to\nacount,1,2').status).toBe('Error');
    expect(testMappingText('').status).toBe('Error');
    expect(testMappingText(undefined).status).toBe('Error');
  });
});
