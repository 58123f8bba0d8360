import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { errorItem, nodeError } from '../../../shared/actions';
import { optionsField, simplifyField } from '../../../shared/fields';
import { SignInRefused } from '../../../shared/http';
import { inParallel } from '../../../shared/lock';
import { readInvoice } from '../../documents/invoice';
import { connect } from '../../transport/connection';
import { readDetail } from '../../transport/invoice';
import { concurrency, idIn, itemOf } from '../options';

/** Reads invoices by id, several at a time, in the order of the items. */
export const get: BatchAction = {
  fields: [
    {
      displayName: 'Invoice',
      name: 'invoiceId',
      type: 'resourceLocator',
      default: { mode: 'id', value: '={{ $json.id }}' },
      required: true,
      description: 'The invoice to read',
      modes: [
        {
          displayName: 'From List',
          name: 'list',
          type: 'list',
          typeOptions: { searchListMethod: 'searchInvoices', searchable: true },
        },
        { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 10234' },
      ],
    },
    simplifyField,
    optionsField([concurrency]),
  ],
  async runAll(context) {
    const connection = await connect(context);
    const options = context.getNodeParameter('options', 0, {}) as { concurrency?: number };
    const indexes = context.getInputData().map((_, index) => index);
    // nothing more is sent once the sign-in was refused
    let refused: SignInRefused | null = null;
    const items = await inParallel(indexes, Math.max(1, options.concurrency ?? 4), async (index) => {
      try {
        if (refused) throw refused;
        const wire = await readDetail(connection, idIn(context, 'invoiceId', index));
        return itemOf(context, index, readInvoice(wire, connection.origin, true), wire);
      } catch (error) {
        if (error instanceof SignInRefused) refused = error;
        return failed(context, error, index);
      }
    });
    return [items];
  },
};

function failed(context: IExecuteFunctions, error: unknown, index: number): INodeExecutionData {
  if (context.continueOnFail()) return errorItem(error, index);
  throw nodeError(context.getNode(), error, index);
}
