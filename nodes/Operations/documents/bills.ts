/** Bills as every ERP node puts them out with Simplify on. */
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import { cellDay, cellText } from '../cells';
import type { InputRow } from '../inputs';
import type { Unreadable } from './invoices';

/** A bill in the ERP; credits are negative. */
export interface Bill {
  index: number;
  id: string;
  number: string;
  type: string;
  status: string;
  vendor: string;
  vendorReference: string;
  amount: Decimal;
  /** '' where the ERP has only one. */
  currency: string;
  /** `YYYY-MM-DD` or ''. */
  date: string;
  entity: string;
  /** Key of the invoice it is stamped with, in the spelling of {@link stampedKey}; '' for none. */
  key: string;
  /** Voided, rejected or reversed: it is no debt. */
  dead: boolean;
}

const DEAD = /void|cancel|reject|revers|delet/i;
/** Money that was paid ahead is no bill, whatever list it is in. */
const NO_BILL = /pre-?pay|deposit/i;

/** Reads bills; the same bill given twice counts once. What is no bill is left out, what cannot be read is named. */
export function readBills(rows: readonly InputRow[]): { bills: Bill[]; unreadable: Unreadable[] } {
  const bills = new Map<string, Bill>();
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const bill = readBill(row);
    if ('why' in bill) unreadable.push(bill);
    else if (!NO_BILL.test(bill.type)) {
      const id = bill.id || [bill.entity, bill.type, bill.vendor, bill.number].join('\u0000');
      if (!bills.has(id)) bills.set(id, bill);
    }
  }
  return { bills: [...bills.values()], unreadable };
}

function readBill({ json, index }: InputRow): Bill | Unreadable {
  const text = (...names: string[]) => names.map((name) => cellText(json[name])).find(Boolean) ?? '';
  const amount = readDecimal(json.amount);
  const [number, vendor] = [text('number'), text('vendor')];
  const missing = number === '' ? 'number' : vendor === '' ? 'vendor' : amount === null ? 'amount' : '';
  if (missing !== '' || amount === null) {
    return {
      index,
      why: `Item ${index + 1} of the bills is not a bill of a Get Many: it has no ${missing}.`,
    };
  }
  return {
    ...{ index, id: text('id'), number, type: text('type'), status: text('status'), vendor },
    ...{ vendorReference: text('vendorReference'), amount, currency: text('currency') },
    date: cellDay(json.date),
    entity: text('entity', 'branch', 'company'),
    key: stampedKey(text('key')) || keyOfStamp(text('stamp') || text('description')),
    dead: DEAD.test(text('status')),
  };
}

/** A key as a stamp can hold it: without spaces. */
export const stampedKey = (key: string): string => key.replace(/\s/g, '_');

function keyOfStamp(stamp: string): string {
  const [, test, tenant, id] = /^JGR:(?:(test):)?([^\s:]+):([^\s:]+)(?:\s|$)/.exec(stamp) ?? [];
  return tenant && id ? `${test ?? 'production'}:${tenant}:${id}` : '';
}

/** What output items say about a bill. */
export function billFacts(bill: Bill): object {
  const { id, number, type, status, vendor, vendorReference, amount, currency, date } = bill;
  return { id, number, type, status, vendor, vendorReference, amount, currency, date };
}

/** `Bill 000123 of vendor V-1` */
export const billText = (bill: Bill): string =>
  `${bill.type || 'Bill'} ${bill.number} of vendor ${bill.vendor}`;
