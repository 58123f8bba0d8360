import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemAction } from '../../../shared/actions';
import type { Invoice } from '../../../shared/documents';
import { inParallel } from '../../../shared/lock';
import { readInvoice } from '../../documents/invoice';
import { addressOf, connect } from '../../transport/connection';
import type { Connection } from '../../transport/connection';
import { walkList } from '../../transport/list';
import { read } from '../../transport/request';
import type { Json } from '../../transport/envelope';
import { fits, gateFields, readGate } from '../../trigger/gate';
import { itemOf, returnAllOrLimit, simplify, wantedRows } from '../options';
import { invoiceIdOf } from '../../trigger/rows';

/** Lists invoices; the list has headers only, lines and splits cost one more read each. */
export const getMany: ItemAction = {
  fields: [
    ...returnAllOrLimit,
    {
      displayName: 'With Lines and Splits',
      name: 'withLines',
      type: 'boolean',
      default: false,
      description: 'Whether to read each invoice in full, which costs one more call for each',
    },
    simplify,
    ...gateFields({ everything: true }),
  ],
  async run(context, index) {
    const connection = await connect(context);
    const gate = readGate(context, index);
    const most = wantedRows(context, index);
    const found: Array<{ wire: Json; invoice: Invoice }> = [];
    for await (const rows of walkList(connection, 'invoices', {
      idOf: invoiceIdOf,
      query: filterOf(context, index),
    })) {
      for (const wire of rows) {
        // the server may ignore filters: they are applied here in any case
        const invoice = readInvoice(wire, connection.origin);
        if (fits(invoice, gate)) found.push({ wire, invoice });
      }
      if (found.length >= most) break;
    }
    const wanted = found.slice(0, most === Infinity ? undefined : most);
    const full = context.getNodeParameter('withLines', index, false)
      ? await inParallel(wanted, 4, async ({ invoice }) => await readFull(connection, invoice.id))
      : wanted;
    return full.map(({ invoice, wire }) => itemOf(context, index, invoice, wire));
  },
};

async function readFull(connection: Connection, id: string): Promise<{ wire: Json; invoice: Invoice }> {
  const wire = await read(connection, addressOf(connection, 'invoice', id), `invoice ${id}`);
  return { wire, invoice: readInvoice(wire, connection.origin) };
}

function filterOf(context: IExecuteFunctions, index: number): Record<string, string> {
  const { serverFilter } = context.getNodeParameter('filters', index, {}) as IDataObject;
  return typeof serverFilter === 'string' && serverFilter !== '' ? { flt: serverFilter } : {};
}
