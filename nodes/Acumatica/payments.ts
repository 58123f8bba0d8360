/** Reads payment statuses in bulk: the bills with what was applied to them, and the payments behind it. */
import type { PaymentStatus } from '../shared/documents';
import { inParallel } from '../shared/lock';
import { equal, readDecimal } from '../shared/money';
import type { StampField } from './documents';
import { paymentKey, paymentStatusDocument, paymentsOf } from './paymentDocuments';
import type { Connection } from './transport/connection';
import { listAll } from './transport/list';
import type { Query } from './transport/query';
import { both, equals, orFilters, startsWith } from './transport/query';
import { readOne } from './transport/request';
import type { Plain } from './transport/wire';
import { asObject, rows, text } from './transport/wire';

const BILL_FIELDS = [
  ...['Type', 'ReferenceNbr', 'Status', 'Vendor', 'VendorRef', 'Amount', 'Balance', 'CurrencyID'],
  ...['Description', 'LastModifiedDateTime'],
];
const APPLICATION_FIELDS = ['DocType', 'ReferenceNbr', 'AmountPaid', 'Balance', 'Status'];
const CHECK_FIELDS = ['Type', 'ReferenceNbr', 'Status', 'PaymentRef', 'PaymentMethod', 'ApplicationDate'];
/** Records that are read one by one at the same time. */
const AT_ONCE = 4;

const path = (field: StampField): string => `${field.view}.${field.field}`;

/** How our stamp begins, whatever the environment. */
const STAMP = 'JGR:';

/** The text of a bill that carries our stamp. */
export const stampText = (bill: Plain, stampField: StampField | null): string =>
  stampField ? text(asObject(bill.custom) as Plain, path(stampField)) : text(bill, 'Description');

/** Whether a bill carries our stamp. */
export const isStamped = (bill: Plain, stampField: StampField | null): boolean =>
  stampText(bill, stampField).startsWith(STAMP);

/** Clauses by which the server leaves out bills without our stamp; of custom fields it is asked none. */
export const stampClauses = (stampField: StampField | null): string[] =>
  stampField ? [] : [startsWith('Description', STAMP)];

/** What the stamp is read by. */
export const stampQuery = (stampField: StampField | null): Query =>
  stampField ? { custom: [path(stampField)] } : {};

/** Fields that a bill's payment status is made of. */
export const billQuery = (stampField: StampField | null): Query => ({
  select: [...BILL_FIELDS, ...APPLICATION_FIELDS.map((field) => `Applications/${field}`)],
  expand: ['Applications'],
  ...stampQuery(stampField),
});

/** The bills of these numbers; only bills are paid, adjustments are applied. */
export async function billsByNumber(
  connection: Connection,
  numbers: string[],
  stampField: StampField | null,
): Promise<Plain[]> {
  const query = billQuery(stampField);
  const isBill = equals('Type', 'Bill');
  const found: Plain[] = [];
  for (const filter of orFilters(
    numbers.map((number) => equals('ReferenceNbr', number)),
    { ...query, filter: isBill },
  ))
    found.push(...(await listAll(connection, 'Bill', { ...query, filter: both(isBill, filter) })));
  return found;
}

/** Numbers of the bills that a released payment was applied to; only the payment itself names them all. */
export async function billsOfPayment(
  connection: Connection,
  type: string,
  number: string,
): Promise<string[]> {
  const check = await readOne(connection, 'Check', [type, number], { expand: ['History'] });
  return (check ? rows(check, 'History') : [])
    .filter((row) => text(row, 'DocType') === 'Bill')
    .map((row) => text(row, 'ReferenceNbr'));
}

/**
 * Whether lists give applications is not documented for every build. A bill that something has cleared and that names
 * nothing is read again by its id.
 */
async function withApplications(
  connection: Connection,
  bills: Plain[],
  stampField: StampField | null,
): Promise<Plain[]> {
  const isCut = (bill: Plain): boolean => {
    const [amount, balance] = [readDecimal(bill.Amount), readDecimal(bill.Balance)];
    const cleared = amount !== null && balance !== null && !equal(amount, balance);
    return cleared && rows(bill, 'Applications').length === 0;
  };
  return await inParallel(bills, AT_ONCE, async (bill) => {
    if (!isCut(bill)) return bill;
    return (await readOne(connection, 'Bill', [text(bill, 'id')], billQuery(stampField))) ?? bill;
  });
}

/** Payment statuses of bills that were read with {@link billQuery}, in their order. */
export async function statusesOf(
  connection: Connection,
  listed: Plain[],
  stampField: StampField | null,
): Promise<PaymentStatus[]> {
  const bills = await withApplications(connection, listed, stampField);
  const wanted = new Map(bills.flatMap(paymentsOf).map((each) => [paymentKey(each.type, each.number), each]));
  const clauses = [...wanted.values()].map(({ type, number }) =>
    both(equals('Type', type), equals('ReferenceNbr', number)),
  );
  const payments = new Map<string, Plain>();
  for (const filter of orFilters(clauses, { select: CHECK_FIELDS }))
    for (const check of await listAll(connection, 'Check', { filter, select: CHECK_FIELDS }))
      payments.set(paymentKey(text(check, 'Type'), text(check, 'ReferenceNbr')), check);
  return bills.map((bill) => paymentStatusDocument(bill, payments, stampText(bill, stampField)));
}
