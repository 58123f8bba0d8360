import type { IDataObject } from 'n8n-workflow';
import type { Right } from '../../shared/connectionCheck';
import { Checks, checkAction } from '../../shared/connectionCheck';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { query } from '../transport/query';
import { signIn } from '../transport/request';

/** What the flows read, and whether posting can do without. */
const RIGHTS: Array<Right & { object: string }> = [
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

const report = new Checks('Sage Intacct');

/** One row for each check, in plain words; writes nothing. */
export const checkConnection = checkAction(report, connect, checks);

async function checks(connection: Connection): Promise<IDataObject[]> {
  const { companyId, entityId, environment } = connection;
  try {
    await signIn(connection);
  } catch (error) {
    return [report.failed('Sign-in', error)];
  }
  const where = entityId === '' ? 'at the top level' : `in entity ${entityId}`;
  const rows = [report.row('Sign-in', true, `Signed in to company ${companyId}, ${where} (${environment})`)];
  for (const right of RIGHTS) {
    const { object } = right;
    rows.push(await report.reading(right, () => query(connection, { object, fields: [], limit: 1 })));
  }
  return rows;
}
