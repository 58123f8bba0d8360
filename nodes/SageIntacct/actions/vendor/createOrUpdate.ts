import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/fields';
import { given } from '../../../shared/filters';
import { supplierAction } from '../../../shared/supplierAction';
import { newNumberOf, supplierChoices } from '../../../shared/supplierFields';
import { vendorTarget } from '../../targets/vendor';
import { MATCH_KEYS } from '../../targets/vendorLookup';
import { connect } from '../../transport/connection';
import { vendorFields } from './fields';

/** Suppliers of JAGGAER become vendors, or bring them up to date. */
export const createOrUpdate = supplierAction({
  fields: vendorFields,
  async makeTarget(context) {
    const options = collection(context, 0, 'options');
    const more = context.getNodeParameter('vendorFields.value', 0, {}) as IDataObject | null;
    return vendorTarget(await connect(context), {
      ...supplierChoices(context, MATCH_KEYS, 'jaggaer'),
      newId: newNumberOf(context, 'newId'),
      prefix: given(options, 'prefix'),
      linkField: given(options, 'linkField').toUpperCase(),
      more: Object.fromEntries(
        Object.entries(more ?? {}).flatMap(([id, value]) => {
          const text =
            typeof value === 'boolean' || typeof value === 'number' ? String(value) : given(more ?? {}, id);
          return text === '' ? [] : [[id, text]];
        }),
      ),
      batchSize: Number(options.batchSize ?? 50),
    });
  },
});
