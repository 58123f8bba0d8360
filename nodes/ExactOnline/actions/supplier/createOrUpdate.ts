import { collection } from '../../../shared/fields';
import { supplierAction } from '../../../shared/supplierAction';
import { newNumberOf, supplierChoices } from '../../../shared/supplierFields';
import { textOf } from '../../../shared/text';
import { supplierTarget } from '../../targets/supplier';
import { MATCH_KEYS } from '../../targets/supplierLookup';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/wire';
import { supplierFields } from './fields';

/** Suppliers of JAGGAER become suppliers of Exact Online, or bring them up to date. */
export const createOrUpdate = supplierAction<Json>({
  fields: supplierFields,
  async makeTarget(context) {
    const options = collection(context, 0, 'options');
    return supplierTarget(await connect(context), {
      ...supplierChoices(context, MATCH_KEYS, 'jaggaer'),
      whenMissing: context.getNodeParameter('whenMissing', 0, 'create') === 'skip' ? 'skip' : 'create',
      newCode: newNumberOf(context, 'newCode'),
      paymentCondition: textOf(options.paymentCondition),
    });
  },
});
