import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { errorItem, nodeError } from '../../../shared/actions';
import { SignInRefused } from '../../../shared/http';
import { inParallel } from '../../../shared/lock';
import { readInvoice } from '../../documents/invoice';
import { addressOf, connect } from '../../transport/connection';
import { read } from '../../transport/request';
import { idIn, itemOf, simplify } from '../options';

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
    simplify,
    {
      displayName: 'Options',
      name: 'options',
      type: 'collection',
      placeholder: 'Add Option',
      default: {},
      options: [
        {
          displayName: 'Concurrency',
          name: 'concurrency',
          type: 'number',
          typeOptions: { minValue: 1, maxValue: 16 },
          default: 4,
          description: 'How many invoices are read at the same time',
        },
      ],
    },
  ],
  async runAll(context) {
    const connection = await connect(context);
    const { concurrency = 4 } = context.getNodeParameter('options', 0, {}) as { concurrency?: number };
    const indexes = context.getInputData().map((_, index) => index);
    const items = await inParallel(indexes, Math.max(1, concurrency), async (index) => {
      try {
        const id = idIn(context, 'invoiceId', index);
        const wire = await read(connection, addressOf(connection, 'invoice', id), `invoice ${id}`);
        return itemOf(context, index, readInvoice(wire, connection.origin), wire);
      } catch (error) {
        return failed(context, error, index);
      }
    });
    return [items];
  },
};

/** A refused sign-in fails every item, so it stops the node unless errors are to go on. */
function failed(context: IExecuteFunctions, error: unknown, index: number): INodeExecutionData {
  if (context.continueOnFail()) return errorItem(error, index);
  throw error instanceof SignInRefused ? error : nodeError(context.getNode(), error, index);
}
