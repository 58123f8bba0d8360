/** Purchase order → the exact bytes that the gateway gets, in the order of elements that the published schema states. */
import type { FoundOrder } from '../../../nodes/SageIntacct/purchaseOrders/found';
import { planOrder } from '../../../nodes/SageIntacct/purchaseOrders/plan';
import type { OrderSettings } from '../../../nodes/SageIntacct/purchaseOrders/wanted';
import type { XmlFields } from '../../../nodes/SageIntacct/transport/xml';
import { writeXml } from '../../../nodes/SageIntacct/transport/xml';
import type { PurchaseOrder } from '../../../nodes/shared/documents';
import { order, orderLine } from './orders';

const SETTINGS: OrderSettings = {
  ...{ definition: 'Purchase Order', markField: 'MEMO', item: '', newState: '' },
  ...{ withCurrency: true, exchangeRateType: '' },
};
const wire = (one: PurchaseOrder, found: FoundOrder | null = null, settings: Partial<OrderSettings> = {}) =>
  writeXml(planOrder(one, found, { ...SETTINGS, ...settings }).payload as XmlFields);

/** Sequence of `create_potransaction` and `potransitem` in the published schema, v3.0 api.xsd. */
const HEADER = [
  ...['transactiontype', 'datecreated', 'dateposted', 'createdfrom', 'vendorid', 'documentno', 'referenceno'],
  ...['vendordocno', 'termname', 'datedue', 'message', 'shippingmethod', 'returnto', 'payto', 'deliverto'],
  ...['supdocid', 'externalid', 'basecurr', 'currency', 'exchratedate', 'exchratetype', 'exchrate'],
  ...['customfields', 'state', 'projectid', 'potransitems', 'subtotals'],
];
const LINE = [
  ...['itemid', 'itemdesc', 'taxable', 'warehouseid', 'quantity', 'unit', 'linelevelsimpletaxtype', 'price'],
  ...['sourcelinekey', 'overridetaxamount', 'deliverto', 'tax', 'locationid', 'departmentid', 'memo'],
  ...['itemdetails', 'form1099', 'form1099type', 'form1099box', 'customfields', 'projectid', 'taskid'],
  ...['costtypeid', 'customerid', 'vendorid', 'employeeid', 'classid', 'contractid', 'billable'],
];
const isInOrder = (tags: string[], sequence: string[]) => {
  const places = tags.map((tag) => sequence.indexOf(tag));
  return !places.includes(-1) && places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
};

const CREATED =
  '<create_potransaction><transactiontype>Purchase Order</transactiontype>' +
  '<datecreated><year>2026</year><month>06</month><day>15</day></datecreated><vendorid>20000</vendorid>' +
  '<documentno>PO-7-B</documentno><referenceno>JGR:test:northwind:5000007</referenceno><termname>N30</termname>' +
  '<datedue><year>2026</year><month>07</month><day>15</day></datedue>' +
  '<returnto><contactname></contactname></returnto><payto><contactname></contactname></payto>' +
  '<currency>USD</currency><exchratetype></exchratetype>' +
  '<potransitems><potransitem><itemid>ITEM-1</itemid><itemdesc>Copier paper &lt;A4&gt; &amp; more</itemdesc>' +
  '<quantity>12</quantity><unit>Each</unit><price>9.99</price><locationid>110</locationid><memo>PO-7-B/1</memo>' +
  '</potransitem></potransitems></create_potransaction>';

const FOUND: FoundOrder = {
  ...{ id: 'Purchase Order-PO-7-B', recordNo: '41', number: 'PO-7-B', definition: 'Purchase Order' },
  ...{ state: 'Pending', vendor: '20000', vendorName: 'Harbour Street' },
  ...{ reference: 'JGR:test:northwind:5000007', stampedKey: 'test:northwind:5000007' },
  ...{ date: '2026-06-15', dueDate: '2026-07-15', currency: 'USD', total: '119.88' },
  ...{ version: '06/15/2026 02:00:00', lastUpdate: '' },
  lines: [
    {
      ...{ line: 1, item: 'ITEM-1', description: 'Copier paper <A4> & more', quantity: '12', unit: 'Each' },
      ...{ price: '9.99', converted: '0', mark: 'PO-7-B/1', fields: { LOCATIONID: '110' } },
    },
  ],
};

describe('create_potransaction', () => {
  it('is these bytes', () => {
    expect(wire(order())).toBe(CREATED);
  });

  it('has everything in the order of the schema, custom fields, dimensions and state included', () => {
    const dimensions = {
      ...{ contract: 'C', class: 'C1', employee: 'E', customer: 'K', costtype: 'T', task: 'A' },
      ...{ project: 'P-1', GLDIMPLANT: '7', department: 'D300', location: '210', warehouse: 'W1' },
    };
    const line = orderLine({
      splits: [{ segments: [], amount: '119.88', erpAccount: null, erpDimensions: dimensions }],
    });
    const settings = { newState: 'Pending', markField: 'JAGGAER_LINE', exchangeRateType: 'Bank' } as const;
    const plan = planOrder(order({ lines: [line] }), null, { ...SETTINGS, ...settings });
    const { create_potransaction: body } = plan.payload as Record<string, XmlFields>;
    const written = (fields: XmlFields | undefined) =>
      Object.entries(fields ?? {}).flatMap(([tag, value]) => (value === undefined ? [] : [tag]));
    expect(isInOrder(written(body), HEADER)).toBe(true);
    const items = (body?.potransitems as XmlFields).potransitem as XmlFields[];
    expect(written(items[0])).toHaveLength(16);
    expect(isInOrder(written(items[0]), LINE)).toBe(true);
    expect(items[0]?.locationid).toBe('210');
    expect(writeXml({ customfields: items[0]?.customfields })).toBe(
      '<customfields><customfield><customfieldname>GLDIMPLANT</customfieldname><customfieldvalue>7</customfieldvalue></customfield>' +
        '<customfield><customfieldname>JAGGAER_LINE</customfieldname><customfieldvalue>PO-7-B/1</customfieldvalue></customfield></customfields>',
    );
  });

  it('splits a line by its dimensions: quantities add up, equal ones are one', () => {
    const split = (amount: string, department: string) => ({
      ...{ segments: [], amount, erpAccount: null, erpDimensions: { department } },
    });
    const splits = [split('10.00', 'D100'), split('10.00', 'D300'), split('10.00', 'D100')];
    const lines = [orderLine({ quantity: '1', unitPrice: '30', splits })];
    const text = wire(order({ lines }), null, { withCurrency: false });
    expect(text).not.toContain('<currency>');
    const parts = [...text.matchAll(/<quantity>(.*?)<.*?<departmentid>(.*?)<.*?<memo>(.*?)</g)];
    expect(parts.map(([, ...found]) => found)).toEqual([
      ['0.66666667', 'D100', 'PO-7-B/1'],
      ['0.33333333', 'D300', 'PO-7-B/1#2'],
    ]);
  });
});

describe('update_potransaction', () => {
  it('sends what differs, lines counted from one, what is gone as 0, what is new as potransitem', () => {
    const found = {
      ...FOUND,
      lines: [...FOUND.lines, { ...FOUND.lines[0], line: 2, mark: 'PO-7-B/2' } as (typeof FOUND.lines)[0]],
    };
    const lines = [orderLine({ quantity: '10' }), orderLine({ number: '3', description: 'Toner' })];
    expect(wire(order({ lines, dueDate: '2026-08-01' }), found)).toBe(
      '<update_potransaction key="Purchase Order-PO-7-B">' +
        '<datedue><year>2026</year><month>08</month><day>01</day></datedue><updatepotransitems>' +
        '<updatepotransitem line_num="1"><quantity>10</quantity></updatepotransitem>' +
        '<updatepotransitem line_num="2"><quantity>0</quantity></updatepotransitem>' +
        '<potransitem><itemid>ITEM-1</itemid><itemdesc>Toner</itemdesc><quantity>12</quantity><unit>Each</unit>' +
        '<price>9.99</price><locationid>110</locationid><memo>PO-7-B/3</memo></potransitem>' +
        '</updatepotransitems></update_potransaction>',
    );
  });

  it.each(['closed', 'cancelled'] as const)('closes what is %s in JAGGAER', (state) => {
    expect(wire(order({ state }), FOUND)).toBe(
      '<update_potransaction key="Purchase Order-PO-7-B"><state>Closed</state></update_potransaction>',
    );
  });
});
