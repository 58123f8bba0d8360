import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
import { textOf } from '../../../shared/text';
import type { Draft } from '../../ledger/ledger';
import { ExactOnlineLedger } from '../../ledger/ledger';
import type { ExactSettings } from '../../ledger/settings';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';

/** Purchase Entry ▸ Post: canonical invoices in, one entry each, or a reason why not. */
export const post = postAction<Draft>({
  fields: postFields,
  isFinal: true,
  async makeLedger(context, settings) {
    return new ExactOnlineLedger(await connect(context), readSettings(context, settings));
  },
});

const ENTITIES: ReadonlyArray<ExactSettings['entity']> = ['costCenter', 'division', 'none'];

function readSettings(context: IExecuteFunctions, common: PostNodeSettings): ExactSettings {
  const options = context.getNodeParameter('exactOptions', 0, {}) as IDataObject;
  const entity: unknown = context.getNodeParameter('entityIs', 0, 'costUnit');
  return {
    period: common.period,
    journal: textOf(context.getNodeParameter('journal', 0, '', { extractValue: true })),
    account: context.getNodeParameter('accountFrom', 0, 'lines') === 'invoiceType' ? 'invoiceType' : 'lines',
    entity: ENTITIES.find((one) => one === entity) ?? 'costUnit',
    longNumbers: options.longNumbers === 'hold' ? 'hold' : 'shorten',
    untaxedCode: textOf(options.untaxedCode),
    taxCode: textOf(options.taxCode),
  };
}
