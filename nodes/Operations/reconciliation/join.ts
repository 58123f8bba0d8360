/** Brings together what JAGGAER, the audit table and the ERP know of the same invoice. */
import { equal } from '../../shared/money';
import { daysApart } from '../adoption/match';
import { isoTime } from '../cells';
import type { Bill } from '../documents/bills';
import { stampedKey } from '../documents/bills';
import type { Header } from '../documents/invoices';
import { normalNumber, vendorSpelling } from '../documents/vendors';
import type { Story } from '../history/stories';

/** One invoice as the three sides have it; bills that belong to no invoice are records of their own. */
export interface Entwined {
  /** '' for a bill that belongs to none. */
  key: string;
  header: Header | null;
  story: Story | null;
  /** Bills that stand. */
  live: Bill[];
  dead: Bill[];
  /** By which the three sides are compared: the invoice's date, else the bill's, else the day of the attempt. */
  day: string;
  entity: string;
}

export interface JoinInput {
  headers: readonly Header[];
  /** Stories of invoices; other flows are left out by the caller. */
  stories: readonly Story[];
  bills: readonly Bill[];
  vendorsOf: (header: Header) => ReadonlySet<string>;
  dayOf: (header: Header) => string;
}

/** Numbers come again after a while: a bill without a stamp belongs to an invoice of about the same time only. */
const SAME_TIME_DAYS = 60;

/** Every header, every story and every bill is in exactly one record. */
export function join({ headers, stories, bills, vendorsOf, dayOf }: JoinInput): Entwined[] {
  const records = new Map<string, Entwined>();
  const recordOf = (key: string): Entwined => {
    const found = records.get(stampedKey(key));
    if (found) return found;
    const made: Entwined = { key, header: null, story: null, live: [], dead: [], day: '', entity: '' };
    records.set(stampedKey(key), made);
    return made;
  };
  for (const header of headers) recordOf(header.key).header = header;
  for (const story of stories) recordOf(story.latest.key).story = story;
  const unstamped: Bill[] = [];
  for (const bill of bills) {
    if (bill.key === '') unstamped.push(bill);
    else add(recordOf(bill.key), bill);
  }
  const free = claimByAudit([...records.values()], unstamped);
  const loose = claimByNumber([...records.values()], free, vendorsOf);
  const strangers = loose.map((bill): Entwined => {
    const record: Entwined = { key: '', header: null, story: null, live: [], dead: [], day: '', entity: '' };
    add(record, bill);
    return record;
  });
  const all = [...records.values(), ...strangers];
  for (const record of all) {
    record.day = dayOfRecord(record, dayOf);
    record.entity = entityOf(record);
  }
  return all;
}

const add = (record: Entwined, bill: Bill): void => {
  (bill.dead ? record.dead : record.live).push(bill);
};

/** Bills whose number an audit row names and that nothing contradicts; returns the rest. */
function claimByAudit(records: readonly Entwined[], bills: readonly Bill[]): Bill[] {
  const byNumber = new Map<string, Bill[]>();
  for (const bill of bills) byNumber.set(bill.number, [...(byNumber.get(bill.number) ?? []), bill]);
  const taken = new Set<Bill>();
  for (const record of records) {
    const { story } = record;
    if (!story || story.open || story.latest.targetId === '') continue;
    if (record.live.length > 0 || record.dead.length > 0) continue;
    const { targetId, amount } = story.latest;
    const named = (byNumber.get(targetId) ?? []).filter((bill) => !taken.has(bill));
    // numbers run separately for each type of bill: the amount decides between them
    const same = named.filter((bill) => amount !== null && equal(bill.amount, amount));
    const bill = same[0] ?? (named.length === 1 ? named[0] : undefined);
    if (!bill) continue;
    taken.add(bill);
    add(record, bill);
  }
  return bills.filter((bill) => !taken.has(bill));
}

/** Bills with the supplier's number under one of its vendors at about the same time; returns the rest. */
function claimByNumber(
  records: readonly Entwined[],
  bills: readonly Bill[],
  vendorsOf: JoinInput['vendorsOf'],
): Bill[] {
  const byNumber = new Map<string, Bill[]>();
  for (const bill of bills) {
    const reference = normalNumber(bill.vendorReference);
    if (reference === '') continue;
    const place = `${vendorSpelling(bill.vendor)}\u0000${reference}`;
    byNumber.set(place, [...(byNumber.get(place) ?? []), bill]);
  }
  const taken = new Set<Bill>();
  for (const record of records) {
    const { header } = record;
    if (!header || record.live.length > 0 || record.dead.length > 0) continue;
    const number = normalNumber(header.supplierReference);
    if (number === '') continue;
    const there = [...vendorsOf(header)]
      .flatMap((vendor) => byNumber.get(`${vendor}\u0000${number}`) ?? [])
      .filter((bill) => !taken.has(bill))
      .filter((bill) => (daysApart(header.invoiceDate, bill.date) ?? 0) <= SAME_TIME_DAYS);
    const same = there.filter(({ amount }) => header.total !== null && equal(amount, header.total));
    for (const bill of same.length > 0 ? same : there) {
      taken.add(bill);
      add(record, bill);
    }
  }
  return bills.filter((bill) => !taken.has(bill));
}

function dayOfRecord({ header, story, live, dead }: Entwined, dayOf: JoinInput['dayOf']): string {
  if (header) return dayOf(header);
  const bill = live[0] ?? dead[0];
  if (bill) return bill.date;
  return story && story.latest.at > 0 ? isoTime(story.latest.at).slice(0, 10) : '';
}

/** The ERP's entity where anybody knows it, so that all sides are counted in the same place. */
function entityOf({ header, story, live, dead }: Entwined): string {
  const posted = story && !story.open ? story.latest.entity : '';
  return posted || header?.entity || story?.latest.entity || (live[0] ?? dead[0])?.entity || '';
}
