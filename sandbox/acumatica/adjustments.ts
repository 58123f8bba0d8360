/** Debit adjustments applied to bills: a bill can be Closed without a payment [doc UG:AP_30_10_00]. */
import Big from 'big.js';
import type { RecordData } from './records';
import { newRecord } from './records';
import { settle } from './settle';
import type { World } from './world';
import { storeOf } from './world';

export interface AdjustmentOrder {
  bill: RecordData;
  /** Number of the debit adjustment. */
  number: string;
  /** As much as both allow, if left out. */
  amount?: string;
  touches: boolean;
  /** Whether the form of checks lists it, as a document of type Debit Adj. [doc UG:AP_30_20_00; the rest inferred]. */
  asCheck?: boolean;
}

/** @returns the adjustment @throws TypeError where it is not open for that amount */
export function applyAdjustment(
  world: World,
  { bill, number, amount: wanted, touches: touchesBill, asCheck }: AdjustmentOrder,
): RecordData {
  const credit = storeOf(world, 'Bill').byKey('Debit Adj.', number);
  if (credit?.fields.Status !== 'Open') throw new TypeError('The debit adjustment is not open.');
  if (credit.fields.Vendor !== bill.fields.Vendor) throw new TypeError('It belongs to another vendor.');
  const [owed, left] = [Big(Number(bill.fields.Balance)), Big(Number(credit.fields.Balance))];
  const paid = Big(wanted ?? (owed.lt(left) ? owed : left));
  if (paid.lte(0) || paid.gt(owed) || paid.gt(left)) throw new TypeError('The amount exceeds a balance.');
  settle(world, bill, credit, { paid, cleared: paid, touchesBill });
  settle(world, credit, bill, { paid, cleared: paid, touchesBill });
  if (asCheck !== false) listAmongChecks(world, { bill, credit, paid, left: left.minus(paid) });
  return credit;
}

interface Applied {
  bill: RecordData;
  credit: RecordData;
  paid: Big;
  left: Big;
}

function listAmongChecks(world: World, { bill, credit, paid, left }: Applied): void {
  const checks = storeOf(world, 'Check');
  const known = checks.byKey('Debit Adj.', credit.fields.ReferenceNbr);
  const row = newRecord({
    DocType: 'Bill',
    ReferenceNbr: bill.fields.ReferenceNbr ?? '',
    VendorRef: bill.fields.VendorRef ?? '',
    AmountPaid: paid.toNumber(),
    Balance: Big(Number(bill.fields.Balance)).minus(paid).toNumber(),
    CashDiscountBalance: 0,
    CashDiscountTaken: 0,
  });
  const { ReferenceNbr, Vendor, Date: date, VendorRef, CurrencyID, Amount } = credit.fields;
  const listed = newRecord(
    {
      ...{ Type: 'Debit Adj.', ReferenceNbr: ReferenceNbr ?? '', Vendor: Vendor ?? '' },
      ...{ Status: left.eq(0) ? 'Closed' : 'Open', ApplicationDate: date ?? '', PaymentRef: VendorRef ?? '' },
      ...{ PaymentMethod: '', CashAccount: '', CurrencyID: CurrencyID ?? '', Hold: false },
      ...{ PaymentAmount: Amount ?? 0, UnappliedBalance: left.toNumber() },
      LastModifiedDateTime: world.now().getTime(),
    },
    { Details: [], History: [...(known?.details.History ?? []), row] },
  );
  checks.put({ ...listed, id: known?.id ?? listed.id });
}
