import { collection, optionsField } from '../../../shared/fields';
import { readPurchaseOrder } from '../../../shared/readPurchaseOrder';
import type { PurchaseOrder } from '../../../shared/documents';
import { mappingRowsOf, supplierNumbersField, supplierNumbersOf } from '../../../shared/supplierNumbers';
import { syncAction } from '../../../shared/syncAction';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import {
  lookUpByFilterField,
  pairsIn,
  sourceSystemField,
  sourceSystemOf,
  unconfirmedNotice,
  word,
} from '../writing';
import { checkSupplierField, codingFields, listFilterField } from './fields';

/** Purchase orders of the ERP, by their number; path and body are assumed. */
export const createOrUpdate = syncAction<PurchaseOrder, PurchaseOrder>({
  flow: 'purchaseOrders',
  operation: 'createOrUpdate',
  sourceSystem: sourceSystemOf,
  fields: [
    unconfirmedNotice('purchase orders'),
    sourceSystemField,
    supplierNumbersField,
    ...codingFields,
    optionsField([checkSupplierField, lookUpByFilterField('poNumber==…'), listFilterField]),
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
    const options = collection(context, 0, 'options');
    const codes = context.getNodeParameter('codes', 0, 'none');
    const fields = context.getNodeParameter('dimensionFields', 0, {});
    const pairs = pairsIn(fields, 'dimension', 'name', 'field');
    const rows = mappingRowsOf(context);
    return purchaseOrderTarget(await connect(context), {
      dryRun,
      lookUpByFilter: options.lookUpByFilter === true,
      numbers: supplierNumbersOf(context),
      suppliers: {
        check: options.checkSupplier !== false,
        listFilter: options.listFilter === undefined ? 'TYPE==SELLER' : word(options.listFilter),
      },
      coding: {
        codes: codes === 'same' || codes === 'mapping' ? codes : 'none',
        accountField: word(context.getNodeParameter('accountField', 0, 'Account')),
        dimensionFields: new Map(pairs.map(([name, field]) => [name.toLowerCase(), field])),
        rows: () => rows,
      },
    });
  },
});
