import type { Action } from '../../../shared/actions';
import { createOrUpdate } from './createOrUpdate';
import { purchaseOrderReads } from './read';

export const purchaseOrder: Record<string, Action> = { ...purchaseOrderReads, upsert: createOrUpdate };
