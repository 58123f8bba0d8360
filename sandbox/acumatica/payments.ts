/**
 * Payments, ordered over the control API because only the outcome matters to a client: a Check whose rows stand in
 * Details before release and in History after it [doc UG:AP_30_20_00].
 */
import Big from 'big.js';
import type { RecordData } from './records';
import { copyOf, newRecord } from './records';
import type { World } from './world';
import { commitBill, nextNumber, storeOf } from './world';

export interface PaymentOrder {
  /** Reference number or id of the bill. */
  bill: string;
  /** Whole balance if left out. */
  amount?: string;
  paymentRef?: string;
  method?: string;
  date?: string;
  /** Pending Print and Balanced leave the bill as it is. */
  status?: 'Pending Print' | 'Printed' | 'Balanced' | 'Closed';
  /** Number of a released debit adjustment that is applied instead of money. */
  debitAdjustment?: string;
  /** False: the bill keeps its time of change, for systems that do not touch it [unverified]. */
  touchesBill?: boolean;
}

/** @throws TypeError where the bill is not open for that amount */
export function pay(world: World, order: PaymentOrder): RecordData {
  const bills = storeOf(world, 'Bill');
  const bill = bills.byId(order.bill) ?? bills.byKey('Bill', order.bill);
  if (!bill || bill.fields.Status !== 'Open') throw new TypeError('There is no open bill of that number.');
  const balance = Big(Number(bill.fields.Balance));
  const amount = Big(order.amount ?? balance);
  if (amount.lte(0) || amount.gt(balance)) throw new TypeError('The amount exceeds the balance.');
  const status = order.status ?? 'Closed';
  const row = newRecord({
    DocType: 'Bill',
    ReferenceNbr: bill.fields.ReferenceNbr ?? '',
    VendorRef: bill.fields.VendorRef ?? '',
    AmountPaid: amount.toNumber(),
    Balance: balance.minus(amount).toNumber(),
    CashDiscountBalance: 0,
    CashDiscountTaken: 0,
  });
  const isReleased = status === 'Closed';
  const check = newRecord(
    {
      Type: 'Payment',
      ReferenceNbr: nextNumber(world, 'Check'),
      Status: status,
      Vendor: bill.fields.Vendor ?? '',
      ApplicationDate: order.date ?? world.now().toISOString().slice(0, 10),
      PaymentRef: order.paymentRef ?? '',
      PaymentMethod: order.method ?? 'CHECK',
      CashAccount: '10200',
      CurrencyID: bill.fields.CurrencyID ?? '',
      PaymentAmount: amount.toNumber(),
      UnappliedBalance: 0,
      Hold: false,
      LastModifiedDateTime: world.now().getTime(),
    },
    { Details: isReleased ? [] : [row], History: isReleased ? [row] : [] },
  );
  storeOf(world, 'Check').put(check);
  if (isReleased) settle(world, bill, check, amount.times(-1), order.touchesBill !== false);
  return check;
}

/** Applies a debit adjustment to a bill: a bill can be Closed without a payment [doc UG:AP_30_10_00]. */
export function applyAdjustment(world: World, order: PaymentOrder, number: string): RecordData {
  const bills = storeOf(world, 'Bill');
  const bill = bills.byId(order.bill) ?? bills.byKey('Bill', order.bill);
  const credit = bills.byKey('Debit Adj.', number);
  if (bill?.fields.Status !== 'Open' || credit?.fields.Status !== 'Open') {
    throw new TypeError('The bill or the debit adjustment is not open.');
  }
  const [owed, left] = [Big(Number(bill.fields.Balance)), Big(Number(credit.fields.Balance))];
  const amount = Big(order.amount ?? (owed.lt(left) ? owed : left));
  if (amount.lte(0) || amount.gt(owed) || amount.gt(left))
    throw new TypeError('The amount exceeds a balance.');
  const touches = order.touchesBill !== false;
  settle(world, bill, credit, amount.times(-1), touches);
  settle(world, credit, bill, amount.times(-1), touches);
  return credit;
}

/** Voids a released payment: the bill is open again. @throws TypeError where there is none to void */
export function voidPayment(world: World, number: string, touchesBill = true): RecordData {
  const check = storeOf(world, 'Check').byKey('Payment', number);
  const row = check?.details.History?.[0];
  if (!check || !row || check.fields.Status !== 'Closed')
    throw new TypeError('There is no such payment to void.');
  const now = world.now().getTime();
  const voided = copyOf(check);
  voided.fields = { ...voided.fields, Status: 'Voided', LastModifiedDateTime: now };
  storeOf(world, 'Check').put(voided);
  const paid = Number(row.fields.AmountPaid);
  const reverse = newRecord({ ...row.fields, AmountPaid: -paid });
  const counter = newRecord(
    { ...voided.fields, Type: 'Voided Payment', Status: 'Closed', PaymentAmount: -paid },
    { Details: [], History: [reverse] },
  );
  storeOf(world, 'Check').put(counter);
  const bill = storeOf(world, 'Bill').byKey('Bill', row.fields.ReferenceNbr);
  if (bill) settle(world, bill, counter, Big(paid), touchesBill);
  return counter;
}

function settle(world: World, bill: RecordData, check: RecordData, change: Big, touchesBill: boolean): void {
  const settled = copyOf(bill);
  const balance = Big(Number(bill.fields.Balance)).plus(change).toNumber();
  settled.fields.Balance = balance;
  settled.fields.Status = balance === 0 ? 'Closed' : 'Open';
  settled.details.Applications = [
    ...(settled.details.Applications ?? []),
    newRecord({
      DocType: check.fields.Type ?? 'Payment',
      ReferenceNbr: check.fields.ReferenceNbr ?? '',
      AmountPaid: change.times(-1).toNumber(),
      Balance: balance,
      Status: check.fields.Status ?? '',
    }),
  ];
  const before = bill.fields.LastModifiedDateTime ?? null;
  commitBill(world, settled);
  if (!touchesBill) settled.fields.LastModifiedDateTime = before;
}
