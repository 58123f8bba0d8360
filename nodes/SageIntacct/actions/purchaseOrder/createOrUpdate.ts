import type { IExecuteFunctions } from 'n8n-workflow';
import { purchaseOrderAction } from '../../../shared/purchaseOrderAction';
import { readPurchaseOrder } from '../../../shared/readPurchaseOrder';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import { definitionField, markField, orderSettingsOf, writingOptions } from './fields';

const makeTarget = async (context: IExecuteFunctions) =>
  purchaseOrderTarget(await connect(context), orderSettingsOf(context));

/** Brings orders into step with JAGGAER: created, updated, and closed once they bind nothing any more. */
export const createOrUpdate = purchaseOrderAction({
  fields: [definitionField, markField, writingOptions],
  makeTarget,
});

/** Closes orders, whatever their state in JAGGAER. */
export const close = purchaseOrderAction({
  fields: [definitionField],
  makeTarget,
  operation: 'close',
  read: (json) => ({ ...readPurchaseOrder(json, { mayLackLines: true }), state: 'closed' }),
});
