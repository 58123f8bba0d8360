import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Sighting } from '../../shared/cursor';
import type { Invoice } from '../../shared/documents';
import { nodeError } from '../../shared/actions';
import type { PollPlan } from '../../shared/polling';
import { problemOf } from '../../shared/outcome';
import { readInvoice } from '../documents/invoice';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { walkList } from '../transport/list';
import { fits, readGate } from './gate';
import type { Gate } from './gate';
import { invoiceIdOf } from './rows';

interface Options {
  batchSize?: number;
  overlapMinutes?: number;
  pauseMs?: number;
  startFrom?: string;
}

/** Both events read the invoice list; they differ in the gate that an invoice has to pass. */
export async function invoicePlan(context: IPollFunctions): Promise<PollPlan<Invoice>> {
  const event = String(context.getNodeParameter('event'));
  const options = (context.getNodeParameter('options', {}) ?? {}) as Options;
  const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
  const gate = readGate(context, 0, event === 'invoiceApproved');
  const connection = await connect(context).catch((error: unknown) => {
    throw nodeError(context.getNode(), error);
  });
  return {
    filters: [event, filters, options.startFrom ?? ''],
    credentialId: connection.credentialId,
    startFrom: options.startFrom ? new Date(options.startFrom).toISOString() : new Date().toISOString(),
    limit: options.batchSize ?? 500,
    overlapMs: (options.overlapMinutes ?? 10) * 60_000,
    scan: () => scan(connection, gate, String(filters.serverFilter ?? ''), options.pauseMs ?? 0),
    toItem: (invoice) => ({ json: invoice as unknown as IDataObject }),
    nothing: 'JAGGAER has no invoice that passes these filters',
  };
}

/** `lastUpdate` is the time of the last export: the one instant that marks a change (source: UCLA sample list). */
async function* scan(
  connection: Connection,
  gate: Gate,
  flt: string,
  pauseMs: number,
): AsyncIterable<Array<Sighting<Invoice>>> {
  const query: Record<string, string> = flt === '' ? {} : { flt };
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
