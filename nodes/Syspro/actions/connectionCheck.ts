import type { IDataObject } from 'n8n-workflow';
import type { Right } from '../../shared/connectionCheck';
import { Checks, checkAction } from '../../shared/connectionCheck';
import { Refusal } from '../../shared/outcome';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { find } from '../transport/find';
import { query, callObject } from '../transport/request';
import { logonProfile, version } from '../transport/service';
import { child, text } from '../transport/xml';

/** What the flows read, and whether posting can do without. */
const TABLES: Array<Right & { table: string; key: string[] }> = [
  {
    ...{ table: 'ApSupplier', key: ['Supplier'], name: 'Suppliers' },
    ...{ needed: true, why: 'suppliers and their currencies are checked' },
  },
  {
    ...{ table: 'ApInvoice', key: ['Supplier', 'Invoice'], name: 'AP invoices' },
    ...{ needed: true, why: 'invoices are looked up before they are posted' },
  },
  {
    ...{ table: 'GenMaster', key: ['Company', 'GlCode'], name: 'Ledger codes' },
    ...{ needed: true, why: 'ledger codes are checked' },
  },
  {
    ...{ table: 'GrnDetails', key: ['Supplier', 'Grn'], name: 'Goods received' },
    ...{ needed: false, why: 'invoices are matched to receipts' },
  },
  {
    ...{ table: 'PorMasterHdr', key: ['PurchaseOrder'], name: 'Purchase orders' },
    ...{ needed: false, why: 'purchase orders are looked up' },
  },
  {
    ...{ table: 'ApInvoicePay', key: ['Supplier', 'Invoice'], name: 'Payments' },
    ...{ needed: false, why: 'payment status' },
  },
];

/** Business objects that write: without an item they change nothing, and one that is not licensed says so. */
const WRITES: Array<Right & { verb: string; object: string; root: string }> = [
  {
    ...{
      object: 'APSTIN',
      verb: 'Transaction/Post',
      root: 'PostApInvoice',
      name: 'Posting AP invoices (APSTIN)',
    },
    ...{ needed: true, why: 'AP Invoice ▸ Post' },
  },
  {
    ...{ object: 'PORTOI', verb: 'Transaction/Post', root: 'PostPurchaseOrders' },
    ...{ name: 'Posting purchase orders (PORTOI)', needed: false, why: 'purchase orders from JAGGAER' },
  },
  {
    ...{
      object: 'APSSSP',
      verb: 'Setup/Update',
      root: 'SetupApSupplier',
      name: 'Writing suppliers (APSSSP)',
    },
    ...{ needed: false, why: 'suppliers from JAGGAER' },
  },
];

const report = new Checks('SYSPRO');

/** One row for each check, in plain words; writes nothing. */
export const checkConnection = checkAction(report, connect, checks);

async function checks(connection: Connection): Promise<IDataObject[]> {
  const rows = [encryption(connection)];
  try {
    rows.push(report.row('Service', true, `e.net ${await version(connection)} answers`));
    const { operator, company, date } = await logonProfile(connection);
    const when = date === '' ? '' : `, company date ${date}`;
    rows.push(
      report.row('Logon', true, `Logged on to ${company} as ${operator} (${connection.environment})${when}`),
    );
  } catch (error) {
    return [...rows, report.failed(rows.length === 1 ? 'Service' : 'Logon', error)];
  }
  rows.push(await seats(connection));
  for (const right of TABLES) {
    const { table, key } = right;
    const first = { table, key, columns: key, limit: 1 };
    rows.push(await report.reading(right, () => find(connection, first)));
  }
  for (const right of WRITES) rows.push(await tryWriting(connection, right));
  return rows;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Passwords and session ids travel in the address. */
function encryption({ base }: Connection): IDataObject {
  const { protocol, hostname } = new URL(base);
  if (protocol === 'https:') return report.row('Encryption', true, 'Calls are encrypted (https)');
  if (LOOPBACK.test(hostname)) return report.row('Encryption', true, 'Calls do not leave this machine');
  return report.row(
    'Encryption',
    true,
    'WARNING: plain http. Passwords and session ids travel in the address, readable for everybody on the way.',
    'Use https (a reverse proxy will do), or make sure that the whole way is a VPN, and that no proxy on it keeps addresses.',
  );
}

/** Leaked sessions show here. Sample of COMQCO. */
async function seats(connection: Connection): Promise<IDataObject> {
  try {
    const { content } = await query(connection, 'COMQCO', { Query: {} }, 'the licence');
    const system = child(content, 'SystemInfo');
    const [licensed, current] = ['LicensedUsers', 'CurrentUsers'].map((name) => text(system, name));
    if (!licensed || !current)
      return report.row('Seats', true, 'SYSPRO does not say how many seats are free');
    const isFull = Number(current) >= Number(licensed);
    return report.row(
      'Seats',
      true,
      `${current} of ${licensed} licensed users are logged on, this check included`,
      isFull ? 'No seat is left for anybody else: end sessions that nobody uses (COMQUS lists them).' : '',
    );
  } catch (error) {
    if (!(error instanceof Refusal)) return report.failed('Seats', error);
    return report.row('Seats', true, 'SYSPRO does not say how many seats are free');
  }
}

async function tryWriting(connection: Connection, right: (typeof WRITES)[number]): Promise<IDataObject> {
  const { verb, object, root, name, why } = right;
  const parameters = { [root]: { Parameters: { ValidateOnly: 'Y' } } };
  const call = {
    verb,
    object,
    parameters,
    input: { [root]: '' },
    repeatable: true,
    what: `to try ${object}`,
  };
  const there = report.row(name, true, `Is there (${why})`);
  try {
    await callObject(connection, call);
    return there;
  } catch (error) {
    if (!(error instanceof Refusal)) return report.failed(name, error);
    // whatever else it has to say about a document without items: it can be called
    return error.problem.cause === 'erp.licence' ? report.refused(right, error.problem) : there;
  }
}
