/** Rows as they travel [recorded nango]: /Date(ms)/, Int64 as text, deferred and expanded lines; Atom where no JSON is asked for. */
import type { SimReply, SimRequest } from '../kit/simulator';
import type { Page, Query } from './query';
import { pageSize } from './query';
import type { Row, Value } from './records';
import type { EntitySchema, FieldType } from './schema';
import { schemaOf } from './schema';
import type { Settings } from './switches';
import type { Division } from './world';
import { tableOf } from './world';

export interface View {
  /** `http://…/api/v1/124132`, or without a division. */
  base: string;
  division: Division | null;
  settings: Settings;
}

type Shown = Record<string, unknown>;

function shown(value: Value, type: FieldType): unknown {
  if (value === null) return null;
  if (type === 'date') return `/Date(${Number(value)})/`;
  return type === 'int64' ? String(value) : value;
}

/** Address of a record: `…/crm/Accounts(guid'…')`; `(124132)` where the key is no GUID [recorded]. */
export function uriOf({ base }: View, { path, key, fields }: EntitySchema, row: Row): string {
  const value = String(row[key] ?? '');
  return `${base}/${path}(${fields.get(key) === 'guid' ? `guid'${value}'` : value})`;
}

const typeName = (path: string): string => `Exact.Web.Api.Models.${path.split('/').at(-1) ?? ''}`;

/** One record with its lines as they were asked for. */
export function show(view: View, schema: EntitySchema, row: Row, query: Partial<Query> = {}): Shown {
  const { select, expand } = query;
  const uri = uriOf(view, schema, row);
  const result: Shown = { __metadata: { uri, type: typeName(schema.path) } };
  for (const [name, type] of schema.fields)
    if (!select || select.has(name)) result[name] = shown(row[name] ?? null, type);
  const { navigation } = schema;
  if (navigation && view.division && (!select || select.has(navigation.name) || expand !== undefined)) {
    const below = schemaOf(navigation.path);
    result[navigation.name] =
      expand === undefined
        ? { __deferred: { uri: `${uri}/${navigation.name}` } }
        : {
            results: tableOf(view.division, navigation.path)
              .where(navigation.foreignKey, row[schema.key] ?? null)
              .map((line) => show(view, below, line, { select: expand })),
          };
  }
  return result;
}

/** `__next` replays the query with what is left of $top, and without $skip [recorded]. */
function nextOf(request: SimRequest, page: Page, settings: Settings): string {
  const kept = request.rawQuery
    .split('&')
    .filter((part) => !/^(\$|%24)(skip|skiptoken|top)=/i.test(part) && part !== '');
  const top = page.left === null ? [] : [`$top=${page.left}`];
  const token = `${settings.nextParameter}=${encodeURIComponent(page.next ?? '').replaceAll("'", '%27')}`;
  const plain = token.replaceAll('%27', "'").replaceAll('%2C', ',');
  return `http://${request.headers.host ?? ''}${request.path}?${[...kept, ...top, plain].join('&')}`;
}

/** A page; bare where $top fits into one page [recorded for $top 50 and 60; one endpoint did not: switch shortPage]. */
export function collection(
  request: SimRequest,
  view: View,
  schema: EntitySchema,
  query: Query,
  page: Page,
): SimReply {
  const { settings } = view;
  const results = page.rows.map((row) => show(view, schema, row, query));
  const isShort = query.top !== null && query.top <= pageSize(schema) && query.skipToken === null;
  const d =
    isShort && settings.shortPage === 'array' && !query.isCounted
      ? results
      : {
          ...(query.isCounted && { __count: String(page.count) }),
          results,
          ...(page.next !== null && { __next: nextOf(request, page, settings) }),
        };
  return answer(request, settings, 200, d, results);
}

/** JSON where it is asked for; else Atom, as all who forget the header find out [client tap, target, ticketswap]. */
export function answer(
  request: SimRequest,
  settings: Settings,
  status: number,
  d: unknown,
  entries: Shown[],
): SimReply {
  if (/\bapplication\/json\b/i.test(request.headers.accept ?? '')) return { status, body: { d } };
  if (settings.plainAccept === '406') return { status: 406, text: 'Ask for application/json.' };
  const feed = entries.map(
    (entry) => `<entry><content type="application/xml">${properties(entry)}</content></entry>`,
  );
  return {
    status,
    headers: { 'content-type': 'application/atom+xml;charset=utf-8' },
    text: `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">${feed.join('')}</feed>`,
  };
}

const properties = (entry: Shown): string =>
  `<m:properties>${Object.entries(entry)
    .filter(([name, value]) => name !== '__metadata' && typeof value !== 'object')
    .map(([name, value]) => `<d:${name}>${escapeXml(String(value))}</d:${name}>`)
    .join('')}</m:properties>`;
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
