import type { IDataObject } from 'n8n-workflow';
import { supplierAction } from '../../../shared/supplierAction';
import { supplierNumbersOf } from '../../../shared/supplierNumbers';
import { fillsOnly } from '../../../shared/syncSides';
import { supplierTarget } from '../../targets/supplier';
import type { MatchKey } from '../../targets/supplierLookup';
import { MATCH_KEYS } from '../../targets/supplierLookup';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/wire';
import { supplierFields } from './fields';

const word = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** Suppliers of JAGGAER become suppliers of Exact Online, or bring them up to date. */
export const createOrUpdate = supplierAction<Json>({
  fields: supplierFields,
  async makeTarget(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const keys = (context.getNodeParameter('matchBy', 0, {}) as IDataObject).match;
    const chosen = (Array.isArray(keys) ? (keys as IDataObject[]) : []).map(({ key }) => key);
    return supplierTarget(await connect(context), {
      numbers: supplierNumbersOf(context),
      matchBy: chosen.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      whenMissing: context.getNodeParameter('whenMissing', 0, 'create') === 'skip' ? 'skip' : 'create',
      newCode: context.getNodeParameter('newCode', 0, 'number') === 'sequence' ? 'sequence' : 'number',
      paymentCondition: word(options.paymentCondition),
      carryStatus: options.carryStatus === true,
      fillOnly: fillsOnly(context, 'jaggaer'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
    });
  },
});
