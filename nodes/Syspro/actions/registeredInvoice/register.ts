import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { noticeField, optionsField } from '../../../shared/fields';
import { postAction } from '../../../shared/postAction';
import { trimmed } from '../../../shared/text';
import type { Registration } from '../../ledger/registration';
import { RegistrationLedger } from '../../ledger/registration';
import { connect } from '../../transport/connection';
import { currencyCodes, whole } from '../apInvoice/settings';
import { currencyCodesOption, documentSizeOption, warningsOption } from '../apInvoice/postFields';

const fields: INodeProperties[] = [
  noticeField(
    'registerNotice',
    'Takes canonical invoices that are not approved yet, and registers them in AP: nothing reaches the ledger. SYSPRO does not post an invoice anew that is registered: a person completes it there.',
  ),
  optionsField(
    [
      {
        displayName: 'Authorising Person',
        name: 'authorisedBy',
        type: 'string',
        default: '',
        description: 'Who is to approve it in SYSPRO',
      },
      currencyCodesOption,
      documentSizeOption,
      warningsOption,
    ],
    'registrationOptions',
    'Registration Options',
  ),
];

/** Registered Invoice ▸ Register: canonical invoices in, one registration each, or a reason why not. */
export const register = postAction<Registration>({
  fields,
  isFinal: true,
  beforeApproval: 'register',
  async makeLedger(context) {
    const options = context.getNodeParameter('registrationOptions', 0, {}) as IDataObject;
    return new RegistrationLedger(await connect(context), {
      warnings: options.ignoreWarnings === true ? 'ignore' : 'refuse',
      documentSize: whole(options.documentSize, 1, 500, 50),
      currencies: currencyCodes(trimmed(options.currencyCodes)),
      purchaseOrders: 'match',
      authorisedBy: trimmed(options.authorisedBy),
    });
  },
});
