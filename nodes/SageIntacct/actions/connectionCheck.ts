import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { errorWords } from '../../shared/actions';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { query } from '../transport/query';
import { signIn } from '../transport/request';

/** What the flows read, and whether posting can do without. */
const RIGHTS: Array<{ object: string; name: string; needed: boolean; why: string }> = [
  { object: 'APBILL', name: 'Bills', needed: true, why: 'bills are looked up and written' },
  { object: 'VENDOR', name: 'Vendors', needed: true, why: 'vendors are checked' },
  { object: 'GLACCOUNT', name: 'GL accounts', needed: true, why: 'accounts are checked' },
  { object: 'LOCATION', name: 'Locations', needed: true, why: 'locations are checked' },
  { object: 'DEPARTMENT', name: 'Departments', needed: true, why: 'departments are checked' },
  { object: 'APADJUSTMENT', name: 'AP adjustments', needed: true, why: 'credit memos become adjustments' },
  { object: 'APTERM', name: 'AP terms', needed: false, why: 'terms are checked' },
  { object: 'PODOCUMENT', name: 'Purchasing transactions', needed: false, why: 'purchase orders are sent' },
  { object: 'APPYMT', name: 'AP payments', needed: false, why: 'payments are read' },
];

/** One row for each check, in plain words; writes nothing. */
export const checkConnection: Action = {
  fields: [],
  async run(context, index) {
    const rows = await checks(context);
    return rows.map((json) => ({ json, pairedItem: { item: index } }));
  },
};

const row = (check: string, ok: boolean, result: string, advice = ''): IDataObject => ({
  check: `Sage Intacct: ${check}`,
  ok,
  result,
  advice,
});

function failed(check: string, error: unknown): IDataObject {
  const { message, description } = errorWords(error);
  return row(check, false, message, description);
}

async function checks(context: IExecuteFunctions): Promise<IDataObject[]> {
  let connection: Connection;
  try {
    connection = await connect(context);
  } catch (error) {
    return [failed('Credential', error)];
  }
  const { companyId, entityId, environment } = connection;
  try {
    await signIn(connection);
  } catch (error) {
    return [failed('Sign-in', error)];
  }
  const where = entityId === '' ? 'at the top level' : `in entity ${entityId}`;
  const rows = [row('Sign-in', true, `Signed in to company ${companyId}, ${where} (${environment})`)];
  for (const right of RIGHTS) rows.push(await tryRight(connection, right));
  return rows;
}

async function tryRight(
  connection: Connection,
  { object, name, needed, why }: (typeof RIGHTS)[number],
): Promise<IDataObject> {
  try {
    return await recover(
      async () => {
        const found = await query(connection, { object, fields: [], limit: 1 });
        const result = found.length > 0 ? `Can be read (${why})` : `Can be read, but is empty (${why})`;
        return row(name, true, result);
      },
      Refusal,
      ({ problem }) => {
        const optional = needed ? '' : ' Posting works without it.';
        return row(name, !needed, `${problem.reason}${optional}`, problem.advice);
      },
    );
  } catch (error) {
    return failed(name, error);
  }
}
