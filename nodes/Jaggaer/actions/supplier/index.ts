import type { Action } from '../../../shared/actions';
import { createOrUpdate } from './createOrUpdate';
import { supplierReads } from './read';

export const supplier: Record<string, Action> = { ...supplierReads, upsert: createOrUpdate };
