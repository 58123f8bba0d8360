import { valueAt } from '../../nodes/shared/linePath';
import { Refusal } from '../../nodes/shared/outcome';
import { aLine } from '../fixtures/invoices';

const line = aLine('-12.50', {
  ...{
    id: '77',
    number: 3,
    description: 'Toner',
    quantity: '2',
    unitPrice: '-6.25',
    unit: 'EA',
    erpUnit: null,
  },
  purchaseOrder: { number: 'PO000050', line: '2' },
  customFields: { 'Cost.Object': 'CO-7', Empty: '' },
});

const causeOf = (path: string, of = line): string => {
  try {
    return `gave ${valueAt(of, path)}`;
  } catch (error) {
    if (error instanceof Refusal) return `${error.problem.outcome} ${error.problem.cause}`;
    throw error;
  }
};

describe('a path into an invoice line', () => {
  it.each([
    ['id', '77'],
    ['number', '3'],
    ['description', 'Toner'],
    ['quantity', '2'],
    ['unitPrice', '-6.25'],
    ['amount', '-12.50'],
    ['unit', 'EA'],
    ['erpUnit', ''],
    ['purchaseOrder.number', 'PO000050'],
    ['purchaseOrder.line', '2'],
    ['customFields.Cost.Object', 'CO-7'],
    ['customFields.cost.object ', 'CO-7'],
    ['customFields.Empty', ''],
    ['customFields.Empty?', ''],
    ['customFields.Nowhere?', ''],
    ['unit?', 'EA'],
  ])('%s', (path, value) => {
    expect(valueAt(line, path)).toBe(value);
  });

  it('is empty for the order of a line without one', () => {
    const without = aLine('1');
    expect([valueAt(without, 'purchaseOrder.number'), valueAt(without, 'purchaseOrder.line')]).toEqual([
      '',
      '',
    ]);
  });

  it.each(['customFields.Nowhere', 'customFields.toString'])('%s: the line has no such field', (path) => {
    expect(causeOf(path)).toBe('held line.fieldMissing');
    expect(() => valueAt(line, path)).toThrow(
      /Line 3 \(Toner\) has no custom field .*; it has Cost\.Object, Empty\./,
    );
    expect(() => valueAt(aLine('1'), path)).toThrow(/it has none/);
  });

  it.each(['', '?', 'customFields', 'purchaseOrder', 'splits', 'toString', 'Number', 'customField.Project'])(
    '“%s” is none',
    (path) => {
      expect(causeOf(path)).toBe('held setting.linePath');
    },
  );

  it.each(['customFields.', 'customFields.?'])('“%s” names no field', (path) => {
    expect(causeOf(path)).toBe('held line.fieldMissing');
  });
});
