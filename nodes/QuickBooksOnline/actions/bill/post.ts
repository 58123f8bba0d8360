import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { invoiceKey } from '../../../shared/documents';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
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
    payable: textOf(options.payable),
    taxCode: textOf(options.taxCode),
    lookForTwins: options.lookForTwins === true,
    header: ofItems(context, 'headerFields', headerValues),
    lines: ofItems(context, 'lineFields', linePaths),
  };
}

/** Each item's own values, by its document's key: expressions may differ from item to item. */
function ofItems<T>(
  context: IExecuteFunctions,
  mapper: 'headerFields' | 'lineFields',
  read: (mapped: IDataObject) => T,
): Map<string, T> {
  const found = new Map<string, T>();
  context.getInputData().forEach(({ json }, index) => {
    const { environment, tenant, id } = json as Record<string, unknown>;
    const mapped = context.getNodeParameter(`${mapper}.value`, index, null) as IDataObject | null;
    if (mapped === null || typeof tenant !== 'string' || typeof id !== 'string') return;
    const key = invoiceKey({ environment: environment === 'test' ? 'test' : 'production', tenant, id });
    found.set(key, read(mapped));
  });
  return found;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
