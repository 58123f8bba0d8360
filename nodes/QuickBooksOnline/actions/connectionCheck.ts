import type { IDataObject } from 'n8n-workflow';
import type { Right } from '../../shared/connectionCheck';
import { Checks, checkAction } from '../../shared/connectionCheck';
import { batch } from '../transport/batch';
import type { BatchAnswer } from '../transport/batch';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { interpret } from '../transport/errors';
import { queryTexts } from '../transport/query';
import { readCompany, readPreferences } from '../transport/session';
import type { Json } from '../transport/wire';
import { rowsAt, textAt } from '../transport/wire';

/** What the flows read, and whether posting can do without. */
const RIGHTS: Array<Right & { entity: string }> = [
  { entity: 'Bill', name: 'Bills', needed: true, why: 'bills are looked up and written' },
  { entity: 'VendorCredit', name: 'Vendor credits', needed: true, why: 'credit memos become vendor credits' },
  { entity: 'Vendor', name: 'Vendors', needed: true, why: 'vendors are checked' },
  { entity: 'Account', name: 'Accounts', needed: true, why: 'accounts are checked' },
  { entity: 'Department', name: 'Locations', needed: false, why: 'locations are checked' },
  { entity: 'Class', name: 'Classes', needed: false, why: 'classes are checked' },
  { entity: 'Term', name: 'Terms', needed: false, why: 'terms are checked' },
  { entity: 'PurchaseOrder', name: 'Purchase orders', needed: false, why: 'bills are linked to them' },
  { entity: 'BillPayment', name: 'Bill payments', needed: false, why: 'payments are read' },
];

const report = new Checks('QuickBooks Online');

/** One row for each check, in plain words; writes nothing. */
export const checkConnection = checkAction(report, connect, checks);

async function checks(connection: Connection): Promise<IDataObject[]> {
  const { realm, environment } = connection;
  const rows: IDataObject[] = [];
  try {
    const company = await readCompany(connection);
    const plan = rowsAt(company, 'NameValue').find((each) => each.Name === 'OfferingSku');
    const name = textAt(company, 'CompanyName');
    const which = [textAt(plan ?? {}, 'Value'), textAt(company, 'Country')].filter(Boolean).join(', ');
    rows.push(
      report.row('Sign-in', true, `Signed in to ${name} (${which}), company ${realm}, ${environment}`),
    );
  } catch (error) {
    return [report.failed('Sign-in', error)];
  }
  try {
    rows.push(...settingsRows(await readPreferences(connection)));
  } catch (error) {
    rows.push(report.failed('Settings', error));
  }
  try {
    rows.push(...(await rightsRows(connection)));
  } catch (error) {
    rows.push(report.failed('Rights', error));
  }
  return rows;
}

/** Settings of the company that decide what of an invoice it can hold. */
function settingsRows(preferences: Json): IDataObject[] {
  const is = (path: string) => textAt(preferences, path) === 'true';
  const other = new Map(
    rowsAt({ rows: (preferences.OtherPrefs as Json | undefined)?.NameValue }, 'rows').map((each) => [
      textAt(each, 'Name'),
      textAt(each, 'Value') === 'true',
    ]),
  );
  const where = 'Account and settings';
  const setting = (check: string, on: boolean, yes: string, no: string, advice: string) =>
    report.row(check, on, on ? yes : no, on ? '' : advice);
  const closed = textAt(preferences, 'AccountingInfoPrefs.BookCloseDate');
  return [
    setting(
      'Locations',
      is('AccountingInfoPrefs.TrackDepartments'),
      'Locations are tracked',
      'Locations are off: a bill cannot carry one',
      `Switch on Track locations under ${where} ▸ Advanced ▸ Categories, if your mapping uses locations.`,
    ),
    setting(
      'Classes',
      is('AccountingInfoPrefs.ClassTrackingPerTxnLine'),
      'Classes are tracked on each line',
      'Classes are not tracked on each line: a line cannot carry one',
      `Switch on Track classes, one to each row, under ${where} ▸ Advanced ▸ Categories, if your mapping uses classes.`,
    ),
    setting(
      'Purchase orders',
      other.get('VendorAndPurchasesPrefs.PurchaseOrderEnabled') ?? false,
      'Purchase orders are on',
      'Purchase orders are off',
      `Switch them on under ${where} ▸ Expenses ▸ Purchase orders, if you send orders or link bills to them.`,
    ),
    setting(
      'Duplicate bill numbers',
      other.get('WarnDuplicateBillNumber') ?? false,
      'QuickBooks Online refuses a bill number that is there',
      'QuickBooks Online may take a bill number twice',
      `Switch on Warn about duplicate bill numbers under ${where} ▸ Advanced: a second safety beside the look-up.`,
    ),
    report.row(
      'Closing date',
      true,
      closed === '' ? 'The books have no closing date' : `Closed up to ${closed}`,
    ),
  ];
}

/** All lists in one batch of queries. */
async function rightsRows(connection: Connection): Promise<IDataObject[]> {
  const items = RIGHTS.map(({ entity }, at) => ({
    bId: String(at),
    query: queryTexts({ entity, limit: 1 })[0] ?? '',
  }));
  const answers = await batch(connection, items);
  return RIGHTS.map((right, at) => rightRow(right, answers[at]));
}

function rightRow(right: (typeof RIGHTS)[number], answer: BatchAnswer | undefined): IDataObject {
  const { entity, name } = right;
  if (answer?.state === 'rows') return report.readable(right, rowsAt(answer.response, entity).length === 0);
  if (answer?.state === 'fault')
    return report.refused(right, interpret(answer.fault, `to read ${name.toLowerCase()}`).problem);
  return report.row(name, false, 'No answer came', 'Run the check again.');
}
