import type { Action } from '../../../shared/actions';
import { close, createOrUpdate } from './createOrUpdate';
import { get, getAll } from './read';

export const purchaseOrder: Record<string, Action> = { get, getAll, upsert: createOrUpdate, close };
