/** Create or Update as n8n shows it, the same for every system: Dry Run, and two outputs. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from './actions';
import type { AuditFacts, AuditRow, Flow } from './audit';
import { auditRow } from './audit';
import type { Outcome, Problem } from './outcome';
import { DONE, Refusal, held, problemOf } from './outcome';
import type { SyncTarget } from './syncTarget';
import type { Synced } from './syncTask';
import type { SyncDocument } from './syncing';
import { syncDocuments } from './syncing';

/** What an operation says of a document in its audit row. */
export type SyncFacts = Partial<
  Pick<AuditRow, 'sourceId' | 'sourceNumber' | 'supplierReference' | 'supplier' | 'entity'> &
    Pick<AuditRow, 'amount' | 'currency' | 'mappingHash' | 'sourceSystem'>
> & {
  environment: string;
  company: string;
  /** Key of the audit row where it is not the document's own. */
  key?: string;
};

export interface SyncPlan<Doc extends SyncDocument, Found> {
  /** Fields of this operation beside Dry Run. */
  fields: INodeProperties[];
  flow: Flow;
  /** As the audit row names it, e.g. `createOrUpdate`. */
  operation: string;
  /** The system that the documents come from, in audit rows. */
  sourceSystem(context: IExecuteFunctions): string;
  /** Takes the document from an n8n item. @throws Refusal */
  read(json: IDataObject): Doc;
  facts(document: Doc): SyncFacts;
  makeTarget(context: IExecuteFunctions, settings: SyncSettings): Promise<SyncTarget<Doc, Found>>;
  /** More for the item of a document that is there now: e.g. a row for the mapping table. */
  more?(result: Synced<Doc>): IDataObject;
}

export interface SyncSettings {
  dryRun: boolean;
}

const dryRunField: INodeProperties = {
  displayName: 'Dry Run',
  name: 'dryRun',
  type: 'boolean',
  default: false,
  description: 'Whether to look up and compare only, and return the exact data to send; nothing is written',
};

/**
 * An operation that keeps documents in step. First output: created, updated, unchanged and dry runs. Second output: the
 * rest. Each item carries `outcome`, `reason`, `advice`, what differs, the document and its `audit` row; never `error`.
 */
export function syncAction<Doc extends SyncDocument, Found>(plan: SyncPlan<Doc, Found>): BatchAction {
  return {
    fields: [dryRunField, ...plan.fields],
    async runAll(context) {
      const dryRun = context.getNodeParameter('dryRun', 0, false) as boolean;
      const target = await plan.makeTarget(context, { dryRun });
      const constant = {
        flow: plan.flow,
        sourceSystem: plan.sourceSystem(context),
        targetSystem: target.system,
        executionId: context.getExecutionId(),
      };
      const done: INodeExecutionData[] = [];
      const attention: INodeExecutionData[] = [];
      const put = (outcome: Outcome, json: object, item: number) =>
        (DONE.has(outcome) ? done : attention).push({
          json: json as IDataObject,
          pairedItem: { item },
        });
      const readable: Array<{ index: number; document: Doc }> = [];
      context.getInputData().forEach((item, index) => {
        try {
          readable.push({ index, document: plan.read(item.json) });
        } catch (error) {
          const problem = problemOf(error);
          const { outcome } = problem;
          const audit = auditRow({
            ...{ ...constant, ...factsOf(item.json), operation: plan.operation, outcome, problem },
          });
          put(outcome, { outcome, ...words(problem), key: audit.key, audit, document: item.json }, index);
        }
      });
      const documents = readable.map(({ document }) => document);
      const results = await syncDocuments(documents, target, { dryRun });
      results.forEach((result, at) => {
        const operation = result.outcome === 'dryRun' ? 'dry run' : plan.operation;
        const audit = auditOf(result, { ...constant, ...plan.facts(result.document), operation });
        put(result.outcome, itemOf(result, audit, plan), readable[at]?.index ?? 0);
      });
      return [done, attention];
    },
  };
}

function auditOf<Doc>(
  result: Synced<Doc>,
  facts: Omit<AuditFacts, 'key' | 'outcome'> & { key?: string },
): AuditRow {
  const { outcome, problem, targetId, matchedBy, attempts, note } = result;
  const key = facts.key ?? result.key;
  const row = auditRow({ ...facts, key, outcome, problem, targetId, matchedBy, attempts });
  return problem ? row : { ...row, reason: note };
}

function itemOf<Doc extends SyncDocument, Found>(
  result: Synced<Doc>,
  audit: AuditRow,
  plan: SyncPlan<Doc, Found>,
): object {
  const { outcome, problem, targetId, matchedBy, differences, notCarried, note, payload } = result;
  return {
    outcome,
    ...words(problem, note),
    ...{ key: audit.key, targetId, matchedBy, differences, notCarried },
    ...(payload ? { payload } : {}),
    ...(targetId && DONE.has(outcome) ? plan.more?.(result) : {}),
    audit,
    document: result.document,
  };
}

const words = (problem: Problem | null, note = '') => ({
  cause: problem?.cause ?? '',
  owner: problem?.owner ?? '',
  reason: problem?.reason ?? note,
  advice: problem?.advice ?? '',
});

/** Key, environment and company of whatever the item is. */
function factsOf(json: IDataObject): Pick<AuditRow, 'key' | 'environment' | 'company' | 'sourceId'> {
  const text = (value: unknown): string =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  const [environment, company, sourceId] = [text(json.environment), text(json.tenant), text(json.id)];
  return { key: `${environment}:${company}:${sourceId}`, environment, company, sourceId };
}

/**
 * A document of one of these kinds, with text in the named fields and lists where lists are due.
 * @throws Refusal (held) that names the first field that cannot be read
 */
export function readDocument(
  json: IDataObject,
  kinds: readonly string[],
  texts: readonly string[],
  lists: readonly string[] = [],
): IDataObject {
  if (!kinds.includes(String(json.document))) {
    throw unreadable(`its field “document” is not “${kinds.join('” or “')}”`);
  }
  if (json.environment !== 'production' && json.environment !== 'test')
    throw unreadable('environment is neither production nor test');
  for (const name of texts) {
    if (typeof json[name] !== 'string' || json[name] === '')
      throw unreadable(`${name} is missing or is not text`);
  }
  for (const name of lists) if (!Array.isArray(json[name])) throw unreadable(`${name} is not a list`);
  return json;
}

const unreadable = (what: string): Refusal =>
  new Refusal(
    held(
      'document.unreadable',
      `This document cannot be read: ${what}.`,
      'Feed the node what a trigger or a read of this package puts out, or give your own document the same fields.',
      'mapping',
    ),
  );
