/** Ids of a webhook → records or payment statuses, all of them in few calls. */
import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { itemsOf } from '../../shared/trigger';
import { unread } from '../../shared/webhook';
import { simplifyBill } from '../billRows';
import { accountDocument, dimensionDocument, supplierDocument, withoutBank } from '../masterDocuments';
import { billsById, billsOfPayments, isStamped, nothingKnown, statusesOf } from '../payments';
import { NAME_LISTS } from '../transport/changes';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import { ALSO_INACTIVE, query } from '../transport/query';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import type { Notified } from './notification';

const READABLE = new Set([
  ...NAME_LISTS,
  'Bill',
  'BillPayment',
  'PurchaseOrder',
  'VendorCredit',
  'JournalEntry',
]);

/**
 * What the notified records are now. Never fails: the call was answered by then. Where they cannot be read, the
 * notifications are handed over with the problem. Other companies than the credential's are left out.
 */
export async function pushedItems(
  context: IWebhookFunctions,
  notified: Notified[],
): Promise<INodeExecutionData[]> {
  let own = notified;
  try {
    const connection = await connect(context);
    own = notified.filter(({ realm }) => realm === connection.realm);
    if (own.length === 0) return [];
    return context.getNodeParameter('output', 'paymentStatus') === 'records'
      ? itemsOf(await recordsOf(connection, own))
      : itemsOf(await statusesFor(context, connection, own));
  } catch (error) {
    return unread(own, error);
  }
}

async function statusesFor(
  context: IWebhookFunctions,
  connection: Connection,
  notified: Notified[],
): Promise<object[]> {
  const { onlyFromJaggaer = true } = context.getNodeParameter('options', {}) as IDataObject;
  const known = nothingKnown();
  const idsOf = (entity: string) =>
    notified.filter((each) => each.entity === entity && each.operation !== 'deleted').map(({ id }) => id);
  const paid = await billsOfPayments(connection, idsOf('BillPayment'), known);
  const bills = await billsById(connection, [...idsOf('Bill'), ...paid], known);
  const ours = bills.filter((bill) => onlyFromJaggaer !== true || isStamped(bill));
  return await statusesOf(connection, ours, known);
}

/** One query for each kind and hundred of ids; what is gone, or cannot be read, is told by its id. */
async function recordsOf(connection: Connection, notified: Notified[]): Promise<object[]> {
  const records = new Map<string, Json>();
  const entities = new Set(notified.map(({ entity }) => entity).filter((entity) => READABLE.has(entity)));
  for (const entity of entities) {
    const ids = notified.filter((each) => each.entity === entity && each.operation !== 'deleted');
    const where = [
      { field: 'Id', in: ids.map(({ id }) => id) },
      ...(NAME_LISTS.has(entity) ? [ALSO_INACTIVE] : []),
    ];
    for (const row of await query(connection, { entity, where }))
      records.set(`${entity} ${textAt(row, 'Id')}`, row);
  }
  return notified.map((each) => {
    const record = records.get(`${each.entity} ${each.id}`);
    const { entity, operation } = each;
    return record
      ? { entity, operation, deleted: false, record: shown(connection, entity, record) }
      : { ...each, deleted: operation === 'deleted', record: null };
  });
}

function shown(connection: Connection, entity: string, record: Json): object {
  const origin = originOf(connection);
  switch (entity) {
    case 'Vendor':
      return supplierDocument(record, origin);
    case 'Account':
      return accountDocument(record, origin);
    case 'Department':
      return dimensionDocument(record, 'department', origin);
    case 'Class':
      return dimensionDocument(record, 'class', origin);
    case 'Bill':
    case 'VendorCredit':
      return simplifyBill(record, entity, (id) => id);
    default:
      return withoutBank(record);
  }
}
