/** Changes of lists by one call, deleted records too (DP change-data-capture). */
import type { Connection } from './connection';
import { ALSO_INACTIVE, query } from './query';
import type { Request } from './request';
import { ask } from './request';
import type { Json } from './wire';
import { rowsAt, textAt } from './wire';

/** What changes can be asked of; tax codes and rates cannot. */
export const CHANGE_LISTS = [
  ...['Account', 'Bill', 'BillPayment', 'Class', 'Customer', 'Department', 'Employee', 'Item'],
  ...['JournalEntry', 'PurchaseOrder', 'Term', 'Vendor', 'VendorCredit'],
];
/** Lists whose rows are made inactive, never deleted. */
export const NAME_LISTS: ReadonlySet<string> = new Set([
  'Account',
  'Class',
  'Customer',
  'Department',
  'Employee',
  'Item',
  'Term',
  'Vendor',
]);

/** Objects in one answer, all lists together; there is no next page. */
const MOST = 1_000;
/** Older ones are refused; an hour is kept for clocks that differ. */
const LOOK_BACK_MS = 30 * 86_400_000 - 3_600_000;

export interface Changed {
  entity: string;
  deleted: boolean;
  /** The whole record; of a deleted one its id and time. */
  record: Json;
}

/**
 * What changed since an instant. Where one answer cannot hold it, or the instant is too long ago, each list is queried
 * by its time of change instead: then deleted records are not told.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readChanges(
  connection: Connection,
  entities: string[],
  since: string,
): Promise<Changed[]> {
  const isRecent = Date.now() - Date.parse(since) < LOOK_BACK_MS;
  const captured = isRecent ? await capture(connection, entities, since) : null;
  if (captured && captured.length < MOST) return captured;
  const changes = new Map((captured ?? []).map((each) => [nameOf(each), each]));
  for (const entity of entities)
    for (const record of await queryChanged(connection, entity, since)) {
      const each = { entity, deleted: false, record };
      changes.set(nameOf(each), each);
    }
  return [...changes.values()];
}

const nameOf = ({ entity, record }: Changed): string => `${entity} ${textAt(record, 'Id')}`;

async function capture(connection: Connection, entities: string[], since: string): Promise<Changed[]> {
  const request: Request = {
    method: 'GET',
    path: 'cdc',
    repeatable: true,
    query: { entities: entities.join(','), changedSince: since },
  };
  const body = await ask(connection, request, `to read the changes of ${entities.join(', ')}`);
  const [response = {}] = rowsAt(body, 'CDCResponse');
  return rowsAt(response, 'QueryResponse').flatMap((list) =>
    entities.flatMap((entity) =>
      rowsAt(list, entity).map((record) => ({
        ...{ entity, record },
        deleted: textAt(record, 'status') === 'Deleted',
      })),
    ),
  );
}

/** Records of one list by their time of change, inactive ones too. @throws Refusal, SignInRefused, NoAnswer */
export const queryChanged = (connection: Connection, entity: string, since: string): Promise<Json[]> =>
  query(connection, {
    entity,
    where: [
      { field: 'MetaData.LastUpdatedTime', is: '>=', value: since },
      ...(NAME_LISTS.has(entity) ? [ALSO_INACTIVE] : []),
    ],
  });
