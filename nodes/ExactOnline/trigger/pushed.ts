/** The record that a webhook points to, as a document. */
import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { itemsOf } from '../../shared/trigger';
import { unread } from '../../shared/webhook';
import { GL_FIELDS, glAccountDocument } from '../masterDocuments';
import { orderDocuments, ordersById } from '../purchaseOrders';
import { SUPPLIER_FIELDS, supplierDocument } from '../supplierDocuments';
import { offsetOf } from '../transport/clock';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import { readOne } from '../transport/list';
import { isTrue } from '../transport/wire';
import { isApproved } from './events';
import type { Notified } from './notification';

/**
 * What the notified record is now. Never fails: the call was answered by then. Where it cannot be read, the notification
 * is handed over with the problem. Other divisions than the node's are left out.
 */
export async function pushedItems(
  context: IWebhookFunctions,
  notified: Notified,
): Promise<INodeExecutionData[]> {
  try {
    const connection = await connect(context);
    if (notified.division !== connection.division) return [];
    return itemsOf(await documentsOf(connection, notified));
  } catch (error) {
    return unread([notified], error);
  }
}

async function documentsOf(connection: Connection, notified: Notified): Promise<object[]> {
  const { topic, id, operation } = notified;
  const pointer = { ...notified, deleted: operation === 'delete' };
  if (pointer.deleted) return [pointer];
  const origin = originOf(connection);
  switch (topic) {
    case 'Accounts': {
      const row = await readOne(connection, { path: 'crm/Accounts', select: SUPPLIER_FIELDS }, id);
      if (!row) return [pointer];
      return isTrue(row, 'IsSupplier') ? [supplierDocument(row, origin, await offsetOf(connection))] : [];
    }
    case 'GLAccounts': {
      const row = await readOne(connection, { path: 'financial/GLAccounts', select: GL_FIELDS }, id);
      return row ? [glAccountDocument(row, origin, await offsetOf(connection))] : [pointer];
    }
    case 'PurchaseOrders': {
      const orders = await ordersById(connection, [id]);
      if (orders.length === 0) return [pointer];
      const approved = orders.filter(({ header }) => isApproved(header));
      return await orderDocuments(connection, approved, 'item');
    }
    default:
      return [pointer];
  }
}
