import type { IDataObject } from 'n8n-workflow';
import type { Right } from '../../shared/connectionCheck';
import { Checks, checkAction } from '../../shared/connectionCheck';
import { NoAnswer, SignInRefused } from '../../shared/http';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { FORMS } from '../transport/errorTable';
import { listAll } from '../transport/list';
import { listEndpoints } from '../transport/request';

/** What posting reads and writes, and whether it can do without. */
const RIGHTS: Array<Omit<Right, 'name'> & { entity: string; field: string }> = [
  { entity: 'Bill', field: 'ReferenceNbr', needed: true, why: 'bills are looked up and written' },
  { entity: 'Vendor', field: 'VendorID', needed: true, why: 'vendors are checked' },
  { entity: 'Account', field: 'AccountCD', needed: true, why: 'accounts are checked' },
  { entity: 'FinancialPeriod', field: 'FinancialYear', needed: true, why: 'posting periods are checked' },
  { entity: 'Subaccount', field: 'SubaccountCD', needed: false, why: 'subaccounts are checked' },
  { entity: 'Currency', field: 'CurrencyID', needed: false, why: 'currencies are checked' },
  { entity: 'PurchaseOrder', field: 'OrderNbr', needed: false, why: 'purchase orders are linked' },
];

const ADDRESS_ADVICE =
  'Correct the instance URL: the address up to, but not including, /Main or /entity, with the instance name if there is one.';

/** An address that nobody answers at is told as such. */
class AddressChecks extends Checks {
  override failed(check: string, error: unknown): IDataObject {
    const row = super.failed(check, error);
    return error instanceof NoAnswer && error.arrived === false
      ? {
          ...row,
          advice: `${ADDRESS_ADVICE} Check the network and any firewall between n8n and Acumatica.`,
        }
      : row;
  }
}

const report = new AddressChecks('Acumatica');

/** One row for each check, in plain words; writes nothing. */
export const checkConnection = checkAction(report, connect, checks);

async function checks(connection: Connection): Promise<IDataObject[]> {
  const rows: IDataObject[] = [];
  if (!(await tryAddress(connection, rows)) || !(await trySignIn(connection, rows))) return rows;
  for (const right of RIGHTS) {
    const tried = await tryRight(connection, right);
    rows.push(tried.row);
    if (tried.stop) return rows;
  }
  return rows;
}

/** The list of endpoints is open to everyone: it proves the address, not the sign-in. */
async function tryAddress(connection: Connection, rows: IDataObject[]): Promise<boolean> {
  const { endpoint, version, instance, environment } = connection;
  try {
    const live = await listEndpoints(connection);
    if (live.length === 0) {
      rows.push(report.row('Address', false, `There is no Acumatica at ${instance}.`, ADDRESS_ADVICE));
      return false;
    }
    rows.push(report.row('Address', true, `Acumatica answers at ${instance} (${environment})`));
    const there = live.some((each) => each.name === endpoint && each.version === version);
    const names = live.map((each) => `${each.name} ${each.version}`).join(', ');
    rows.push(
      there
        ? report.row('Endpoint', true, `${endpoint} ${version} is there`)
        : report.row(
            'Endpoint',
            false,
            `${endpoint} ${version} is not there. The instance has: ${names}.`,
            'Enter one of these in the credential, exactly as written.',
          ),
    );
    return there;
  } catch (error) {
    rows.push(report.failed(error instanceof SignInRefused ? 'Sign-in' : 'Address', error));
    return false;
  }
}

/** Any list proves the sign-in, even one that this user may not read. */
async function trySignIn(connection: Connection, rows: IDataObject[]): Promise<boolean> {
  try {
    await recover(
      () => listAll(connection, 'Ledger', { select: ['LedgerID'] }, { limit: 1 }),
      Refusal,
      () => [],
    );
    rows.push(
      report.row('Sign-in', true, `Signed in${connection.tenant ? ` to tenant ${connection.tenant}` : ''}`),
    );
    return true;
  } catch (error) {
    rows.push(report.failed('Sign-in', error));
    return false;
  }
}

async function tryRight(
  connection: Connection,
  right: (typeof RIGHTS)[number],
): Promise<{ row: IDataObject; stop: boolean }> {
  const name = FORMS[right.entity] ?? right.entity;
  const named = { ...right, name };
  try {
    const found = await listAll(connection, right.entity, { select: [right.field] }, { limit: 1 });
    return { row: report.readable(named, found.length === 0), stop: false };
  } catch (error) {
    if (!(error instanceof Refusal)) return { row: report.failed(name, error), stop: true };
    return { row: report.refused(named, error.problem), stop: error.problem.cause === 'connection.endpoint' };
  }
}
