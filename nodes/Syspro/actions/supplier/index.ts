import type { Action } from '../../../shared/actions';
import { supplierReads } from '../masters';
import { createOrUpdate } from './createOrUpdate';

export const supplier: Record<string, Action> = { upsert: createOrUpdate, ...supplierReads };
