/** What the other resources do not cover: any query, and all changes of some lists. */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Action } from '../../shared/actions';
import { Refusal, held } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import { withoutBank } from '../masterDocuments';
import { CHANGE_LISTS, readChanges } from '../transport/changes';
import { connect } from '../transport/connection';
import { runQuery } from '../transport/query';
import { asObject } from '../transport/wire';

/** One query as it is written; one item a row, or the count. */
export const runAnyQuery: Action = {
  fields: [
    {
      displayName: 'Query',
      name: 'query',
      type: 'string',
      typeOptions: { rows: 3 },
      default: '',
      required: true,
      placeholder: "e.g. SELECT * FROM Vendor WHERE Balance > '0' MAXRESULTS 1000",
      description:
        'In the query language of QuickBooks Online: no OR, no joins, always all columns. Without MAXRESULTS it gives 100 rows; 1,000 are the most.',
    },
  ],
  async run(context, index) {
    const text = String(context.getNodeParameter('query', index, '')).trim();
    if (text === '')
      throw new Refusal(held('setting.query', 'The query is empty.', 'Write one in the node.', 'support'));
    const response = await runQuery(await connect(context), text, 'the query');
    const rows = Object.values(response).find(Array.isArray) as unknown[] | undefined;
    if (rows) return rows.map((row) => itemOf(withoutBank(asObject(row)), index));
    return 'totalCount' in response ? [itemOf({ totalCount: response.totalCount }, index)] : [];
  },
};

/** Everything that changed in some lists, deleted records too, by one call. */
export const getChanges: Action = {
  fields: [
    {
      displayName: 'Records',
      name: 'entities',
      type: 'multiOptions',
      options: CHANGE_LISTS.map((value) => ({ name: value.replace(/(?<=[a-z])(?=[A-Z])/g, ' '), value })),
      default: ['Bill', 'BillPayment'],
      required: true,
      description: 'What to list the changes of',
    },
    {
      displayName: 'Changed Since',
      name: 'since',
      type: 'dateTime',
      default: '',
      required: true,
      description: 'At most 30 days ago',
    },
  ],
  async run(context, index) {
    const entities = context.getNodeParameter('entities', index, []) as string[];
    const since = DateTime.fromISO(String(context.getNodeParameter('since', index, '')), { setZone: true });
    if (entities.length === 0 || !since.isValid) {
      const advice = 'Choose at least one kind of record, and a moment, in the node.';
      const words = 'Which changes are wanted is not said.';
      throw new Refusal(held('setting.changes', words, advice, 'support'));
    }
    const changes = await readChanges(await connect(context), entities, since.toUTC().toISO());
    return changes.map(({ entity, deleted, record }) =>
      itemOf({ entity, deleted, record: withoutBank(record) as IDataObject }, index),
    );
  },
};
