import fc from 'fast-check';
import {
  LONGEST_QUERY,
  customEquals,
  equals,
  instant,
  literal,
  orFilters,
  queryString,
  startsWith,
} from '../../nodes/Acumatica/transport/query';

/** What the server makes of a query string. */
const decoded = (query: string): string | null => new URLSearchParams(query).get('$filter');

describe('filters', () => {
  it('doubles quotes and leaves nothing that the query string would change', () => {
    const filter = equals('VendorRef', "O'Neil & Söhne + Co #1 100%");
    expect(filter).toBe("VendorRef eq 'O''Neil & Söhne + Co #1 100%'");
    expect(decoded(queryString({ filter }))).toBe(filter);
    expect(queryString({ filter: equals('A', 'a+b c') })).toBe('$filter=A+eq+%27a%2Bb+c%27');
  });

  it('writes instants with their offset and custom fields with their path', () => {
    expect(queryString({ filter: `LastModifiedDateTime gt ${instant('2026-06-15T10:00:00.000Z')}` })).toBe(
      '$filter=LastModifiedDateTime+gt+datetimeoffset%272026-06-15T10%3A00%3A00.000Z%27',
    );
    expect(customEquals('Document.AttributeX', 'JGR:a:1')).toBe(
      "cf.String(f='Document.AttributeX') eq 'JGR:a:1'",
    );
    expect(startsWith('Description', 'JGR:a:1 ')).toBe("startswith(Description,'JGR:a:1 ')");
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(decoded(queryString({ filter: `F eq ${literal(value)}` }))).toBe(`F eq ${literal(value)}`);
      }),
    );
  });

  it('survives half a character', () => {
    expect(decoded(queryString({ filter: equals('F', 'a\ud800b') }))).toBe("F eq 'a\ufffdb'");
  });

  it('orders its parts and leaves out what was not asked', () => {
    expect(queryString({ select: ['A', 'Details/B'], expand: ['Details'], top: 10, skip: 0 })).toBe(
      '$select=A,Details/B&$expand=Details&$top=10',
    );
    expect(queryString({})).toBe('');
  });
});

describe('chunks of a look-up', () => {
  it('keeps every clause once, in addresses that are short enough', () => {
    const clause = fc.string({ minLength: 1, maxLength: 60 }).map((value) => equals('VendorRef', value));
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 200 }), (clauses) => {
        const query = { select: ['ReferenceNbr', 'Type'], top: 1000 };
        const filters = orFilters(clauses, query);
        for (const filter of filters)
          expect(
            new URL(`https://e.example/?${queryString({ ...query, filter, skip: 99_000 })}`).search.length,
          ).toBeLessThanOrEqual(LONGEST_QUERY + 1);
        expect(filters.join(' or ')).toBe([...new Set(clauses)].join(' or '));
      }),
    );
  });

  it('asks for 1,000 invoices by stamp and number in at most 60 calls', () => {
    const clauses = Array.from({ length: 1000 }, (_, at) => [
      startsWith('Description', `JGR:test:northwind:${100_000 + at} `),
      equals('VendorRef', `INV-2026-${100_000 + at}`),
    ]).flat();
    const select = [
      'ReferenceNbr',
      'Type',
      'Status',
      'Vendor',
      'VendorRef',
      'Amount',
      'CurrencyID',
      'Description',
    ];
    expect(orFilters(clauses, { select, top: 1000 }).length).toBeLessThanOrEqual(60);
  });
});
