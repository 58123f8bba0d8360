/** Saving a bill: everything is applied to a copy, checked, and only then kept. */
import Big from 'big.js';
import { checkVendorRef, completeHeader, fail } from './billHeader';
import { applyLines, completeLine } from './billLines';
import { completeTaxes } from './billTaxes';
import type { Bound } from './binding';
import { checkLengths } from './lengths';
import type { RecordData } from './records';
import { mergeCustom } from './custom';
import { copyOf, newRecord } from './records';
import type { World } from './world';
import { commitBill, nextNumber, storeOf } from './world';

export type Saved = { bill: RecordData } | { refused: RecordData; isDuplicate: boolean };

/** Statuses in which a bill can still be changed. */
const EDITABLE = new Set(['On Hold', 'Balanced', 'Pending Approval', 'Rejected']);
const ROW_FAILED = "Inserting  'AP Transactions' record raised at least one error. Please review the errors.";

export function saveBill(
  world: World,
  existing: RecordData | undefined,
  sent: Bound,
  branch?: string,
): Saved {
  const bill = existing
    ? copyOf(existing)
    : newRecord({ ReferenceNbr: '<NEW>' }, { Details: [], Applications: [] });
  if (existing && !EDITABLE.has(String(existing.fields.Status))) {
    bill.error = `The document has the ${String(existing.fields.Status)} status and cannot be changed.`;
    return { refused: bill, isDuplicate: false };
  }
  // keys and what the system computes cannot be set
  const { ReferenceNbr, Status, Balance, LastModifiedDateTime, TaxTotal, ...settable } = sent.values;
  void [ReferenceNbr, Status, Balance, LastModifiedDateTime, TaxTotal];
  Object.assign(bill.fields, settable);
  if (existing) bill.fields.Type = existing.fields.Type ?? 'Bill';
  if (sent.note !== null) bill.note = sent.note;
  mergeCustom(bill, sent.custom);

  completeHeader(world, bill, branch);
  const isDuplicate = checkVendorRef(world, bill);
  const currency = storeOf(world, 'Currency').byKey(bill.fields.CurrencyID);
  const places = Number(currency?.fields.DecimalPrecision ?? 2);
  applyLines(world, bill, sent.rows.Details ?? []);
  for (const line of bill.details.Details ?? []) completeLine(world, bill, line, places);
  checkLengths(bill);
  completeTaxes(world, bill, sent.rows.TaxDetails, places);
  completeTotals(world, bill, sent, places, existing === undefined);

  if (hasErrors(bill)) {
    bill.error ??= (bill.details.Details ?? []).some(hasErrors)
      ? ROW_FAILED
      : `${existing ? 'Updating' : 'Inserting'} 'AP Document' record raised at least one error. Please review the errors.`;
    return { refused: bill, isDuplicate };
  }
  if (!existing) bill.fields.ReferenceNbr = nextNumber(world, 'Bill');
  commitBill(world, bill);
  return { bill };
}

/** Balance follows the lines and taxes; Amount is the control total [doc UG:AP_10_10_00]. */
function completeTotals(world: World, bill: RecordData, sent: Bound, places: number, isNew: boolean): void {
  const { fields } = bill;
  const { preferences } = world.seed;
  const lines = (bill.details.Details ?? []).reduce(
    (sum, line) => sum.plus(Number(line.fields.Amount)),
    Big(0),
  );
  const total = lines.plus(Number(fields.TaxTotal)).round(places);
  if (isNew && sent.values.Hold === undefined) fields.Hold = preferences.holdOnEntry;
  fields.Balance = total.toNumber();
  if (!preferences.validateTotals) fields.Amount = total.toNumber();
  fields.Amount = Number(fields.Amount ?? 0);
  if (fields.Hold === true) {
    fields.Status = 'On Hold';
    return;
  }
  if (!Big(fields.Amount).eq(total)) fail(bill, 'Amount', 'The document is out of the balance.');
  if (fields.Amount < 0) fail(bill, 'Amount', 'The document balance will become negative.');
  fields.Status = preferences.approvals ? 'Pending Approval' : 'Balanced';
}

const hasErrors = (record: RecordData): boolean =>
  record.errors !== undefined || Object.values(record.details).some((rows) => rows.some(hasErrors));
