/**
 * Columns of the two field mappers of Bill ▸ Post: what a bill has in QuickBooks Online and the invoice does not fill.
 * The API gives bills no custom fields (source: API-ref Bill).
 */
import type {
  IDataObject,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { textOf } from '../../shared/text';
import type { HeaderColumn, HeaderValues, LineColumn, LinePath } from '../ledger/settings';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { query } from '../transport/query';
import { readPreferences } from '../transport/session';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

const column = (
  id: HeaderColumn | LineColumn,
  displayName: string,
  more: Partial<ResourceMapperField> = {},
): ResourceMapperField => ({
  ...{ id, displayName, type: 'string', required: false, defaultMatch: false, canBeUsedToMatch: false },
  ...{ display: true, removed: true, ...more },
});

/** The header's columns, with the company's own locations and terms to pick from. */
export async function getBillColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return await connect(this)
    .then(async (connection) => ({ fields: billColumns(await listsOf(connection)) }))
    .catch((error: unknown) => {
      throw nodeError(this.getNode(), error);
    });
}

/** The columns of a line; their values are paths on the invoice line. */
export function getBillLineColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return Promise.resolve({
    fields: [
      column('BillableStatus', 'Billable Status (Billable, NotBillable)'),
      column('CustomerRef', 'Customer or Project (ID or whole name)'),
    ],
  });
}

/** What the header's columns are made of. */
export interface Lists {
  isMultiCurrency: boolean;
  /** The company's word for departments; '' where it has none. */
  departmentWord: string;
  departments: Json[];
  terms: Json[];
}

async function listsOf(connection: Connection): Promise<Lists> {
  const preferences = await readPreferences(connection);
  const isOn = (path: string) => textAt(preferences, path) === 'true';
  const hasDepartments = isOn('AccountingInfoPrefs.TrackDepartments');
  const word = textAt(preferences, 'AccountingInfoPrefs.DepartmentTerminology') || 'Location';
  return {
    isMultiCurrency: isOn('CurrencyPrefs.MultiCurrencyEnabled'),
    departmentWord: hasDepartments ? word : '',
    departments: hasDepartments ? await query(connection, { entity: 'Department' }) : [],
    terms: await query(connection, { entity: 'Term' }),
  };
}

/** Pure. */
export function billColumns({ isMultiCurrency, departmentWord, departments, terms }: Lists) {
  const choice = (rows: Json[]): Partial<ResourceMapperField> => ({
    type: 'options',
    options: rows
      .map((row) => ({
        name: textAt(row, 'FullyQualifiedName') || textAt(row, 'Name'),
        value: textAt(row, 'Id'),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  });
  const rate = column('ExchangeRate', 'Exchange Rate (home currency for one unit)', { type: 'number' });
  return [
    ...(isMultiCurrency ? [rate] : []),
    ...(departmentWord === ''
      ? []
      : [column('DepartmentRef', `${departmentWord} of Bills Without One`, choice(departments))]),
    column('SalesTermRef', 'Terms of Invoices Without Mapped Terms', choice(terms)),
  ];
}

/** Values of the header's mapper. */
export const headerValues = (mapped: IDataObject): HeaderValues => ({
  ExchangeRate: textOf(mapped.ExchangeRate),
  DepartmentRef: textOf(mapped.DepartmentRef),
  SalesTermRef: textOf(mapped.SalesTermRef),
});

/** Paths of the lines' mapper; columns without one are left out. */
export const linePaths = (mapped: IDataObject): LinePath[] =>
  (['BillableStatus', 'CustomerRef'] as const).flatMap((column) => {
    const path = textOf(mapped[column]);
    return path === '' ? [] : [{ column, path }];
  });
