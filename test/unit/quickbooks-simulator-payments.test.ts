/** Payments, credits, attachments, and what people do in the browser. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  connectAgain,
  control,
  idOf,
  ids,
  made,
  post,
  rows,
  sim,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

const billOf = async (id: string): Promise<Tree> => (await call(`bill/${id}`)).body.Bill;
const paying = (id: string, amount: number, type = 'Bill'): object => ({
  ...{ Amount: amount, LinkedTxn: [{ TxnId: id, TxnType: type }] },
});
const payment = (lines: object[], total: number, more: object = {}): object => ({
  ...{ VendorRef: { value: ids.vendor }, PayType: 'Check', TotalAmt: total, Line: lines },
  ...{ CheckPayment: { BankAccountRef: { value: ids.bank } }, TxnDate: '2026-06-20', ...more },
});

describe('a payment', () => {
  test('lowers the balance, in parts; deleted, it is open again', async () => {
    const { Id } = await made('bill', bill());
    const first = await made('billpayment', payment([paying(Id, 40)], 40, { DocNumber: '2001' }));
    expect(first).toMatchObject({
      PayType: 'Check',
      TotalAmt: 40,
      CheckPayment: { BankAccountRef: { name: 'Operating Bank' } },
    });
    expect(await billOf(Id)).toMatchObject({
      ...{ TotalAmt: 100.12, Balance: 60.12, SyncToken: '1' },
      LinkedTxn: [{ TxnId: first.Id, TxnType: 'BillPaymentCheck' }],
    });
    const rest = await made('billpayment', payment([paying(Id, 60.12)], 60.12));
    expect((await billOf(Id)).Balance).toBe(0);
    expect((await rows("select * from Bill where Balance > '0'")).length).toBe(0);
    expect((await call(`vendor/${ids.vendor}`)).body.Vendor.Balance).toBe(0);
    await made('billpayment', { Id: rest.Id, SyncToken: '0' }, { operation: 'delete' });
    const open = await billOf(Id);
    expect([open.Balance, open.LinkedTxn.length]).toEqual([60.12, 1]);
  });

  test('uses credits up, which only it applies', async () => {
    const { Id } = await made('bill', bill());
    const credit = await made('vendorcredit', bill({ Line: [accountLine(30)] }));
    expect(credit).toMatchObject({ TotalAmt: 30, Balance: 30 });
    expect(credit).not.toHaveProperty('DueDate');
    const lines = [paying(Id, 100.12), paying(credit.Id, 30, 'VendorCredit')];
    expect(codeOf(await post('billpayment', payment(lines, 70)))).toBe('6000');
    const { Id: paid } = await made('billpayment', payment(lines, 70.12));
    const used = (await call(`vendorcredit/${credit.Id}`)).body.VendorCredit;
    expect([used.Balance, used.LinkedTxn]).toEqual([0, [{ TxnId: paid, TxnType: 'BillPaymentCheck' }]]);
    expect((await billOf(Id)).Balance).toBe(0);
  });

  test('a changed one pays what it says then', async () => {
    const [first, second] = [await made('bill', bill()), await made('bill', bill())];
    const { Id } = await made('billpayment', payment([paying(first.Id, 50)], 50));
    await made('billpayment', { ...payment([paying(second.Id, 20)], 20), Id, SyncToken: '0' });
    expect([(await billOf(first.Id)).Balance, (await billOf(second.Id)).Balance]).toEqual([100.12, 80.12]);
  });

  test('by card is linked under a name that is open; the bill may stay untouched', async () => {
    const card = (id: string) =>
      payment([paying(id, 1)], 1, {
        ...{ PayType: 'CreditCard', CheckPayment: undefined },
        CreditCardPayment: { CCAccountRef: { value: ids.card } },
      });
    const { Id } = await made('bill', bill());
    await made('billpayment', card(Id));
    expect((await billOf(Id)).LinkedTxn[0].TxnType).toBe('BillPaymentCheck');
    turn(['paymentTouchesBill', 'no']);
    await made('billpayment', card(Id));
    expect(await billOf(Id)).toMatchObject({ Balance: 98.12, SyncToken: '1' });
    sim.reset({ settings: { perSecond: 0, cardLinkType: 'BillPaymentCreditCard' } });
    await connectAgain();
    ids.card = await idOf('Account', 'Company Card');
    const other = await made('bill', bill());
    await made('billpayment', card(other.Id));
    expect((await billOf(other.Id)).LinkedTxn[0].TxnType).toBe('BillPaymentCreditCard');
  });

  const wrong: Array<[string, string, (id: string) => object]> = [
    ['more than is open', '6000', (id) => payment([paying(id, 200)], 200)],
    ['another vendor', '6000', (id) => payment([paying(id, 1)], 1, { VendorRef: { value: ids.other } })],
    [
      'no bank account',
      '6430',
      (id) => payment([paying(id, 1)], 1, { CheckPayment: { BankAccountRef: { value: ids.supplies } } }),
    ],
    ['no account', '2020', (id) => payment([paying(id, 1)], 1, { CheckPayment: undefined })],
    ['no way to pay', '2020', (id) => payment([paying(id, 1)], 1, { PayType: undefined })],
    ['an unknown bill', '2500', () => payment([paying('999', 1)], 1)],
    ['another kind of document', '2170', (id) => payment([paying(id, 1, 'Invoice')], 1)],
    ['a closed period', '6200', (id) => payment([paying(id, 1)], 1, { TxnDate: '2025-01-01' })],
  ];
  test.each(wrong)('%s: %s', async (_, code, body) => {
    const { Id } = await made('bill', bill());
    expect(codeOf(await post('billpayment', body(Id)))).toBe(code);
    expect((await billOf(Id)).Balance).toBe(100.12);
  });
});

describe('a paid bill', () => {
  test('keeps its vendor, at least what was paid, and itself; by switch it is free', async () => {
    const { Id } = await made('bill', bill());
    await control('payments', { bill: Id, amount: '40' });
    const change = (Line: object[]) => ({ Id, SyncToken: '1', sparse: true, Line });
    expect(codeOf(await post('bill', change([accountLine(39)])))).toBe('6000');
    expect(codeOf(await post('bill', { Id, SyncToken: '1' }, { operation: 'delete' }))).toBe('6000');
    turn(['paidBill', 'free']);
    expect((await made('bill', change([accountLine(39)]))).Balance).toBe(-1);
    await made('bill', { Id, SyncToken: '2' }, { operation: 'delete' });
  });
});
