import type { IDataObject } from 'n8n-workflow';
import type { PurchaseOrder } from '../../../shared/documents';
import { readPurchaseOrder } from '../../../shared/readPurchaseOrder';
import type { SyncPlan } from '../../../shared/syncAction';
import { syncAction } from '../../../shared/syncAction';
import type { FoundOrder } from '../../purchaseOrders/found';
import { orderKey } from '../../purchaseOrders/wanted';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import { definitionField, markField, orderSettingsOf, writingOptions } from './fields';

const plan: Omit<SyncPlan<PurchaseOrder, FoundOrder>, 'operation' | 'read' | 'fields'> = {
  flow: 'purchaseOrders',
  sourceSystem: () => 'JAGGAER',
  facts: (order) => ({
    environment: order.environment,
    company: order.tenant,
    sourceId: order.id,
    sourceNumber: order.number,
    supplier: order.supplier.name,
    entity: order.erpEntity ?? order.businessUnit ?? '',
    amount: order.total === null ? null : Number(order.total),
    currency: order.currency ?? '',
    mappingHash: order.mapping?.hash ?? '',
  }),
  makeTarget: async (context) => purchaseOrderTarget(await connect(context), orderSettingsOf(context)),
  more: ({ document, targetId, matchedBy, outcome }) => ({
    mapping: {
      kind: 'purchaseOrder',
      scope: '',
      from: document.number,
      to: targetId,
      note: orderKey(document),
      matchedBy: outcome === 'created' ? 'created' : matchedBy,
    },
  }),
};

/** Brings orders into step with JAGGAER: created, updated, and closed once they bind nothing any more. */
export const createOrUpdate = syncAction<PurchaseOrder, FoundOrder>({
  ...plan,
  operation: 'createOrUpdate',
  fields: [definitionField, markField, writingOptions],
  read: (json) => readPurchaseOrder(json),
});

/** Closes orders, whatever their state in JAGGAER. */
export const close = syncAction<PurchaseOrder, FoundOrder>({
  ...plan,
  operation: 'close',
  fields: [definitionField],
  read: (json: IDataObject) => ({ ...readPurchaseOrder(json, { mayLackLines: true }), state: 'closed' }),
});
