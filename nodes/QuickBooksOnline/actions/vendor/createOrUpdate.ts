import { collection } from '../../../shared/fields';
import { given } from '../../../shared/filters';
import { supplierAction } from '../../../shared/supplierAction';
import { supplierChoices } from '../../../shared/supplierFields';
import { MATCH_KEYS, vendorTarget } from '../../targets/vendor';
import { connect } from '../../transport/connection';
import { vendorFields } from './fields';

/** Suppliers of JAGGAER become vendors, or bring them up to date. */
export const createOrUpdate = supplierAction({
  fields: vendorFields,
  async makeTarget(context) {
    const options = collection(context, 0, 'options');
    return vendorTarget(await connect(context), {
      ...supplierChoices(context, MATCH_KEYS, 'jaggaer'),
      term: given(options, 'term'),
    });
  },
});
