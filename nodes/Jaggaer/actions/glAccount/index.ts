import type { Action } from '../../../shared/actions';
import { createOrUpdate } from './createOrUpdate';
import { getMany } from './getMany';

export const glAccount: Record<string, Action> = { getAll: getMany, upsert: createOrUpdate };
