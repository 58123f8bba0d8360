/** Reading purchase orders in bulk: headers by document id, then all their lines. */
import { Refusal, held } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/query';
import { MOST_VALUES, lookupFields, query } from '../transport/query';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import type { FoundOrder } from './found';
import { ORDER_FIELDS, lineFields, readOrder } from './found';

export interface LineReading {
  definition: string;
  markField: string;
  /** Dimension fields that the lines are read with, where the company has them. */
  dimensions: string[];
}

/** Fields of order lines in this company. @throws Refusal where the mark field is none of them */
export async function orderLineFields(
  connection: Connection,
  { definition, markField }: Pick<LineReading, 'definition' | 'markField'>,
): Promise<Set<string>> {
  const fields = await lookupFields(connection, 'PODOCUMENTENTRY', definition);
  const known = new Set(fields.map(({ id }) => id.toUpperCase()));
  if (known.has(markField)) return known;
  throw new Refusal(
    held(
      'setting.markField',
      `Lines of “${definition}” have no field ${markField} in Sage Intacct.`,
      'Choose another field for the JAGGAER line in the node, or add this one to the transaction definition.',
      'support',
    ),
  );
}

/** Orders by their document ids, with lines. @throws Refusal, SignInRefused, NoAnswer */
export async function ordersById(
  connection: Connection,
  ids: string[],
  known: ReadonlySet<string>,
  reading: LineReading,
): Promise<Map<string, FoundOrder>> {
  const found = new Map<string, FoundOrder>();
  for (const part of inParts(ids)) {
    const filter: Filter = { field: 'DOCID', in: part };
    const headers = await query(connection, { object: 'PODOCUMENT', fields: ORDER_FIELDS, filter });
    for (const order of await withLines(connection, headers, known, reading)) found.set(order.id, order);
  }
  return found;
}

/** The orders of these headers. @throws Refusal, SignInRefused, NoAnswer */
export async function withLines(
  connection: Connection,
  headers: Row[],
  known: ReadonlySet<string>,
  { markField, dimensions }: LineReading,
): Promise<FoundOrder[]> {
  const fields = lineFields(known, [markField, ...dimensions]);
  const lines = new Map<string, Row[]>();
  for (const part of inParts(headers.map((row) => text(row, 'DOCID')))) {
    const filter: Filter = { field: 'DOCHDRID', in: part };
    for (const row of await query(connection, { object: 'PODOCUMENTENTRY', fields, filter })) {
      const id = text(row, 'DOCHDRID');
      lines.set(id, [...(lines.get(id) ?? []), row]);
    }
  }
  return headers.map((row) => readOrder(row, lines.get(text(row, 'DOCID')) ?? [], markField));
}

/** Record numbers of user-defined dimensions, by field and code. @throws SignInRefused, NoAnswer */
export async function ownDimensionIds(
  connection: Connection,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Map<string, string>>> {
  const ids = new Map<string, Map<string, string>>();
  for (const [field, codes] of wanted) {
    const object = field.replace(/^GLDIM/, '');
    const found = new Map<string, string>();
    for (const part of inParts([...codes])) {
      const filter: Filter = { field: 'NAME', in: part };
      // out of this user's reach: Sage Intacct checks by itself
      const rows = await recover(
        () => query(connection, { object, fields: ['NAME'], filter }),
        Refusal,
        () => null,
      );
      if (rows === null) break;
      for (const row of rows) found.set(text(row, 'NAME'), text(row, 'RECORDNO'));
      ids.set(field, found);
    }
  }
  return ids;
}

function inParts(ids: string[]): string[][] {
  const all = [...new Set(ids)].filter((id) => id !== '');
  return Array.from({ length: Math.ceil(all.length / MOST_VALUES) }, (_, at) =>
    all.slice(at * MOST_VALUES, (at + 1) * MOST_VALUES),
  );
}
