/** Credit memos: SYSPRO credits an invoice that is there; one that names none is a matter of set-up. Pure. */
import { refuse } from '../../shared/outcome';
import type { BookedBill } from '../../shared/booking';
import { absolute, equal, readDecimal } from '../../shared/money';
import { isMark } from '../mark';
import type { TransactionCode } from '../documents';
import { plainNumber } from '../documents';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import { checkNumber } from './checks';
import type { Masters } from './masters';
import type { SysproSettings } from './settings';

type Rules = Pick<SysproSettings, 'creditMemos' | 'creditedInvoiceField'>;

/** The supplier's number of the invoice that a credit memo is for; null where it names none. */
export function creditedNumber(
  { type, invoice }: BookedBill,
  { creditedInvoiceField }: Rules,
): string | null {
  if (type !== 'credit' || creditedInvoiceField === '') return null;
  const wanted = creditedInvoiceField.trim().toLowerCase();
  const found = Object.entries(invoice.customFields).find(([name]) => name.trim().toLowerCase() === wanted);
  return plainNumber(found?.[1] ?? '') || null;
}

/**
 * As what, and under which number, a document is posted: an invoice and a negative invoice as themselves, a credit
 * under the number of its invoice (source: schema of APSTIN).
 * @throws Refusal
 */
export function placeOf(
  bill: BookedBill,
  supplierKey: string,
  { credited, creditsThere }: Pick<Masters, 'credited' | 'creditsThere'>,
  rules: Rules,
): { code: TransactionCode; invoice: string } {
  const named = creditedNumber(bill, rules);
  if (bill.type === 'bill' || (named === null && rules.creditMemos === 'negative'))
    return { code: 'I', invoice: checkNumber(bill.vendorReference) };
  if (named === null) {
    throw refuse(
      'credit.noInvoice',
      `Credit memo ${bill.invoice.number} names no invoice that it credits, and SYSPRO credits only invoices that are there.`,
      'Name the invoice in the custom field that the node looks at, or let the node post such memos as negative invoices.',
      'jaggaer',
    );
  }
  const invoice = checkNumber(named);
  const name = `${supplierKey}|${invoice}`;
  checkTwice(bill, invoice, creditsThere.get(name) ?? []);
  if (credited.has(name)) return { code: 'C', invoice };
  throw refuse(
    'credit.invoiceMissing',
    `Credit memo ${bill.invoice.number} credits invoice ${invoice} of supplier ${bill.vendor}, which is not in SYSPRO.`,
    'Post that invoice first, or correct the number in JAGGAER; then replay. Invoices that were paid long ago are purged.',
    'jaggaer',
  );
}

/** A credit without any mark of ours may be this one: entered by hand, or posted where AP keeps no mark. @throws Refusal */
function checkTwice(bill: BookedBill, invoice: string, there: Row[]): void {
  const same = there.some((row) => {
    const value = readDecimal(text(row, 'InvoiceValue'));
    return value !== null && equal(absolute(value), bill.total) && !isMark(text(row, 'Reference'));
  });
  if (!same) return;
  throw refuse(
    'credit.maybePosted',
    `AP has a credit of ${bill.total} on invoice ${invoice} of supplier ${bill.vendor} that bears no mark: it may be credit memo ${bill.invoice.number}.`,
    'If it is, mark the credit memo as settled; if not, enter it in SYSPRO by hand. SYSPRO itself would take it twice.',
    'erp',
  );
}
