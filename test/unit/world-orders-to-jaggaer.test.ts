/** What the sandbox says of an ERP's orders in JAGGAER: right where all is as it must be, and each fault by itself. */
import type { WirePurchaseOrder } from '../../sandbox/jaggaer/wire';
import type { MappingRow } from '../../sandbox/world/mapping';
import type { ErpSideOrder } from '../../sandbox/world/ordersToJaggaer';
import { waysBack, wrongOrdersInJaggaer } from '../../sandbox/world/ordersToJaggaer';

const ROWS: MappingRow[] = [
  { kind: 'supplier', from: '0010', to: '10001' },
  { kind: 'supplier', from: '0020', to: '10002' },
  { kind: 'supplier', from: '0021', to: '10002' },
  { kind: 'account', from: '51500', to: '61500' },
  { kind: 'account', from: '51425', to: '61000' },
  { kind: 'account', from: '51426', to: '61000' },
  { kind: 'dimension', scope: 'costCenter', from: 'CC1', to: '100' },
];
const order = (number: string, more: Partial<ErpSideOrder> = {}): ErpSideOrder => ({
  ...{ number, vendor: '10001', currency: 'EUR', state: 'open' },
  lines: [{ line: '1', quantity: '2', unitPrice: '4.5', account: '61500', costCenter: '100' }],
  ...more,
});
const shown = (number: string, header: object = {}, account = '51500', quantity = 2) =>
  ({
    header: {
      ...{ poNumber: number, workflowStatus: 'Completed', total: { currency: 'EUR', value: 9 } },
      ...{ supplier: { supplierNumber: '0010' }, ...header },
    },
    lineList: {
      purchaseOrderLine: [
        {
          ...{ poLineNumber: '1', quantity, unitPrice: 4.5 },
          splits: [
            { internalName: 'Account', value: account },
            { internalName: 'CostCenter', value: 'CC1' },
          ],
        },
      ],
    },
  }) as unknown as WirePurchaseOrder;
const wrong = (orders: ErpSideOrder[], there: WirePurchaseOrder[], wasThere: string[] = []) =>
  wrongOrdersInJaggaer(orders, there, waysBack(orders, ROWS, 'costCenter'), {
    ...{ rows: ROWS, dimension: 'costCenter', wasThere: new Set(wasThere) },
  });

describe('orders of an ERP in JAGGAER', () => {
  it('are right where they are the same, mapped', () => {
    expect(wrong([order('1')], [shown('1')])).toEqual([]);
    const stranger = order('2', { vendor: '19001' });
    expect(wrong([stranger], [shown('2', { supplier: { supplierNumber: '19001' } })])).toEqual([]);
  });

  it('need a way back where the rows do not lead to one code', () => {
    const [line] = order('1').lines;
    const of = (account: string) => order('1', { lines: line ? [{ ...line, account }] : [] });
    expect(waysBack([of('61000'), of('64000'), of('61500')], ROWS, 'costCenter')).toEqual([
      { kind: 'toJaggaer', scope: 'account', from: '61000', to: '51425' },
      { kind: 'toJaggaer', scope: 'account', from: '64000', to: 'NEW-64000' },
    ]);
  });

  it('are not there while they wait, or were over before, or nobody knows whose they are', () => {
    const states = (['pending', 'cancelled', 'closed'] as const).map((state) => order(state, { state }));
    const unclear = order('9', { vendor: '10002' });
    expect(wrong([...states, unclear], [])).toEqual([]);
    expect(
      wrong(
        [...states, unclear],
        ['pending', '9'].map((number) => shown(number)),
      ),
    ).toHaveLength(2);
  });

  it.each([
    ['missing', [order('1')], []],
    ['nobody expects', [], [shown('1')]],
    ['twice', [order('1')], [shown('1'), shown('1')]],
    ['account of line 1', [order('1')], [shown('1', {}, '51425')]],
    ['quantity', [order('1')], [shown('1', {}, '51500', 3)]],
    ['supplier', [order('1')], [shown('1', { supplier: { supplierNumber: '0020' } })]],
    ['status', [order('1', { state: 'cancelled' })], [shown('1')]],
  ])('tell what is wrong: %s', (words, orders, there) => {
    const said = wrong(orders, there, ['1']);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
  });
});
