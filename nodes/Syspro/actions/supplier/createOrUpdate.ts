import { collection } from '../../../shared/fields';
import { given } from '../../../shared/filters';
import { supplierAction } from '../../../shared/supplierAction';
import { newNumberOf, supplierChoices } from '../../../shared/supplierFields';
import { MATCH_KEYS, supplierTarget } from '../../targets/supplier';
import { connect } from '../../transport/connection';
import { currencyCodes } from '../apInvoice/settings';
import { supplierFields } from './fields';

/** Options that are elements of a new supplier. */
const NEWCOMERS: Record<string, string> = {
  ...{ branch: 'Branch', terms: 'TermsCode', supplierClass: 'SupplierClass', grnMatching: 'GrnMatchReqd' },
};

const BATCH = 10;

/** Suppliers of JAGGAER become suppliers of SYSPRO, or bring them up to date. */
export const createOrUpdate = supplierAction({
  fields: supplierFields,
  async makeTarget(context) {
    const options = collection(context, 0, 'options');
    return supplierTarget(await connect(context), {
      ...supplierChoices(context, MATCH_KEYS, 'jaggaer'),
      newCode: newNumberOf(context, 'newCode'),
      prefix: given(options, 'prefix'),
      currencies: currencyCodes(given(options, 'currencyCodes')),
      newcomers: Object.fromEntries(
        Object.entries(NEWCOMERS).flatMap(([option, element]) => {
          const value = given(options, option);
          return value === '' ? [] : [[element, value]];
        }),
      ),
      batchSize: Math.max(1, Math.min(50, Number(options.batchSize ?? BATCH) || BATCH)),
    });
  },
});
