/** Bills by n8n's own QuickBooks Online node, on the simulator: the first table of docs/quickbooks-online.md. */
import type { INodeParameters } from 'n8n-workflow';
import { defaultSeed } from '../../sandbox/quickbooks-online';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import type { Line, Tree } from '../fixtures/quickbooks-builtin';
import { Builtin, table } from '../fixtures/quickbooks-builtin';

let builtin: Builtin | undefined;
let vendor = '';
let account = '';
afterEach(async () => {
  await builtin?.close();
  builtin = undefined;
});

async function started(seed: PartialSeed = {}, name = 'Harbour Street Office Supply'): Promise<Builtin> {
  builtin = await Builtin.start(seed);
  vendor = await builtin.id('Vendor', name);
  account = await builtin.id('Account', 'Office Supplies');
  return builtin;
}

/** Amounts of the invoice's lines, as a node before would hand them over. */
const invoice = (...amounts: number[]) => ({ lines: amounts.map((amount) => ({ amount, text: 'Paper' })) });
const invoices = (count: number) => Array.from({ length: count }, (_, at) => invoice(100 + at));

/** A line as it is set up in the editor: each field an expression on the invoice. */
const line = (at: number, more: object = {}) => ({
  ...{ DetailType: 'AccountBasedExpenseLineDetail', accountId: account },
  ...{ Amount: `={{ $json.lines[${at}].amount }}`, Description: `={{ $json.lines[${at}].text }}`, ...more },
});
const create = (lines = [line(0)], additionalFields: object = {}) =>
  ({
    ...{ resource: 'bill', operation: 'create', VendorRef: vendor, Line: lines },
    additionalFields: { TxnDate: '2026-06-15', ...additionalFields },
  }) as INodeParameters;

const bills = async (company: Builtin): Promise<Tree[]> => await company.records('Bill');
const totals = async (company: Builtin): Promise<number[]> =>
  (await bills(company)).map((bill) => bill.TotalAmt).sort((one, other) => one - other);
const FIELDS = ['APAccountRef', 'Balance', 'DueDate', 'SalesTermRef', 'TotalAmt', 'TxnDate'];
const LINE_FIELDS = ['Amount', 'Description', 'DetailType', 'LineNum', 'accountId', 'itemId'];

/** Neither the editor has the field, nor does a value that is written into the workflow's file reach the bill. */
async function headerLacks(name: string, value: string | object): Promise<void> {
  const company = await started();
  expect(company.fields('bill', 'create', 'additionalFields')).toEqual(FIELDS);
  await company.run(create([line(0)], { [name]: value }), [invoice(40)]);
  const [bill] = await bills(company);
  expect(bill).toMatchObject({ TotalAmt: 40 });
  expect(bill[name] ?? null).toBeNull();
}

async function lineLacks(name: string, more: object): Promise<void> {
  const company = await started();
  expect(company.fields('bill', 'create', 'Line')).toEqual(LINE_FIELDS);
  const detail = { AccountBasedExpenseLineDetail: { AccountRef: { value: account }, ...more } };
  await company.run(create([line(0, detail)]), [invoice(40)]);
  const [bill] = await bills(company);
  expect(bill.Line[0].AccountBasedExpenseLineDetail.AccountRef.value).toBe(account);
  expect(bill.Line[0].AccountBasedExpenseLineDetail).not.toHaveProperty(name);
}

const lines: Line[] = [
  [
    'Lines by account',
    'partly',
    async () => {
      const company = await started();
      const two = create([line(0), line(1)]);
      await company.run(two, [invoice(10.01, 20.02)]);
      expect((await bills(company))[0].Line).toMatchObject([{ Amount: 10.01 }, { Amount: 20.02 }]);
      // the third line is left out, and nothing says so
      const [output] = await company.run(two, [invoice(1, 2, 4)]);
      expect(output?.json).toMatchObject({ TotalAmt: 3 });
      expect(await totals(company)).toEqual([3, 30.03]);
      expect((await company.refusal(two, [invoice(10)])).message).toContain('for every line');
      const untold = { lines: [{ amount: 10 }] };
      expect((await company.refusal(create(), [untold])).message).toContain('description for every line');
      expect(await totals(company)).toEqual([3, 30.03]);
      // an expression for all lines has no place in the editor; in the workflow's file it works
      const { Line: [first] = [] } = create() as { Line: object[] };
      const whole = { ...create(), Line: '={{ $json.lines }}' };
      await company.run(whole, [
        { lines: [5, 6, 7].map((Amount) => ({ ...first, Amount, Description: 'Paper' })) },
      ]);
      expect(await totals(company)).toEqual([3, 18, 30.03]);
    },
  ],
  [
    'Lines by item',
    'partly',
    async () => {
      const company = await started();
      const itemId = await company.id('Item', 'Copier Paper');
      const item = line(0, { DetailType: 'ItemBasedExpenseLineDetail', itemId, Qty: 10, UnitPrice: 4.5 });
      // written into the file, quantity and price go to the wrong place
      expect((await company.refusal(create([item]), [invoice(45)])).message).toContain('Bad request');
      const plain = line(0, { DetailType: 'ItemBasedExpenseLineDetail', itemId, accountId: undefined });
      await company.run(create([plain]), [invoice(45)]);
      const [bill] = await bills(company);
      expect(bill.Line[0]).toMatchObject({ Amount: 45 });
      expect(bill.Line[0].ItemBasedExpenseLineDetail).toMatchObject({ ItemRef: { value: itemId } });
      expect(bill.Line[0].ItemBasedExpenseLineDetail).not.toHaveProperty('UnitPrice');
    },
  ],
  ['Class on the lines', 'no', () => lineLacks('ClassRef', { ClassRef: { value: '1' } })],
  ['Tax code on the lines', 'no', () => lineLacks('TaxCodeRef', { TaxCodeRef: { value: 'NON' } })],
  ['Location', 'no', () => headerLacks('DepartmentRef', { details: { value: '1', name: 'Main Office' } })],
  ["The supplier's invoice number", 'no', () => headerLacks('DocNumber', 'HS-1001')],
  ['A note with the key of the invoice', 'no', () => headerLacks('PrivateNote', 'jaggaer:1001')],
  [
    'Foreign currency',
    'partly',
    async () => {
      const payable = { name: 'Payables EUR', type: 'Accounts Payable', currency: 'EUR' };
      const seed = {
        preferences: { MultiCurrencyEnabled: true },
        vendors: [{ name: 'Papeterie du Quai', currency: 'EUR' }],
        accounts: [...defaultSeed().accounts, { ...payable, subType: 'AccountsPayable' }],
      };
      const company = await started(seed, 'Papeterie du Quai');
      expect(company.fields('bill', 'create', 'additionalFields')).toEqual(FIELDS);
      await company.run(create([line(0)], { ExchangeRate: 1.5 }), [invoice(40)]);
      expect((await bills(company))[0]).toMatchObject({ CurrencyRef: { value: 'EUR' }, ExchangeRate: 1.1 });
      company.turn('missingCurrency', 'refused');
      expect((await company.refusal(create(), [invoice(50)])).message).toContain('Bad request');
      expect(await totals(company)).toEqual([40]);
    },
  ],
  [
    'Link to the purchase order',
    'partly',
    async () => {
      const company = await started();
      await company.control('orders', {
        ...{ vendor: 'Harbour Street Office Supply', number: 'PO-1', date: '2026-06-01' },
        lines: [{ account: 'Office Supplies', amount: '40' }],
      });
      expect(company.fields('bill', 'create', 'Line')).toEqual(LINE_FIELDS);
      await company.run(create(), [invoice(40)]);
      expect((await bills(company))[0].LinkedTxn).toEqual([]);
      const [order] = await company.records('PurchaseOrder');
      expect(order).toMatchObject({ POStatus: 'Open' });
      // no field, but what is written into the workflow's file goes through
      const link = { TxnId: order.Id, TxnType: 'PurchaseOrder', TxnLineId: order.Line[0].Id };
      await company.run(create([line(0, { LinkedTxn: [link] })]), [invoice(40)]);
      expect((await company.records('PurchaseOrder'))[0]).toMatchObject({ POStatus: 'Closed' });
      // and where the link is dropped, nothing says so
      await company.run(create([line(0, { LinkedTxn: [{ ...link, TxnId: '999' }] })]), [invoice(50)]);
      expect(await totals(company)).toEqual([40, 40, 50]);
    },
  ],
  [
    'Dates',
    'partly',
    async () => {
      const company = await started();
      await company.run(create(), [invoice(40)]);
      const picked = create([line(0)], { TxnDate: '2026-06-16T00:00:00', DueDate: '2026-07-16T00:00:00' });
      await company.run(picked, [invoice(50)]);
      const dates = (await bills(company)).map(({ TxnDate }) => TxnDate).sort();
      expect(dates).toEqual(['2026-06-15', '2026-06-16']);
      company.turn('dateTimes', 'refused');
      await company.run(create(), [invoice(60)]);
      expect((await company.refusal(picked, [invoice(70)])).message).toContain('Bad request');
      expect(await totals(company)).toEqual([40, 50, 60]);
    },
  ],
  [
    'Credit memos',
    'no',
    async () => {
      const company = await started();
      expect(Object.keys(company.offers)).not.toContain('vendorCredit');
      expect((await company.refusal(create(), [invoice(-40)])).message).toContain('Bad request');
      expect(await company.records('VendorCredit')).toEqual([]);
      expect(await bills(company)).toEqual([]);
    },
  ],
  [
    'The answer is lost, and the node runs again',
    'no',
    async () => {
      const company = await started();
      company.faults([{ kind: 'cut', when: 'after', method: 'POST', route: '/bill', nth: 3 }]);
      await company.refusal(create(), invoices(3));
      expect(await totals(company)).toEqual([100, 101, 102]);
      // as n8n's Retry On Fail does it: all items again
      await company.run(create(), invoices(3));
      expect(await totals(company)).toEqual([100, 100, 101, 101, 102, 102]);
    },
  ],
  [
    'The limit of requests is reached',
    'no',
    async () => {
      const company = await started();
      company.faults([{ kind: 'throttled', method: 'POST', route: '/bill', nth: 4 }]);
      const error = await company.refusal(create(), invoices(5));
      expect(error).toMatchObject({ httpCode: '429' });
      // three are booked, and no item says so
      expect(await totals(company)).toEqual([100, 101, 102]);
    },
  ],
  [
    'One bad bill among many',
    'partly',
    async () => {
      const company = await started();
      const mixed = { ...create(), VendorRef: '={{ $json.vendor }}' };
      const items = [vendor, '999', vendor].map((id, at) => ({ ...invoice(100 + at), vendor: id }));
      expect(await company.refusal(mixed, items)).toMatchObject({
        description: expect.stringContaining('2500'),
      });
      expect(await totals(company)).toEqual([100]);
      const output = await company.run(mixed, items, { onError: 'continueRegularOutput' });
      expect(output.map(({ json }) => json.TotalAmt ?? json)).toEqual([
        ...[100, { error: 'Bad request - please check your parameters' }, 102],
      ]);
      expect(await totals(company)).toEqual([100, 100, 102]);
    },
  ],
  [
    'The token dies in mid-run',
    'yes',
    async () => {
      const company = await started({ settings: { refreshRotation: 'always' } });
      const before = company.credential.oauthTokenData as Tree;
      company.faults([{ kind: 'expireToken', method: 'POST', route: '/bill', nth: 3 }]);
      const output = await company.run(create(), invoices(5));
      expect(output).toHaveLength(5);
      expect(await totals(company)).toEqual([100, 101, 102, 103, 104]);
      const after = company.credential.oauthTokenData as Tree;
      expect(after.refresh_token).not.toBe(before.refresh_token);
      expect(after.callbackQueryString).toEqual(before.callbackQueryString);
    },
  ],
  [
    'Many at a time',
    'no',
    async () => {
      const company = await started();
      await company.run(create(), invoices(100));
      expect(await company.spent()).toEqual({ reads: 0, writes: 100 });
      expect(await bills(company)).toHaveLength(100);
    },
  ],
  [
    'Changing a bill',
    'partly',
    async () => {
      const company = await started();
      await company.run(create([line(0), line(1)]), [invoice(10, 20)]);
      const [bill] = await bills(company);
      await company.spent();
      const update = (day: string) => ({
        ...{ resource: 'bill', operation: 'update', billId: bill.Id, updateFields: { DueDate: day } },
      });
      const fields = ['APAccountRef', 'DueDate', 'SalesTermRef', 'TxnDate'];
      expect(company.fields('bill', 'update', 'updateFields')).toEqual(fields);
      await company.run(update('2026-07-01'));
      expect(await company.spent()).toEqual({ reads: 1, writes: 1 });
      expect((await bills(company))[0]).toMatchObject({ DueDate: '2026-07-01', TotalAmt: 30 });
      company.turn('sparseLines', 'linesLost');
      await company.run(update('2026-07-02'));
      const lost = (await bills(company))[0];
      expect(lost).toMatchObject({ DueDate: '2026-07-02', TotalAmt: 10 });
      expect(lost.Line).toHaveLength(1);
    },
  ],
];

table('Bills', lines);
