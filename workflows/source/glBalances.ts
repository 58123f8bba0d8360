/** What every ledger code stands at, week by week in a table that people can look at, chart and export. */
import type { Erp } from './erp';
import { byHand, core, makeTable, note, own, schemaOf, TABLES, weeklyAt } from './parts';
import { workflowOf } from './template';

const VALUES = {
  at: '={{ $now.toUTC().toISO() }}',
  environment: '={{ $json.environment }}',
  company: '={{ $json.tenant }}',
  account: '={{ $json.account }}',
  description: '={{ $json.description }}',
  type: "={{ $json.type ?? '' }}",
  year: '={{ $json.year }}',
  period: '={{ $json.period }}',
  opening: '={{ Number($json.opening) }}',
  movement: '={{ Number($json.movement) }}',
  balance: '={{ Number($json.balance) }}',
  currency: "={{ $json.currency ?? '' }}",
};

/** One row for each ledger code and period; a later run of the same period brings it up to date. */
const KEY = ['environment', 'company', 'account', 'year', 'period'] as const;

export const glBalances = (erp: Erp) =>
  workflowOf({
    name: `${erp.name}: GL Balances`,
    nodes: [
      note(
        [-460, -300],
        [420, 300],
        `## What ${erp.name}'s ledger codes stand at\nEvery Monday the balances of the current period go into the data table \`${TABLES.balance}\`: one row for each ledger code and period, brought up to date while the period is the current one. What was booked behind the last Monday of a period shows in the *opening* of the next. Nothing is written to ${erp.name}.\n\nThey do not go on to JAGGAER: no path for balances is confirmed. Once JAGGAER has named one, add its node behind *Keep the Balances*.`,
        4,
      ),
      weeklyAt('Every Monday', [60, -80], 5),
      byHand('Run Now', [60, 120]),
      makeTable('Balance Table', 'balance', [280, 0]),
      own(
        'GL Balances',
        erp.node,
        [500, 0],
        // a code that comes back to zero has its row brought up to date too
        { resource: 'glBalance', operation: 'getAll', returnAll: true, filters: {} },
        { executeOnce: true },
        erp.credentials,
      ),
      core('Keep the Balances', 'dataTable', 1.1, [720, 0], {
        resource: 'row',
        operation: 'upsert',
        dataTableId: { __rl: true, mode: 'name', value: TABLES.balance },
        matchType: 'allConditions',
        filters: { conditions: KEY.map((keyName) => ({ keyName, keyValue: VALUES[keyName] })) },
        columns: {
          mappingMode: 'defineBelow',
          value: VALUES,
          matchingColumns: [],
          schema: schemaOf('balance'),
        },
        options: {},
      }),
    ],
    links: [
      'Every Monday > Balance Table',
      'Run Now > Balance Table',
      'Balance Table > GL Balances',
      'GL Balances > Keep the Balances',
    ],
  });
