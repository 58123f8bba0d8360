import type { Action } from '../../../shared/actions';
import { purchaseOrderAction } from '../../../shared/purchaseOrderAction';
import { purchaseOrderTarget } from '../../targets/purchaseOrder';
import { connect } from '../../transport/connection';
import { codingFields, orderSettingsOf, productClassField, writingOptions } from './fields';
import { get, getAll } from './read';

/** Brings orders into step with JAGGAER: created, updated, and cancelled once they bind nothing any more. */
const upsert = purchaseOrderAction({
  fields: [...codingFields, productClassField, writingOptions],
  makeTarget: async (context) => purchaseOrderTarget(await connect(context), orderSettingsOf(context)),
});

export const purchaseOrder: Record<string, Action> = { upsert, get, getAll };
