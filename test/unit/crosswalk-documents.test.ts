import { mapDocuments } from '../../nodes/Crosswalk/crosswalk';
import {
  BASE_ROWS,
  heldDocument,
  invoice,
  line,
  mapOne,
  mappedInvoice,
  rowsOf,
  rulesOf,
  split,
} from './crosswalkSamples';

describe('documents', () => {
  it('maps an invoice without total and currency: posting decides about that', () => {
    expect(mappedInvoice(invoice({ total: null, currency: null })).supplier.erpVendor).toBe('V-BRIGHT');
  });

  it('holds a list row with the advice to read it by its ID', () => {
    const { problem } = heldDocument({ ...invoice(), lines: [], complete: false });
    expect(problem.cause).toBe('invoice.incomplete');
    expect(problem.advice).toContain('by its ID first');
  });

  it('mapping a mapped document again gives the same', () => {
    const more = [{ kind: 'charge', from: 'freight', to: 'account:61200/000-100' }];
    const charges = [
      { kind: 'freight', name: null, amount: '5', erpBooking: null, erpCode: null, erpDimensions: {} },
    ];
    const once = mappedInvoice({ ...invoice(), charges }, more);
    expect(mappedInvoice(structuredClone(once), more)).toEqual(once);
  });

  it('a document mapped with older rows is mapped anew', () => {
    const once = mappedInvoice(invoice());
    const rows = [{ ...BASE_ROWS[0], to: 'V-NEW' }, ...BASE_ROWS.slice(1)];
    const [again] = mapDocuments([once], rowsOf(rows), rulesOf());
    expect(again).toMatchObject({ mapped: { supplier: { erpVendor: 'V-NEW', erpVendorsEver: ['V-NEW'] } } });
    const [held] = mapDocuments([once], rowsOf(BASE_ROWS.slice(1)), rulesOf());
    expect(held).toMatchObject({ problem: { cause: 'unmapped.supplier' } });
  });

  it('leaves its input alone and keeps fields that others added', () => {
    const document = { ...invoice(), myField: 'kept' };
    const before = structuredClone(document);
    expect(mappedInvoice(document)).toMatchObject({ myField: 'kept' });
    expect(document).toEqual(before);
  });

  it('takes the document back from an item that needed attention', () => {
    expect(mappedInvoice({ outcome: 'held', reason: 'x', document: invoice() }).id).toBe('9001');
  });

  it('stamps the hash of all the rows', () => {
    expect(mappedInvoice(invoice()).mapping).toMatchObject({
      hash: rowsOf(BASE_ROWS).hash,
      supplierMatchedBy: 'number',
    });
  });

  it('tells every problem of a document, the first one first', () => {
    const document = invoice({
      businessUnit: '0099',
      lines: [line({ splits: ['1', '2', '3', '4', '5'].map((code) => split(code)) })],
      supplier: { ...invoice().supplier, number: '99', id: '9' },
    });
    const { problem, findings } = heldDocument(document);
    expect(problem.cause).toBe('unmapped.supplier');
    expect(problem.reason).toMatch(/^Supplier number 99 .* Also: business unit 0099 .*; and 2 more\.$/);
    expect(findings.map((finding) => finding.kind)).toEqual([
      'supplier',
      'entity',
      ...Array(5).fill('account'),
    ]);
  });

  const broken: Array<[string, unknown]> = [
    ['nothing', {}],
    ['null', null],
    ['text', 'invoice'],
    ['a list', []],
    ['an error item', { error: 'timeout' }],
    ['no supplier', { ...invoice(), supplier: null }],
    ['a number as supplier number', { ...invoice(), supplier: { ...invoice().supplier, number: 12345 } }],
    ['lines as text', { ...invoice(), lines: 'x' }],
    ['a line without splits', { ...invoice(), lines: [{ ...line(), splits: [] }] }],
    [
      'a split without segments',
      { ...invoice(), lines: [line({ splits: [{ ...split('1'), segments: undefined! }] })] },
    ],
    [
      'a segment without value',
      {
        ...invoice(),
        lines: [line({ splits: [{ ...split('1'), segments: [{ name: 'Account' } as never] }] })],
      },
    ],
    ['a custom field that is an object', { ...invoice(), customFields: { a: {} } }],
    ['a charge without amount', { ...invoice(), charges: [{ kind: 'freight' }] }],
    ['an amount as number', { ...invoice(), total: 100 }],
    ['a business unit as number', { ...invoice(), businessUnit: 4 }],
    ['a purchase order without number', { document: 'purchaseOrder', id: '1' }],
  ];

  it.each(broken)('holds %s and goes on with the others', (_name, document) => {
    const verdicts = mapDocuments([invoice(), document, invoice({ id: '2' })], rowsOf(BASE_ROWS), rulesOf());
    expect(verdicts.map((verdict) => 'mapped' in verdict)).toEqual([true, false, true]);
    expect(verdicts[1]).toMatchObject({ problem: { outcome: 'held', cause: 'document.unreadable' } });
  });

  it('maps thousands of documents over thousands of rows', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      kind: 'account',
      from: `A${at}`,
      to: `B${at}`,
    }));
    const documents = Array.from({ length: 5_000 }, (_, at) =>
      invoice({ id: String(at), lines: [line({ splits: [split(`A${at}`)] })] }),
    );
    const verdicts = mapDocuments(documents, rowsOf([...BASE_ROWS, ...rows]), rulesOf());
    expect(verdicts.every((verdict) => 'mapped' in verdict)).toBe(true);
  });

  it('mapOne of the samples is what mapDocuments gives', () => {
    expect(mapOne(invoice())).toEqual(mapDocuments([invoice()], rowsOf(BASE_ROWS), rulesOf())[0]);
  });
});
