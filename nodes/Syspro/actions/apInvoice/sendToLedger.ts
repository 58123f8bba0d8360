/** AP Invoice ▸ Send to GL: AP's journals that did not reach the general ledger (source: sample of APSTGI). */
import type { INodeProperties } from 'n8n-workflow';
import type { ItemAction } from '../../../shared/actions';
import { noticeField } from '../../../shared/fields';
import { Refusal, held } from '../../../shared/outcome';
import { itemOf } from '../../../shared/readAction';
import { trimmed } from '../../../shared/text';
import { entryOf } from '../../billRows';
import { TO_LEDGER_ELEMENTS, strangers } from '../../elements';
import { checkForm } from '../../ledger/checks';
import { connect } from '../../transport/connection';
import { interpret } from '../../transport/errors';
import { post } from '../../transport/request';
import { child, children, errorsIn, text } from '../../transport/xml';

const fields: INodeProperties[] = [
  noticeField(
    'ledgerNotice',
    'For invoices that AP has and the ledger does not (cause gl.notPosted). A journal that is in the ledger already is refused by SYSPRO.',
  ),
  {
    displayName: 'AP Journal',
    name: 'journal',
    type: 'string',
    default: '={{ $json.bill.number }}',
    required: true,
    placeholder: 'e.g. 2026/06/00017',
    description: 'Year, month and journal of AP, as Post puts them out; an entry behind them is left aside',
  },
];

/** @throws Refusal, SignInRefused, NoAnswer */
export const sendToLedger: ItemAction = {
  fields,
  async run(context, index) {
    const name = trimmed(context.getNodeParameter('journal', index, ''));
    const journal = entryOf(name);
    if (!journal) {
      throw new Refusal(
        held('setting.journal', `AP Journal is none: ${name}.`, 'Enter it as in 2026/06/00017.', 'support'),
      );
    }
    const { year, month, journal: number } = journal;
    const input = { PostApInvoice: { Item: { Year: year, Month: month.padStart(2, '0'), Journal: number } } };
    const what = `AP journal ${year}/${month}/${number} to the ledger`;
    checkForm(what, strangers(input, TO_LEDGER_ELEMENTS));
    const parameters = { PostApInvoice: { Parameters: {} } };
    const { content } = await post(await connect(context), 'APSTGI', parameters, input, what);
    const errors = errorsIn(content);
    if (errors.length > 0) throw new Refusal(interpret(errors, what).problem);
    const journals = children(content, 'Item').map((item) => {
      const key = child(child(item, 'Transaction'), 'Key');
      return [text(key, 'GlYear'), text(key, 'GlPeriod'), text(key, 'GlJournal')].join('/');
    });
    return [itemOf({ apJournal: `${year}/${month}/${number}`, glJournals: journals }, index)];
  },
};
