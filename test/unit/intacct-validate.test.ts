/** What a bill is checked for before it is sent to Sage Intacct, and how its lines are filled. */
import { dimensionField } from '../../nodes/SageIntacct/dimensions';
import { billDocument, carriedNumber, functionOf } from '../../nodes/SageIntacct/documents';
import type { Masters } from '../../nodes/SageIntacct/ledger/masters';
import type { IntacctSettings } from '../../nodes/SageIntacct/ledger/settings';
import { planBill } from '../../nodes/SageIntacct/ledger/validate';
import type { Invoice } from '../../nodes/shared/documents';
import { aLine, anInvoice, coded, mappedTo } from '../fixtures/invoices';
import { bookedStrictly, refusalOf } from '../fixtures/refusals';
import { intacctSettings, masters } from '../fixtures/sage-intacct';

const planned = (
  change: Partial<Invoice> = {},
  settings: Partial<IntacctSettings> = {},
  there: Partial<Masters> = {},
) => {
  const bill = bookedStrictly(anInvoice(change));
  return planBill(bill, masters(there), intacctSettings(settings));
};
const causeOf = (...given: Parameters<typeof planned>): string => refusalOf(() => planned(...given));
const on = (erpAccount: string | null, erpDimensions: Record<string, string> = {}) => [
  aLine('100', {
    ...coded('100', erpAccount, erpDimensions),
    purchaseOrder: erpAccount === null ? { number: 'PO-1', line: '1' } : null,
  }),
];

describe('a bill is refused for', () => {
  it.each<[string, Parameters<typeof planned>]>([
    ['rejected field.length', [{ supplierInvoiceNumber: 'N'.repeat(46) }]],
    ['held field.characters', [{ supplierInvoiceNumber: 'A#1' }, { oddCharacters: 'hold' }]],
    ['held erp.vendor', [{ supplier: mappedTo('NOBODY') }]],
    ['held erp.vendorInactive', [{ supplier: mappedTo('GONE') }]],
    ['held date.missing', [{ invoiceDate: null, accountingDate: null }]],
    ['held date.dueMissing', [{ dueDate: null, supplier: mappedTo('NOTERM') }]],
    ['held erp.terms', [{ erpTerms: 'NET45' }]],
    ['held unmapped.account', [{ lines: on(null) }]],
    ['held erp.account', [{ lines: on('12345') }]],
    ['held erp.accountInactive', [{ lines: on('69000') }]],
    ['held unmapped.dimension', [{ lines: on('63000', { location: '110' }) }]],
    ['held erp.dimension', [{ lines: on('61000', { location: '290' }) }]],
    ['held erp.dimension', [{ erpEntity: 'NOWHERE' }]],
    ['held lines.missing', [{ total: '0', lines: [] }]],
    ['held line.fieldMissing', [{ id: '5' }, { lines: mappedLine('customFields.Nothing') }]],
  ])('%s', (cause, given) => {
    expect(causeOf(...given)).toBe(cause);
  });

  it('amounts with more than two decimals, and tax codes', () => {
    expect(causeOf({ total: '100.005', lines: [aLine('100.005')] })).toBe('rejected amount.precision');
    const tax = {
      kind: 'tax1',
      name: null,
      amount: '8',
      erpBooking: 'tax',
      erpCode: 'VAT',
      erpDimensions: {},
    } as const;
    expect(causeOf({ total: '108', lines: [aLine('100')], charges: [tax] })).toBe('held charge.tax');
  });
});

function mappedLine(path: string): IntacctSettings['lines'] {
  const column = { id: 'COST_NOTE', isCustom: true, isDate: false };
  return new Map([['test:northwind-paper:5', [{ path, column }]]]);
}

it('leaves to Sage Intacct what cannot be read here', () => {
  const nothing = { vendors: null, accounts: null, terms: null, dimensions: new Map([['LOCATIONID', null]]) };
  const change = { supplier: mappedTo('NOBODY'), erpTerms: 'NET45', lines: on('12345', { location: '999' }) };
  expect(causeOf(change, {}, nothing)).toBe('none');
});

it('fills location and department of lines that have none, and looks at no fallback that is not used', () => {
  const dimensionsOf = (change: Partial<Invoice>, settings: Partial<IntacctSettings> = {}) =>
    planned(change, settings).plan.lines[0]?.dimensions;
  const defaults = { defaultLocation: '110', defaultDepartment: 'D100' };
  expect(dimensionsOf({}, defaults)).toEqual({ LOCATIONID: '110', DEPARTMENTID: 'D100' });
  expect(dimensionsOf({ erpEntity: '210' }, defaults)).toEqual({ LOCATIONID: '210', DEPARTMENTID: 'D100' });
  const lines = on('61000', { Location_ID: '210', department: '' });
  expect(dimensionsOf({ erpEntity: 'NOWHERE', lines })).toEqual({ LOCATIONID: '210' });
});

it('takes the vendor’s term where the invoice has neither due date nor term', () => {
  expect(planned({ dueDate: null }).plan).toMatchObject({ dueDate: null, term: 'N30' });
  expect(planned({}).plan).toMatchObject({ dueDate: '2026-07-15', term: '' });
  expect(planned({ erpTerms: 'N15' }).plan).toMatchObject({ dueDate: '2026-07-15', term: 'N15' });
  const draft = planned({ dueDate: null, supplier: mappedTo('NOTERM') }, { postAs: 'draft' });
  expect(draft.plan).toMatchObject({ dueDate: null, term: '' });
});

it('lists the standard fields that an adjustment cannot take', () => {
  const key = 'test:northwind-paper:5';
  const column = (id: string, isCustom: boolean) => ({ id, isCustom, isDate: false });
  const settings = {
    header: new Map([
      [
        key,
        [
          { column: column('PAYMENTPRIORITY', false), value: 'high' },
          { column: column('OWN', true), value: 'x' },
        ],
      ],
    ]),
    lines: new Map([[key, [{ column: column('BILLABLE', false), path: 'number' }]]]),
  };
  const { plan, notCarried } = planned(
    { id: '5', type: 'creditMemo', total: '-100', lines: [aLine('-100')] },
    settings,
  );
  expect(plan.custom).toEqual({ OWN: 'x' });
  expect(notCarried).toEqual([
    'dimension subaccount = 000-000 of “Copy paper”',
    'field BILLABLE = 1 of “Copy paper”: an adjustment takes custom fields only',
    'field PAYMENTPRIORITY = high: an adjustment takes custom fields only',
  ]);
});

it('knows dimensions by any spelling, user-defined ones by their prefix', () => {
  const fields = [
    'location',
    'LOCATIONID',
    'cost type',
    'Cost_Type_ID',
    'gldimPlant',
    'employee',
    'class-id',
  ];
  expect(fields.map((name) => dimensionField(name)?.field)).toEqual([
    ...['LOCATIONID', 'LOCATIONID', 'COSTTYPEID', 'COSTTYPEID', 'GLDIMPLANT', 'EMPLOYEEID', 'CLASSID'],
  ]);
  expect(['subaccount', 'gldim', 'plant', ''].map(dimensionField)).toEqual([null, null, null, null]);
});

it('names the same function for the same document, and another for its successor or for another environment', () => {
  const idOf = (change: Partial<Invoice>, revision?: number) => {
    const draft = billDocument(planned({ id: '9', ...change }).plan);
    return functionOf(draft, draft.postingDate, revision).controlId;
  };
  expect(idOf({})).toBe('jaggaer-bill-test:northwind-paper:9-v1');
  expect(idOf({ total: '5', lines: [aLine('5')], supplier: mappedTo('QUARRY') })).toBe(idOf({}));
  expect(idOf({}, 2)).toBe('jaggaer-bill-test:northwind-paper:9-v2');
  expect(idOf({ environment: 'production' })).toBe('jaggaer-bill-northwind-paper:9-v1');
});

it('moves nothing but the posting date when the period changes', () => {
  const draft = billDocument(planned({ id: '9' }).plan);
  const [first, later] = ['2026-06-15', '2026-07-01'].map((day) => JSON.stringify(functionOf(draft, day)));
  expect(later).toBe(first?.replace('"WHENPOSTED":"06/15/2026"', '"WHENPOSTED":"07/01/2026"'));
});

it('replaces each sign that a bill number cannot hold', () => {
  expect(carriedNumber(' A&B<C>D#E?F"G\'H/I \u0000')).toBe('A-B-C-D-E-F-G-H/I');
});
