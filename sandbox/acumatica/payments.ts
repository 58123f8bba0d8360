/**
 * Payments, ordered over the control API because only the outcome matters to a client: a Check whose rows stand in
 * Details before release and in History after it [doc UG:AP_30_20_00].
 */
import Big from 'big.js';
import { applyAdjustment } from './adjustments';
import type { RecordData } from './records';
import { copyOf, newRecord } from './records';
import { settle } from './settle';
import type { World } from './world';
import { nextNumber, storeOf } from './world';

export interface AppliedOrder {
  /** Reference number or id of the bill. */
  bill: string;
  /** Whole balance if left out, less the discount. */
  amount?: string;
  /** Cash discount taken: settles the bill, is not paid. */
  discount?: string;
}

export interface PaymentOrder extends Partial<AppliedOrder> {
  /** Several bills of one vendor, instead of `bill`. */
  bills?: AppliedOrder[];
  type?: 'Payment' | 'Prepayment';
  paymentRef?: string;
  method?: string;
  date?: string;
  /** Anything but Closed leaves the bills as they are until it is finished. */
  status?: 'Pending Print' | 'Printed' | 'Balanced' | 'Closed';
  /** Number of a released debit adjustment that is applied instead of money. */
  debitAdjustment?: string;
  /** False: the debit adjustment is not shown among the checks. */
  asCheck?: boolean;
  /** False: the bills keep their time of change, for systems that do not touch them [unverified]. */
  touchesBill?: boolean;
  /** Reference number or payment reference: voids a released payment. */
  void?: string;
  /** The same: a payment that was Pending Print is Printed. */
  print?: string;
  /** The same: a payment that waits is released. */
  finish?: string;
}

const WAITING = ['Pending Print', 'Printed', 'Balanced'];

/** Carries an order out. @returns the check @throws TypeError where it cannot be carried out */
export function orderPayment(world: World, given: unknown): RecordData {
  if (typeof given !== 'object' || given === null)
    throw new TypeError('A payment is ordered with an object.');
  const order = given as PaymentOrder;
  const touches = order.touchesBill !== false;
  if (order.void !== undefined) return voidPayment(world, order.void, touches);
  if (order.print !== undefined) return print(world, order.print);
  if (order.finish !== undefined) return finish(world, checkOf(world, order.finish, WAITING), touches);
  if (order.debitAdjustment === undefined) return pay(world, order);
  const { amount, asCheck } = order;
  const bill = openBillOf(world, order.bill);
  return applyAdjustment(world, { bill, number: order.debitAdjustment, amount, touches, asCheck });
}

function openBillOf(world: World, name: string | undefined): RecordData {
  const bills = storeOf(world, 'Bill');
  const bill = name === undefined ? undefined : (bills.byId(name) ?? bills.byKey('Bill', name));
  if (bill?.fields.Status !== 'Open') throw new TypeError('There is no open bill of that number.');
  return bill;
}

/** The latest check of a reference number or payment reference that has one of the statuses. */
function checkOf(world: World, name: string, statuses: string[]): RecordData {
  const found = storeOf(world, 'Check')
    .all()
    .filter(({ fields }) => ['Payment', 'Prepayment'].includes(String(fields.Type)))
    .filter(({ fields }) => fields.ReferenceNbr === name || fields.PaymentRef === name)
    .filter(({ fields }) => statuses.includes(String(fields.Status)))
    .at(-1);
  if (!found) throw new TypeError('There is no such payment in that status.');
  return found;
}

function pay(world: World, order: PaymentOrder): RecordData {
  const wanted = order.bills ?? [{ bill: order.bill ?? '', amount: order.amount, discount: order.discount }];
  const bills = wanted.map(({ bill }) => openBillOf(world, bill));
  const [first] = bills;
  if (!first) throw new TypeError('A payment needs a bill.');
  if (new Set(bills).size < bills.length) throw new TypeError('A bill is there twice.');
  const isAlike = (name: string) => bills.every((bill) => bill.fields[name] === first.fields[name]);
  if (!isAlike('Vendor') || !isAlike('CurrencyID')) {
    throw new TypeError('One payment is for one vendor and one currency.');
  }
  const rows = bills.map((bill, at) => rowOf(bill, wanted[at]));
  const total = rows.reduce((sum, row) => sum.plus(Number(row.fields.AmountPaid)), Big(0));
  const check = newRecord(
    {
      Type: order.type ?? 'Payment',
      ReferenceNbr: nextNumber(world, 'Check'),
      Status: order.status ?? 'Closed',
      Vendor: first.fields.Vendor ?? '',
      ApplicationDate: order.date ?? world.now().toISOString().slice(0, 10),
      PaymentRef: order.paymentRef ?? '',
      PaymentMethod: order.method ?? 'CHECK',
      CashAccount: '10200',
      CurrencyID: first.fields.CurrencyID ?? '',
      PaymentAmount: total.toNumber(),
      UnappliedBalance: 0,
      Hold: false,
      LastModifiedDateTime: world.now().getTime(),
    },
    { Details: rows, History: [] },
  );
  storeOf(world, 'Check').put(check);
  return WAITING.includes(String(check.fields.Status))
    ? check
    : finish(world, check, order.touchesBill !== false);
}

function rowOf(bill: RecordData, wanted: AppliedOrder | undefined): RecordData {
  const balance = Big(Number(bill.fields.Balance));
  const discount = Big(wanted?.discount ?? 0);
  const amount = Big(wanted?.amount ?? balance.minus(discount));
  if (amount.lte(0) || discount.lt(0) || amount.plus(discount).gt(balance)) {
    throw new TypeError('The amount exceeds the balance.');
  }
  return newRecord({
    DocType: 'Bill',
    ReferenceNbr: bill.fields.ReferenceNbr ?? '',
    VendorRef: bill.fields.VendorRef ?? '',
    AmountPaid: amount.toNumber(),
    Balance: balance.minus(amount).minus(discount).toNumber(),
    CashDiscountBalance: 0,
    CashDiscountTaken: discount.toNumber(),
  });
}

/** On release rows move from Details to History [doc UG:AP_30_20_00], and the bills are settled. */
function finish(world: World, check: RecordData, touchesBill: boolean): RecordData {
  const rows = check.details.Details ?? [];
  const bills = rows.map((row) => openBillOf(world, String(row.fields.ReferenceNbr)));
  const released = copyOf(check);
  released.fields = { ...check.fields, Status: 'Closed', LastModifiedDateTime: world.now().getTime() };
  released.details = { Details: [], History: rows };
  storeOf(world, 'Check').put(released);
  bills.forEach((bill, at) => {
    const { AmountPaid, CashDiscountTaken } = rows[at]?.fields ?? {};
    const paid = Big(Number(AmountPaid));
    settle(world, bill, released, { paid, cleared: paid.plus(Number(CashDiscountTaken)), touchesBill });
  });
  return released;
}

function print(world: World, name: string): RecordData {
  const printed = copyOf(checkOf(world, name, ['Pending Print']));
  printed.fields = { ...printed.fields, Status: 'Printed', LastModifiedDateTime: world.now().getTime() };
  storeOf(world, 'Check').put(printed);
  return printed;
}

/** The payment stays as Voided, a Voided Payment of the same number takes it back, the bills are open again [doc UG]. */
function voidPayment(world: World, name: string, touchesBill: boolean): RecordData {
  const check = checkOf(world, name, ['Closed']);
  const rows = check.details.History ?? [];
  const voided = copyOf(check);
  voided.fields = { ...voided.fields, Status: 'Voided', LastModifiedDateTime: world.now().getTime() };
  storeOf(world, 'Check').put(voided);
  const negative = (value: unknown) => Big(Number(value)).times(-1).toNumber() + 0;
  const reversed = rows.map(({ fields }) =>
    newRecord({
      ...fields,
      AmountPaid: negative(fields.AmountPaid),
      CashDiscountTaken: negative(fields.CashDiscountTaken),
    }),
  );
  const counter = newRecord(
    {
      ...voided.fields,
      ...{ Type: 'Voided Payment', Status: 'Closed' },
      PaymentAmount: negative(check.fields.PaymentAmount),
    },
    { Details: [], History: reversed },
  );
  storeOf(world, 'Check').put(counter);
  for (const { fields } of reversed) {
    const bill = storeOf(world, 'Bill').byKey('Bill', fields.ReferenceNbr);
    const paid = Big(Number(fields.AmountPaid));
    const cleared = paid.plus(Number(fields.CashDiscountTaken));
    if (bill) settle(world, bill, counter, { paid, cleared, touchesBill, voids: check });
  }
  return counter;
}
