/** Purchase orders through the Crosswalk: every code of an order, and items. */
import type { PurchaseOrder } from '../../nodes/shared/documents';
import type { Rules } from '../../nodes/Crosswalk/rules';
import {
  heldDocument,
  mapOne,
  orderLine,
  purchaseOrder,
  rulesOf,
  split,
  withFallbacks,
} from './crosswalkSamples';

const mapped = (order: PurchaseOrder, rows: unknown[] = [], rules: Rules = rulesOf()): PurchaseOrder => {
  const verdict = mapOne(order, rows, rules);
  if (!('mapped' in verdict)) throw new Error(verdict.problem.reason);
  return verdict.mapped as PurchaseOrder;
};
const ofLine = (changes: Parameters<typeof orderLine>[0]) => purchaseOrder({ lines: [orderLine(changes)] });

describe('a purchase order', () => {
  it('gets vendor, entity, terms, unit, account and dimensions', () => {
    const dimensions: Rules['dimensions'] = [
      {
        ...{ name: 'department', source: 'segment', sourceNames: ['CostCenter'], value: '' },
        ...{ missing: { then: 'hold' }, unmapped: { then: 'hold' } },
      },
    ];
    const coded = split('51425', {
      segments: [
        { chart: 0, name: 'Account', value: '51425', description: null },
        { chart: 0, name: 'CostCenter', value: 'CC1', description: null },
      ],
    });
    const rows = [
      { kind: 'terms', from: 'NET30', to: 'N30' },
      { kind: 'unit', from: 'EA', to: 'Each' },
      { kind: 'dimension', scope: 'department', from: 'CC1', to: '300' },
    ];
    const order = { ...ofLine({ unit: 'EA', splits: [coded] }), terms: 'NET30' };
    expect(mapped(order, rows, rulesOf({ dimensions }))).toMatchObject({
      ...{ erpEntity: 'MAIN', erpTerms: 'N30', supplier: { erpVendor: 'V-BRIGHT' } },
      lines: [
        {
          erpUnit: 'Each',
          erpItem: null,
          splits: [{ erpAccount: '61000', erpDimensions: { department: '300' } }],
        },
      ],
      mapping: { supplierMatchedBy: 'number' },
    });
    expect(heldDocument(order, rows.slice(0, 2), rulesOf({ dimensions })).problem.cause).toBe(
      'unmapped.dimension',
    );
  });

  it('takes its items by catalogue number, else commodity, else the account in the ERP, else the rule', () => {
    const rows = [
      { kind: 'item', from: 'P-100', to: 'PIPETTE' },
      { kind: 'item', scope: 'Commodity Code', from: '41121500', to: 'LABWARE' },
      { kind: 'item', scope: 'account', from: '61000', to: 'SUPPLIES' },
    ];
    const itemOf = (changes: Parameters<typeof orderLine>[0], rules?: Rules) =>
      mapped(ofLine(changes), rows, rules).lines[0]?.erpItem;
    expect(itemOf({ catalogNumber: 'P-100', commodityCode: '41121500' })).toBe('PIPETTE');
    expect(itemOf({ catalogNumber: 'P-200', commodityCode: '41121500' })).toBe('LABWARE');
    expect(itemOf({ catalogNumber: 'P-200' })).toBe('SUPPLIES');
    const fixed = withFallbacks({ item: { then: 'fixed', value: 'PURCHASE' } });
    expect(itemOf({ splits: [split('99999')] }, fixed)).toBe('PURCHASE');
    expect(itemOf({ catalogNumber: 'P-9', splits: [] })).toBeNull();
  });

  it('needs an account only where a line has no item', () => {
    const unknown = ofLine({ catalogNumber: 'P-1', splits: [split('99999')] });
    expect(heldDocument(unknown).problem.cause).toBe('unmapped.account');
    const withItem = mapped(unknown, [{ kind: 'item', from: 'P-1', to: 'MISC' }]);
    expect(withItem.lines[0]).toMatchObject({ erpItem: 'MISC', splits: [{ erpAccount: null }] });
    expect(withItem.mapping?.unmapped).toMatchObject([{ kind: 'account', code: '99999', effect: 'empty' }]);
  });

  it('is held for an item that the rule asks for, named by what it is known by', () => {
    const held = withFallbacks({ item: { then: 'hold' } });
    expect(heldDocument(ofLine({ catalogNumber: 'P-1' }), [], held).problem).toMatchObject({
      cause: 'unmapped.item',
      reason: 'Item catalogNumber P-1 (line 1: Pipettes) is not in the mapping table.',
    });
    expect(heldDocument(ofLine({}), [], held).problem).toMatchObject({
      reason: 'Item account 61000 (line 1: Pipettes) is not in the mapping table.',
      advice: expect.stringMatching(/kind item, scope account, from 61000/) as string,
    });
  });

  it('is not held for what a cancelled line or an ended order is coded to', () => {
    const lost = [orderLine({ splits: [split('99999')], cancelled: true }), orderLine({ number: '2' })];
    expect(mapped(purchaseOrder({ lines: lost })).lines[1]).toMatchObject({
      splits: [{ erpAccount: '61000' }],
    });
    const over = {
      ...ofLine({ splits: [split('99999')] }),
      businessUnit: 'NOWHERE',
      state: 'cancelled' as const,
    };
    expect(mapped(over).supplier.erpVendor).toBe('V-BRIGHT');
    expect(heldDocument({ ...over, state: 'open' }).problem.cause).toBe('unmapped.entity');
  });

  it('is held as a row of a list, and with a row that is no item', () => {
    expect(heldDocument(purchaseOrder({ lines: [] })).problem).toMatchObject({
      cause: 'order.incomplete',
      reason: expect.stringMatching(/^Purchase order PO-0077 has no lines/) as string,
    });
    const wrong = [{ kind: 'item', scope: 'colour', from: 'red', to: 'X' }];
    expect(heldDocument(purchaseOrder(), wrong).problem.reason).toMatch(/“colour” is not a key of items/);
  });
});
