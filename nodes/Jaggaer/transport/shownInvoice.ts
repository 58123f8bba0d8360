/** Reads invoices to see what they show already, each for itself. */
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { Match } from '../../shared/syncTarget';
import type { Connection } from './connection';
import type { Json } from './envelope';
import { isJson } from './envelope';
import { readDetail } from './invoice';
import { readEach } from './readEach';

/** An invoice that something is to be written to. */
export interface WantedInvoice {
  key: string;
  /** In words, for messages. */
  name: string;
  tenant: string | null;
  /** Null where it is not known to be an invoice of ours. */
  invoiceId: string | null;
}

/** The headers of the invoices. @throws NoAnswer, SignInRefused, see {@link readEach} */
export async function findInvoices(
  connection: Connection,
  wanted: WantedInvoice[],
): Promise<Map<string, Array<Match<Json>> | Problem>> {
  const found = await readEach(wanted, (each) => headerOf(connection, each));
  return new Map(wanted.map(({ key }, at) => [key, found[at] ?? []]));
}

/** @throws Refusal */
async function headerOf(
  connection: Connection,
  { name, tenant, invoiceId }: WantedInvoice,
): Promise<Array<Match<Json>>> {
  if (invoiceId === null || tenant === null) {
    const advice =
      'Only bills with the mark that Bill ▸ Post puts on them are written back; for others enter the status in JAGGAER.';
    throw refusal('invoice.unmarked', `${name} names no JAGGAER invoice.`, advice);
  }
  if (tenant !== connection.origin.tenant) {
    throw refusal(
      'connection.tenant',
      `${name} belongs to the JAGGAER tenant ${tenant}, the credential says ${connection.origin.tenant}.`,
      'Choose the credential of that tenant.',
    );
  }
  const wire = await readDetail(connection, invoiceId);
  return [{ id: invoiceId, matchedBy: 'id', record: isJson(wire.header) ? wire.header : wire }];
}

/** The value at a path of a header; undefined where there is none. */
export const shownAt = (header: Json, path: string): unknown =>
  path === ''
    ? undefined
    : path.split('.').reduce<unknown>((at, name) => (isJson(at) ? at[name] : undefined), header);

const refusal = (cause: string, reason: string, advice: string): Refusal =>
  new Refusal(held(cause, reason, advice, 'connection'));
