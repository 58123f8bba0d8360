/** Payments: a bill's figures always follow from the details of its payments. */
import Big from 'big.js';
import type { Call } from './call';
import { recordOf } from './call';
import type { Fields } from './input';
import { genericFields } from './input';
import { couldNot, invalid } from './refusal';
import type { Row } from './records';
import { big, money } from './values';
import type { World } from './world';
import { add, change, schemaOf, tableOf } from './world';
import type { XmlNode } from '../kit/xml';
import { childOf, childrenOf, textOf } from '../kit/xml';

export interface PaymentDetail {
  /** RECORDNO of the bill. */
  bill: string;
  amount: Big;
  discount: Big;
  /** RECORDNO of an adjustment that is applied instead of money. */
  adjustment?: string;
}

export interface PaymentOrder {
  vendor: string;
  details: PaymentDetail[];
  /** Posted, Draft, Submitted, Approved. */
  state: string;
  date: string;
  method: string;
  docNumber: string;
  bank: string;
  /** True: the bills keep their time of change. */
  silent?: boolean;
}

/** Books a payment. @throws Refusal */
export function pay(call: Call, order: PaymentOrder): Row {
  const { world, entity } = call;
  const errors = order.details.flatMap((detail) => detailErrors(call, order, detail));
  if (order.details.length === 0) errors.push(invalid('A payment needs a detail.'));
  if (errors.length > 0) throw couldNot('create', 'Payment', errors);
  const first = tableOf(world, 'APBILL').get(order.details[0]?.bill);
  const currency = first?.CURRENCY ?? world.seed.baseCurrency;
  const total = order.details.reduce(
    (sum, { amount, adjustment }) => (adjustment ? sum : sum.plus(amount)),
    new Big(0),
  );
  const payment = add(
    world,
    'APPYMT',
    {
      ...{ RECORDTYPE: 'appayment', DOCNUMBER: order.docNumber, PAYMENTMETHOD: order.method },
      ...{
        FINANCIALENTITY: order.bank,
        VENDORID: order.vendor,
        PAYMENTDATE: order.date,
        WHENCREATED: order.date,
      },
      VENDORNAME: tableOf(world, 'VENDOR').find(order.vendor)?.NAME ?? '',
      ...{ WHENPAID: order.state === 'Posted' ? order.date : '', STATE: order.state },
      ...{ CURRENCY: currency, BASECURR: world.seed.baseCurrency },
      ...{ TRX_TOTALENTERED: money(total), TOTALENTERED: money(inBase(world, currency, total)) },
    },
    entity,
  );
  for (const { bill, amount, discount, adjustment } of order.details) {
    const applied = adjustment === undefined ? 'PAYMENTAMOUNT' : 'ADJUSTMENTAMOUNT';
    add(world, 'APPYMTDETAIL', {
      ...{ PAYMENTKEY: payment.RECORDNO ?? '', RECORDKEY: bill, CURRENCY: currency, STATE: order.state },
      ...{ [`TRX_${applied}`]: money(amount), [applied]: money(inBase(world, currency, amount)) },
      ...{ TRX_DISCOUNTAMOUNT: money(discount), DISCOUNTAMOUNT: money(inBase(world, currency, discount)) },
      ...(adjustment !== undefined && { ADJUSTMENTKEY: adjustment }),
    });
    add(world, 'APBILLPAYMENT', {
      ...{ RECORDKEY: bill, PAYMENTKEY: payment.RECORDNO ?? '', PAYMENTDATE: order.date, STATE: order.state },
      ...{ TRX_AMOUNT: money(amount), AMOUNT: money(inBase(world, currency, amount)), CURRENCY: currency },
    });
    settle(call, bill, order.silent);
    if (adjustment !== undefined) settleAdjustment(call, adjustment);
  }
  return payment;
}

const inBase = ({ seed }: World, currency: string, amount: Big): Big =>
  currency === seed.baseCurrency ? amount : amount.times(seed.rates[currency] ?? '1').round(2, 1);

function detailErrors(
  call: Call,
  order: PaymentOrder,
  { bill, amount, discount, adjustment }: PaymentDetail,
) {
  const row = recordOf(call, schemaOf(call.world, 'APBILL'), bill);
  if (!row) return [invalid(`The bill ${bill} does not exist.`)];
  const left = big(row.TRX_TOTALDUE).minus(big(row.TRX_TOTALSELECTED));
  if (row.VENDORID !== order.vendor) return [invalid(`The bill ${bill} is of another vendor.`)];
  if (amount.lte(0) || amount.plus(discount).gt(left)) return [invalid('The amount exceeds what is due.')];
  if (adjustment === undefined) return [];
  const credit = tableOf(call.world, 'APADJUSTMENT').get(adjustment);
  const isEnough = credit && big(credit.TRX_TOTALDUE).plus(amount).lte(0) && credit.VENDORID === order.vendor;
  return isEnough ? [] : [invalid(`The adjustment ${adjustment} does not cover the amount.`)];
}

/** Works the bill's figures out again. */
export function settle({ world, settings }: Call, bill: string, silent = false): void {
  const row = tableOf(world, 'APBILL').get(bill);
  if (!row || row.STATE === 'Reversed' || row.STATE === 'Reversal') return;
  const details = tableOf(world, 'APPYMTDETAIL')
    .all()
    .filter(({ RECORDKEY }) => RECORDKEY === bill);
  const sum = (states: string[], fields: string[], from = details) =>
    from
      .filter(({ STATE = '' }) => states.includes(STATE))
      .reduce(
        (total, detail) => fields.reduce((part, field) => part.plus(big(detail[field])), total),
        new Big(0),
      );
  const waiting = ['Draft', 'Submitted', 'Approved'];
  const figures: Fields = {};
  for (const prefix of ['', 'TRX_']) {
    const applied = [`${prefix}PAYMENTAMOUNT`, `${prefix}ADJUSTMENTAMOUNT`];
    const paid = sum(['Posted'], applied);
    const discount = sum(['Posted'], [`${prefix}DISCOUNTAMOUNT`]);
    figures[`${prefix}TOTALPAID`] = money(paid);
    figures[`${prefix}TOTALDUE`] = money(big(row[`${prefix}TOTALENTERED`]).minus(paid).minus(discount));
    figures[`${prefix}TOTALSELECTED`] = money(sum(waiting, applied));
  }
  const isPaid = big(figures.TRX_TOTALPAID).gt(0);
  const isDone = isPaid && big(figures.TRX_TOTALDUE).eq(0);
  const isSelected = big(figures.TRX_TOTALSELECTED).gt(0);
  const last = details.filter(({ STATE }) => STATE === 'Posted').at(-1);
  const date = tableOf(world, 'APPYMT').get(last?.PAYMENTKEY)?.PAYMENTDATE ?? '';
  // the label between Posted and Paid was never seen [open]
  const state = isDone ? 'Paid' : isPaid ? settings.partlyPaid : isSelected ? 'Selected' : 'Posted';
  change(world, 'APBILL', row, { ...figures, STATE: state, WHENPAID: isDone ? date : '' }, silent);
}

function settleAdjustment({ world }: Call, adjustment: string): void {
  const row = tableOf(world, 'APADJUSTMENT').get(adjustment);
  if (!row) return;
  const applied = tableOf(world, 'APPYMTDETAIL')
    .all()
    .filter(({ ADJUSTMENTKEY, STATE }) => ADJUSTMENTKEY === adjustment && STATE === 'Posted')
    .reduce((sum, detail) => sum.plus(big(detail.TRX_ADJUSTMENTAMOUNT)), new Big(0));
  const due = big(row.TRX_TOTALENTERED).plus(applied);
  const figures = { TRX_TOTALPAID: money(applied.times(-1)), TRX_TOTALDUE: money(due), TOTALDUE: money(due) };
  change(world, 'APADJUSTMENT', row, { ...figures, STATE: due.eq(0) ? 'Paid' : 'Posted' });
}

/** Moves a payment on: a waiting one is posted, a posted one voided, and its bills follow. */
export function movePayment(call: Call, name: string, to: 'Posted' | 'Voided', silent = false): Row {
  const from = to === 'Voided' ? ['Posted'] : ['Draft', 'Submitted', 'Approved'];
  const payment = tableOf(call.world, 'APPYMT')
    .all()
    .filter(
      ({ RECORDNO, DOCNUMBER, STATE = '' }) =>
        (RECORDNO === name || DOCNUMBER === name) && from.includes(STATE),
    )
    .at(-1);
  if (!payment) throw new TypeError('There is no such payment in that state.');
  const moved = change(call.world, 'APPYMT', payment, {
    ...{ STATE: to, WHENPAID: to === 'Posted' ? (payment.PAYMENTDATE ?? '') : '' },
  });
  for (const object of ['APPYMTDETAIL', 'APBILLPAYMENT']) {
    for (const row of tableOf(call.world, object).all())
      if (row.PAYMENTKEY === payment.RECORDNO) change(call.world, object, row, { STATE: to });
  }
  for (const { PAYMENTKEY, RECORDKEY = '', ADJUSTMENTKEY } of tableOf(call.world, 'APPYMTDETAIL').all()) {
    if (PAYMENTKEY !== payment.RECORDNO) continue;
    settle(call, RECORDKEY, silent);
    if (ADJUSTMENTKEY) settleAdjustment(call, ADJUSTMENTKEY);
  }
  return moved;
}

/** `create` of an APPYMT [doc]. */
export function createPayment(node: XmlNode, call: Call): Row {
  const errors: ReturnType<typeof invalid>[] = [];
  const header = genericFields(node, schemaOf(call.world, 'APPYMT'), call, errors);
  const schema = schemaOf(call.world, 'APPYMTDETAIL');
  const details = childrenOf(childOf(node, 'APPYMTDETAILS'), 'APPYMTDETAIL').map((one): PaymentDetail => {
    const fields = genericFields(one, schema, call, errors);
    const { RECORDKEY = '', ADJUSTMENTKEY: adjustment } = fields;
    const due = big(tableOf(call.world, 'APBILL').get(RECORDKEY)?.TRX_TOTALDUE);
    const amount = big(adjustment ? fields.TRX_ADJUSTMENTAMOUNT : fields.TRX_PAYMENTAMOUNT);
    // what is left is the discount, where a date for it was given [doc: the amount must be all but the discount]
    const discount = fields.DISCOUNTDATE ? due.minus(amount) : new Big(0);
    return { bill: RECORDKEY, amount, discount, ...(adjustment && { adjustment }) };
  });
  if (!header.PAYMENTDATE) errors.push(invalid('Required field PAYMENTDATE is missing.'));
  if (errors.length > 0) throw couldNot('create', 'Payment', errors);
  return pay(call, {
    ...{ vendor: header.VENDORID ?? '', details, date: header.PAYMENTDATE ?? '' },
    state: textOf(node, 'ACTION') === 'Draft' ? 'Draft' : 'Posted',
    ...{
      method: header.PAYMENTMETHOD ?? '',
      docNumber: header.DOCNUMBER ?? '',
      bank: header.FINANCIALENTITY ?? '',
    },
  });
}
