import { collection, optionsField } from '../../../shared/fields';
import { syncAction } from '../../../shared/syncAction';
import type { ErpResult } from '../../documents/erpResult';
import { readErpResult } from '../../documents/erpResult';
import { erpResultTarget } from '../../targets/erpResult';
import { connect } from '../../transport/connection';
import { unconfirmedNotice, word } from '../writing';

const LONGEST = 250;

/** The bill's number, or why there is none, on the JAGGAER invoice; path and body are assumed. */
export const writeErpResult = syncAction<ErpResult, object>({
  flow: 'invoices',
  operation: 'handshake',
  // its name comes with each item
  sourceSystem: () => 'ERP',
  fields: [
    unconfirmedNotice('the ERP’s result'),
    optionsField([
      {
        displayName: 'Accepted Status',
        name: 'acceptedWord',
        type: 'string',
        default: 'Posted',
        description: 'What the invoice shows when there is a bill',
      },
      {
        displayName: 'Longest Message',
        name: 'longestMessage',
        type: 'number',
        typeOptions: { minValue: 20 },
        default: 250,
        description: 'Most characters of the reason; the rest is cut off',
      },
      {
        displayName: 'Refused Status',
        name: 'refusedWord',
        type: 'string',
        default: 'Refused',
        description: 'What the invoice shows when it is held or refused',
      },
    ]),
  ],
  read: readErpResult,
  facts: (result) => ({
    environment: result.environment,
    company: result.tenant,
    sourceId: result.invoiceId,
    sourceNumber: result.number,
    sourceSystem: result.system,
  }),
  async makeTarget(context, { dryRun }) {
    const options = collection(context, 0, 'options');
    return erpResultTarget(await connect(context), {
      acceptedWord: word(options.acceptedWord, 'Posted'),
      refusedWord: word(options.refusedWord, 'Refused'),
      longestMessage: Number(options.longestMessage ?? LONGEST),
      dryRun,
    });
  },
});
