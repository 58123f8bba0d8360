/** What an applied document does to a bill: balance, status, and a row among its applications. */
import Big from 'big.js';
import type { RecordData } from './records';
import { copyOf, newRecord } from './records';
import type { World } from './world';
import { commitBill } from './world';

export interface Settlement {
  /** What the application shows; negative where it takes one back. */
  paid: Big;
  /** What leaves the balance: paid, and discount taken. */
  cleared: Big;
  touchesBill: boolean;
  /** The document that is taken back. */
  voids?: RecordData;
}

/** Applies a document to a bill, or takes it back. The bill is Closed at a balance of 0 [doc UG:AP_30_10_00]. */
export function settle(
  world: World,
  bill: RecordData,
  document: RecordData,
  { paid, cleared, touchesBill, voids }: Settlement,
): void {
  const settled = copyOf(bill);
  const balance = Big(Number(bill.fields.Balance)).minus(cleared).toNumber();
  settled.fields.Balance = balance;
  settled.fields.Status = balance === 0 ? 'Closed' : 'Open';
  const former = (settled.details.Applications ?? []).map((row) =>
    // the row shows the state of the applied document [official client mapping]
    voids?.fields.Type === row.fields.DocType && voids?.fields.ReferenceNbr === row.fields.ReferenceNbr
      ? { ...row, fields: { ...row.fields, Status: 'Voided' } }
      : row,
  );
  settled.details.Applications = [
    ...former,
    newRecord({
      DocType: document.fields.Type ?? 'Payment',
      ReferenceNbr: document.fields.ReferenceNbr ?? '',
      AmountPaid: paid.toNumber(),
      Balance: balance,
      Status: document.fields.Status ?? '',
    }),
  ];
  const before = bill.fields.LastModifiedDateTime ?? null;
  commitBill(world, settled);
  if (!touchesBill) settled.fields.LastModifiedDateTime = before;
}
