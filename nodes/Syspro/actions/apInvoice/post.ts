import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Refusal, held } from '../../../shared/outcome';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
import type { SysproBill } from '../../documents';
import { SysproLedger } from '../../ledger/ledger';
import type { SysproSettings } from '../../ledger/settings';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';

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
    costCentreName: textOf(options.costCentreName) || 'costCentre',
    ledgerCodeForm: textOf(context.getNodeParameter('ledgerCodeForm', 0, '')) || '{account}-{costCentre}',
    analysisType: whole(context.getNodeParameter('analysisType', 0, 1), 1, 5, 1),
    purchaseOrders: chosen('purchaseOrders', ['match', 'matchOrHold', 'text'], 'match'),
    grnLedgerCode: textOf(options.grnLedgerCode),
    creditMemos: chosen('creditMemos', ['hold', 'negative'], 'hold'),
    creditedInvoiceField: textOf(options.creditedInvoiceField),
    notationLength: whole(options.notationLength, 0, 250, 100),
    currentPeriod: textOf(options.currentPeriod),
    currencies: currencyCodes(textOf(options.currencyCodes)),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function whole(value: unknown, least: number, most: number, preset: number): number {
  const number = value === undefined || value === '' ? preset : Math.trunc(Number(value));
  return number >= least && number <= most ? number : preset;
}

/** `$=USD, R=ZAR`. @throws Refusal */
function currencyCodes(text: string): Map<string, string> {
  const pairs = text.split(/[,;]/).filter((each) => each.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [, own = '', iso = ''] = /^\s*([^=]+?)\s*=\s*([A-Za-z]{3})\s*$/.exec(pair) ?? [];
      if (own !== '') return [own, iso.toUpperCase()];
      throw new Refusal(
        held(
          'setting.currencyCodes',
          `Currency Codes cannot be read at “${pair.trim()}”.`,
          'Write them as $=USD, R=ZAR in the node.',
          'support',
        ),
      );
    }),
  );
}
