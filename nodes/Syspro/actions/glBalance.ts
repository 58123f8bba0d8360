/** GL Balance ▸ Get Many: one row for each ledger code, fit for a table. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemAction } from '../../shared/actions';
import { collection, filtersField, limitFields, limitOf, simplifyField } from '../../shared/fields';
import { given, textFilter } from '../../shared/filters';
import { isZero } from '../../shared/money';
import { Refusal, held } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import type { GlPeriod } from '../glBalances';
import { balanceOf, balanceRow, currentPeriod, historyOf } from '../glBalances';
import { ACCOUNT_COLUMNS } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import type { Filter } from '../transport/find';
import { find } from '../transport/find';
import { logonProfile } from '../transport/service';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

const LAST_PERIOD = 15;

const period = (displayName: string, name: string, most: number, what: string): INodeProperties => ({
  ...{ displayName, name, type: 'number', default: 0, typeOptions: { minValue: 0, maxValue: most } },
  description: `${what}; 0 is the current one`,
});

const fields: INodeProperties[] = [
  period('Year', 'year', 9999, 'Financial year'),
  period('Period', 'period', LAST_PERIOD, 'Period of the financial year, up to whose end is counted'),
  {
    displayName: 'Read By',
    name: 'readBy',
    type: 'options',
    options: [
      { name: 'History of the General Ledger', value: 'history', description: 'Few calls: table GenHistory' },
      { name: 'Query of Each Code', value: 'query', description: 'A call a ledger code: GENQRY' },
    ],
    default: 'history',
    description: 'The second where SYSPRO does not let the operator read the table',
  },
  ...limitFields,
  simplifyField,
  filtersField([
    textFilter('Code Begins With', 'code', 'Ledger codes that begin with this'),
    textFilter('Type', 'type', 'Account type as SYSPRO codes it, e.g. E for expense'),
    {
      displayName: 'Without Zeros',
      name: 'withoutZeros',
      type: 'boolean',
      default: true,
      description: 'Whether to leave out codes that stand at zero and did not move',
    },
  ]),
];

export const getBalances: ItemAction = {
  fields,
  async run(context, index) {
    const connection = await connect(context);
    const filters = collection(context, index);
    const accounts = await find(connection, {
      ...{ table: 'GenMaster', key: ['Company', 'GlCode'], columns: ACCOUNT_COLUMNS },
      where: { and: codesOf(connection, filters, true) },
      // what is left out later does not count
      ...(filters.withoutZeros === true ? {} : { limit: limitOf(context, index) }),
    });
    const [first] = accounts;
    if (!first) return [];
    const year = Number(context.getNodeParameter('year', index, 0));
    const wanted = Number(context.getNodeParameter('period', index, 0));
    const when = await periodOf(connection, text(first, 'GlCode'), { year, period: wanted });
    const byQuery = context.getNodeParameter('readBy', index, 'history') === 'query';
    const balances = byQuery
      ? await queried(connection, accounts, when.year)
      : byCode(await historyOf(connection, when.year, codesOf(connection, filters, false)));
    const { currency } = await logonProfile(connection);
    const origin = originOf(connection);
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    const rows = accounts.flatMap((account) => {
      const row = balances.get(text(account, 'GlCode')) ?? {};
      const shown = balanceRow(account, row, when, currency, origin) as IDataObject;
      const isNothing = isZero(String(shown.balance)) && isZero(String(shown.movement));
      return filters.withoutZeros === true && isNothing ? [] : [simple ? shown : { ...account, ...row }];
    });
    return rows.slice(0, limitOf(context, index)).map((row) => itemOf(row, index));
  },
};

function codesOf({ companyId }: Connection, filters: IDataObject, typed: boolean): Filter[] {
  const code = given(filters, 'code');
  const type = given(filters, 'type');
  return [
    { column: 'Company', is: 'EQ', value: companyId },
    ...(code === '' ? [] : [{ column: 'GlCode', is: 'LIKE', value: `${code}*` } as const]),
    ...(type === '' || !typed ? [] : [{ column: 'AccountType', is: 'EQ', value: type } as const]),
  ];
}

async function periodOf(connection: Connection, code: string, given: GlPeriod): Promise<GlPeriod> {
  if (given.period > LAST_PERIOD || given.year < 0 || given.period < 0) {
    throw new Refusal(
      held('setting.period', `There is no period ${given.period}.`, 'Correct year and period.', 'support'),
    );
  }
  if (given.year > 0 && given.period > 0) return given;
  const current = await currentPeriod(connection, code);
  return { year: given.year || current.year, period: given.period || current.period };
}

const byCode = (rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [text(row, 'GlCode'), row]));

async function queried(connection: Connection, accounts: Row[], year: number): Promise<Map<string, Row>> {
  const balances = new Map<string, Row>();
  for (const account of accounts) {
    const code = text(account, 'GlCode');
    balances.set(code, await balanceOf(connection, code, year));
  }
  return balances;
}
