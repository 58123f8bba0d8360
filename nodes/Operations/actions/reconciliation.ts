import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { BatchAction } from '../../shared/actions';
import { auditRecord } from '../../shared/audit';
import { cellDay, cellText } from '../cells';
import { billFacts, readBills } from '../documents/bills';
import type { Header } from '../documents/invoices';
import { headerFacts, readHeaders } from '../documents/invoices';
import { Vendors } from '../documents/vendors';
import { isMain, readEntries } from '../history/entries';
import { tellStories } from '../history/stories';
import { inputRows, outputItem } from '../inputs';
import type { Finding } from '../reconciliation/findings';
import type { Reconciled } from '../reconciliation/reconcile';
import { reconcile } from '../reconciliation/reconcile';
import { totalItem } from '../reconciliation/totals';
import { reconciliationFields } from './reconciliationFields';

interface Facts {
  targetSystem: string;
  executionId: string;
}

/**
 * Compares a period on three sides: what JAGGAER has approved, what the audit table says is in the ERP, and what is
 * there. Outputs: Summary (counts and amounts), Missing (to be fed back in) and Findings.
 */
export const compare: BatchAction = {
  fields: reconciliationFields,
  async runAll(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const facts: Facts = {
      targetSystem: cellText(options.targetSystem),
      executionId: context.getExecutionId(),
    };
    const invoices = readHeaders(inputRows(context, 0));
    const bills = readBills(inputRows(context, 2));
    const vendors = new Vendors(inputRows(context, 3).map(({ json }) => json));
    const entries = readEntries(inputRows(context, 1)).filter(
      (entry) => entry.flow === 'invoices' && isMain(entry) && entry.sourceId !== '',
    );
    const period = { from: day(context, 'from', 'From'), to: day(context, 'to', 'To') };
    const result = reconcile({
      headers: invoices.headers,
      stories: tellStories(entries),
      bills: bills.bills,
      unreadable: [...invoices.unreadable, ...bills.unreadable].map(({ why }) => why),
      vendorsOf: (header) => vendors.of(header),
      dayOf: dayReader(options.date),
      ...period,
      reportUnstamped: options.unstampedBills === 'report',
      feedBackHeld: options.feedBackHeld === true,
    });
    return [
      [totalItem(result, period), ...result.summary].map((row) => outputItem(row, [])),
      result.missing.map((finding) => missingItem(finding)),
      result.findings.map((finding) => findingItem(finding, facts)),
    ];
  },
};

/** `YYYY-MM-DD` of a parameter; '' for an open end. */
function day(context: IExecuteFunctions, name: string, label: string): string {
  const text = cellText(context.getNodeParameter(name, 0, ''));
  const found = cellDay(text);
  if (text !== '' && found === '') {
    throw new NodeOperationError(context.getNode(), `${label} is not a date: ${text}`, {
      description: 'Write it like 2026-01-31.',
    });
  }
  return found;
}

function dayReader(choice: unknown): (header: Header) => string {
  if (choice === 'accountingDate') return (header) => header.accountingDate || header.invoiceDate;
  if (choice === 'createDate') return (header) => header.createDate || header.invoiceDate;
  return (header) => header.invoiceDate;
}

function missingItem({ record, reason, kind }: Reconciled['missing'][number]): INodeExecutionData {
  const { header, story, day: date, entity } = record;
  const json = {
    ...headerFacts(header),
    ...{ entity, day: date, kind, reason },
    auditOutcome: story?.latest.outcome ?? '',
    auditBill: story?.latest.targetId ?? '',
  };
  return outputItem(json, [header.index]);
}

function findingItem(finding: Finding, facts: Facts): INodeExecutionData {
  const { kind, record, bill, expected, found, reason, advice } = finding;
  const header = record?.header ?? null;
  const latest = record?.story?.latest ?? null;
  const json = {
    ...{ kind, reason, advice, expected, found },
    key: record?.key ?? '',
    environment: header?.environment ?? latest?.environment ?? '',
    tenant: header?.tenant ?? latest?.company ?? '',
    id: header?.id ?? latest?.sourceId ?? '',
    number: header?.number ?? latest?.sourceNumber ?? '',
    supplier: header?.supplier ?? latest?.supplier ?? '',
    amount: header?.total ?? latest?.amount ?? bill?.amount ?? null,
    currency: header?.currency || latest?.currency || bill?.currency || '',
    ...{ day: record?.day ?? '', entity: record?.entity ?? '', bill: bill ? billFacts(bill) : null },
    auditOutcome: latest?.outcome ?? '',
    ...(kind === 'missingAudit' && header && bill
      ? {
          audit: auditRecord(header.json, {
            ...{ sourceSystem: 'JAGGAER', operation: 'reconcile', outcome: 'alreadyPosted' },
            ...{ matchedBy: bill.key === '' ? 'supplierNumber' : 'stamp', targetId: bill.number, reason },
            ...facts,
          }),
        }
      : {}),
  };
  if (header) return outputItem(json, [header.index]);
  if (latest) return outputItem(json, [latest.index], 1);
  return outputItem(json, bill ? [bill.index] : [], 2);
}
