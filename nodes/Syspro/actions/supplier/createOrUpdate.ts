import type { IDataObject } from 'n8n-workflow';
import { supplierAction } from '../../../shared/supplierAction';
import { supplierNumbersOf } from '../../../shared/supplierNumbers';
import { fillsOnly } from '../../../shared/syncSides';
import type { MatchKey } from '../../targets/supplier';
import { MATCH_KEYS, supplierTarget } from '../../targets/supplier';
import { connect } from '../../transport/connection';
import { currencyCodes } from '../apInvoice/settings';
import { supplierFields } from './fields';

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Options that are elements of a new supplier. */
const NEWCOMERS: Record<string, string> = {
  ...{ branch: 'Branch', terms: 'TermsCode', supplierClass: 'SupplierClass', grnMatching: 'GrnMatchReqd' },
};

const BATCH = 10;

/** Suppliers of JAGGAER become suppliers of SYSPRO, or bring them up to date. */
export const createOrUpdate = supplierAction({
  fields: supplierFields,
  async makeTarget(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const keys = (context.getNodeParameter('matchBy', 0, {}) as IDataObject).match;
    const chosen = (Array.isArray(keys) ? (keys as IDataObject[]) : []).map(({ key }) => key);
    return supplierTarget(await connect(context), {
      numbers: supplierNumbersOf(context),
      matchBy: chosen.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      newCode: context.getNodeParameter('newCode', 0, 'number') === 'sequence' ? 'sequence' : 'number',
      prefix: word(options.prefix),
      carryStatus: options.carryStatus === true,
      currencies: currencyCodes(word(options.currencyCodes)),
      fillOnly: fillsOnly(context, 'jaggaer'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
      newcomers: Object.fromEntries(
        Object.entries(NEWCOMERS).flatMap(([option, element]) => {
          const value = word(options[option]);
          return value === '' ? [] : [[element, value]];
        }),
      ),
      batchSize: Math.max(1, Math.min(50, Number(options.batchSize ?? BATCH) || BATCH)),
    });
  },
});
