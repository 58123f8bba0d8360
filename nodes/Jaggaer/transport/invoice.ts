/** Reads one invoice in full. */
import { Refusal, held } from '../../shared/outcome';
import type { Connection } from './connection';
import { addressOf } from './connection';
import type { Json } from './envelope';
import { isJson } from './envelope';
import { read } from './request';

/** @throws Refusal where JAGGAER does not give it, or answers with another invoice */
export async function readDetail(connection: Connection, id: string): Promise<Json> {
  if (id === '') {
    throw new Refusal(
      held('jaggaer.noId', 'No invoice ID is given.', 'Fill in the field Invoice of this node.', 'support'),
    );
  }
  const wire = await read(connection, addressOf(connection, 'invoice', id), `invoice ${id}`);
  const header = isJson(wire.header) ? wire.header : wire;
  const found = typeof header.invoiceId === 'number' ? String(header.invoiceId) : header.invoiceId;
  if (found === undefined || found === id) return wire;
  throw new Refusal(
    held(
      'jaggaer.otherInvoice',
      `JAGGAER was asked for invoice ${id} and answered with invoice ${String(found)}.`,
      'Check the path “Invoice” in the credential; it needs {id}.',
      'connection',
    ),
  );
}
