/** One period on three sides, as a whole. */
import type { Bill } from '../documents/bills';
import type { Header } from '../documents/invoices';
import type { Story } from '../history/stories';
import type { Finding } from './findings';
import { findingsOf, gapFinding, isKnown, originOf, twinFindings, unreadableFinding } from './findings';
import { findGaps } from './gaps';
import type { Entwined, JoinInput } from './join';
import { join } from './join';
import type { SummaryRow } from './summary';
import { summarize } from './summary';

export interface ReconcileInput extends JoinInput {
  bills: readonly Bill[];
  stories: readonly Story[];
  unreadable: readonly string[];
  /** `YYYY-MM-DD`, inclusive; '' for an open end. What has no date counts as inside. */
  from: string;
  to: string;
  /** Whether bills without a stamp that belong to no invoice count and are reported. */
  reportUnstamped: boolean;
  /** Whether invoices that are held, rejected or differ are fed back in as well. */
  feedBackHeld: boolean;
}

/** An invoice to be fed back in. */
export type MissingInvoice = Finding & { record: Entwined & { header: Header } };

export interface Reconciled {
  /** Records inside the period that count. */
  records: Entwined[];
  summary: SummaryRow[];
  missing: MissingInvoice[];
  findings: Finding[];
  /** Bills that were set aside: entered by hand, or from another JAGGAER. */
  otherBills: number;
}

export function reconcile(input: ReconcileInput): Reconciled {
  const { headers, stories, vendorsOf, from, to } = input;
  const origins = new Set([
    ...headers.map(({ key }) => originOf(key)),
    ...stories.map(({ latest }) => originOf(latest.key)),
  ]);
  const inPeriod = ({ day }: Entwined) =>
    day === '' || ((from === '' || day >= from) && (to === '' || day <= to));
  const inside = join(input).filter(inPeriod);
  const counts = (record: Entwined) =>
    isKnown(record, origins) && (record.key !== '' || input.reportUnstamped);
  const records = inside.filter(counts);
  const findings = [
    ...inside
      .filter((record) => record.key !== '' || input.reportUnstamped)
      .flatMap((record) => findingsOf(record, { vendorsOf, origins })),
    ...twinFindings(records),
    ...findGaps(headers).map(gapFinding),
    ...input.unreadable.map(unreadableFinding),
  ];
  return {
    records,
    summary: summarize(records),
    missing: findings.filter((finding): finding is MissingInvoice => isMissing(finding, input.feedBackHeld)),
    findings,
    otherBills: inside
      .filter((record) => !counts(record))
      .reduce((count, { live, dead }) => count + live.length + dead.length, 0),
  };
}

const isMissing = ({ kind, record }: Finding, feedBackHeld: boolean): boolean =>
  record?.header !== undefined &&
  record.header !== null &&
  (kind === 'missing' || (kind === 'waiting' && feedBackHeld));
