/** The first line of a reconciliation. */
import { isExpected } from '../documents/invoices';
import type { FindingKind } from './findings';
import type { Reconciled } from './reconcile';

/** Counts over the whole period; amounts stay with their currencies. */
export function totalItem(result: Reconciled, period: { from: string; to: string }): object {
  const { records, summary, findings, missing, otherBills } = result;
  const count = (...kinds: FindingKind[]) => findings.filter(({ kind }) => kinds.includes(kind)).length;
  const counts = {
    jaggaerCount: records.filter(({ header }) => header && isExpected(header)).length,
    auditCount: records.filter(({ story }) => story && !story.open).length,
    erpCount: records.reduce((bills, { live }) => bills + live.length, 0),
    missing: count('missing'),
    fedBack: missing.length,
    waiting: count('waiting'),
    missingAudit: count('missingAudit'),
    withoutInvoice: count('withoutInvoice'),
    duplicates: count('duplicate'),
    differences: count('amount', 'currency', 'vendor'),
    voided: count('voided'),
    settledNotFound: count('settledNotFound'),
    notApproved: count('notApproved'),
    auditWithoutInvoice: count('auditWithoutInvoice'),
    otherOrigin: count('otherOrigin'),
    gaps: count('gap'),
    unreadable: count('unreadable'),
    otherBills,
  };
  const balanced = summary.every((row) => row.balanced) && counts.differences + counts.unreadable === 0;
  return { scope: 'all', ...period, balanced, ...counts, text: textOf(counts, period, balanced) };
}

const WORDS: Array<[name: string, one: string, many: string]> = [
  ['missing', 'is missing in the ERP', 'are missing in the ERP'],
  ['waiting', 'waits for somebody', 'wait for somebody'],
  ['duplicates', 'bill is there twice', 'bills are there twice'],
  ['differences', 'difference in amount, currency or vendor', 'differences in amount, currency or vendor'],
  ['withoutInvoice', 'bill has no invoice', 'bills have no invoice'],
  ['missingAudit', 'has no audit row', 'have no audit row'],
  ['voided', 'was voided in the ERP', 'were voided in the ERP'],
  ['settledNotFound', 'settled bill was not found', 'settled bills were not found'],
  ['notApproved', 'is in the ERP without approval', 'are in the ERP without approval'],
  ['auditWithoutInvoice', 'audit row has no invoice', 'audit rows have no invoice'],
  ['otherOrigin', 'bill is from another JAGGAER', 'bills are from another JAGGAER'],
  ['gaps', 'gap in the invoice numbers', 'gaps in the invoice numbers'],
  ['unreadable', 'item cannot be read', 'items cannot be read'],
];

function textOf(
  counts: Record<string, number>,
  { from, to }: { from: string; to: string },
  balanced: boolean,
): string {
  const told = WORDS.flatMap(([name, one, many]) => {
    const count = counts[name] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const sides = `${counts.jaggaerCount} approved in JAGGAER, ${counts.auditCount} in the audit table, ${counts.erpCount} in the ERP`;
  const verdict = balanced ? 'All three sides agree.' : '';
  return [
    `${from || 'Start'} to ${to || 'today'}: ${sides}.`,
    verdict,
    told.length > 0 ? `${told.join('; ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
