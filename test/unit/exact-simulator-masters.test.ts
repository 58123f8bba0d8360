/** Purchase orders, suppliers and other masters of the Exact Online simulator. */
import { api, booked, control, feed, get, ids, messageOf, rows, simulated, turn, WHOLE } from './exactClient';

simulated();

describe('purchase orders', () => {
  const FEED = 'sync/PurchaseOrder/PurchaseOrders';
  const FIELDS =
    'PurchaseOrderID,ID,LineNumber,OrderNumber,OrderStatus,ApprovalStatus,CostCenter,CostCenterCode,Quantity';
  const order = (more: object = {}) => ({
    ...{ number: 500, supplier: '20000', date: '2026-06-01', approval: 0, ...more },
    lines: [
      { item: 'PAPER', quantity: 10, price: 4.5, costCenter: 'ADM', description: 'Paper A4' },
      { item: 'BOLTS', quantity: 2.5, price: 3 },
    ],
  });
  const byNumber = async () =>
    (await rows('purchaseorder/PurchaseOrders?$top=1&$filter=OrderNumber eq 500'))[0];

  it('come as a header row and line rows; any change gives all of them a new row version', async () => {
    await control('orders', { orders: [order()] });
    const { found, last } = await feed(FEED, '1', FIELDS);
    expect(found.map(({ LineNumber }) => LineNumber).sort()).toEqual([0, 1, 2]);
    const [head, first] = [0, 1].map((number) => found.find(({ LineNumber }) => LineNumber === number));
    expect(head).toMatchObject({
      OrderNumber: 500,
      OrderStatus: 10,
      ApprovalStatus: 0,
      ID: head.PurchaseOrderID,
    });
    expect(first).toMatchObject({ OrderNumber: 500, CostCenterCode: 'ADM', Quantity: 10 });
    expect(first.CostCenter).toMatch(/^[\da-f-]{36}$/);
    expect((await feed(FEED, last, FIELDS)).found).toEqual([]);
    await control('orders', { approve: [500] });
    const changed = await feed(FEED, last, FIELDS);
    expect(changed.found.map(({ ApprovalStatus }) => ApprovalStatus)).toEqual([2, 2, 2]);
    expect(await byNumber()).toMatchObject({
      ...{ AmountFC: 52.5, PurchaseOrderLineCount: 2, SupplierCode: '20000'.padStart(18), Source: 1 },
    });
  });

  it('are received, invoiced, changed, cancelled, deleted', async () => {
    await control('orders', { orders: [order()] });
    await control('orders', { receive: { order: 500, lines: { 1: 10 } } });
    expect(await byNumber()).toMatchObject({ ReceiptStatus: 20, InvoiceStatus: 10, OrderStatus: 20 });
    await control('orders', {
      receive: { order: 500, lines: { 2: 2.5 } },
      invoice: { order: 500, lines: { 1: 1 } },
    });
    expect(await byNumber()).toMatchObject({ ReceiptStatus: 30, InvoiceStatus: 20, OrderStatus: 30 });
    await control('orders', { orders: [order({ number: 501 })] });
    await control('orders', {
      change: {
        order: 501,
        fields: { Description: 'New' },
        line: 2,
        lineFields: { QuantityInPurchaseUnits: 4 },
      },
    });
    await control('orders', { cancel: [501] });
    const [other] = await rows('purchaseorder/PurchaseOrders?$top=1&$filter=OrderNumber eq 501');
    expect(other).toMatchObject({ Description: 'New', AmountFC: 57, OrderStatus: 40 });
    await control('orders', { remove: [501] });
    const deleted = await rows('sync/Deleted?$filter=Timestamp gt 1 and EntityType eq 22&$select=EntityKey');
    expect(deleted.map(({ EntityKey }) => EntityKey)).toEqual([other.PurchaseOrderID]);
    await expect(control('orders', { remove: [500] })).rejects.toThrow('Used in');
    await expect(control('orders', { cancel: [999] })).rejects.toThrow('no order 999');
  });

  it('over the API: with an item on every line, and one line at least', async () => {
    const line = { Item: ids.PAPER, QuantityInPurchaseUnits: 3, UnitPrice: 10, Discount: 0.1 };
    const path = 'purchaseorder/PurchaseOrders';
    const made = await api(
      'POST',
      path,
      { Supplier: ids['20000'], PurchaseOrderLines: [line, { ...line, NetPrice: 8 }] },
      WHOLE,
    );
    expect(made.json.d).toMatchObject({ AmountFC: 51, OrderStatus: 10, Source: 11, ApprovalStatus: 1 });
    const key = `guid'${made.json.d.PurchaseOrderID}'`;
    const lines = await rows(
      `purchaseorder/PurchaseOrderLines?$select=ID,LineNumber,Unit&$filter=PurchaseOrderID eq ${key}`,
    );
    expect(lines).toHaveLength(2);
    const [one, two] = lines.map(({ ID }) => `purchaseorder/PurchaseOrderLines(guid'${ID}')`);
    expect(
      (await api('PUT', String(one), { QuantityInPurchaseUnits: 1, UnitPrice: 1, Discount: 0 })).status,
    ).toBe(204);
    expect((await api('DELETE', String(two))).status).toBe(204);
    expect(messageOf(await api('DELETE', String(one)))).toBe('Mandatory: Purchase order lines');
    expect((await api('POST', 'purchaseorder/PurchaseOrderLines', line)).status).toBe(500);
    expect(
      (await api('PUT', `${path}(${key})`, { Description: 'Twice', Supplier: ids['20001'] })).status,
    ).toBe(204);
    expect((await get(`${path}(${key})?$select=SupplierCode,AmountFC`)).json.d).toMatchObject({
      SupplierCode: '20001'.padStart(18),
    });
    expect((await api('DELETE', `${path}(${key})`)).status).toBe(204);
    const none = await api('POST', path, { Supplier: ids['20002'], PurchaseOrderLines: [{ UnitPrice: 1 }] });
    expect(messageOf(none)).toBe(
      'Invalid: Supplier (Type)\r\nMandatory: Item\r\nMandatory: QuantityInPurchaseUnits',
    );
    expect(messageOf(await api('POST', path, { Supplier: ids['20000'] }))).toBe(
      'Mandatory: Purchase order lines',
    );
  });

  it('a closed order stays as it is; lines are noted among the deleted by the switch', async () => {
    await control('orders', { orders: [order({ status: 40 }), order({ number: 501 })] });
    const { PurchaseOrderID } = await byNumber();
    const path = `purchaseorder/PurchaseOrders(guid'${PurchaseOrderID}')`;
    expect((await api('PUT', path, { Description: 'x' })).status).toBe(500);
    turn('deletedOrderKeys', 'headerAndLines');
    expect((await api('DELETE', path)).status).toBe(204);
    expect(
      await rows('sync/Deleted?$filter=Timestamp gt 1 and EntityType eq 22&$select=EntityKey'),
    ).toHaveLength(3);
  });
});

describe('suppliers and other masters', () => {
  it('a supplier is created with the next code, changed, and kept while it is used', async () => {
    const made = await api('POST', 'crm/Accounts', { Name: 'Otter Brook Glass', IsSupplier: true }, WHOLE);
    expect([made.status, made.json.d.Code]).toEqual([201, '1'.padStart(18)]);
    const named = await api('POST', 'crm/Accounts', { Name: 'Mosswick', Code: '0077', Country: 'NL' }, WHOLE);
    expect(named.json.d).toMatchObject({ Code: '0077'.padStart(18), Country: 'NL ', IsSupplier: false });
    expect(messageOf(await api('POST', 'crm/Accounts', { Name: 'Again', Code: '0077' }))).toContain(
      'Already exists: Code',
    );
    expect(messageOf(await api('POST', 'crm/Accounts', { Code: '5' }))).toBe('Mandatory: Name');
    expect(messageOf(await api('POST', 'crm/Accounts', { Name: 'X', PaymentConditionPurchase: 'zz' }))).toBe(
      'Invalid reference: Payment condition',
    );
    const path = `crm/Accounts(guid'${named.json.d.ID}')`;
    const before = await booked().then(() =>
      api('PUT', path, { IsSupplier: true, GLAccountPurchase: ids['4000'] }),
    );
    expect(before.status).toBe(204);
    const entry = await booked({ Supplier: named.json.d.ID, PaymentCondition: '30' });
    expect(entry.SupplierName).toBe('Mosswick');
    expect(messageOf(await api('DELETE', path))).toBe('Used in: Documents');
    expect((await api('DELETE', `crm/Accounts(guid'${made.json.d.ID}')`)).status).toBe(204);
    expect(messageOf(await api('PUT', path, { Name: '' }))).toBe('Mandatory: Name');
    expect(messageOf(await api('PUT', path, { Code: '20000' }))).toContain('Already exists');
  });

  it('codes of relations are digits, or anything by the switch', async () => {
    const letters = { Name: 'Letters', Code: 'ABC' };
    expect(messageOf(await api('POST', 'crm/Accounts', letters))).toBe('Invalid: Code');
    turn('accountCodes', 'any');
    expect((await api('POST', 'crm/Accounts', letters)).status).toBe(201);
  });

  it('other masters are made by their fields', async () => {
    const made = await api('POST', 'financial/GLAccounts', { Code: '4500', Description: 'Freight' }, WHOLE);
    expect(made.json.d).toMatchObject({ Code: '4500', Type: 121, UseCostcenter: 0 });
    expect(messageOf(await api('POST', 'hrm/Costcenters', { Code: 'ADM' }))).toBe(
      'Mandatory: Description\r\nAlready exists: Code - ADM',
    );
    await api('POST', 'cashflow/PaymentConditions', { Code: '60', Description: '60 days', PaymentDays: 60 });
    expect((await booked({ PaymentCondition: '60' })).DueDate).toBe(`/Date(${Date.parse('2026-08-09')})/`);
    expect((await api('PUT', `cashflow/PaymentConditions(guid'${ids['4000']}')`, {})).status).toBe(405);
  });
});
