/** Reads created bills back, since the gateway answers a creation with nothing but a number, and compares. */
import type { Decimal } from '../../shared/money';
import { absolute, equal } from '../../shared/money';
import type { BillReference, Difference } from '../../shared/outcome';
import { REFERENCE_FIELDS, billReference, signedTotal } from '../billRows';
import type { BillObject, Expected } from '../documents';
import type { Connection } from '../transport/connection';
import { query } from '../transport/query';
import { send } from '../transport/request';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

/**
 * The rows of an object by their record numbers, a thousand at most.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readBack(
  connection: Connection,
  object: BillObject,
  recordNos: string[],
): Promise<Map<string, Row>> {
  const filter = { field: 'RECORDNO', in: recordNos };
  const rows = await query(connection, { object, fields: [...REFERENCE_FIELDS, 'WHENDUE'], filter });
  return new Map(rows.map((row) => [text(row, 'RECORDNO'), row]));
}

/** Every way in which the booked bill is not the one that was sent. Pure. */
export function differences(expected: Expected, row: Row): Difference[] {
  const there = billReference(row, expected.object);
  const found: Difference[] = [];
  const same = (field: string, sent: string, booked: string) => {
    if (sent.trim().toUpperCase() !== booked.toUpperCase())
      found.push({ field, expected: sent, found: booked });
  };
  same('VENDORID', expected.vendor, there.vendor);
  same('RECORDID', expected.number, there.vendorReference);
  if (there.currency !== null) same('CURRENCY', expected.currency, there.currency);
  const total = signedTotal(row);
  // in which sign an adjustment is shown is not documented
  const size = (amount: Decimal) => (expected.object === 'APBILL' ? amount : absolute(amount));
  if (!equal(size(total), size(expected.total)))
    found.push({ field: 'TRX_TOTALENTERED', expected: expected.total, found: total });
  return found;
}

/** A bill as it was sent, where it could not be read back. */
export const asSent = (
  { object, vendor, number, currency, total }: Expected,
  recordNo: string,
): BillReference =>
  billReference(
    { RECORDNO: recordNo, RECORDID: number, VENDORID: vendor, CURRENCY: currency, TRX_TOTALENTERED: total },
    object,
  );

/**
 * Keeps a bill from being paid that is not what was sent; what could not be done is one difference more.
 * An update asks for the due date, whatever it changes (source: developer.intacct.com accounts-payable/bills).
 */
export async function keepFromPayment(
  connection: Connection,
  expected: Expected,
  row: Row,
): Promise<Difference[]> {
  const byHand = (state: string): Difference[] => [
    { field: 'ONHOLD', expected: 'true', found: `${state}: keep it from payment by hand` },
  ];
  if (expected.object !== 'APBILL') return byHand('an adjustment cannot be put on hold');
  const body = {
    update: {
      APBILL: {
        RECORDNO: text(row, 'RECORDNO'),
        WHENDUE: text(row, 'WHENDUE') || undefined,
        ONHOLD: 'true',
      },
    },
  };
  const results = await send(connection, [{ controlId: 'hold', body }], {
    unique: false,
    repeatable: true,
  }).catch(() => []);
  return results[0]?.status === 'success' ? [] : byHand('not on hold');
}
