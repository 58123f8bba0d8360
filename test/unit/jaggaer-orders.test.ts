/** JAGGAER's purchase orders as canonical documents. */
import { readPurchaseOrder, stateOf } from '../../nodes/Jaggaer/documents/purchaseOrder';

const ORIGIN = { environment: 'test', tenant: 'northfield' } as const;
const values = (fields: Record<string, string>) => ({
  customFieldValue: Object.entries(fields).map(([internalName, value]) => ({ internalName, value })),
});
const ORDER = {
  header: {
    ...{ purchaseOrderId: 5000012, poNumber: '0000012', workflowStatus: 'Completed', revisionNumber: '2' },
    ...{ poDate: '2026-04-01T00:00:00.000Z', requestedDeliveryDate: '2026-04-20T00:00:00.000Z' },
    ...{ lastUpdate: '2026-04-02T10:00:00.000Z', businessUnit: '0004' },
    terms: { standardPaymentTermsCode: 'NET30' },
    supplier: { id: 311, name: 'Brightwater Labs', supplierNumber: '0012345' },
    total: { currency: 'USD', value: 205 },
  },
  lineList: {
    purchaseOrderLine: [
      {
        poLineNumber: '1',
        item: {
          description: 'Pipettes',
          ...{ catalogNumber: 'P-100', commodityCode: '41121500', unitOfMeasure: { dimension: 'EA' } },
        },
        ...{ quantity: 10, unitPrice: 4.5 },
        splittableFieldSetGroupList: {
          splittableFieldSetGroup: [
            {
              splittableFieldIndexSet: [
                {
                  distributionType: 'PercentOfPrice',
                  splittableFieldIndexList: {
                    splittableFieldIndex: [
                      { distributionValue: 33.33, customFieldValueList: values({ Account: '51425' }) },
                      { distributionValue: 66.67, customFieldValueList: values({ Account: '51430' }) },
                    ],
                  },
                },
              ],
            },
          ],
        },
      },
      { poLineNumber: '2', item: { description: 'Toner' }, quantity: 0, unitPrice: 80 },
      {
        poLineNumber: '3',
        item: { description: 'Ink' },
        quantity: 2,
        unitPrice: 80,
        workflowStatus: 'Canceled',
      },
    ],
  },
};

describe('readPurchaseOrder', () => {
  it('reads header, lines and splits', () => {
    expect(readPurchaseOrder(ORDER, ORIGIN)).toMatchObject({
      ...{
        id: '5000012',
        number: '0000012',
        revision: '2',
        status: 'Completed',
        state: 'open',
        total: '205',
      },
      ...{ date: '2026-04-01', dueDate: '2026-04-20', businessUnit: '0004', terms: 'NET30', mapping: null },
      lines: [
        {
          ...{ number: '1', unit: 'EA', catalogNumber: 'P-100', commodityCode: '41121500', cancelled: false },
          splits: [
            { amount: '15.00', segments: [{ name: 'Account', value: '51425' }] },
            { amount: '30', segments: [{ name: 'Account', value: '51430' }] },
          ],
        },
        { number: '2', cancelled: true, splits: [] },
        { number: '3', cancelled: true },
      ],
    });
  });

  it('knows what a status means, and does not guess', () => {
    const words: Record<string, string[]> = {
      open: ['Completed', 'Complete', 'Approved', 'Sent', 'Distributed', 'Open'],
      pending: ['Pending', 'Draft', 'In Process', 'Under Review', 'Submitted'],
      cancelled: ['Cancelled', 'Canceled', 'Rejected', 'Void'],
      closed: ['Closed', 'Soft Closed', 'Fully Invoiced'],
      unknown: ['', 'Stage 4'],
    };
    const shown = Object.fromEntries(
      Object.entries(words).map(([state, list]) => [state, list.filter((word) => stateOf(word) === state)]),
    );
    expect(shown).toEqual(words);
    expect([
      stateOf('Completed', 'Close'),
      stateOf('Cancelled', 'Close'),
      stateOf('Completed', 'Open'),
    ]).toEqual([...['closed', 'cancelled', 'open']]);
  });
});
