import { readInvoice } from '../../nodes/Jaggaer/documents/invoice';
import { Refusal } from '../../nodes/shared/outcome';

const origin = { environment: 'test' as const, tenant: 'northwind-paper' };
type Json = Record<string, unknown>;

const header = (change: Json = {}): Json => ({
  invoiceId: 4711,
  invoiceNumber: 'I00092',
  invoiceType: 'Invoice',
  workflowStatus: 'Completed',
  paymentStatus: 'Payable',
  lastUpdate: '2026-06-15T10:00:00.123Z',
  invoiceDate: '2026-06-14T00:00:00.000Z',
  supplier: { id: 7001, name: 'Harbour Paper Mills', supplierNumber: '0012345', duns: 'DNP' },
  total: { currency: 'USD', value: 620.13 },
  ...change,
});

const index = (account: string, more: Json = {}): Json => ({
  ...more,
  customFieldValueList: {
    customFieldValue: [
      { internalName: 'Account', value: account },
      { internalName: 'Fund' },
      { internalName: 'Flex', value: 'none' },
    ],
  },
});
const group = (...indexes: Json[]): Json => ({
  splittableFieldSetGroup: [
    {
      splittableFieldIndexSet: [
        { context: 'Line', splittableFieldIndexList: { splittableFieldIndex: indexes } },
      ],
    },
  ],
});
const line = (change: Json = {}): Json => ({
  lineId: 1,
  lineNumber: 1,
  item: { description: 'Paper' },
  quantity: 3,
  unitPrice: 33.333,
  ...change,
});
const detail = (head: Json, ...lines: Json[]): Json => ({ header: head, lineList: { invoiceLine: lines } });
const read = (wire: Json) => readInvoice(wire, origin);

describe('reading a JAGGAER invoice', () => {
  it('keeps dates as dates, leading zeros, and says that a list row has no lines', () => {
    const invoice = read({ header: header() });
    expect(invoice).toMatchObject({
      complete: false,
      invoiceDate: '2026-06-14',
      total: '620.13',
      cancelled: false,
      lastUpdate: '2026-06-15T10:00:00.123Z',
    });
    expect(invoice.supplier).toMatchObject({ id: '7001', number: '0012345', duns: null });
  });

  it('has no control character and no line break in its texts, and leaves spaces alone', () => {
    const control = '\u0000\u0007\u001b\u007f\u0085\u2028\r\n\t';
    const head = header({ supplierInvoiceNumber: `A${control}1  2${control}`, invoiceName: control });
    const invoice = read(detail(head, line({ item: { description: `${control}Desk${control} blue` } })));
    expect(invoice).toMatchObject({ supplierInvoiceNumber: 'A 1  2', name: '' });
    expect(invoice.lines[0]?.description).toBe('Desk  blue');
  });

  it('takes a missing total and a missing supplier number for what they are', () => {
    const { total, supplierInvoiceNumber, ...rest } = header() as {
      total: unknown;
      supplierInvoiceNumber?: unknown;
    };
    expect(total).toBeDefined();
    expect(supplierInvoiceNumber).toBeUndefined();
    expect(read({ header: rest })).toMatchObject({
      total: null,
      currency: null,
      supplierInvoiceNumber: null,
    });
  });

  it('signs charges as they enter the total: a discount shrinks an invoice and a credit memo alike', () => {
    const charges = {
      taxCharge1: 10.25,
      shippingCharge: 5,
      discountAmount: 2,
      miscFeeList: { miscFee: [{ name: 'Pallet', fee: 1.5 }] },
    };
    const signs = (wire: Json) => read(wire).charges.map((charge) => `${charge.kind} ${charge.amount}`);
    expect(signs({ header: header(charges) })).toEqual([
      'tax1 10.25',
      'freight 5',
      'misc 1.5',
      'discount -2',
    ]);
    const memo = {
      ...charges,
      invoiceType: 'Credit memo',
      taxCharge1: -10.25,
      shippingCharge: -5,
      miscFeeList: {},
    };
    expect(signs({ header: header(memo) })).toEqual(['tax1 -10.25', 'freight -5', 'discount 2']);
  });

  it('books only current tax; what the engine finds beyond it is unpaid', () => {
    const use = header({ taxCharge1: 0, tax1HeaderChargeDetail: { currentTax: 0, engineTax: 44.1 } });
    expect(read({ header: use })).toMatchObject({ charges: [], unpaidTax: '44.1' });
    const memo = header({
      invoiceType: 'Credit memo',
      taxCharge1: -5,
      tax1HeaderChargeDetail: { currentTax: -5, engineTax: -5 },
    });
    expect(read({ header: memo }).unpaidTax).toBe('0');
  });

  it('splits by percent, the residue on the last; attributes on the set or the index, in any case', () => {
    const splits = group(
      index('A', { DistributionType: 'PercentOfPrice', distributionvalue: 33.33 }),
      index('B', { DistributionType: 'PercentOfPrice', distributionvalue: 33.33 }),
      index('C', { DistributionType: 'PercentOfPrice', distributionvalue: 33.34 }),
    );
    const [first] = read(detail(header(), line({ splittableFieldSetGroupList: splits }))).lines;
    expect(first?.amount).toBe('100.00');
    expect(first?.splits.map((split) => split.amount)).toEqual(['33.33', '33.33', '33.34']);
    expect(first?.splits[0]?.segments).toEqual([
      { chart: 0, name: 'Account', value: 'A', description: null },
    ]);
  });

  it('splits by amount and by quantity, and refuses parts that do not add up', () => {
    const by = (type: string, ...values: number[]) =>
      group(...values.map((value) => index('A', { distributionType: type, distributionValue: value })));
    const amounts = (splits: Json) =>
      read(
        detail(header(), line({ quantity: 4, unitPrice: 25, splittableFieldSetGroupList: splits })),
      ).lines[0]?.splits.map((split) => Number(split.amount));
    expect(amounts(by('AmountOfPrice', 60, 40))).toEqual([60, 40]);
    expect(amounts(by('PercentOfQuantity', 25, 75))).toEqual([25, 75]);
    expect(amounts(by('Quantity', 1, 3))).toEqual([25, 75]);
    expect(() => amounts(by('AmountOfPrice', 60, 30))).toThrow(/add up to 90/);
  });

  it('uses the header’s splits where a line has none, and one empty split where nobody has any', () => {
    const own = read(
      detail(
        header({ splittableFieldSetGroupList: group(index('H')) }),
        line({ splittableFieldSetGroupList: group() }),
      ),
    );
    expect(own.lines[0]?.splits[0]?.segments[0]?.value).toBe('H');
    expect(read(detail(header(), line())).lines[0]?.splits).toEqual([
      { segments: [], amount: '100.00', erpAccount: null, erpDimensions: {} },
    ]);
  });

  it('takes a detail without lines for a cancelled invoice', () => {
    expect(read(detail(header())).cancelled).toBe(true);
  });

  it('names the field and the invoice that cannot be read', () => {
    expect(() => read(detail(header(), line({ unitPrice: 'a lot' })))).toThrow(Refusal);
    expect(() => read(detail(header(), line({ unitPrice: 'a lot' })))).toThrow(
      /unitPrice, line 1 of invoice I00092/,
    );
    expect(() => read({ header: {} })).toThrow(/invoiceId is missing/);
  });
});
