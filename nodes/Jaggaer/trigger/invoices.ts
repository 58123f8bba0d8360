import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Invoice } from '../../shared/documents';
import { stopOnSignIn } from '../../shared/http';
import { inParallel } from '../../shared/lock';
import { problemOf } from '../../shared/outcome';
import type { PollPlan } from '../../shared/polling';
import type { Sighting } from '../../shared/selection';
import { readInvoice } from '../documents/invoice';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { readDetail } from '../transport/invoice';
import { walkList } from '../transport/list';
import { fits, readGate } from './gate';
import type { Gate } from './gate';
import type { TriggerOptions } from './options';
import { commonPlan, serverFilter } from './options';
import { invoiceIdOf } from './rows';

const DETAILS_AT_ONCE = 4;

/** Both events read the invoice list; they differ in the gate that an invoice has to pass. */
export function invoicePlan(
  context: IPollFunctions,
  event: string,
  connection: Connection,
  options: TriggerOptions,
): PollPlan<Invoice> {
  const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
  const gate = readGate(context, 0, event === 'invoiceApproved');
  return {
    ...commonPlan(event, options, connection, filters),
    scan: (since) =>
      scan(connection, gate, serverFilter(filters.serverFilter, options, since), options.pauseMs ?? 0),
    toItems: async (invoices, until) =>
      options.withLines
        ? await inParallel(invoices, options.concurrency ?? DETAILS_AT_ONCE, (each) =>
            inFull(connection, each, until),
          )
        : invoices.map(itemOf),
    nothing: 'JAGGAER has no invoice that passes these filters',
  };
}

const itemOf = (invoice: Invoice): INodeExecutionData => ({ json: invoice as unknown as IDataObject });

/** A detail that cannot be read must not hold up the others: its header goes on, and reading it by id says why. */
async function inFull(connection: Connection, invoice: Invoice, until: number): Promise<INodeExecutionData> {
  if (Date.now() > until) return itemOf(invoice);
  try {
    return itemOf(readInvoice(await readDetail(connection, invoice.id), connection.origin, true));
  } catch (error) {
    stopOnSignIn(error);
    return itemOf(invoice);
  }
}

/** `lastUpdate` is the time of the last export: the one instant that marks a change (source: UCLA sample list). */
async function* scan(
  connection: Connection,
  gate: Gate,
  filter: string,
  pauseMs: number,
): AsyncIterable<Array<Sighting<Invoice>>> {
  const query: Record<string, string> = filter === '' ? {} : { flt: filter };
  for await (const rows of walkList(connection, 'invoices', { idOf: invoiceIdOf, query, pauseMs })) {
    yield rows.flatMap((row) => {
      const invoice = readable(row, connection);
      if (invoice && !fits(invoice, gate)) return [];
      const record = invoice ?? placeholder(row, connection);
      return [{ time: record.lastUpdate, id: record.id, record }];
    });
  }
}

function readable(row: Json, connection: Connection): Invoice | null {
  try {
    return readInvoice(row, connection.origin);
  } catch (error) {
    problemOf(error);
    return null;
  }
}

/** A row that cannot be read still goes on: reading it by id says what is wrong, and it is not lost. */
function placeholder(row: Json, connection: Connection): Invoice {
  const { invoiceNumber, lastUpdate, supplier } = isJson(row.header) ? row.header : row;
  const header = { invoiceId: invoiceIdOf(row) || 'missing', invoiceNumber, lastUpdate, supplier };
  return readInvoice({ header }, connection.origin);
}
