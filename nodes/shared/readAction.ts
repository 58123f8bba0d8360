/** Get and Get Many: what is the same for every record of every system. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { ItemAction } from './actions';
import { collection, filtersField, limitFields, limitOf, simplifyField } from './fields';
import { Refusal, rejected } from './outcome';

/** One Get. */
export interface GetCall {
  context: IExecuteFunctions;
  index: number;
  simple: boolean;
}

/** One Get Many; the limit is Infinity with Return All. */
export interface ListCall extends GetCall {
  filters: IDataObject;
  limit: number;
}

/** What a system says of a record that can be read. Records come as they are to be put out. */
export interface RecordReads {
  /** Fields of both operations that come first. */
  sourceFields?: INodeProperties[];
  /** Fields that name one record. */
  keyFields: INodeProperties[];
  /** Fields of both operations behind Simplify. */
  moreFields?: INodeProperties[];
  filterFields: INodeProperties[];
  get(call: GetCall): Promise<object | null>;
  list(call: ListCall): Promise<object[]>;
  /** Why there is no such record, and what to check. */
  missing(call: GetCall): { reason: string; advice: string };
}

/** The operations Get and Get Many of one record. */
export const readActions = (reads: RecordReads): { get: ItemAction; getAll: ItemAction } => ({
  get: {
    fields: [...(reads.sourceFields ?? []), ...reads.keyFields, simplifyField, ...(reads.moreFields ?? [])],
    async run(context, index) {
      const call = { context, index, simple: isSimple(context, index) };
      const record = await reads.get(call);
      if (record) return [itemOf(record, index)];
      const { reason, advice } = reads.missing(call);
      throw new Refusal(rejected('erp.notFound', reason, advice, 'erp'));
    },
  },
  getAll: listAction(reads),
});

/** The operation Get Many alone, where nobody asks for one record. */
export const listAction = (
  reads: Pick<RecordReads, 'sourceFields' | 'moreFields' | 'filterFields' | 'list'>,
): ItemAction => ({
  fields: [
    ...(reads.sourceFields ?? []),
    ...limitFields,
    simplifyField,
    ...(reads.moreFields ?? []),
    filtersField(reads.filterFields),
  ],
  async run(context, index) {
    const records = await reads.list({
      ...{ context, index, simple: isSimple(context, index) },
      ...{ filters: collection(context, index), limit: limitOf(context, index) },
    });
    return records.map((record) => itemOf(record, index));
  },
});

/** The operation Get Many of documents, which have one form. */
export const documentsAction = (
  filterFields: INodeProperties[],
  list: (call: Omit<ListCall, 'simple'>) => Promise<object[]>,
): ItemAction => ({
  fields: [...limitFields, filtersField(filterFields)],
  async run(context, index) {
    const filters = collection(context, index);
    const documents = await list({ context, index, filters, limit: limitOf(context, index) });
    return documents.map((document) => itemOf(document, index));
  },
});

/** The first wanted ones of a list; no page is read that is not needed. */
export async function firstOf<T>(
  pages: AsyncIterable<T[]>,
  limit: number,
  isWanted: (each: T) => boolean,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) {
    found.push(...page.filter(isWanted));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

const isSimple = (context: IExecuteFunctions, index: number): boolean =>
  context.getNodeParameter('simplify', index, true) as boolean;

/** An output item of an input item. */
export const itemOf = (json: object, index: number): INodeExecutionData => ({
  json: json as IDataObject,
  pairedItem: { item: index },
});
