import type { IDataObject } from 'n8n-workflow';
import type { BatchAction } from '../../shared/actions';
import { auditRecord } from '../../shared/audit';
import { optionsField } from '../../shared/fields';
import { held } from '../../shared/outcome';
import { cellText, isoTime } from '../cells';
import type { Header } from '../documents/invoices';
import { headerFacts, readHeaders } from '../documents/invoices';
import { readEntries } from '../history/entries';
import { inputRows, outputItem } from '../inputs';
import { ageText } from '../words';
import { targetSystemOption } from './targetSystem';

/** The watchdog: approved invoices that no run has touched, which also catches a poll that stopped running. */
export const findOverdue: BatchAction = {
  fields: [
    {
      displayName: 'Older Than (Minutes)',
      name: 'olderThan',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 60,
      description: 'How long after its last export an approved invoice may be without an audit row',
    },
    optionsField([targetSystemOption('ERP to name in the audit rows')]),
  ],
  async runAll(context) {
    const patienceMs = Number(context.getNodeParameter('olderThan', 0, 60)) * 60_000;
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const now = Date.now();
    const known = new Set(
      readEntries(inputRows(context, 1))
        .filter((entry) => entry.flow === 'invoices')
        .map((entry) => entry.key),
    );
    const facts = {
      targetSystem: cellText(options.targetSystem),
      executionId: context.getExecutionId(),
      now,
    };
    const overdue = readHeaders(inputRows(context, 0))
      .headers.filter((header) => !known.has(header.key))
      // without an instant nobody can say that it is young
      .filter((header) => header.lastUpdate === null || now - header.lastUpdate >= patienceMs)
      .sort((a, b) => (a.lastUpdate ?? 0) - (b.lastUpdate ?? 0));
    return [overdue.map((header) => outputItem(overdueItem(header, facts), [header.index]))];
  },
};

function overdueItem(
  header: Header,
  facts: { targetSystem: string; executionId: string; now: number },
): object {
  const age = header.lastUpdate === null ? null : facts.now - header.lastUpdate;
  const problem = held(
    'delivery.overdue',
    age === null
      ? `Invoice ${header.number} is approved, and no run has touched it.`
      : `Invoice ${header.number} was approved ${ageText(age)} ago, and no run has touched it.`,
    'Check that the invoice workflow is published and its last executions ended; then replay this invoice.',
    'support',
  );
  const { cause, owner, reason, advice, outcome } = problem;
  return {
    ...headerFacts(header),
    lastUpdate: header.lastUpdate === null ? null : isoTime(header.lastUpdate),
    overdueMinutes: age === null ? null : Math.floor(age / 60_000),
    ...{ outcome, cause, owner, reason, advice },
    audit: auditRecord(header.json, {
      ...{ sourceSystem: 'JAGGAER', targetSystem: facts.targetSystem, operation: 'watch', outcome, problem },
      executionId: facts.executionId,
    }),
  };
}
