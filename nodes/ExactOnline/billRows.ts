/** Purchase entries as Exact Online shows them → for comparing, and for people. Pure. */
import type { Found } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { absolute, isNegative, readDecimal } from '../shared/money';
import type { BillReference } from '../shared/outcome';
import { keyOf } from '../shared/stamp';
import type { Json } from './transport/wire';
import { dateAt, instantAt, linesAt, textAt } from './transport/wire';

/** What a look-up has to select for {@link billReference}. */
export const REFERENCE_FIELDS = [
  ...['EntryID', 'EntryNumber', 'Type', 'Status', 'Supplier', 'YourRef', 'Description', 'AmountFC'],
  ...['VATAmountFC', 'Currency', 'Document'],
];

/** What a list has to select for {@link simplifyBill}. */
export const SIMPLE_FIELDS = [
  ...REFERENCE_FIELDS,
  ...['SupplierName', 'EntryDate', 'DueDate', 'Journal', 'ReportingYear', 'ReportingPeriod'],
  ...['PaymentCondition', 'Modified'],
];

/** Status of entries (reference 3.1). 50 means processed, not paid. */
const STATES: Record<string, string> = { 5: 'Rejected', 20: 'Open', 50: 'Processed' };
const CREDIT_NOTE = '31';

/** Words that people know suppliers by: their code, by Exact's GUID. */
export type VendorWord = (id: string) => string;

const amountOf = (row: Json): Decimal => readDecimal(row.AmountFC) ?? '0';

/** Key of the invoice that an entry is stamped with; null where it has no stamp of ours. */
export const keyIn = (row: Json): string | null => keyOf(textAt(row, 'Description'));

/** Below zero, or a credit note by its type: which of both Exact makes of a negative entry is not public. */
export const isCredit = (row: Json): boolean =>
  isNegative(amountOf(row)) || textAt(row, 'Type') === CREDIT_NOTE;

const isRejected = (row: Json): boolean => textAt(row, 'Status') === '5';

/** An entry for comparing and reporting; a credit's amount is positive. Its files go to its document. */
export function billReference(row: Json, vendorWord: VendorWord): BillReference {
  const status = textAt(row, 'Status');
  const document = textAt(row, 'Document');
  return {
    id: textAt(row, 'EntryID'),
    number: textAt(row, 'EntryNumber'),
    type: isCredit(row) ? 'Credit Note' : 'Purchase Entry',
    status: STATES[status] ?? status,
    vendor: vendorWord(textAt(row, 'Supplier')),
    vendorReference: textAt(row, 'YourRef'),
    amount: absolute(amountOf(row)),
    currency: textAt(row, 'Currency') || null,
    ...(document !== '' && { filesLink: document }),
  };
}

export const foundBill = (row: Json, vendorWord: VendorWord): Found => ({
  ...billReference(row, vendorWord),
  matchedBy: 'supplierNumber',
  stampedKey: keyIn(row),
  voided: isRejected(row),
});

/**
 * An entry for people and later steps: amounts as decimal text in its own currency, a credit negative. What is paid of
 * it Exact keeps apart: see Payment Status.
 * @param offsetSeconds how far the server's wall clock is ahead of UTC
 */
export function simplifyBill(row: Json, vendorWord: VendorWord, offsetSeconds: number): Json {
  const [year, period] = [textAt(row, 'ReportingYear'), textAt(row, 'ReportingPeriod')];
  return {
    ...billReference(row, vendorWord),
    amount: amountOf(row),
    vatAmount: readDecimal(row.VATAmountFC),
    vendorId: textAt(row, 'Supplier'),
    vendorName: textAt(row, 'SupplierName') || null,
    date: dateAt(row, 'EntryDate'),
    dueDate: dateAt(row, 'DueDate'),
    journal: textAt(row, 'Journal') || null,
    period: year === '' ? null : `${year}-${period.padStart(2, '0')}`,
    terms: textAt(row, 'PaymentCondition') || null,
    entity: null,
    description: textAt(row, 'Description'),
    key: keyIn(row),
    documentId: textAt(row, 'Document') || null,
    lastModified: instantAt(row, 'Modified', offsetSeconds),
    lines: linesAt(row, 'PurchaseEntryLines').map(simplifyLine),
  };
}

/** What the lines of one entry have to select for {@link simplifyBill}. */
export const LINE_FIELDS = [
  ...['LineNumber', 'GLAccountCode', 'GLAccountDescription', 'Description', 'Notes', 'AmountFC'],
  ...['VATCode', 'VATAmountFC', 'CostCenter', 'CostUnit'],
];

const simplifyLine = (line: Json): Json => ({
  number: Number(textAt(line, 'LineNumber')),
  account: textAt(line, 'GLAccountCode') || null,
  accountName: textAt(line, 'GLAccountDescription') || null,
  description: textAt(line, 'Notes') || textAt(line, 'Description'),
  amount: readDecimal(line.AmountFC),
  vatCode: textAt(line, 'VATCode') || null,
  vatAmount: readDecimal(line.VATAmountFC),
  costCenter: textAt(line, 'CostCenter') || null,
  costUnit: textAt(line, 'CostUnit') || null,
});
