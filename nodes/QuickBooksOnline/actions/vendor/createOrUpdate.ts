import type { IDataObject } from 'n8n-workflow';
import { supplierAction } from '../../../shared/supplierAction';
import { supplierNumbersOf } from '../../../shared/supplierNumbers';
import { fillsOnly } from '../../../shared/syncSides';
import type { MatchKey } from '../../targets/vendor';
import { MATCH_KEYS, vendorTarget } from '../../targets/vendor';
import { connect } from '../../transport/connection';
import { vendorFields } from './fields';

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Suppliers of JAGGAER become vendors, or bring them up to date. */
export const createOrUpdate = supplierAction({
  fields: vendorFields,
  async makeTarget(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const keys = (context.getNodeParameter('matchBy', 0, {}) as IDataObject).match;
    const chosen = (Array.isArray(keys) ? (keys as IDataObject[]) : []).map(({ key }) => key);
    return vendorTarget(await connect(context), {
      numbers: supplierNumbersOf(context),
      matchBy: chosen.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      carryStatus: options.carryStatus === true,
      fillOnly: fillsOnly(context, 'jaggaer'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
      term: word(options.term),
    });
  },
});
