/** Bill ▸ Post as n8n shows it, the same for every ERP: its fields, and its two outputs. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from './actions';
import { auditRecord } from './audit';
import type { Invoice } from './documents';
import type { Ledger } from './ledger';
import { readDecimal } from './money';
import type { Problem } from './outcome';
import { DONE, Refusal, held, problemOf } from './outcome';
import type { PeriodPolicy } from './period';
import type { PostingSettings } from './posting';
import { postInvoices } from './posting';
import { postingFields } from './postingFields';
import type { Posted } from './postingTask';
import { readInvoice } from './readInvoice';
import { trimmed } from './text';

export interface PostNodeSettings extends PostingSettings {
  period: PeriodPolicy;
}

export interface PostPlan<Draft> {
  /** Fields of this ERP beside the common ones. */
  fields: INodeProperties[];
  /** Posting is final at once: there is nothing to release. */
  isFinal?: true;
  /**
   * What it does to documents that are not approved yet, as audit rows call it: a step before posting, which such a row
   * must not be taken for.
   */
  beforeApproval?: string;
  makeLedger(context: IExecuteFunctions, settings: PostNodeSettings): Promise<Ledger<Draft>>;
}

/**
 * The posting operation of an ERP node. First output: posted and already posted. Second output: the rest.
 * Each item carries `outcome`, `reason`, `advice`, the bill, the document and its `audit` row; never `error`.
 */
export function postAction<Draft>(plan: PostPlan<Draft>): BatchAction {
  const common = plan.beforeApproval
    ? postingFields.filter(({ name }) => name === 'dryRun')
    : postingFields.filter(({ name }) => !(plan.isFinal && name === 'release'));
  return {
    fields: [...plan.fields, ...common],
    async runAll(context) {
      const settings = readSettings(context);
      if (plan.beforeApproval) settings.onlyApproved = false;
      const operation = plan.beforeApproval ?? 'post';
      const ledger = await plan.makeLedger(context, settings);
      const done: INodeExecutionData[] = [];
      const attention: INodeExecutionData[] = [];
      const readable: Array<{ index: number; invoice: Invoice }> = [];
      context.getInputData().forEach((item, index) => {
        try {
          readable.push({ index, invoice: readInvoice(item.json) });
        } catch (error) {
          const facts = { targetSystem: ledger.system, executionId: context.getExecutionId() };
          attention.push(unreadableItem(item.json, problemOf(error), index, { operation, ...facts }));
        }
      });
      const results = await postInvoices(
        readable.map(({ invoice }) => invoice),
        ledger,
        settings,
      );
      results.forEach((result, at) => {
        const facts = { operation, targetSystem: ledger.system, executionId: context.getExecutionId() };
        const item = resultItem(result, facts, readable[at]?.index ?? 0);
        (DONE.has(result.outcome) ? done : attention).push(item);
      });
      return [done, attention];
    },
  };
}

interface Facts {
  operation: string;
  targetSystem: string;
  executionId: string;
}

function resultItem(result: Posted, facts: Facts, index: number): INodeExecutionData {
  const { invoice, outcome, problem, bill, matchedBy, differences, notCarried, payload, attempts } = result;
  const audit = auditRecord(invoice, {
    sourceSystem: 'JAGGAER',
    ...facts,
    operation: outcome === 'dryRun' ? 'dry run' : facts.operation,
    outcome,
    bill,
    matchedBy,
    attempts,
    ...(problem ? { problem } : {}),
  });
  const json = {
    outcome,
    ...words(problem),
    key: audit.key,
    bill,
    matchedBy,
    differences,
    notCarried,
    ...(payload ? { payload } : {}),
    audit,
    document: invoice,
  };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}

const words = (problem: Problem | null) => ({
  cause: problem?.cause ?? '',
  owner: problem?.owner ?? '',
  reason: problem?.reason ?? '',
  advice: problem?.advice ?? '',
});

function unreadableItem(
  document: IDataObject,
  problem: Problem,
  index: number,
  facts: Facts,
): INodeExecutionData {
  const { outcome } = problem;
  const audit = auditRecord(document, {
    sourceSystem: 'JAGGAER',
    outcome,
    problem,
    ...facts,
  });
  const json = { outcome, ...words(problem), key: audit.key, audit, document };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}

function readSettings(context: IExecuteFunctions): PostNodeSettings {
  const options = context.getNodeParameter('postingOptions', 0, {}) as IDataObject;
  const account = trimmed(options.roundingAccount);
  const subaccount = trimmed(options.roundingSubaccount);
  return {
    dryRun: context.getNodeParameter('dryRun', 0, false) as boolean,
    onlyApproved: options.onlyApproved !== false,
    release: context.getNodeParameter('release', 0, false) as boolean,
    tolerance: amount(options.tolerance, 'Tolerance'),
    rounding: account
      ? {
          account,
          dimensions: subaccount ? { subaccount } : {},
          limit: amount(options.roundingLimit, 'Rounding Limit'),
        }
      : null,
    period: {
      date: context.getNodeParameter('periodDate', 0, 'accounting') as PeriodPolicy['date'],
      whenClosed: context.getNodeParameter('whenPeriodClosed', 0, 'refuse') as PeriodPolicy['whenClosed'],
    },
  };
}

function amount(value: unknown, label: string): string {
  if (value === undefined || value === '') return '0';
  const decimal = readDecimal(value);
  if (decimal !== null && !decimal.startsWith('-')) return decimal;
  throw new Refusal(
    held(
      'setting.amount',
      `${label} is not an amount: ${String(value)}`,
      `Correct ${label} in the node.`,
      'support',
    ),
  );
}
