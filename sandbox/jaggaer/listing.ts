/** Lists: envelope, paging and filters. */
import type { SimReply } from '../kit/simulator';
import type { Call, Json } from './call';
import type { Condition } from './filter';
import { fulfils, readFilter } from './filter';

export interface Listing<T> {
  rows: readonly T[];
  /** Where the rows go: there is no uniform rule [P, C]. */
  container(rows: T[] | T): Json;
  /** A field's value for a filter; undefined where the field does not exist. Names count to the letter [C]. */
  field(row: T, name: string): string | undefined;
  /** Names that exist although a row may lack them. */
  fields: readonly string[];
  /** ji answers with a number and no text [P]; ja with text, by the switch `companiesCode` [C]. */
  product: 'ji' | 'ja';
  /** What is left of `flt` here. */
  filter: 'honoured' | 'ignored';
}

/** One page. `start` is the 1-based number of a record; the server alone decides how many follow [C, P]. */
export function listReply<T>(call: Call, listing: Listing<T>): SimReply {
  const { request } = call;
  const code = listing.product === 'ja' && call.setting('companiesCode') === 'text' ? String : Number;
  const failure = (message: string): SimReply => ({
    status: 200,
    body: { returnCode: code(2), returnMessage: message },
  });
  const start = Number(request.query.get('start') ?? '1');
  // a coded failure inside HTTP 200 [C CCS for the form, I for this case]
  if (!Number.isInteger(start) || start < 1) return failure('124(start)');
  const chosen = choose(call, listing);
  if (typeof chosen === 'string') return failure(chosen);
  const from = call.setting('paging') === 'ignored' ? 1 : start;
  const page = chosen.slice(from - 1, from - 1 + call.setting('pageSize'));
  const hasStart = listing.product === 'ji' || call.setting('companiesStart') === 'present';
  return {
    status: 200,
    body: {
      returnCode: code(0),
      returnMessage: listing.product === 'ji' ? '' : 'OK',
      totRecords: chosen.length,
      returnedRecords: page.length,
      ...(hasStart && { startAt: from }),
      ...contained(call, listing, page),
    },
  };
}

function contained<T>(call: Call, { container }: Listing<T>, page: T[]): Json {
  if (page.length === 0 && call.setting('beyondEnd') === 'absent') return {};
  const [only] = page;
  if (page.length === 1 && only !== undefined && call.setting('loneRow') === 'object') return container(only);
  return container(page);
}

/** The rows that pass `flt`; text where the filter is refused. */
function choose<T>(call: Call, listing: Listing<T>): readonly T[] | string {
  const flt = call.request.query.get('flt') ?? '';
  if (flt.trim() === '' || listing.filter === 'ignored') return listing.rows;
  const refuses = call.setting('unknownFilter') === 'refused';
  const conditions = readFilter(flt);
  if (!Array.isArray(conditions)) return refuses ? `124(${conditions.unreadable})` : listing.rows;
  const known = ({ field }: Condition) => listing.fields.includes(field);
  const stranger = conditions.find((condition) => !known(condition));
  if (stranger && refuses) return `124(${stranger.field})`;
  const valid = conditions.filter(known);
  return listing.rows.filter((row) =>
    valid.every((condition) => fulfils(listing.field(row, condition.field) ?? '', condition)),
  );
}
