import type { PurchaseOrder } from '../../../shared/documents';
import { readPurchaseOrder } from '../../../shared/readPurchaseOrder';
import { supplierNumbersField, supplierNumbersOf } from '../../../shared/supplierNumbers';
import { syncAction } from '../../../shared/syncAction';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import {
  lookUpByFilterField,
  optionsField,
  optionsOf,
  sourceSystemField,
  sourceSystemOf,
  unconfirmedNotice,
} from '../writing';

/** Purchase orders of the ERP, by their number; path and body are assumed. */
export const createOrUpdate = syncAction<PurchaseOrder, PurchaseOrder>({
  flow: 'purchaseOrders',
  operation: 'createOrUpdate',
  sourceSystem: sourceSystemOf,
  fields: [
    unconfirmedNotice('purchase orders'),
    sourceSystemField,
    supplierNumbersField,
    optionsField([lookUpByFilterField('poNumber==…')]),
  ],
  read: readPurchaseOrder,
  facts: (order) => ({
    environment: order.environment,
    company: order.tenant,
    sourceId: order.id,
    sourceNumber: order.number,
    supplier: order.supplier.name ?? '',
    amount: order.total === null ? null : Number(order.total),
    currency: order.currency ?? '',
  }),
  async makeTarget(context, { dryRun }) {
    const lookUpByFilter = optionsOf(context).lookUpByFilter === true;
    const numbers = supplierNumbersOf(context);
    return purchaseOrderTarget(await connect(context), { dryRun, lookUpByFilter, numbers });
  },
});
