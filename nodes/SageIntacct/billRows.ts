/** Bills and adjustments as Sage Intacct shows them → for comparing, and for people. Pure. */
import type { Decimal } from '../shared/money';
import { absolute, isNegative, readDecimal } from '../shared/money';
import type { BillReference } from '../shared/outcome';
import { keyOf } from '../shared/stamp';
import { DIMENSIONS } from './dimensions';
import type { BillObject } from './documents';
import { fromWireDate, fromWireTime } from './transport/wire';
import type { Row } from './transport/xml';
import { rowsOf, text } from './transport/xml';

const TYPES: Record<BillObject, string> = { APBILL: 'Bill', APADJUSTMENT: 'Adjustment' };

/** What a look-up has to select for {@link billReference}. */
export const REFERENCE_FIELDS = [
  ...[
    'RECORDNO',
    'RECORDID',
    'STATE',
    'VENDORID',
    'TRX_TOTALENTERED',
    'TOTALENTERED',
    'CURRENCY',
    'DESCRIPTION',
  ],
];

export const signedTotal = (row: Row): Decimal =>
  readDecimal(text(row, 'TRX_TOTALENTERED')) ?? readDecimal(text(row, 'TOTALENTERED')) ?? '0';

/** A bill as Sage Intacct shows it, for comparing and reporting; a credit's amount is positive. */
export function billReference(row: Row, object: BillObject): BillReference {
  const recordNo = text(row, 'RECORDNO');
  return {
    id: recordNo,
    number: recordNo,
    type: TYPES[object],
    status: text(row, 'STATE'),
    vendor: text(row, 'VENDORID'),
    vendorReference: text(row, 'RECORDID'),
    amount: absolute(signedTotal(row)),
    currency: text(row, 'CURRENCY') || null,
  };
}

/** An adjustment that reduces what is owed; one that adds to it is no credit. */
export const isCredit = (row: Row): boolean => isNegative(signedTotal(row));

/** What a list has to select for {@link simplifyBill}. */
export const SIMPLE_FIELDS = [
  ...REFERENCE_FIELDS,
  ...['DOCNUMBER', 'WHENCREATED', 'WHENPOSTED', 'WHENDUE', 'WHENPAID', 'WHENMODIFIED', 'MEGAENTITYID'],
  ...['TRX_TOTALDUE', 'TRX_TOTALPAID', 'TRX_TOTALSELECTED', 'TOTALDUE', 'TOTALPAID', 'TOTALSELECTED'],
];

/** A bill for people and later steps: amounts as decimal text in its own currency, a credit negative. */
export function simplifyBill(
  row: Row,
  object: BillObject,
  stampField: string | null,
): Record<string, unknown> {
  const amount = (name: string): Decimal | null =>
    readDecimal(text(row, `TRX_${name}`)) ?? readDecimal(text(row, name));
  const day = (name: string) => fromWireDate(text(row, name)) || null;
  const lines = rowsOf(row, `${object}ITEMS`, `${object}ITEM`);
  return {
    ...billReference(row, object),
    amount: signedTotal(row),
    balance: amount('TOTALDUE'),
    paidAmount: amount('TOTALPAID'),
    selectedAmount: amount('TOTALSELECTED'),
    date: day('WHENCREATED'),
    postingDate: day('WHENPOSTED'),
    dueDate: day('WHENDUE'),
    paidDate: day('WHENPAID'),
    reference: text(row, 'DOCNUMBER') || null,
    entity: text(row, 'MEGAENTITYID') || null,
    description: text(row, 'DESCRIPTION'),
    key: keyOf(stampField === null ? '' : text(row, stampField)) ?? keyOf(text(row, 'DESCRIPTION')),
    lastModified: fromWireTime(text(row, 'WHENMODIFIED')) || null,
    ...(lines.length > 0 ? { lines: lines.map(simplifyLine) } : {}),
  };
}

function simplifyLine(line: Row): Record<string, unknown> {
  const dimensions = Object.keys(line).filter(
    (name) =>
      (name.startsWith('GLDIM') || DIMENSIONS.some(({ field }) => field === name)) && text(line, name),
  );
  return {
    account: text(line, 'ACCOUNTNO') || null,
    description: text(line, 'ENTRYDESCRIPTION'),
    amount: readDecimal(text(line, 'TRX_AMOUNT')) ?? readDecimal(text(line, 'AMOUNT')),
    dimensions: Object.fromEntries(dimensions.map((name) => [name, text(line, name)])),
  };
}
