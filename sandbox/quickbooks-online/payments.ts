/** Payments of bills, which also apply credits [reference 3.4]. */
import type { Call, Commit } from './call';
import { checkOpen } from './closing';
import { checkNumber, documentNumber } from './docNumbers';
import { refuse } from './fault';
import { render } from './render';
import { refresh, settledIn } from './settle';
import type { Fields } from './values';
import { bigAt, fieldsAt, listAt, pacificDay, refAt, sum, textAt } from './values';
import type { Stored, World } from './world';
import { add, change, recordOf, remove } from './world';

/** Checks a payment; `Line` pays bills, and uses vendor credits up. @throws QboFault */
export function preparePayment(call: Call, given: Fields, old?: Stored): Commit {
  const { world } = call;
  const type = textAt(given, 'PayType');
  const account = payingAccount(world, given, type);
  const vendor = recordOf(world, 'Vendor', refAt(given, 'VendorRef'));
  const currency = refAt(vendor?.fields, 'CurrencyRef') || world.seed.company.currency;
  const DocNumber = documentNumber(call, 'BillPayment', given, old);
  const header: Fields = {
    ...given,
    ...(DocNumber !== undefined && { DocNumber }),
    TxnDate: textAt(given, 'TxnDate') || pacificDay(world.now().getTime()),
    ...{ CurrencyRef: { value: currency }, ...account },
  };
  checkOpen(call, header, old);
  checkNumber(call, 'BillPayment', header, old);
  checkLines(world, header, old);
  const fields = {
    ...header,
    Line: listAt(header, 'Line').map((line, at) => ({ ...line, Id: String(at + 1) })),
  };
  return () => {
    const current = old && (recordOf(world, 'BillPayment', old.id) ?? old);
    const stored = current ? change(world, current, fields) : add(world, 'BillPayment', fields);
    settle(call, stored, current);
    return { BillPayment: render(world, stored) };
  };
}

/** Check needs a bank account, CreditCard one of a card [official]; another type is refused [official: 6430]. */
function payingAccount(world: World, given: Fields, type: string): Fields {
  const [part, name, wanted] =
    type === 'Check'
      ? (['CheckPayment', 'BankAccountRef', 'Bank'] as const)
      : (['CreditCardPayment', 'CCAccountRef', 'Credit Card'] as const);
  const id = refAt(fieldsAt(given, part), name);
  if (id === '') throw refuse('2020', `Required parameter ${part}.${name} is missing in the request`, part);
  if (recordOf(world, 'Account', id)?.fields.AccountType !== wanted)
    throw refuse('6430', `Invalid account type used : ${wanted} is needed.`, part);
  return { [part]: { ...fieldsAt(given, part) } };
}

function checkLines(world: World, fields: Fields, old?: Stored): void {
  const isOurs = (id: string) => old !== undefined && (world.settledBy.get(id)?.has(old.id) ?? false);
  const amounts = listAt(fields, 'Line').map((line) => {
    const [link, more] = listAt(line, 'LinkedTxn');
    if (!link || more)
      throw refuse('2020', 'Required parameter Line.LinkedTxn is missing in the request', 'Line');
    const [type, id] = [textAt(link, 'TxnType'), textAt(link, 'TxnId')];
    if (type !== 'Bill' && type !== 'VendorCredit')
      throw refuse('2170', `Invalid Enumeration : ${type}`, 'TxnType');
    const target = recordOf(world, type, id);
    if (!target)
      throw refuse('2500', `Invalid Reference Id : Transactions element id ${id} not found`, 'TxnId');
    if (refAt(target.fields, 'VendorRef') !== refAt(fields, 'VendorRef'))
      throw refuse('6000', 'The linked transaction is of another vendor.', 'LinkedTxn');
    const amount = bigAt(line, 'Amount');
    if (!isOurs(id) && amount.gt(bigAt(target.fields, 'Balance')))
      throw refuse('6000', 'The amount is more than what is open.', 'Amount');
    return type === 'Bill' ? amount : amount.times(-1);
  });
  // credits are taken off what is paid [official]
  if (sum(amounts).gt(bigAt(fields, 'TotalAmt')))
    throw refuse('6000', 'TotalAmt is less than the lines need.', 'TotalAmt');
}

function settle(call: Call, stored: Stored | undefined, before?: Stored): void {
  const { world, settings } = call;
  const touched = new Map<string, 'Bill' | 'VendorCredit'>();
  for (const { entity, id } of [
    ...(before ? settledIn(before.fields) : []),
    ...(stored ? settledIn(stored.fields) : []),
  ])
    if (entity === 'Bill' || entity === 'VendorCredit') touched.set(id, entity);
  for (const [id, entity] of touched) {
    const payments = world.settledBy.get(id) ?? new Set<string>();
    if (stored && settledIn(stored.fields).some((one) => one.id === id)) payments.add(stored.id);
    else if (before) payments.delete(before.id);
    world.settledBy.set(id, payments);
    refresh(world, entity, id, settings.paymentTouchesBill === 'no');
  }
}

/** Takes a payment away; what it paid is open again. */
export function removePayment(call: Call, payment: Stored): void {
  checkOpen(call, payment.fields);
  remove(call.world, payment);
  settle(call, undefined, payment);
}
