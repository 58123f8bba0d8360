import type { Action } from '../../../shared/actions';
import { vendorReads } from '../masters';
import { createOrUpdate } from './createOrUpdate';

export const vendor: Record<string, Action> = { upsert: createOrUpdate, ...vendorReads };
