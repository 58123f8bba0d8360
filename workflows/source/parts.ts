/** Nodes that several templates share. */
import type { TemplateNode } from './template';

type Position = [number, number];

export const PACK = 'n8n-nodes-jaggaer-erp';

export const TABLES = {
  mapping: 'jaggaer_erp_mapping',
  audit: 'jaggaer_erp_audit',
  notice: 'jaggaer_erp_notice',
  balance: 'jaggaer_erp_balance',
};

type ColumnType = 'string' | 'number';

const texts = (...names: string[]): Array<[string, ColumnType]> => names.map((name) => [name, 'string']);

export const COLUMNS: Record<keyof typeof TABLES, Array<[string, ColumnType]>> = {
  mapping: texts('kind', 'from', 'to', 'scope', 'validFrom', 'note', 'matchedBy'),
  audit: [
    ...texts('at', 'key', 'environment', 'company', 'flow', 'sourceSystem', 'sourceId', 'sourceNumber'),
    ...texts('supplierReference', 'supplier', 'entity', 'targetSystem', 'targetId', 'operation'),
    ...texts('matchedBy', 'outcome', 'cause', 'owner', 'reason', 'advice'),
    ['httpStatus', 'number'],
    ['attempts', 'number'],
    ['amount', 'number'],
    ...texts('currency', 'mappingHash', 'executionId'),
  ],
  notice: [...texts('at', 'cause', 'owner', 'entity', 'flow'), ['count', 'number'], ...texts('to')],
  balance: [
    ...texts('at', 'environment', 'company', 'account', 'description', 'type'),
    ...(['year', 'period', 'opening', 'movement', 'balance'] as const).map((name): [string, ColumnType] => [
      name,
      'number',
    ]),
    ...texts('currency'),
  ],
};

/** A sticky note. */
export const note = (
  position: Position,
  [width, height]: [number, number],
  content: string,
  color?: number,
): TemplateNode => ({
  name: `Note: ${content.replace(/^#+ /, '').split('\n')[0]}`,
  type: 'n8n-nodes-base.stickyNote',
  typeVersion: 1,
  position,
  parameters: { content, width, height, ...(color ? { color } : {}) },
});

export const core = (
  name: string,
  type: string,
  typeVersion: number,
  position: Position,
  parameters: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): TemplateNode => ({
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  position,
  parameters,
  ...more,
});

const CREDENTIALS: Record<string, Record<string, string>> = {
  jaggaer: { jaggaerOAuth2Api: 'JAGGAER' },
  jaggaerTrigger: { jaggaerOAuth2Api: 'JAGGAER' },
};

/** A node of this pack, with the credentials that its system needs. */
export const own = (
  name: string,
  type: string,
  position: Position,
  parameters: Record<string, unknown>,
  more: Record<string, unknown> = {},
  credentials: Record<string, string> = CREDENTIALS[type] ?? {},
): TemplateNode => ({
  name,
  type: `${PACK}.${type}`,
  typeVersion: 1,
  position,
  parameters,
  ...(Object.keys(credentials).length > 0
    ? {
        credentials: Object.fromEntries(
          Object.entries(credentials).map(([kind, called]) => [kind, { id: null, name: called }]),
        ),
      }
    : {}),
  ...more,
});

const table = (name: keyof typeof TABLES) => ({ __rl: true, mode: 'name', value: TABLES[name] });

/** Makes a table, or keeps the one that is there. */
export const makeTable = (name: string, which: keyof typeof TABLES, position: Position): TemplateNode =>
  core(
    name,
    'dataTable',
    1.1,
    position,
    {
      resource: 'table',
      operation: 'create',
      tableName: TABLES[which],
      columns: { column: COLUMNS[which].map(([column, type]) => ({ name: column, type })) },
      options: { createIfNotExists: true },
    },
    { executeOnce: true },
  );

type Condition = { keyName: string; condition?: string; keyValue?: string };

/** Reads a table once, however many items come in; an empty table gives one empty item. */
export const readTable = (
  name: string,
  which: keyof typeof TABLES,
  position: Position,
  conditions: Condition[] = [],
): TemplateNode =>
  core(
    name,
    'dataTable',
    1.1,
    position,
    {
      resource: 'row',
      operation: 'get',
      dataTableId: table(which),
      ...(conditions.length > 0 ? { matchType: 'allConditions', filters: { conditions } } : {}),
      returnAll: true,
    },
    { executeOnce: true, alwaysOutputData: true },
  );

/** Keeps the items that have no row with these values. */
export const unlessRow = (
  name: string,
  which: keyof typeof TABLES,
  position: Position,
  conditions: Condition[],
): TemplateNode =>
  core(name, 'dataTable', 1.1, position, {
    resource: 'row',
    operation: 'rowNotExists',
    dataTableId: table(which),
    matchType: 'allConditions',
    filters: { conditions },
  });

/** Writes one row for each item, from the item's field `from`. */
export const writeRows = (
  name: string,
  which: keyof typeof TABLES,
  position: Position,
  from: string,
  more: Record<string, unknown> = {},
): TemplateNode =>
  core(
    name,
    'dataTable',
    1.1,
    position,
    {
      resource: 'row',
      operation: 'insert',
      dataTableId: table(which),
      columns: {
        mappingMode: 'defineBelow',
        value: Object.fromEntries(
          COLUMNS[which].map(([column]) => [column, `={{ $json.${from}.${column} }}`]),
        ),
        matchingColumns: [],
        schema: schemaOf(which),
      },
      options: {},
    },
    more,
  );

/** Columns as n8n's field mapper keeps them. */
export const schemaOf = (which: keyof typeof TABLES) =>
  COLUMNS[which].map(([id, type]) => ({
    id,
    displayName: id,
    type,
    required: false,
    defaultMatch: false,
    display: true,
    canBeUsedToMatch: true,
    readOnly: false,
    removed: false,
  }));

/** Keeps the items whose outcome a person has to see. */
export const needsAttention = (position: Position, field = 'outcome'): TemplateNode =>
  core('Needs Attention', 'filter', 2.2, position, {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
      combinator: 'or',
      conditions: ['held', 'rejected', 'differs', 'unknown'].map((outcome, at) => ({
        id: `c${at + 1}`,
        leftValue: `={{ $json.${field} }}`,
        rightValue: outcome,
        operator: { type: 'string', operation: 'equals' },
      })),
    },
    options: {},
  });

export const groupByCause = (position: Position): TemplateNode =>
  core('Group by Cause', 'summarize', 1.1, position, {
    fieldsToSummarize: {
      values: [
        { aggregation: 'count', field: 'key' },
        { aggregation: 'sum', field: 'amount' },
      ],
    },
    fieldsToSplitBy: 'outcome, cause, advice',
    options: {},
  });

/** Ends the run with the list of what needs attention, so that the error workflow hears of it at once. */
export const tellSomebody = (position: Position): TemplateNode =>
  core(
    'Tell Somebody',
    'stopAndError',
    1,
    position,
    {
      errorType: 'errorMessage',
      errorMessage:
        "={{ $input.all().map(item => item.json.count_key + ' × ' + item.json.outcome + ' ' + item.json.cause + ' (' + Number(item.json.sum_amount ?? 0).toFixed(2) + '): ' + item.json.advice).join('\\n') }}",
    },
    { executeOnce: true },
  );

export const everyMinutes = (name: string, position: Position, minutes: number): TemplateNode =>
  core(name, 'scheduleTrigger', 1.2, position, {
    rule: { interval: [{ field: 'minutes', minutesInterval: minutes }] },
  });

export const dailyAt = (name: string, position: Position, hour: number): TemplateNode =>
  core(name, 'scheduleTrigger', 1.2, position, {
    rule: { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: hour }] },
  });

export const byHand = (name: string, position: Position): TemplateNode =>
  core(name, 'manualTrigger', 1, position);

/** Gives the items to another workflow, which goes on by itself: how it ends is in its own execution. */
export const callWorkflow = (name: string, position: Position): TemplateNode =>
  core(name, 'executeWorkflow', 1.1, position, {
    source: 'database',
    workflowId: { __rl: true, mode: 'list', value: '' },
    mode: 'once',
    options: { waitForSubWorkflow: false },
  });

export const weeklyAt = (name: string, position: Position, hour: number): TemplateNode =>
  core(name, 'scheduleTrigger', 1.2, position, {
    rule: { interval: [{ field: 'weeks', weeksInterval: 1, triggerAtDay: [1], triggerAtHour: hour }] },
  });

/** How often a flow polls: n8n's own presets. */
export const POLLS = {
  quarterHourly: { words: 'Every 15 minutes', item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] },
  daily: { words: 'Every day at 6:00', item: [{ mode: 'everyDay', hour: 6, minute: 0 }] },
};

/** The polling times of a trigger. */
export const polling = (cadence: keyof typeof POLLS) => ({ pollTimes: { item: POLLS[cadence].item } });
