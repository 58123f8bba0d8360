/** QuickBooks Online's records, faults and notifications as the package reads and writes them. */
import { createHmac } from 'node:crypto';
import type { Supplier } from '../../nodes/shared/documents';
import {
  accountDocument,
  dimensionDocument,
  supplierDocument,
  withoutBank,
} from '../../nodes/QuickBooksOnline/masterDocuments';
import { paymentStatusDocument } from '../../nodes/QuickBooksOnline/paymentDocuments';
import { existingId, faultIn, interpret, isThrottled } from '../../nodes/QuickBooksOnline/transport/errors';
import { literal, queryTexts } from '../../nodes/QuickBooksOnline/transport/query';
import { isSigned, readNotification } from '../../nodes/QuickBooksOnline/trigger/notification';
import type { VendorRules } from '../../nodes/QuickBooksOnline/vendorDocuments';
import { vendorChange, vendorName } from '../../nodes/QuickBooksOnline/vendorDocuments';

const origin = { environment: 'test' as const, tenant: '77' };
const MetaData = { LastUpdatedTime: '2026-06-15T06:52:56-07:00' };

describe('masters', () => {
  it('hide what QuickBooks hides, and tell times in UTC', () => {
    const vendor = {
      ...{ Id: '5', DisplayName: 'Harbour (deleted)', Active: false, TaxIdentifier: 'XXXXXX5555', MetaData },
      BillAddr: { Line1: '1 Quay', City: 'Port Ellis', Country: 'United States' },
    };
    expect(supplierDocument(vendor, origin)).toMatchObject({
      ...{ id: '5', erpVendor: '5', name: 'Harbour', number: null, active: false, taxNumber: null },
      ...{ lastUpdate: '2026-06-15T13:52:56Z', bankFields: {} },
      address: { lines: ['1 Quay'], city: 'Port Ellis', country: null },
    });
  });

  it('know an account by its number, else by its whole name; a location by its whole name', () => {
    const account = { Id: '7', Name: 'Small', FullyQualifiedName: 'Tools:Small', AccountType: 'Expense' };
    expect(accountDocument(account, origin)).toMatchObject({ code: 'Tools:Small', lastUpdate: null });
    expect(accountDocument({ ...account, AcctNum: '6310' }, origin)).toMatchObject({
      ...{ code: '6310', description: 'Tools:Small', type: 'Expense' },
    });
    const place = { Id: '3', Name: 'Gate', FullyQualifiedName: 'Yard (deleted):Gate' };
    expect(dimensionDocument(place, 'department', origin)).toMatchObject({
      code: 'Yard:Gate',
      description: 'Gate',
    });
  });

  it('carry no bank data, at whatever depth', () => {
    const record = {
      Id: '5',
      VendorPaymentBankDetail: { BankAccountNumber: '1' },
      Sub: { BankAccountNumber: '2' },
    };
    expect(withoutBank(record)).toEqual({ Id: '5', Sub: {} });
  });
});

describe('vendors', () => {
  const rules: VendorRules = { fillOnly: false, leaveAlone: new Set(), carryStatus: false, term: '' };
  const supplier = (change: Partial<Supplier> = {}): Supplier => ({
    ...{ document: 'supplier', ...origin, id: 's1', number: 'V-1', name: 'Alder Works', active: true },
    ...{ duns: null, vatNumber: null, taxNumber: null, email: null, phone: null, website: null },
    ...{ currency: null, address: null, erpVendor: null, bankFields: {}, lastUpdate: null, ...change },
  });
  const vendor = { Id: '5', DisplayName: 'Alder Works', AcctNum: 'V-1', Active: true, SyncToken: '2' };

  it('need nothing where everything is the same', () => {
    expect(vendorChange(supplier(), vendor, rules)).toEqual({ fields: {}, differences: [], notCarried: [] });
  });

  it('compare a hidden tax number by its last four signs', () => {
    const hidden = { ...vendor, TaxIdentifier: 'XXXXXX5555' };
    const differences = (taxNumber: string) =>
      vendorChange(supplier({ taxNumber }), hidden, rules).differences.map(({ field }) => field);
    expect(differences('12-3455555')).toEqual([]);
    expect(differences('12-3450000')).toEqual(['taxId']);
  });

  it('keep the other parts of an address that changes in one', () => {
    const there = {
      ...vendor,
      BillAddr: { Id: '9', Line1: '1 Quay', City: 'Port Ellis', PostalCode: '04101' },
    };
    const address = { lines: ['1 Quay'], city: 'New Ellis', region: null, postalCode: null, country: null };
    expect(vendorChange(supplier({ address }), there, rules).fields).toEqual({
      BillAddr: { Id: '9', Line1: '1 Quay', City: 'New Ellis', PostalCode: '04101' },
    });
  });

  it('only fill what is empty where QuickBooks wins, and leave alone what is told', () => {
    const change = supplier({ name: 'Alder', email: 'ap@alder.example' });
    expect(vendorChange(change, vendor, { ...rules, fillOnly: true }).fields).toEqual({
      PrimaryEmailAddr: { Address: 'ap@alder.example' },
    });
    const leaveAlone = new Set(['email', 'name']);
    expect(vendorChange(change, vendor, { ...rules, leaveAlone }).fields).toEqual({});
  });

  it('come back under their own name', () => {
    const inactive = { ...vendor, DisplayName: 'Alder Works (deleted)', Active: false };
    expect(vendorChange(supplier(), inactive, { ...rules, carryStatus: true }).fields).toEqual({
      ...{ DisplayName: 'Alder Works', Active: true },
    });
  });

  it('tell what they cannot hold', () => {
    const change = supplier({ duns: '1', currency: 'EUR', bankFields: { iban: 'x' }, name: 'A: B' });
    const { notCarried, fields } = vendorChange(change, { ...vendor, CurrencyRef: { value: 'USD' } }, rules);
    expect(notCarried.map((words) => words.split(' ')[0])).toEqual(['Bank', 'DUNS', 'Signs', 'Currency']);
    expect(fields).toEqual({ DisplayName: 'A - B' });
    expect(vendorName('Tab\there:\nthere')).toBe('Tab here - there');
  });
});

describe('payments', () => {
  const bill = (id: string, total: number, balance: number, note = 'JGR:test:granite:A text') => ({
    ...{ Id: id, TotalAmt: total, Balance: balance, PrivateNote: note, VendorRef: { value: '5' }, MetaData },
  });
  const pays = (id: string, total: number, lines: Array<[string, string, number]>) => ({
    ...{ Id: id, TotalAmt: total, TxnDate: '2026-06-10', PayType: 'Check', DocNumber: `CHQ-${id}` },
    Line: lines.map(([TxnType, TxnId, Amount]) => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] })),
  });

  it('spread the money of a payment over its bills, credits not among it', () => {
    const payment = pays('1', 150, [
      ['Bill', '7', 100],
      ['Bill', '8', 100],
      ['VendorCredit', '9', 50],
    ]);
    expect(paymentStatusDocument([bill('7', 100, 0)], [payment], 'test')).toMatchObject({
      ...{ status: 'paid', paidAmount: '75', creditedAmount: '25', balance: '0', reference: 'CHQ-1' },
    });
  });

  it('call what only credits cleared settled, not paid', () => {
    const payment = pays('1', 0, [
      ['Bill', '7', 100],
      ['VendorCredit', '9', 100],
    ]);
    const status = paymentStatusDocument([bill('7', 100, 0)], [payment], 'test');
    expect(status).toMatchObject({ status: 'settled', paidAmount: '0', creditedAmount: '100', payments: [] });
  });

  it('count no money twice, add to the cent, and take parts of one invoice together', () => {
    const payment = pays('1', 100.01, [
      ['Bill', '7', 33.34],
      ['Bill', '8', 66.67],
    ]);
    const parts: [object, object] = [bill('7', 33.34, 0), bill('8', 70, 3.33)];
    expect(paymentStatusDocument(parts as never, [payment], 'production')).toMatchObject({
      ...{ status: 'partPaid', amount: '103.34', paidAmount: '100.01', balance: '3.33' },
      ...{ environment: 'test', tenant: 'granite', invoiceId: 'A', bill: { id: '7+8' } },
    });
  });

  it('take the environment of the credential where there is no mark', () => {
    const status = paymentStatusDocument([bill('7', 10, 10, 'by hand')], [], 'production');
    expect(status).toMatchObject({
      environment: 'production',
      tenant: null,
      invoiceId: null,
      status: 'unpaid',
    });
  });
});

describe('faults', () => {
  const fault = (code: string, Detail: string | null, type = 'ValidationFault') =>
    faultIn({ Fault: { Error: [{ Message: 'Words', Detail, code, element: '' }], type } }, 400, 'tid-1');

  it('are read in both envelopes', () => {
    const small = faultIn(
      { fault: { error: [{ message: 'm', detail: 'd', code: '3200' }], type: 'AUTHENTICATION' } },
      401,
    );
    expect(small).toMatchObject({ type: 'AUTHENTICATION', errors: [{ code: '3200', detail: 'd' }] });
    expect(faultIn({ QueryResponse: {} }, 200)).toBeNull();
  });

  it.each([
    ['3200', 'signIn', 'connection.signIn'],
    ['003100', 'signIn', 'connection.realm'],
    ['6190', 'signIn', 'connection.subscription'],
    ['5020', 'held', 'connection.rights'],
    ['003001', 'transient', 'erp.busy'],
    ['10000', 'transient', 'erp.failed'],
    ['5010', 'stale', 'erp.changedMeanwhile'],
    ['600', 'repeated', 'erp.repeated'],
    ['610', 'held', 'erp.reference'],
    ['2500', 'held', 'erp.reference'],
    ['620', 'link', 'po.link'],
    ['6140', 'duplicateNumber', 'erp.duplicateNumber'],
    ['6200', 'held', 'period.closed'],
    ['6240', 'duplicateName', 'erp.duplicateName'],
    ['2010', 'rejected', 'erp.invalid'],
    ['9999', 'rejected', 'erp.refused'],
  ])('%s is %s', (code, kind, cause) => {
    const read = fault(code, 'Detail');
    if (!read) throw new Error('no fault');
    const { problem, ...rest } = interpret(read, 'vendor Alder');
    expect([rest.kind, problem.cause]).toEqual([kind, cause]);
    expect(problem.reason).toContain(`QuickBooks Online refused vendor Alder: Words: Detail (${code})`);
    expect(problem.reason).toContain('tid-1');
  });

  it('tell the record that stands in the way, where they do', () => {
    const number = fault('6140', 'DocNumber=O1 is assigned to TxnType=Bill with TxnId=45823');
    const name = fault('6240', 'The name supplied already exists. : Id=58');
    expect([number, name, fault('6140', null)].map((each) => each && existingId(each))).toEqual([
      ...['45823', '58', ''],
    ]);
  });

  it('know a reached limit by its code, whatever the HTTP status', () => {
    const throttled = fault('3001', 'The request limit was reached.', 'SERVICE');
    expect(throttled && isThrottled({ ...throttled, status: 403 })).toBe(true);
  });
});

describe('queries', () => {
  it('escape their texts, and are cut along the longest list', () => {
    expect(literal("O'Neill \\ Söhne")).toBe("'O\\'Neill \\\\ Söhne'");
    const texts = queryTexts({
      entity: 'Bill',
      where: [
        { field: 'DocNumber', in: Array.from({ length: 250 }, (_, at) => `N${at}`) },
        { field: 'TxnDate', is: '>=', value: '2026-01-01' },
      ],
    });
    expect(texts).toHaveLength(3);
    expect(texts[2]).toMatch(
      /^SELECT \* FROM Bill WHERE DocNumber IN \('N200', .*'N249'\) AND TxnDate >= '2026-01-01' ORDERBY Id MAXRESULTS 1000$/,
    );
    expect(queryTexts({ entity: 'Bill', where: [{ field: 'Id', in: [] }] })).toEqual([]);
  });
});

describe('notifications', () => {
  const event = (type: string, id: string) => ({
    type,
    intuitentityid: id,
    intuitaccountid: '77',
    time: '2026-06-01T10:00:00Z',
  });

  it('are read in both shapes, each record once', () => {
    const cloud = [
      event('qbo.billpayment.created.v1', '9'),
      event('qbo.bill.updated.v1', '7'),
      event('qbo.bill.deleted.v1', '7'),
    ];
    expect(readNotification(JSON.stringify(cloud))).toEqual([
      { entity: 'BillPayment', id: '9', operation: 'created', realm: '77', time: '2026-06-01T10:00:00Z' },
      { entity: 'Bill', id: '7', operation: 'deleted', realm: '77', time: '2026-06-01T10:00:00Z' },
    ]);
    const entities = [{ name: 'PurchaseOrder', id: '3', operation: 'Merge', lastUpdated: '' }];
    const older = { eventNotifications: [{ realmId: '77', dataChangeEvent: { entities } }] };
    expect(readNotification(JSON.stringify(older))).toEqual([
      { entity: 'PurchaseOrder', id: '3', operation: 'merged', realm: '77', time: null },
    ]);
    expect(readNotification('[]')).toEqual([]);
    for (const odd of ['', '{}', 'null', '"x"', '<html>']) expect(readNotification(odd)).toBeNull();
  });

  it('are believed only with the right signature over the raw bytes', () => {
    const body = Buffer.from('[{"ü":1}]');
    const signature = createHmac('sha256', 'token').update(body).digest('base64');
    expect(isSigned(body, signature, 'token')).toBe(true);
    expect(isSigned(body, signature, 'other')).toBe(false);
    expect(isSigned(Buffer.from('[{"u":1}]'), signature, 'token')).toBe(false);
    expect(isSigned(body, undefined, 'token')).toBe(false);
    expect(isSigned(body, createHmac('sha256', '').update(body).digest('base64'), '')).toBe(false);
  });
});
