import type { DimensionRule } from '../../nodes/Crosswalk/rules';
import {
  heldDocument,
  invoice,
  line,
  mappedInvoice,
  mapOne,
  rulesOf,
  split,
  withFallbacks,
} from './crosswalkSamples';

const segments = (...pairs: Array<[string, string]>) =>
  pairs.map(([name, value], chart) => ({ chart, name, value, description: null }));
const withSegments = (...pairs: Array<[string, string]>) =>
  invoice({ lines: [line({ splits: [split(null, { segments: segments(...pairs) })] })] });
const account = (row: Record<string, string>) => ({ kind: 'account', ...row });
const dimension = (changes: Partial<DimensionRule> = {}): DimensionRule => ({
  name: 'subaccount',
  source: 'segment',
  sourceNames: ['CostCenter'],
  value: '',
  missing: { then: 'hold' },
  unmapped: { then: 'hold' },
  ...changes,
});

describe('accounts', () => {
  it('maps each split', () => {
    const document = invoice({ lines: [line({ splits: [split('51425'), split('7')] })] });
    const { lines } = mappedInvoice(document, [account({ from: '7', to: '62000' })]);
    expect(lines[0]?.splits.map((each) => each.erpAccount)).toEqual(['61000', '62000']);
  });

  it('takes the first named segment with a value, in any chart', () => {
    const rules = rulesOf({ accountSegments: ['Account', 'FAUAccountNumber'] });
    const of = (...pairs: Array<[string, string]>) =>
      mappedInvoice(withSegments(...pairs), [account({ from: 'F9', to: '64000' })], rules).lines[0]
        ?.splits[0];
    expect(of(['FAUAccountNumber', 'F9'], ['Account', '51425'])?.erpAccount).toBe('61000');
    expect(of(['Account', ' '], ['FAUAccountNumber', 'F9'])?.erpAccount).toBe('64000');
    expect(of(['Account', 'none'], ['account', '51425'])?.erpAccount).toBe('61000');
  });

  it('a row scoped to the segment comes before the row for any segment', () => {
    const rows = [account({ from: '51425', scope: 'Account', to: '69999' })];
    expect(mappedInvoice(invoice(), rows).lines[0]?.splits[0]?.erpAccount).toBe('69999');
    const rules = rulesOf({ accountSegments: ['Object'] });
    expect(
      mappedInvoice(withSegments(['Object', '51425']), rows, rules).lines[0]?.splits[0]?.erpAccount,
    ).toBe('61000');
  });

  it('holds an unmapped and a missing account, and says what is at stake', () => {
    const document = invoice({
      lines: [
        line({ splits: [split('9', { amount: '-40.10' }), split('9', { amount: '-2.00' })] }),
        line({ number: 2, splits: [split(null)] }),
      ],
    });
    const { problem, findings } = heldDocument(document);
    expect(problem.cause).toBe('unmapped.account');
    expect(problem.reason).toContain('Account 9 (Supplies) is not in the mapping table');
    expect(problem.reason).toContain('account (line 2: Pipettes) has no value on the document');
    expect(findings).toMatchObject([
      { kind: 'account', code: '9', count: 2, value: '42.1', state: 'unmapped', effect: 'hold' },
      { kind: 'account', code: '', count: 1, value: '100', state: 'missing', effect: 'hold' },
    ]);
  });

  it('a row with an empty “from” maps a missing account', () => {
    const document = invoice({ lines: [line({ splits: [split(null)] })] });
    expect(
      mappedInvoice(document, [account({ from: '', to: '69000' })]).lines[0]?.splits[0]?.erpAccount,
    ).toBe('69000');
  });

  it('leaves a purchase order line without an account to the ERP, but not one with an unmapped account', () => {
    const purchaseOrder = { number: '00123', line: '1' };
    const none = invoice({ lines: [line({ purchaseOrder, splits: [split(null)] })] });
    expect(mappedInvoice(none).lines[0]?.splits[0]?.erpAccount).toBeNull();
    const unmapped = invoice({ lines: [line({ purchaseOrder, splits: [split('9')] })] });
    expect(heldDocument(unmapped).problem.cause).toBe('unmapped.account');
  });

  it('same code and fixed value', () => {
    const document = invoice({ lines: [line({ splits: [split('9'), split(null)] })] });
    const same = heldDocument(document, [], withFallbacks({ account: { then: 'same' } }));
    expect(same.findings.map(({ code, effect }) => [code, effect])).toEqual([['', 'hold']]);
    const fixed = mappedInvoice(document, [], withFallbacks({ account: { then: 'fixed', value: '69900' } }));
    expect(fixed.lines[0]?.splits.map((each) => each.erpAccount)).toEqual(['69900', '69900']);
    expect(fixed.mapping.unmapped.slice(1).map(({ code, effect }) => [code, effect])).toEqual([
      ['9', 'fixed'],
      ['', 'fixed'],
    ]);
  });
});

describe('cleaning', () => {
  it('cuts suffixes off accounts in documents and rows alike, and off nothing else', () => {
    const base = rulesOf();
    const rules = rulesOf({ cleaning: { ...base.cleaning, suffixes: [/(?:-[A-Z])$/] } });
    expect(
      mappedInvoice(withSegments(['Account', '51425-L']), [], rules).lines[0]?.splits[0]?.erpAccount,
    ).toBe('61000');
    const rows = [account({ from: '88-A', to: '63000' })];
    expect(mappedInvoice(withSegments(['Account', '88']), rows, rules).lines[0]?.splits[0]?.erpAccount).toBe(
      '63000',
    );
    const supplier = { ...invoice().supplier, number: '0012345-A' };
    expect(heldDocument({ ...invoice(), supplier }, [], rules).problem.cause).toBe('unmapped.supplier');
  });

  it('rows that become the same by cleaning and differ in their target hold', () => {
    const base = rulesOf();
    const rules = rulesOf({ cleaning: { ...base.cleaning, suffixes: [/(?:-[A-Z])$/] } });
    const rows = [account({ from: '51425-X', to: '60001' })];
    expect(heldDocument(invoice(), rows, rules).problem.cause).toBe('ambiguous.account');
  });

  it('treats the listed words, and zeros only where asked, as no value', () => {
    const zeros = rulesOf({ cleaning: { emptyWords: new Set(['n/a']), zerosAreEmpty: true, suffixes: [] } });
    const finding = (value: string, rules = rulesOf()) =>
      heldDocument(withSegments(['Account', value]), [], rules).findings[0];
    expect(finding(' None ')).toMatchObject({ state: 'missing', code: '' });
    expect(finding('N/A', zeros)).toMatchObject({ state: 'missing' });
    expect(finding('0000', zeros)).toMatchObject({ state: 'missing' });
    expect(finding('00-00', zeros)).toMatchObject({ state: 'missing' });
    expect(finding('none', zeros)).toMatchObject({ state: 'unmapped', code: 'none' });
    expect(finding('0000')).toMatchObject({ state: 'unmapped', code: '0000' });
  });

  it('ignores what pasting brings along', () => {
    expect(
      mappedInvoice(withSegments(['Account', '\uFEFF51425\u00A0'])).lines[0]?.splits[0]?.erpAccount,
    ).toBe('61000');
  });
});

describe('dimensions', () => {
  const rows = [
    { kind: 'dimension', scope: 'SubAccount', from: 'CC1', to: '000-100' },
    { kind: 'dimension', scope: 'location', from: '0004', to: 'HQ' },
    { kind: 'dimension', scope: 'project', from: 'P-7', to: 'PRJ7' },
  ];
  const document = invoice({
    customFields: { Project: 'P-7' },
    lines: [
      line({
        customFields: { Grant: 'P-7' },
        splits: [split(null, { segments: segments(['Account', '51425'], ['CostCenter', 'CC1']) })],
      }),
    ],
  });
  const dimensionsOf = (...dimensions: DimensionRule[]) =>
    mappedInvoice(document, rows, rulesOf({ dimensions })).lines[0]?.splits[0]?.erpDimensions;

  it('come from segments, custom fields of line and invoice, the business unit, or are fixed', () => {
    expect(
      dimensionsOf(
        dimension(),
        dimension({ name: 'location', source: 'businessUnit', sourceNames: [] }),
        dimension({ name: 'project', source: 'headerField', sourceNames: ['Missing', 'project'] }),
        dimension({ name: 'Project', source: 'lineField', sourceNames: ['Grant'] }),
        dimension({ name: 'class', source: 'fixed', sourceNames: [], value: 'JGR' }),
      ),
    ).toEqual({ subaccount: '000-100', location: 'HQ', project: 'PRJ7', Project: 'PRJ7', class: 'JGR' });
  });

  it('a row of one dimension does not map another', () => {
    const rules = rulesOf({ dimensions: [dimension({ name: 'department' })] });
    const { problem, findings } = heldDocument(document, rows, rules);
    expect(problem.cause).toBe('unmapped.dimension');
    expect(problem.reason).toContain('Dimension department CC1');
    expect(findings).toMatchObject([{ kind: 'dimension', scope: 'department', code: 'CC1' }]);
  });

  it('unmapped: same code, fixed value, left empty', () => {
    const unmapped = (then: DimensionRule['unmapped'], value = '') =>
      dimensionsOf(dimension({ name: 'department', unmapped: then, value }));
    expect(unmapped({ then: 'same' })).toEqual({ department: 'CC1' });
    expect(unmapped({ then: 'fixed', value: 'D0' })).toEqual({ department: 'D0' });
    expect(unmapped({ then: 'empty' })).toEqual({});
  });

  it('missing: held by default, left empty or fixed where chosen, and a row with an empty “from” comes first', () => {
    const none = (changes: Partial<DimensionRule>) =>
      dimension({ name: 'fund', sourceNames: ['Fund'], ...changes });
    expect(mapOne(document, rows, rulesOf({ dimensions: [none({})] }))).toMatchObject({
      problem: { cause: 'unmapped.dimension' },
    });
    expect(dimensionsOf(none({ missing: { then: 'empty' } }))).toEqual({});
    expect(dimensionsOf(none({ missing: { then: 'fixed', value: 'F1' } }))).toEqual({ fund: 'F1' });
    const withRow = [...rows, { kind: 'dimension', scope: 'fund', from: '', to: 'F0' }];
    const mapped = mappedInvoice(
      document,
      withRow,
      rulesOf({ dimensions: [none({ missing: { then: 'empty' } })] }),
    );
    expect(mapped.lines[0]?.splits[0]?.erpDimensions).toEqual({ fund: 'F0' });
  });

  it('keeps dimensions that somebody else filled in, and replaces its own', () => {
    const filled = structuredClone(document);
    filled.lines[0]!.splits[0]!.erpDimensions = { subaccount: 'stale', branch: 'B1' };
    const rules = rulesOf({ dimensions: [dimension()] });
    const mapped = mappedInvoice(filled, rows, rules);
    expect(mapped.lines[0]?.splits[0]?.erpDimensions).toEqual({ branch: 'B1', subaccount: '000-100' });
  });
});

describe('entity, unit, terms, invoice type', () => {
  const rows = [
    { kind: 'unit', from: 'EA', to: 'EACH' },
    { kind: 'terms', from: 'Net 30', to: '30D' },
    { kind: 'invoiceType', from: 'Non-PO', to: 'EXP' },
  ];

  it('are mapped by their rows', () => {
    const document = invoice({ terms: 'Net 30', lines: [line({ unit: 'EA' })] });
    const mapped = mappedInvoice(document, rows);
    expect([mapped.erpEntity, mapped.erpTerms, mapped.erpInvoiceType, mapped.lines[0]?.erpUnit]).toEqual([
      'MAIN',
      '30D',
      'EXP',
      'EACH',
    ]);
    expect(mapped.mapping.unmapped).toEqual([]);
  });

  it('unit, terms and invoice type without a row stay empty and are listed', () => {
    const mapped = mappedInvoice(invoice({ terms: 'Net 45', lines: [line({ unit: 'BX' })] }));
    expect([mapped.erpTerms, mapped.erpInvoiceType, mapped.lines[0]?.erpUnit]).toEqual([null, null, null]);
    expect(mapped.mapping.unmapped).toEqual([
      { kind: 'invoiceType', code: 'Non-PO', scope: '', effect: 'empty' },
      { kind: 'terms', code: 'Net 45', scope: '', effect: 'empty' },
      { kind: 'unit', code: 'BX', scope: '', effect: 'empty' },
    ]);
  });

  it('and hold, or keep their code, where the user chose so', () => {
    const document = invoice({ terms: 'Net 45' });
    expect(heldDocument(document, [], withFallbacks({ terms: { then: 'hold' } })).problem.cause).toBe(
      'unmapped.terms',
    );
    expect(mappedInvoice(document, [], withFallbacks({ terms: { then: 'same' } })).erpTerms).toBe('Net 45');
  });

  it('a document without unit or terms has nothing to map', () => {
    const rules = withFallbacks({ unit: { then: 'hold' }, terms: { then: 'hold' } });
    expect(mappedInvoice(invoice(), [], rules).erpTerms).toBeNull();
  });

  it('a missing business unit holds, unless a row with an empty “from” maps it', () => {
    const document = invoice({ businessUnit: null });
    const held = heldDocument(document);
    expect(held.problem.cause).toBe('unmapped.entity');
    expect(held.problem.advice).toContain('from (empty)');
    expect(mappedInvoice(document, [{ kind: 'entity', from: null, to: 'MAIN' }]).erpEntity).toBe('MAIN');
    expect(mappedInvoice(document, [], withFallbacks({ entity: { then: 'empty' } })).erpEntity).toBeNull();
    expect(heldDocument(document, [], withFallbacks({ entity: { then: 'same' } })).problem.cause).toBe(
      'unmapped.entity',
    );
  });
});
