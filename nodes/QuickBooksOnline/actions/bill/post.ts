import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mappedByDocument } from '../../../shared/mappedFields';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
import { trimmed } from '../../../shared/text';
import type { Draft } from '../../ledger/ledger';
import { QuickBooksLedger } from '../../ledger/ledger';
import type { QuickBooksSettings } from '../../ledger/settings';
import { headerValues, linePaths } from '../../methods/billColumns';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';

/** Bill ▸ Post: canonical invoices in, one bill or vendor credit each, or a reason why not. */
export const post = postAction<Draft>({
  fields: postFields,
  isFinal: true,
  async makeLedger(context, settings) {
    return new QuickBooksLedger(await connect(context), readSettings(context, settings));
  },
});

function readSettings(context: IExecuteFunctions, common: PostNodeSettings): QuickBooksSettings {
  const options = context.getNodeParameter('quickBooksOptions', 0, {}) as IDataObject;
  const orders = context.getNodeParameter('purchaseOrders', 0, 'link');
  return {
    period: common.period,
    departments: context.getNodeParameter('departments', 0, 'hold') === 'split' ? 'split' : 'hold',
    purchaseOrders: orders === 'linkOrHold' || orders === 'text' ? orders : 'link',
    longNumbers: options.longNumbers === 'hold' ? 'hold' : 'shorten',
    numberOfOther: options.numberOfOther === 'hold' ? 'hold' : 'post',
    payable: trimmed(options.payable),
    taxCode: trimmed(options.taxCode),
    lookForTwins: options.lookForTwins === true,
    header: mappedByDocument(context, 'headerFields', headerValues),
    lines: mappedByDocument(context, 'lineFields', linePaths),
  };
}
