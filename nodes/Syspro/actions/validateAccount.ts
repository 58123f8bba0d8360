/** GL Account ▸ Validate: what SYSPRO itself says about a ledger code (GENQGL; sources: shipped sample, schema). */
import type { INodeProperties } from 'n8n-workflow';
import type { ItemAction } from '../../shared/actions';
import { located, locator, optionsField } from '../../shared/fields';
import { Refusal } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import { recover } from '../../shared/recover';
import { isYes } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { interpret } from '../transport/errors';
import { query } from '../transport/request';
import { child, errorsIn, text } from '../transport/xml';

const fields: INodeProperties[] = [
  locator('GL Account', 'account', 'searchAccounts', '10-6220', 'By Ledger Code'),
  optionsField([
    {
      displayName: 'Business Process',
      name: 'businessProcess',
      type: 'string',
      default: '',
      placeholder: 'e.g. AP1',
      description: 'Whether the code may be used for this as well. AP1 is said to be posting AP invoices.',
    },
  ]),
];

/** One item for each: `valid`, and why not. */
export const validateAccount: ItemAction = {
  fields,
  async run(context, index) {
    const connection = await connect(context);
    const code = located(context, 'account', index);
    const process = String(context.getNodeParameter('options.businessProcess', index, '')).trim();
    return [itemOf(await validate(connection, code, process), index)];
  },
};

/** How a code that is not there is answered is public nowhere: as a text, as an element's error, or without details. */
async function validate(connection: Connection, code: string, process: string): Promise<object> {
  const key = {
    ...{ LedgerCode: code, Company: connection.companyId, SecurityType: '' },
    ...{ ValidateStructure: 'Y', ValidateFlags: 'Y', BusinessProcess: process },
  };
  const what = `ledger code ${code}`;
  return await recover(
    async () => {
      const { content } = await query(connection, 'GENQGL', { Query: { key } }, what);
      const details = child(content, 'LedgerDetails');
      const errors = errorsIn(content);
      if (errors.length > 0 || text(details, 'LedgerCode') === '') {
        const { reason, advice } = interpret(errors, what).problem;
        return { code, valid: false, reason, advice };
      }
      return {
        ...{ code, valid: true, description: text(details, 'Description') },
        ...{ type: text(details, 'AccountType') || null, group: text(details, 'GlGroup') || null },
        controlAccount: isYes(details, 'ControlAccFlag'),
        needsPassword: text(details, 'AccountPassword') !== '',
      };
    },
    Refusal,
    (refusal) => {
      const { cause, reason, advice } = refusal.problem;
      if (!/^erp\.(refused|missing|value|warning)$/.test(cause)) throw refusal;
      return { code, valid: false, reason, advice };
    },
  );
}
