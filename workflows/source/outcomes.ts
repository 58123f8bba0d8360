/** The end that every writing flow shares: both outputs of the writing node → audit rows → alert. */
import { core, groupByCause, needsAttention, schemaOf, tellSomebody, writeRows } from './parts';
import type { TemplateNode } from './template';

/** Nodes from `x` on, to be fed at the inputs of `All Outcomes`. */
export const outcomeNodes = (x: number, y = 0, numberInputs = 2): TemplateNode[] => [
  core('All Outcomes', 'merge', 3.2, [x, y], { mode: 'append', numberInputs }),
  writeRows('Write Audit Rows', 'audit', [x + 220, y], 'audit'),
  needsAttention([x + 440, y]),
  groupByCause([x + 640, y]),
  tellSomebody([x + 840, y]),
];

export const outcomeLinks = (writer: string): string[] => [
  `${writer} > All Outcomes`,
  `${writer}:1 > All Outcomes:1`,
  ...recordedLinks,
];

/** From the outcomes to the audit rows and the alert. */
export const recordedLinks = [
  'All Outcomes > Write Audit Rows',
  'Write Audit Rows > Needs Attention',
  'Needs Attention > Group by Cause',
  'Group by Cause > Tell Somebody',
];

/** Those whose pair of ids the mapping table does not have. */
export const newPair = (position: [number, number]): TemplateNode =>
  core('New Number Pair', 'filter', 2.2, position, {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
      combinator: 'and',
      conditions: [
        {
          id: 'mapping',
          leftValue: '={{ $json.mapping }}',
          rightValue: '',
          operator: { type: 'object', operation: 'exists', singleValue: true },
        },
      ],
    },
    options: {},
  });

/** Writes the pair into the mapping table, and puts its row out. */
export const keepPair = (position: [number, number], kind: PairKind): TemplateNode =>
  core('Keep the Number Pair', 'dataTable', 1.1, position, {
    resource: 'row',
    operation: 'upsert',
    dataTableId: { __rl: true, mode: 'name', value: 'jaggaer_erp_mapping' },
    matchType: 'allConditions',
    filters: {
      conditions: [
        { keyName: 'kind', keyValue: kind },
        { keyName: 'from', keyValue: '={{ $json.mapping.from }}' },
      ],
    },
    columns: {
      mappingMode: 'defineBelow',
      value: {
        kind,
        scope: '={{ $json.mapping.scope }}',
        from: '={{ $json.mapping.from }}',
        to: '={{ $json.mapping.to }}',
        note: '={{ $json.mapping.note }}',
        matchedBy: '={{ $json.mapping.matchedBy }}',
      },
      matchingColumns: [],
      schema: schemaOf('mapping'),
    },
    options: {},
  });

type PairKind = 'supplier' | 'purchaseOrder';

/**
 * Keeps the pair of ids of what was created or matched in the mapping table, after the audit rows are written; beside
 * {@link outcomeNodes}.
 */
export const numberPairNodes = (x: number, kind: PairKind): TemplateNode[] => [
  // above “Needs Attention”: n8n finishes the upper branch before the lower one, which ends the run
  core('Recorded', 'merge', 3.2, [x, -240], { mode: 'chooseBranch', useDataOfInput: 2 }),
  newPair([x + 220, -240]),
  keepPair([x + 440, -240], kind),
];

export const numberPairLinks = [
  'All Outcomes > Recorded:1',
  'Write Audit Rows > Recorded',
  'Recorded > New Number Pair',
  'New Number Pair > Keep the Number Pair',
];
