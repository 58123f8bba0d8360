import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { supplierAction } from '../../../shared/supplierAction';
import { supplierNumbersOf } from '../../../shared/supplierNumbers';
import { fillsOnly } from '../../../shared/syncSides';
import { vendorTarget } from '../../targets/vendor';
import type { MatchKey } from '../../targets/vendorLookup';
import { MATCH_KEYS } from '../../targets/vendorLookup';
import { connect } from '../../transport/connection';
import { vendorFields } from './fields';

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const optionsOf = (context: IExecuteFunctions): IDataObject =>
  context.getNodeParameter('options', 0, {}) as IDataObject;

/** Suppliers of JAGGAER become vendors, or bring them up to date. */
export const createOrUpdate = supplierAction({
  fields: vendorFields,
  async makeTarget(context) {
    const options = optionsOf(context);
    const keys = (context.getNodeParameter('matchBy', 0, {}) as IDataObject).match;
    const chosen = (Array.isArray(keys) ? (keys as IDataObject[]) : []).map(({ key }) => key);
    const more = context.getNodeParameter('vendorFields.value', 0, {}) as IDataObject | null;
    return vendorTarget(await connect(context), {
      numbers: supplierNumbersOf(context),
      matchBy: chosen.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      newId: context.getNodeParameter('newId', 0, 'number') === 'sequence' ? 'sequence' : 'number',
      prefix: word(options.prefix),
      linkField: word(options.linkField).toUpperCase(),
      carryStatus: options.carryStatus === true,
      fillOnly: fillsOnly(context, 'jaggaer'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
      more: Object.fromEntries(
        Object.entries(more ?? {}).flatMap(([id, value]) => {
          const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : word(value);
          return text === '' ? [] : [[id, text]];
        }),
      ),
      batchSize: Number(options.batchSize ?? 50),
    });
  },
});
