/** Reading: collections, single records, lines below a record, and the rows that are worked out. */
import type { SimReply, SimRequest } from '../kit/simulator';
import type { Call } from './call';
import { instant } from './filter';
import { orderFeed } from './orders';
import { payables } from './payables';
import { pageOf, readQuery } from './query';
import type { Row } from './records';
import { isGuid } from './records';
import { BadRequest } from './refusal';
import type { View } from './render';
import { answer, collection, show } from './render';
import type { EntitySchema } from './schema';
import { ME, SYNC_TIMESTAMP, findSchema } from './schema';
import type { SeedUser } from './seed';
import type { Settings } from './switches';
import type { Division, World } from './world';
import { day, tableOf, wallClock } from './world';

/** sync/Deleted keeps two months [doc]. */
const KEPT_MONTHS = 2;

export const viewOf = ({
  request,
  division,
  settings,
}: Pick<Call, 'request' | 'division' | 'settings'>): View => ({
  base: `http://${request.headers.host ?? ''}${request.base}/api/v1/${division.code}`,
  ...{ division, settings },
});

/** The value of a key: `guid'…'`, or a number for divisions [recorded system/Divisions(124132)]. */
export function keyOf({ fields, key }: EntitySchema, text: string): string {
  const guid = /^guid'([^']*)'$/.exec(text)?.[1];
  if (fields.get(key) === 'guid' ? isGuid(guid) : /^\d+$/.test(text)) return (guid ?? text).toLowerCase();
  throw new BadRequest(`Syntax error in the key (${text}).`);
}

/** GET of an endpoint. @throws BadRequest */
export function read(call: Call): SimReply {
  const { request, schema, settings, key, tail } = call;
  if (schema === SYNC_TIMESTAMP) return syncTimestamp(call);
  const view = viewOf(call);
  if (key === null) {
    const query = readQuery(request, schema, settings);
    const all = rowsOf(call);
    // filtering this list is said not to work [community picqer#503]
    const isDeaf = schema.kind === 'read' && settings.payablesFilter === 'ignored';
    return collection(
      request,
      view,
      schema,
      query,
      pageOf(all, isDeaf ? { ...query, filter: null } : query, schema),
    );
  }
  if (schema.kind !== 'standard') throw new BadRequest(`There is no single record at ${schema.path}.`, 404);
  const wanted = keyOf(schema, key);
  const row = rowsOf(call).find((one) => String(one[schema.key] ?? '').toLowerCase() === wanted);
  if (!row)
    throw new BadRequest(`Resource not found for the segment '${schema.path.split('/').at(-1)}'.`, 404);
  if (tail !== '') return below(call, row);
  const shown = show(view, schema, row, readQuery(request, schema, settings, true));
  return answer(request, settings, 200, shown, [shown]);
}

/** The lines of one record, by its address. */
function below(call: Call, row: Row): SimReply {
  const { request, schema, settings, division, tail } = call;
  const { navigation } = schema;
  const lines = navigation?.name === tail ? findSchema(navigation.path) : undefined;
  if (!navigation || !lines) throw new BadRequest(`Resource not found for the segment '${tail}'.`, 404);
  const query = readQuery(request, lines, settings, true);
  const all = tableOf(division, lines.path).where(navigation.foreignKey, row[schema.key] ?? null);
  return collection(request, viewOf(call), lines, query, pageOf(all, query, lines));
}

function rowsOf({ world, division, schema, user }: Call): Row[] {
  switch (schema.path) {
    case 'sync/PurchaseOrder/PurchaseOrders':
      return orderFeed(division);
    case 'sync/Deleted':
      return keptDeletions(world, division);
    case 'read/financial/PayablesList':
      return payables(division);
    case 'cashflow/Payments':
    case 'bulk/Cashflow/Payments':
      return tableOf(division, schema.table).where('LineType', 22);
    case 'financialtransaction/TransactionLines':
    case 'bulk/Financial/TransactionLines':
      // line 0 is the header, in sync only [doc; that the others leave it out is inferred]
      return tableOf(division, schema.table)
        .all()
        .filter(({ LineNumber }) => LineNumber !== 0);
    case 'documents/DocumentAttachments':
      // the file itself is at Url [recorded]
      return tableOf(division, schema.table)
        .all()
        .map((row) => ({ ...row, Attachment: null }));
    case 'hrm/Divisions':
    case 'system/Divisions':
    case 'system/AllDivisions':
      return divisions(world, user, schema.path !== 'system/AllDivisions');
    default:
      return tableOf(division, schema.table).all();
  }
}

function keptDeletions(world: World, division: Division): Row[] {
  const from = new Date(wallClock(world));
  from.setUTCMonth(from.getUTCMonth() - KEPT_MONTHS);
  return tableOf(division, 'sync/Deleted')
    .all()
    .filter(({ DeletedDate }) => Number(DeletedDate) >= from.getTime());
}

/** AllDivisions may hold some that are not accessible [doc]. */
function divisions(world: World, user: SeedUser, isOwnOnly: boolean): Row[] {
  return [...world.divisions.values()]
    .filter(({ code }) => !isOwnOnly || !user.divisions || user.divisions.includes(code))
    .map(({ code, seed, movedAt }) => ({
      ...{ Code: code, Description: seed.name, Currency: seed.currency, Status: seed.status },
      ...{ Country: seed.country.padEnd(3), Current: code === user.current, DivisionMoveDate: movedAt },
      ...{ Created: day('2020-01-01'), Modified: day('2020-01-01') },
    }));
}

/** Who calls, and what time it is on the server [recorded]. */
export function me(request: SimRequest, world: World, user: SeedUser, settings: Settings): SimReply {
  const view: View = {
    base: `http://${request.headers.host ?? ''}${request.base}/api/v1`,
    division: null,
    settings,
  };
  const row: Row = {
    ...{ UserID: user.id, FullName: user.name, UserName: user.name, CurrentDivision: user.current },
    ...{ AccountingDivision: user.current, LanguageCode: settings.language === 'nl' ? 'nl-NL' : 'en-US' },
    ...{ ServerTime: `/Date(${wallClock(world)})/`, ServerUtcOffset: world.seed.utcOffset },
  };
  const query = readQuery(request, ME, settings, true);
  const shown = show(view, ME, row, query);
  return answer(request, settings, 200, { results: [shown] }, [shown]);
}

/** The row version that a date stands for [doc picqer#689]; what comes back beside it is inferred. */
function syncTimestamp(call: Call): SimReply {
  const { request, division, settings } = call;
  const modified = /^datetime'(.*)'$/.exec(request.query.get('modified') ?? '')?.[1];
  const endPoint = /^'(.*)'$/.exec(request.query.get('endPoint') ?? '')?.[1];
  if (modified === undefined || endPoint === undefined)
    throw new BadRequest("The parameters modified (datetime'…') and endPoint ('…') are needed.");
  const from = instant(modified);
  const paths = [
    'sync/PurchaseOrder',
    'sync/CRM',
    'sync/Financial',
    'sync/Logistics',
    'sync/Documents',
    'sync/Cashflow',
  ];
  const schema = paths.map((path) => findSchema(`${path}/${endPoint}`)).find((one) => one !== undefined);
  if (!schema) throw new BadRequest(`There is no endpoint '${endPoint}'.`);
  const newer = tableOf(division, schema.table)
    .all()
    .filter(({ Modified }) => Number(Modified) >= from)
    .map(({ Timestamp }) => BigInt(Timestamp ?? 0));
  const first = newer.reduce((least, one) => (one < least ? one : least), division.version + 1n);
  const row: Row = { Modified: from, API: endPoint, TimeStampAsBigInt: first - 1n };
  const shown = show(viewOf(call), SYNC_TIMESTAMP, row);
  return answer(request, settings, 200, { results: [shown] }, [shown]);
}
