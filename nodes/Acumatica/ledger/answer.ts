/** Compares what Acumatica booked with what was sent. Pure. */
import type { Decimal } from '../../shared/money';
import { equal, readDecimal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import type { Expected } from '../documents';
import type { Plain } from '../transport/wire';
import { rows, text } from '../transport/wire';
import { bareCodeOf, codeOf } from './masters';

/** What the answer of a PUT must carry so that no further call is needed. */
export const ANSWER = {
  expand: ['Details', 'TaxDetails'],
  select: [
    ...['ReferenceNbr', 'Type', 'Status', 'Hold', 'Vendor', 'VendorRef', 'Amount', 'Balance', 'TaxTotal'],
    ...['CurrencyID', 'Description', 'LastModifiedDateTime', 'Details/Account', 'Details/Subaccount'],
    ...[
      'Details/Amount',
      'Details/ExtendedCost',
      'Details/POOrderType',
      'Details/POOrderNbr',
      'Details/POLine',
    ],
    ...['TaxDetails/TaxID', 'TaxDetails/TaxAmount'],
  ],
};

/** Every way in which the booked bill is not the one that was sent. */
export function differences(expected: Expected, bill: Plain): Difference[] {
  const found: Difference[] = [];
  const same = (field: string, sent: string, booked: string) => {
    if (codeOf(sent) !== codeOf(booked)) found.push({ field, expected: sent, found: booked });
  };
  const sameAmount = (field: string, sent: Decimal, booked: Decimal | null) => {
    if (booked === null || !equal(sent, booked))
      found.push({ field, expected: sent, found: booked ?? 'nothing' });
  };
  same('Type', expected.type, text(bill, 'Type'));
  same('Vendor', expected.vendor, text(bill, 'Vendor'));
  same('VendorRef', expected.vendorRef, text(bill, 'VendorRef'));
  same('CurrencyID', expected.currency, text(bill, 'CurrencyID'));
  sameAmount('Amount', expected.amount, readDecimal(bill.Amount));
  // the control total echoes what was sent; the balance is what Acumatica computed
  const balance = readDecimal(bill.Balance);
  if (balance !== null) sameAmount('Balance', expected.amount, balance);
  const tax = readDecimal(bill.TaxTotal);
  if (expected.tax !== null && tax !== null) sameAmount('TaxTotal', expected.tax, tax);
  return [...found, ...lineDifferences(expected, rows(bill, 'Details'))];
}

function lineDifferences(expected: Expected, booked: Plain[]): Difference[] {
  if (booked.length !== expected.lines.length) {
    return [
      { field: 'Details', expected: `${expected.lines.length} lines`, found: `${booked.length} lines` },
    ];
  }
  const inOrder = [...booked].sort((a, b) => Number(text(a, 'rowNumber')) - Number(text(b, 'rowNumber')));
  return expected.lines.flatMap((line, at) => {
    const row = inOrder[at] ?? {};
    const place = `Details[${at + 1}]`;
    const found: Difference[] = [];
    const same = (field: string, sent: string, there: string) => {
      if (sent !== '' && codeOf(sent) !== codeOf(there))
        found.push({ field: `${place}.${field}`, expected: sent, found: there });
    };
    const amount = readDecimal(row.Amount) ?? readDecimal(row.ExtendedCost);
    if (amount === null || !equal(amount, line.amount))
      found.push({ field: `${place}.Amount`, expected: line.amount, found: amount ?? 'nothing' });
    same('Account', line.account, text(row, 'Account'));
    if (bareCodeOf(line.subaccount) !== bareCodeOf(text(row, 'Subaccount')))
      same('Subaccount', line.subaccount, text(row, 'Subaccount'));
    if (line.order) {
      same('POOrderNbr', line.order.number, text(row, 'POOrderNbr'));
      same('POLine', String(line.order.line), text(row, 'POLine'));
    }
    return found;
  });
}
