/** The control orders of push notifications. */
import type { Filter } from './filter';
import { compileFilter } from './filter';
import type { EntitySchema } from './schema';
import { ENTITIES } from './schema';
import type { World } from './world';

export interface PushDestination {
  url: string;
  /** The one header for authentication; there is no signature [doc]. */
  header?: { name: string; value: string };
  /** Name of the generic inquiry. */
  query: string;
  /** Entity of the contract whose records are the rows. */
  entity: string;
  /** Its columns: fields of the contract, without description fields of other tables [doc]. */
  fields: string[];
  /** What the inquiry shows, as a $filter; everything if left out. */
  filter?: string;
  /** Between attempts. */
  retryMs?: number;
}

/** `{destinations}` replaces them, `{resend: [ids]}` sends again, `{release: true}` lets go what is kept back. */
export function orderPush(world: World, order: unknown): void {
  if (!isObject(order))
    throw new TypeError('Push is ordered with an object: destinations, resend or release.');
  if (Array.isArray(order.destinations)) world.push.replace(order.destinations.map(readDestination));
  else if (Array.isArray(order.resend)) world.push.resend(order.resend.map(String));
  else if (order.release === true) world.push.release();
  else throw new TypeError('Push is ordered with destinations, resend or release.');
}

function readDestination(given: unknown): PushDestination {
  if (!isObject(given)) throw new TypeError('A destination is an object.');
  const text = (name: string): string => {
    const value = given[name];
    if (typeof value !== 'string' || value === '') throw new TypeError(`A destination needs ${name}.`);
    return value;
  };
  const url = text('url');
  if (!URL.canParse(url)) throw new TypeError('The url of a destination is none.');
  if (!Array.isArray(given.fields) || given.fields.length === 0) {
    throw new TypeError('A destination needs fields.');
  }
  return {
    ...{ url, query: text('query'), entity: text('entity'), fields: given.fields.map(String) },
    ...(given.header !== undefined && { header: readHeader(given.header) }),
    ...(typeof given.filter === 'string' && { filter: given.filter }),
    ...(typeof given.retryMs === 'number' && { retryMs: given.retryMs }),
  };
}

/** Accept and Content-Type must not be set [doc]. */
function readHeader(given: unknown): { name: string; value: string } {
  if (!isObject(given) || typeof given.name !== 'string' || typeof given.value !== 'string') {
    throw new TypeError('A header is a name and a value.');
  }
  if (['accept', 'content-type'].includes(given.name.toLowerCase())) {
    throw new TypeError(`The header ${given.name} must not be set.`);
  }
  return { name: given.name, value: given.value };
}

/** The entity and the compiled filter. @throws TypeError on names that the contract does not have */
export function inquiryOf(
  { entity, fields, filter }: PushDestination,
  offset: string,
): { schema: EntitySchema; filter: Filter | null } {
  const schema = ENTITIES.get(entity);
  if (!schema) throw new TypeError(`There is no entity ${entity}.`);
  const compiled = filter === undefined ? null : compileFilter(filter, offset);
  const strange = [...fields, ...(compiled?.fields ?? [])].find((name) => !schema.fields.has(name));
  if (strange !== undefined) throw new TypeError(`${entity} has no field ${strange}.`);
  return { schema, filter: compiled };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
