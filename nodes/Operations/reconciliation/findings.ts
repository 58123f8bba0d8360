/** What the three sides do not agree on, one finding each, with what to do. */
import { equal } from '../../shared/money';
import type { Bill } from '../documents/bills';
import { billText } from '../documents/bills';
import type { Header } from '../documents/invoices';
import { isExpected } from '../documents/invoices';
import { normalNumber, vendorSpelling } from '../documents/vendors';
import { moneyText } from '../words';
import type { Gap } from './gaps';
import type { Entwined } from './join';

export type FindingKind =
  | 'missing'
  | 'waiting'
  | 'missingAudit'
  | 'withoutInvoice'
  | 'duplicate'
  | 'amount'
  | 'currency'
  | 'vendor'
  | 'voided'
  | 'settledNotFound'
  | 'notApproved'
  | 'auditWithoutInvoice'
  | 'otherOrigin'
  | 'gap'
  | 'unreadable';

export interface Finding {
  kind: FindingKind;
  /** null for a gap and for what cannot be read. */
  record: Entwined | null;
  bill: Bill | null;
  expected: string;
  found: string;
  reason: string;
  advice: string;
}

export interface FindingRules {
  vendorsOf: (header: Header) => ReadonlySet<string>;
  /** `environment:tenant` of the invoices and audit rows given; empty: any. */
  origins: ReadonlySet<string>;
}

/** All findings about one invoice or bill. */
export function findingsOf(record: Entwined, rules: FindingRules): Finding[] {
  const { header, story, live, dead } = record;
  if (header && isExpected(header)) {
    return live.length > 0 ? comparisons(record, header, rules) : [absence(record, header, dead)];
  }
  const [bill] = live;
  if (header && bill) {
    const state = header.cancelled ? 'cancelled' : `${header.workflowStatus} / ${header.paymentStatus}`;
    return [
      finding('notApproved', record, {
        bill,
        reason: `${billText(bill)} is in the ERP, but invoice ${header.number} is ${state} in JAGGAER.`,
        advice: 'Reverse the bill in the ERP, or approve the invoice in JAGGAER.',
      }),
    ];
  }
  if (bill && record.key !== '') return [stranger(record, bill, rules)];
  if (bill) {
    return [
      finding('withoutInvoice', record, {
        bill,
        reason: `${billText(bill)} (${bill.vendorReference || 'no number'}) belongs to no invoice of JAGGAER.`,
        advice: 'Nothing is to be done where it was entered by hand on purpose.',
      }),
    ];
  }
  if (story && !story.open) {
    return [
      finding('auditWithoutInvoice', record, {
        reason: `The audit table says that invoice ${story.latest.sourceNumber || record.key} is in the ERP as ${story.latest.targetId || 'a bill'}, but ${header ? 'JAGGAER has not approved it and the ERP does not list it' : 'neither JAGGAER nor the ERP lists it for this period'}.`,
        advice: 'Check the dates of invoice and bill: they may lie outside the period.',
      }),
    ];
  }
  return [];
}

interface Words {
  reason: string;
  advice: string;
  bill?: Bill;
  expected?: string;
  found?: string;
}

const finding = (kind: FindingKind, record: Entwined | null, words: Words): Finding => ({
  ...{ kind, record, bill: null, expected: '', found: '' },
  ...words,
});

/** An approved invoice that has no bill that stands. */
function absence(record: Entwined, header: Header, dead: readonly Bill[]): Finding {
  const { story } = record;
  const name = `Invoice ${header.number}`;
  const [bill] = dead;
  if (bill) {
    return finding('voided', record, {
      bill,
      reason: `${billText(bill)} of invoice ${header.number} was voided in the ERP.`,
      advice: 'If it is to be paid after all, enter it in the ERP; if not, cancel the invoice in JAGGAER.',
    });
  }
  if (story?.latest.operation === 'settle' && !story.open) {
    return finding('settledNotFound', record, {
      expected: story.latest.targetId,
      reason: `${name} was settled as bill ${story.latest.targetId}, which is not among the bills of this period.`,
      advice: 'Check that bill in the ERP: it may lie in another period, or the number is wrong.',
    });
  }
  if (story?.open && story.latest.outcome !== 'unknown') {
    const { outcome, reason, advice } = story.latest;
    return finding('waiting', record, {
      found: outcome,
      reason: `${name} is ${outcome}: ${reason}`,
      advice: advice || 'See its audit row.',
    });
  }
  const said = !story
    ? 'and no audit row says why'
    : story.open
      ? 'and nobody knows whether it arrived'
      : `although the audit table has it as ${story.latest.targetId || 'posted'}`;
  return finding('missing', record, {
    reason: `${name} is approved, but not in the ERP, ${said}.`,
    advice: 'It is fed back in; posting looks it up first and cannot post it twice.',
  });
}

function comparisons(record: Entwined, header: Header, rules: FindingRules): Finding[] {
  const [bill, ...extra] = record.live;
  if (!bill) return [];
  const found = extra.map((twin) =>
    finding('duplicate', record, {
      bill: twin,
      reason: `Invoice ${header.number} is in the ERP as ${billText(bill)} and as ${billText(twin)}.`,
      advice: 'Reverse one of them in the ERP before it is paid.',
    }),
  );
  const differ = (kind: FindingKind, expected: string, actual: string) =>
    finding(kind, record, {
      ...{ bill, expected, found: actual },
      reason: `Invoice ${header.number} has ${kind} ${expected} in JAGGAER, ${billText(bill)} has ${actual}.`,
      advice: 'Correct the bill in the ERP, or find out why JAGGAER has changed.',
    });
  if (header.total === null || !equal(header.total, bill.amount)) {
    const total = header.total === null ? 'no total' : moneyText(header.currency, header.total);
    found.push(differ('amount', total, moneyText(bill.currency || header.currency, bill.amount)));
  }
  if (bill.currency !== '' && bill.currency !== header.currency) {
    found.push(differ('currency', header.currency || 'no currency', bill.currency));
  }
  const vendors = rules.vendorsOf(header);
  if (vendors.size > 0 && !vendors.has(vendorSpelling(bill.vendor))) {
    found.push(differ('vendor', [...vendors].join(' or '), bill.vendor));
  }
  if (!record.story || record.story.open) {
    const said = record.story ? `has it as ${record.story.latest.outcome}` : 'does not have it';
    found.push(
      finding('missingAudit', record, {
        bill,
        reason: `${billText(bill)} of invoice ${header.number} is in the ERP, but the audit table ${said}.`,
        advice: 'Write the audit row that comes with this finding; posting the invoice again is safe, too.',
      }),
    );
  }
  return found;
}

/** A stamped bill whose invoice was not given. */
function stranger(record: Entwined, bill: Bill, { origins }: FindingRules): Finding {
  const origin = record.key.slice(0, record.key.lastIndexOf(':'));
  if (isKnown(record, origins)) {
    return finding('withoutInvoice', record, {
      bill,
      reason: `${billText(bill)} carries the stamp of invoice ${record.key}, which JAGGAER does not list.`,
      advice: 'Look the invoice up in JAGGAER: its date may lie outside the period, or it was taken back.',
    });
  }
  return finding('otherOrigin', record, {
    bill,
    reason: `${billText(bill)} was posted from ${origin}, not from the JAGGAER that is compared here.`,
    advice: 'Check that test and production do not post to the same company.',
  });
}

/** Whether a record is about the JAGGAER that is compared here. */
export function isKnown({ key }: Entwined, origins: ReadonlySet<string>): boolean {
  return origins.size === 0 || key === '' || origins.has(originOf(key));
}

/** `environment:tenant`, as a stamp can hold it. */
export const originOf = (key: string): string => key.slice(0, key.lastIndexOf(':')).replace(/\s/g, '_');

/** Bills of different invoices that the same vendor sent under the same number for the same amount. */
export function twinFindings(records: readonly Entwined[]): Finding[] {
  const seen = new Map<string, Bill>();
  const found: Finding[] = [];
  for (const record of records) {
    const [bill] = record.live;
    const number = normalNumber(bill?.vendorReference ?? '');
    if (!bill || number === '' || record.key === '') continue;
    const place = [vendorSpelling(bill.vendor), number, bill.amount, bill.currency].join('\u0000');
    const other = seen.get(place);
    if (!other) seen.set(place, bill);
    else
      found.push(
        finding('duplicate', record, {
          bill,
          reason: `${billText(bill)} and ${billText(other)} have the same number ${bill.vendorReference} and amount, from two invoices of JAGGAER.`,
          advice: 'Find out whether the supplier sent the invoice twice, and reverse one of the bills.',
        }),
      );
  }
  return found;
}

export const gapFinding = ({ tenant, from, to, count }: Gap): Finding =>
  finding('gap', null, {
    ...{ expected: from, found: to },
    reason: `${tenant}: ${count === 1 ? `invoice number ${from} is` : `${count} invoice numbers from ${from} to ${to} are`} missing in JAGGAER's list.`,
    advice:
      'They were deleted, or never exported: ask whoever runs JAGGAER which events export an invoice. Those not yet approved count only if the list was read without a status filter.',
  });

export const unreadableFinding = (why: string): Finding =>
  finding('unreadable', null, {
    reason: why,
    advice: 'Feed the node canonical invoices and the simplified bills of Get Many.',
  });
