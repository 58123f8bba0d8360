/** Cut-over: which invoices of before are in the ERP already. */
import { equal } from '../../shared/money';
import type { Problem } from '../../shared/outcome';
import { held } from '../../shared/outcome';
import type { Bill } from '../documents/bills';
import { billText, stampedKey } from '../documents/bills';
import type { Header } from '../documents/invoices';
import { numberReadings, vendorSpelling } from '../documents/vendors';
import { moneyText } from '../words';

export interface AdoptedInvoice {
  header: Header;
  bill: Bill;
  reason: string;
}

export interface OpenInvoice {
  header: Header;
  problem: Problem;
  candidates: Bill[];
}

/**
 * Matches by vendor, normalised number, amount, currency, type and date. An invoice is adopted where it has exactly
 * one bill and that bill has no other invoice; every invoice is in exactly one of the two lists.
 * @param days how far the dates may lie apart
 */
export function matchInvoices(
  headers: readonly Header[],
  bills: readonly Bill[],
  vendorsOf: (header: Header) => Set<string>,
  days: number,
): { matched: AdoptedInvoice[]; unmatched: OpenInvoice[] } {
  const index = new BillIndex(bills.filter((bill) => !bill.dead));
  const candidates = new Map<Header, Bill[]>();
  const claims = new Map<Bill, Header[]>();
  for (const header of headers) {
    const found = header.cancelled ? [] : index.candidates(header, vendorsOf(header), days);
    candidates.set(header, found);
    for (const bill of found) claims.set(bill, [...(claims.get(bill) ?? []), header]);
  }
  const matched: AdoptedInvoice[] = [];
  const unmatched: OpenInvoice[] = [];
  for (const header of headers) {
    const found = candidates.get(header) ?? [];
    const [bill] = found;
    const others = found.flatMap((each) => claims.get(each) ?? []).filter((each) => each !== header);
    if (bill && found.length === 1 && others.length === 0) {
      matched.push({ header, bill, reason: reasonOf(header, bill) });
    } else {
      const problem =
        found.length > 0 ? several(header, found, others) : none(header, vendorsOf(header), index, days);
      unmatched.push({ header, problem, candidates: found });
    }
  }
  return { matched, unmatched };
}

class BillIndex {
  private readonly byNumber = new Map<string, Bill[]>();
  private readonly byAmount = new Map<string, Bill[]>();
  private readonly byKey = new Map<string, Bill[]>();

  constructor(bills: readonly Bill[]) {
    for (const bill of bills) {
      const vendor = vendorSpelling(bill.vendor);
      if (bill.key !== '') push(this.byKey, bill.key, bill);
      for (const number of numberReadings(bill.vendorReference))
        push(this.byNumber, `${vendor}\u0000${number}`, bill);
      push(this.byAmount, `${vendor}\u0000${bill.amount}`, bill);
    }
  }

  /** The bills that fit in everything; where one has this invoice's stamp, number and date no longer matter. */
  candidates(header: Header, vendors: Set<string>, days: number): Bill[] {
    const stamped = this.byKey.get(stampedKey(header.key));
    if (stamped) return stamped.filter((bill) => misfits(header, bill, Infinity).length === 0);
    return this.sameNumber(header, vendors).filter((bill) => misfits(header, bill, days).length === 0);
  }

  sameNumber(header: Header, vendors: Set<string>): Bill[] {
    const found = [...vendors].flatMap((vendor) =>
      numberReadings(numberOf(header)).flatMap(
        (number) => this.byNumber.get(`${vendor}\u0000${number}`) ?? [],
      ),
    );
    return [...new Set(found)];
  }

  sameAmount(header: Header, vendors: Set<string>, days: number): Bill[] {
    return [...vendors]
      .flatMap((vendor) => this.byAmount.get(`${vendor}\u0000${header.total}`) ?? [])
      .filter((bill) => misfits(header, bill, days).length === 0);
  }
}

function push(map: Map<string, Bill[]>, key: string, bill: Bill): void {
  const list = map.get(key);
  if (list) list.push(bill);
  else map.set(key, [bill]);
}

/** The supplier's own number, or what people have typed where it is missing. */
const numberOf = (header: Header): string => header.supplierReference || header.number;

/** In what a bill with the right number does not fit; credits are negative on both sides. */
function misfits(header: Header, bill: Bill, days: number): string[] {
  const found: string[] = [];
  if (bill.key !== '' && bill.key !== stampedKey(header.key))
    found.push('it is stamped with another invoice');
  if (header.total === null) found.push('the invoice has no total');
  else if (!equal(header.total, bill.amount)) {
    found.push(
      `amount ${moneyText(bill.currency, bill.amount)} instead of ${moneyText(header.currency, header.total)}`,
    );
  }
  if (bill.currency !== '' && header.currency !== '' && bill.currency !== header.currency) {
    found.push(`currency ${bill.currency} instead of ${header.currency}`);
  }
  const apart = days === Infinity ? 0 : daysApart(header.invoiceDate, bill.date);
  if (apart === null) found.push('a date is missing');
  else if (apart > days) found.push(`dates are ${apart} days apart`);
  return found;
}

/** Whole days between two dates; null where one is missing. */
export function daysApart(a: string, b: string): number | null {
  const apart = Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  return Number.isNaN(apart) ? null : Math.round(apart);
}

function reasonOf(header: Header, bill: Bill): string {
  const stamped =
    bill.key !== '' ? 'carries the stamp of this invoice' : 'has the same number, amount and currency';
  const apart = daysApart(header.invoiceDate, bill.date);
  return `Adopted: ${billText(bill)} ${stamped}${apart === null ? '' : `, dates ${apart} days apart`}.`;
}

const TOLD = 3;

function several(header: Header, found: Bill[], others: Header[]): Problem {
  const bills = found.slice(0, TOLD).map(billText).join(', ');
  const rivals = [...new Set(others)].slice(0, TOLD).map((each) => each.number);
  return held(
    'adopt.several',
    found.length > 1
      ? `${found.length} bills fit invoice ${header.number}: ${bills}.`
      : `${bills} fits invoice ${header.number} and also ${rivals.join(', ')}.`,
    'Decide which bill belongs to which invoice, and mark each by hand as already in the ERP.',
    'erp',
  );
}

function none(header: Header, vendors: Set<string>, index: BillIndex, days: number): Problem {
  const say = (cause: string, reason: string, advice: string, owner: Problem['owner']) =>
    held(`adopt.${cause}`, reason, advice, owner);
  const open = 'If it is in the ERP, mark it by hand as already in the ERP; if not, it will be posted.';
  if (header.cancelled) {
    return say(
      'cancelled',
      `Invoice ${header.number} is cancelled in JAGGAER.`,
      'Nothing is to be done.',
      'jaggaer',
    );
  }
  if (vendors.size === 0) {
    const name = header.supplier || String(header.supplierFields.id ?? '');
    return say(
      'supplier',
      `Supplier ${name} of invoice ${header.number} is not mapped to a vendor.`,
      'Add a mapping row of kind supplier, then run the adoption again.',
      'mapping',
    );
  }
  const near = index.sameNumber(header, vendors);
  if (near.length > 0) {
    const told = near
      .slice(0, TOLD)
      .map((bill) => `${billText(bill)}: ${misfits(header, bill, days).join(', ')}`);
    return say(
      'none',
      `The number of invoice ${header.number} is there, but ${told.join('; ')}.`,
      open,
      'erp',
    );
  }
  const alike = index.sameAmount(header, vendors, days);
  const hint = alike
    .slice(0, TOLD)
    .map((bill) => `${billText(bill)} has the amount and number ${bill.vendorReference || '(none)'}`);
  const also = hint.length > 0 ? ` ${hint.join('; ')}.` : '';
  return say(
    'none',
    `No bill has the number ${numberOf(header)} of invoice ${header.number}.${also}`,
    open,
    'erp',
  );
}
