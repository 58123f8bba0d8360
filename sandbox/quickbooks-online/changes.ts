/** Change data capture [official: DP change-data-capture; client code: qbo_api cdc/basic]. */
import type { Call } from './call';
import { ENTITIES } from './entities';
import { refuse } from './fault';
import { render, renderGone } from './render';
import type { EntityName } from './schema';
import type { Fields } from './values';
import { parseInstant } from './values';
import type { Stored, Tombstone } from './world';
import { allOf } from './world';

const LOOK_BACK = 30 * 86_400_000;
/** Objects in all, without a next page [official]. */
const MOST = 1000;
const NEVER: string[] = ['JournalCode', 'TaxAgency', 'TimeActivity', 'TaxCode', 'TaxRate'];

interface Changed {
  entity: EntityName;
  at: number;
  show(): Fields;
}

/** One QueryResponse for each entity as they were asked for. @throws QboFault 4001 [inferred code] */
export function changesSince(call: Call, entities: string, since: string): Fields[] {
  const { world } = call;
  const names = entities.split(',').map((name) => name.trim());
  const from = parseInstant(since.trim());
  if (Number.isNaN(from)) throw refuse('4001', `QueryValidationError: ${since} is no date or time`);
  if (world.now().getTime() - from > LOOK_BACK)
    throw refuse('4001', 'QueryValidationError: changedSince may be at most 30 days ago');
  for (const name of names) {
    const isKnown = ENTITIES.has(name) && !NEVER.includes(name);
    if (!isKnown) throw refuse('4001', `QueryValidationError: invalid context declaration: ${name}`);
  }
  const second = Math.floor(from / 1000) * 1000;
  const changed = names
    .flatMap((name) => changesOf(call, name as EntityName))
    .filter(({ at }) => at >= second)
    // which of more than a thousand come is open
    .sort((a, b) => (call.settings.cdcFull === 'newest' ? b.at - a.at : a.at - b.at))
    .slice(0, MOST);
  return names.map((name) => {
    const rows = changed.filter(({ entity }) => entity === name).map((one) => one.show());
    return rows.length === 0 ? {} : { [name]: rows, startPosition: 1, maxResults: rows.length };
  });
}

function changesOf({ world }: Call, entity: EntityName): Changed[] {
  const there = allOf(world, entity).map((record: Stored) => ({
    ...{ entity, at: record.updated, show: () => render(world, record) },
  }));
  const gone = world.tombstones
    .filter((one) => one.entity === entity)
    .map((one: Tombstone) => ({ entity, at: one.at, show: () => renderGone(one) }));
  return [...gone, ...there];
}
