import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { errorWords } from '../../shared/actions';
import type { Right } from '../../shared/connectionCheck';
import { Checks, checkAction } from '../../shared/connectionCheck';
import { stopOnSignIn } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import { estimate } from '../backfill';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { readDivisions } from '../transport/divisions';
import { everyRecord, newerThan } from '../transport/filter';
import type { Allowance } from '../transport/limits';
import { allowanceOf } from '../transport/limits';
import { list } from '../transport/list';
import { limitKey, readMe } from '../transport/request';
import { textAt } from '../transport/wire';

interface ExactRight extends Right {
  path: string;
  field: string;
  filter?: string;
  /** As the App Center calls it. */
  scope: string;
}

const FINANCIAL = 'Financial accounting';
const LEDGERS = 'Financial generalledgers';
const ALL = everyRecord();

/** What the flows read (scopes: pi, src/Env). */
const RIGHTS: ExactRight[] = [
  {
    ...{ name: 'Purchase entries', path: 'purchaseentry/PurchaseEntries', field: 'EntryID', needed: true },
    ...{ scope: FINANCIAL, why: 'entries are looked up and written' },
  },
  {
    ...{ name: 'Transactions', path: 'financialtransaction/TransactionLines', field: 'ID', filter: ALL },
    ...{ scope: FINANCIAL, needed: true, why: 'entries are found again' },
  },
  {
    ...{ name: 'Suppliers', path: 'crm/Accounts', field: 'ID', filter: ALL, scope: 'Crm accounts' },
    ...{ needed: true, why: 'suppliers are checked' },
  },
  {
    ...{ name: 'GL accounts', path: 'financial/GLAccounts', field: 'ID', filter: ALL, scope: LEDGERS },
    ...{ needed: true, why: 'accounts are checked' },
  },
  {
    ...{ name: 'Journals', path: 'financial/Journals', field: 'ID', scope: LEDGERS, needed: true },
    why: 'the purchase journal is checked',
  },
  {
    ...{ name: 'VAT codes', path: 'vat/VATCodes', field: 'ID', scope: FINANCIAL, needed: true },
    why: 'VAT codes are checked',
  },
  {
    ...{ name: 'Periods', path: 'financial/FinancialPeriods', field: 'ID', scope: FINANCIAL, needed: true },
    why: 'dates are checked',
  },
  {
    ...{ name: 'Cost centers', path: 'hrm/Costcenters', field: 'ID', scope: 'Financial costcenters' },
    ...{ needed: false, why: 'cost centers are checked' },
  },
  {
    ...{ name: 'Cost units', path: 'hrm/Costunits', field: 'ID', scope: 'Financial costcenters' },
    ...{ needed: false, why: 'cost units are checked' },
  },
  {
    ...{ name: 'Payment conditions', path: 'cashflow/PaymentConditions', field: 'ID', needed: false },
    ...{ scope: 'Financial cashflow', why: 'terms are checked' },
  },
  {
    ...{ name: 'Payments', path: 'sync/Cashflow/PaymentTerms', field: 'ID', filter: newerThan('1') },
    ...{ scope: 'Financial cashflow', needed: false, why: 'what has been paid is read' },
  },
  {
    ...{ name: 'Documents', path: 'documents/Documents', field: 'ID', filter: ALL, needed: false },
    ...{ scope: 'Organization documents', why: 'scanned invoices are put on entries' },
  },
  {
    ...{ name: 'Purchase orders', path: 'purchaseorder/PurchaseOrders', field: 'PurchaseOrderID' },
    ...{ filter: everyRecord('PurchaseOrderID'), scope: 'Purchase orders', needed: false },
    why: 'orders go to JAGGAER',
  },
  {
    ...{ name: 'Items', path: 'logistics/Items', field: 'ID', filter: ALL, scope: 'Logistics items' },
    ...{ needed: false, why: 'orders go to JAGGAER' },
  },
  {
    ...{ name: 'Deleted records', path: 'sync/Deleted', field: 'EntityKey', filter: newerThan('1') },
    ...{ scope: 'Organization administration', needed: false, why: 'triggers tell of deleted records' },
  },
];

const report = new Checks('Exact Online');

/** One row for each check, in plain words; writes nothing. */
export const checkConnection = checkAction(report, connect, checks);

async function checks(connection: Connection): Promise<IDataObject[]> {
  const rows: IDataObject[] = [];
  try {
    const who = textAt(await readMe(connection), 'FullName');
    rows.push(report.row('Sign-in', true, `Signed in as ${who} (${connection.environment})`));
  } catch (error) {
    return [report.failed('Sign-in', error)];
  }
  try {
    rows.push(await divisionRow(connection));
  } catch (error) {
    return [...rows, report.failed('Division', error)];
  }
  for (const right of RIGHTS) rows.push(await rightRow(connection, right));
  return [...rows, limitRow(connection)];
}

async function divisionRow(connection: Connection): Promise<IDataObject> {
  const { division } = connection;
  const found = (await readDivisions(connection)).find(({ code }) => code === division);
  if (!found) {
    const advice =
      'For a client’s division of an accountant this is as it should be; else choose another one.';
    return report.row('Division', true, `Division ${division} is not among those of the licence`, advice);
  }
  const { name, currency, active } = found;
  const words = `${name} (${division}, ${currency})`;
  if (active) return report.row('Division', true, words);
  return report.row('Division', false, `${words} is not active`, 'Choose an active division in the node.');
}

async function rightRow(connection: Connection, right: ExactRight): Promise<IDataObject> {
  const { path, field, filter, scope } = right;
  try {
    const rows = await list(connection, { path, select: [field], limit: 1, ...(filter ? { filter } : {}) });
    return report.readable(right, rows.length === 0);
  } catch (error) {
    stopOnSignIn(error);
    const { message: reason, description } = errorWords(error);
    return report.refused(right, { reason, advice: `${description} Scope of the app: ${scope}.`.trim() });
  }
}

function limitRow(connection: Connection): IDataObject {
  const allowance = allowanceOf(limitKey(connection));
  if (!allowance) return report.row('Limits', true, 'Exact Online does not say what is left of the limits');
  const { leftToday, perDay, perMinute, dayEnds } = allowance;
  const fits = estimate({ invoices: 100_000, withFiles: false, forOthers: 0 }, allowance)?.today ?? 0;
  const words = `${leftToday} of ${perDay} calls are left until ${dayEnds}, ${perMinute} a minute: enough to post about ${fits} invoices without files`;
  return report.row('Limits', leftToday > 0, words, leftToday > 0 ? '' : 'It goes on after 00:00 UTC.');
}

/** What a backfill costs, before it is begun. One call where nothing was read before. */
export const estimateBackfill: Action = {
  fields: [
    {
      displayName: 'Invoices',
      name: 'invoices',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 1000,
      required: true,
      description: 'How many invoices are to be posted',
    },
    {
      displayName: 'With Files',
      name: 'withFiles',
      type: 'boolean',
      default: false,
      description: 'Whether the scanned invoice is put on each entry, which is one more call',
    },
    {
      displayName: 'Calls a Day for Others',
      name: 'forOthers',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 400,
      description: 'What polls and other flows of this app need in the division: about 400 with all triggers',
    },
  ],
  async run(context, index) {
    const number = (name: string): number => Number(context.getNodeParameter(name, index, 0)) || 0;
    const connection = await connect(context);
    const allowance = await readAllowance(connection);
    const withFiles = context.getNodeParameter('withFiles', index, false) as boolean;
    const wanted = { invoices: number('invoices'), withFiles, forOthers: number('forOthers') };
    const found = estimate(wanted, allowance);
    if (!found) {
      const words = `With ${allowance.perDay} calls a day, of which ${wanted.forOthers} are for others, nothing can be posted.`;
      throw new Refusal(held('setting.backfill', words, 'Leave fewer calls for others.', 'support'));
    }
    const { today, aDay, days, calls, minutes } = found;
    const { leftToday, perDay, dayEnds } = allowance;
    return [
      itemOf(
        {
          ...{ ...wanted, calls, callsADay: perDay, leftToday, dayEnds },
          ...{ invoicesToday: today, invoicesADay: aDay, days, minutes },
          advice:
            days <= 1
              ? 'It fits into one day.'
              : `Post at most ${today} invoices today and ${aDay} on each day after.`,
        },
        index,
      ),
    ];
  },
};

async function readAllowance(connection: Connection): Promise<Allowance> {
  const key = limitKey(connection);
  if (!allowanceOf(key)) await list(connection, { path: 'financial/Journals', select: ['ID'], limit: 1 });
  const allowance = allowanceOf(key);
  if (allowance) return allowance;
  throw new Refusal(
    held(
      'connection.limits',
      'Exact Online did not say what is left of the limits.',
      'Where a proxy stands before Exact Online, let it pass the headers X-RateLimit-*.',
      'connection',
    ),
  );
}
