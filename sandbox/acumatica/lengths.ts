/**
 * Longest texts, as the field attributes of Acumatica's own tables give them: APInvoice.InvoiceNbr 40 characters,
 * APRegister.DocDesc and APTran.TranDesc 256 (TranDescLength) [source of PX.Objects; DocDesc was 60 before and is 512 in
 * newest builds]. What the contract does with longer ones is open: refuses, or cuts by the switch longTextCut [inferred].
 */
import { fail } from './billHeader';
import type { BoundRow, Bound } from './binding';
import type { RecordData } from './records';

const HEADER = { VendorRef: 40, Description: 256 };
const LINE = { TransactionDescription: 256 };

/** Marks what is too long. */
export function checkLengths(bill: RecordData): void {
  check(bill, HEADER);
  for (const line of bill.details.Details ?? []) check(line, LINE);
}

function check(record: RecordData, longest: Record<string, number>): void {
  for (const [name, length] of Object.entries(longest)) {
    if (String(record.fields[name] ?? '').length > length) {
      fail(record, name, `The string value provided exceeds the maximum length of ${length} characters.`);
    }
  }
}

/** What was sent, cut to length. */
export function cutToLength(bound: Bound): void {
  cut(bound, HEADER);
  for (const row of bound.rows.Details ?? []) cut(row, LINE);
}

function cut({ values }: BoundRow, longest: Record<string, number>): void {
  for (const [name, length] of Object.entries(longest)) {
    const value = values[name];
    if (typeof value === 'string') values[name] = value.slice(0, length);
  }
}

/** Switch trimsText: texts are kept without spaces at their end [inferred]. */
export function trimTexts({ values, custom, rows }: Bound): void {
  for (const record of [values, ...(rows.Details ?? []).map((row) => row.values)]) {
    for (const [name, value] of Object.entries(record)) {
      if (typeof value === 'string') record[name] = value.trimEnd();
    }
  }
  for (const field of Object.values(custom).flatMap((fields) => Object.values(fields))) {
    if (typeof field.value === 'string') field.value = field.value.trimEnd();
  }
}
