import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemAction } from '../../../shared/actions';
import { errorItem, nodeError } from '../../../shared/actions';
import type { Invoice } from '../../../shared/documents';
import { limitFields, simplifyField } from '../../../shared/fields';
import { stopOnSignIn } from '../../../shared/http';
import { inParallel } from '../../../shared/lock';
import { problemOf } from '../../../shared/outcome';
import { readInvoice } from '../../documents/invoice';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/envelope';
import { readDetail } from '../../transport/invoice';
import { walkList } from '../../transport/list';
import type { Gate } from '../../trigger/gate';
import { fits, gateFields, readGate } from '../../trigger/gate';
import { invoiceIdOf } from '../../trigger/rows';
import { itemOf, wantedRows } from '../options';

/** Lists invoices; the list has headers only, lines and splits cost one more read each. */
export const getMany: ItemAction = {
  fields: [
    ...limitFields,
    {
      displayName: 'With Lines and Splits',
      name: 'withLines',
      type: 'boolean',
      default: false,
      description: 'Whether to read each invoice in full, which costs one more call for each',
    },
    simplifyField,
    ...gateFields({ everything: true }),
  ],
  async run(context, index) {
    const connection = await connect(context);
    const gate = readGate(context, index);
    const most = wantedRows(context, index);
    const full = context.getNodeParameter('withLines', index, false) as boolean;
    const found: Json[] = [];
    const query = filterOf(context, index);
    const attempt = (wire: Json) =>
      attemptRow(context, index, () => itemOf(context, index, read(wire, connection), wire));
    for await (const rows of walkList(connection, 'invoices', { idOf: invoiceIdOf, query })) {
      // the server may ignore filters: they are applied here in any case; what cannot be read is not passed over
      found.push(...rows.filter((wire) => !fails(wire, connection, gate)));
      if (found.length >= most) break;
    }
    const wanted = found.slice(0, most === Infinity ? undefined : most);
    if (!full) return await inParallel(wanted, 1, attempt);
    return await inParallel(wanted, DETAILS_AT_ONCE, async (row) =>
      attemptRow(context, index, async () => {
        const wire = await readDetail(connection, invoiceIdOf(row));
        return itemOf(context, index, read(wire, connection, true), wire);
      }),
    );
  },
};

const DETAILS_AT_ONCE = 4;

const read = (wire: Json, connection: Connection, complete?: boolean): Invoice =>
  readInvoice(wire, connection.origin, complete);

/** Whether a readable row does not pass the gate. */
function fails(wire: Json, connection: Connection, gate: Gate): boolean {
  try {
    return !fits(read(wire, connection), gate);
  } catch (error) {
    problemOf(error);
    return false;
  }
}

/** One invoice that cannot be read does not take the others with it, if errors are to go on. */
async function attemptRow(
  context: IExecuteFunctions,
  index: number,
  work: () => Promise<INodeExecutionData> | INodeExecutionData,
): Promise<INodeExecutionData> {
  try {
    return await work();
  } catch (error) {
    stopOnSignIn(error);
    if (!context.continueOnFail()) throw nodeError(context.getNode(), error, index);
    return errorItem(error, index);
  }
}

function filterOf(context: IExecuteFunctions, index: number): Record<string, string> {
  const { serverFilter } = context.getNodeParameter('filters', index, {}) as IDataObject;
  return typeof serverFilter === 'string' && serverFilter !== '' ? { flt: serverFilter } : {};
}
