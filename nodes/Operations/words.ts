/** How numbers, instants and texts are shown to people. */
import { DateTime } from 'luxon';
import type { Decimal } from '../shared/money';
import { absolute, equal, isZero, round, sum } from '../shared/money';

/** Currencies whose smallest coin is the unit itself. */
const WHOLE = new Set(['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND', 'XAF', 'XOF', 'XPF']);

/** `USD 12,300.00`; never fewer digits than the amount has. */
export function moneyText(currency: string, amount: Decimal): string {
  return `${currency || 'no currency'} ${amountText(currency, amount)}`;
}

/** `12,300.00`, with a true minus sign. */
export function amountText(currency: string, amount: Decimal): string {
  const places = WHOLE.has(currency) ? 0 : 2;
  const exact = equal(round(amount, places), amount) ? round(amount, places) : amount;
  const [whole = '0', cents] = exact.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = exact.startsWith('-') && !isZero(exact) ? '−' : '';
  return `${sign}${grouped}${cents ? `.${cents}` : ''}`;
}

/** An amount of one currency and how many documents it comes from. */
export interface CurrencyValue {
  currency: string;
  amount: Decimal;
  count: number;
}

/** Totals by currency, largest count first. `stake` adds sizes, so that credits do not hide invoices. */
export function totals(
  documents: ReadonlyArray<{ amount: Decimal | null; currency: string }>,
  kind: 'stake' | 'net',
): CurrencyValue[] {
  const amounts = new Map<string, Decimal[]>();
  for (const { amount, currency } of documents) {
    const shown = amount ?? '0';
    const known = amounts.get(currency);
    const value = kind === 'stake' ? absolute(shown) : shown;
    if (known) known.push(value);
    else amounts.set(currency, [value]);
  }
  return [...amounts]
    .map(([currency, values]) => ({ currency, amount: sum(values), count: values.length }))
    .sort((a, b) => b.count - a.count || compareText(a.currency, b.currency));
}

export const totalsText = (values: readonly CurrencyValue[]): string =>
  values
    .filter(({ currency, amount }) => currency !== '' || !isZero(amount))
    .map(({ currency, amount }) => moneyText(currency, amount))
    .join(', ');

const KNOWN_CAUSES = new Map(
  Object.entries({
    '': 'No cause given',
    'connection.signIn': 'Sign-in refused',
    'connection.noAnswer': 'No answer',
    'connection.rights': 'Rights missing',
    'delivery.overdue': 'Approved but not processed in time',
    'document.unreadable': 'Document cannot be read',
    'duplicate.vendorRef': 'Number is there already',
    'erp.differs': 'Different in the ERP',
    'mapping.empty': 'Mapping table is empty',
    'mapping.unreadable': 'Mapping table cannot be read',
    'period.closed': 'Period is closed',
    'total.mismatch': 'Total does not add up',
  }),
);

/** A cause in plain words: `unmapped.account` → `Unmapped account`. */
export function causeText(cause: string): string {
  const words = cause.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[._]/g, ' ');
  const plainWords = words
    .toLowerCase()
    .replace(/^erp\b/, 'ERP')
    .replace(/^po\b/, 'PO')
    .replace(/^jaggaer\b/, 'JAGGAER');
  return KNOWN_CAUSES.get(cause) ?? plainWords.charAt(0).toUpperCase() + plainWords.slice(1);
}

const NOUNS = new Map<string, [one: string, many: string]>([
  ['invoices', ['invoice', 'invoices']],
  ['payments', ['payment status', 'payment statuses']],
  ['suppliers', ['supplier', 'suppliers']],
  ['accounts', ['account', 'accounts']],
  ['purchaseOrders', ['purchase order', 'purchase orders']],
]);

/** `1 invoice`, `3 payment statuses`. */
export function countText(count: number, flow: string): string {
  const [one, many] = NOUNS.get(flow) ?? ['document', 'documents'];
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `3 min`, `5 h`, `12 days`. */
export function ageText(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

/** `2026-06-15 10:00 UTC` in a time zone. */
export function timeText(time: number, zone: string): string {
  const there = DateTime.fromMillis(time).setZone(zone);
  return (there.isValid ? there : there.setZone('utc')).toFormat('yyyy-MM-dd HH:mm ZZZZ', { locale: 'en' });
}

/**
 * Text from outside on one line: no control characters, none that turn the reading direction, cut at a length.
 */
export function plain(text: string, most = 400): string {
  const line = text
    .replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, ' ')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

/** Safe as content and as a quoted attribute of HTML. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Texts by how often they occur, most frequent first. */
export function ranked(texts: readonly string[]): Array<{ text: string; count: number }> {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

const OWNERS = new Map([
  ['mapping', 'the owner of the mapping table'],
  ['jaggaer', 'accounts payable, in JAGGAER'],
  ['erp', 'accounting, in the ERP'],
  ['connection', 'the owner of the connection'],
  ['support', 'whoever runs this integration'],
]);

/** Who an owner word stands for. */
export const ownerText = (owner: string): string => OWNERS.get(owner) ?? owner;
