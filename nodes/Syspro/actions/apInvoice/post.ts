import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
import { trimmed } from '../../../shared/text';
import type { SysproBill } from '../../documents';
import { SysproLedger } from '../../ledger/ledger';
import type { SysproSettings } from '../../ledger/settings';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';
import { currencyCodes, whole } from './settings';

/** AP Invoice ▸ Post: canonical invoices in, one AP invoice or credit each, or a reason why not. */
export const post = postAction<SysproBill>({
  fields: postFields,
  isFinal: true,
  async makeLedger(context, settings) {
    return new SysproLedger(await connect(context), readSettings(context, settings));
  },
});

function readSettings(context: IExecuteFunctions, common: PostNodeSettings): SysproSettings {
  const options = context.getNodeParameter('sysproOptions', 0, {}) as IDataObject;
  const chosen = <T extends string>(name: string, known: readonly T[], preset: T): T =>
    known.find((one) => one === context.getNodeParameter(name, 0, preset)) ?? preset;
  return {
    period: common.period,
    documents: chosen('documents', ['combined', 'single'], 'combined'),
    isWhole: options.isWhole === true,
    documentSize: whole(options.documentSize, 1, 500, 50),
    warnings: options.ignoreWarnings === true ? 'ignore' : 'refuse',
    demandsGlJournal: options.demandsGlJournal === true,
    costCentre: chosen('costCentre', ['section', 'analysis', 'dimension', 'none'], 'section'),
    costCentreName: trimmed(options.costCentreName) || 'costCentre',
    ledgerCodeForm: trimmed(context.getNodeParameter('ledgerCodeForm', 0, '')) || '{account}-{costCentre}',
    analysisType: whole(context.getNodeParameter('analysisType', 0, 1), 1, 5, 1),
    purchaseOrders: chosen('purchaseOrders', ['match', 'matchOrHold', 'text'], 'match'),
    grnLedgerCode: trimmed(options.grnLedgerCode),
    creditMemos: chosen('creditMemos', ['hold', 'negative'], 'hold'),
    creditedInvoiceField: trimmed(options.creditedInvoiceField),
    notationLength: whole(options.notationLength, 0, 250, 100),
    currentPeriod: trimmed(options.currentPeriod),
    currencies: currencyCodes(trimmed(options.currencyCodes)),
  };
}
