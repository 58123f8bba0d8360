/** Lists and single records. */
import type { Route, SimReply } from '../kit/simulator';
import { seeded } from '../kit/faults';
import { compileFilter, FilterError } from './filter';
import { typeName } from './describe';
import type { Call } from './gate';
import { contractRoute } from './gate';
import { busy } from './release';
import type { CustomFields } from './custom';
import { customValue } from './custom';
import type { RecordData } from './records';
import { render } from './render';
import { httpError, noSuchRecord, serverError } from './replies';
import type { EntitySchema } from './schema';
import { ENTITIES, isInVersion } from './schema';
import type { World } from './world';
import { storeOf } from './world';

/** A bare array; no order is promised, no count, no next link [official client]. */
function list(call: Call, schema: EntitySchema): SimReply {
  const blocked = busy(call, schema.name);
  if (blocked) return blocked;
  const { query } = call.request;
  for (const name of query.keys()) {
    if (!['$filter', '$select', '$expand', '$custom', '$top', '$skip'].includes(name)) {
      return httpError(400, `The query parameter '${name}' is not supported.`);
    }
  }
  const slow = cannotOptimise(call, schema);
  if (slow) return slow;
  const top = wholeNumber(query.get('$top'));
  const skip = wholeNumber(query.get('$skip'));
  if (top === null || skip === null) return httpError(400, 'The value of $top or $skip is not valid.');
  let found = storeOf(call.world, schema.name).all();
  const filter = query.get('$filter');
  if (filter !== null) {
    const outcome = select(found, filter, call, schema);
    if (!Array.isArray(outcome)) return outcome;
    found = outcome;
  }
  if (call.sim.fault('shuffle')) found = shuffled(found);
  const page = found.slice(skip ?? 0, top === undefined ? undefined : (skip ?? 0) + top);
  return {
    status: 200,
    body: page.map((record, at) => ({ ...render(record, schema, call.view), rowNumber: at + 1 })),
  };
}

/** The records a filter matches, or the refusal of the filter. */
export function select(
  records: RecordData[],
  filter: string,
  call: Pick<Call, 'world' | 'version'>,
  schema: EntitySchema,
): RecordData[] | SimReply {
  const offset = call.world.seed.timeZone;
  try {
    const { matches, fields } = compileFilter(filter, offset);
    // filters on rows are unpredictable [doc]; here they are refused like unknown names [inferred]
    const unknown = [...fields].find((name) => !isKnown(name, schema, call.version));
    if (unknown !== undefined) return httpError(400, `Could not find a property named '${unknown}'.`);
    const read = (record: RecordData) => (name: string) => {
      if (name === 'id') return record.id;
      if (name.startsWith('custom:')) return customValue(record, name.slice('custom:'.length)) ?? null;
      const found = follow(record, schema, name);
      const value = found?.record.fields[found.field];
      const isDate = found?.schema.fields.get(found.field) === 'D' && value;
      return isDate ? Date.parse(`${String(value)}T00:00:00${offset}`) : value;
    };
    return records.filter((record) => matches(read(record)));
  } catch (error) {
    if (error instanceof FilterError) return httpError(400, error.message);
    throw error;
  }
}

/** `MainContact/Email`: the field of a linked entity [doc IDG:Parameter_filter]. */
function follow(record: RecordData, schema: EntitySchema, path: string) {
  const [field = '', ...before] = path.split('/').reverse();
  let at: { record: RecordData; schema: EntitySchema } = { record, schema };
  for (const name of before.reverse()) {
    const [next, linkedSchema] = [at.record.linked[name], at.schema.linked.get(name)];
    if (!next || !linkedSchema) return undefined;
    at = { record: next, schema: linkedSchema };
  }
  return { ...at, field };
}

function isKnown(name: string, schema: EntitySchema, version: string): boolean {
  if (name === 'id' || name.startsWith('custom:')) return true;
  const [first = '', ...rest] = name.split('/');
  const linked = schema.linked.get(first);
  if (rest.length > 0) return linked !== undefined && isKnown(rest.join('/'), linked, version);
  return schema.fields.has(name) && isInVersion(version, schema.name, name);
}

/** Switch optimisationFails: names such as Applications or Bill/Applications whose view has a delegate [doc]. */
function cannotOptimise(call: Call, schema: EntitySchema): SimReply | null {
  const value = call.sim.fault('optimisationFails');
  if (value === undefined) return null;
  const failing = Array.isArray(value) ? value.map(String) : [String(value)];
  const asked = [...call.view.expand, ...(call.view.select ?? [])];
  const hit = asked.find((name) => failing.includes(name) || failing.includes(`${schema.name}/${name}`));
  if (hit === undefined) return null;
  return serverError(
    'PX.Api.ContractBased.CannotOptimizeException',
    `Optimization cannot be performed.The following fields cause the error:\r\n${hit}: View ${hit} has BQL delegate`,
  );
}

function byKey(call: Call, schema: EntitySchema): SimReply {
  const blocked = busy(call, schema.name);
  if (blocked) return blocked;
  const record = find(call, schema, call.request.params['*'] ?? '');
  return record ? { status: 200, body: render(record, schema, call.view) } : noSuchRecord();
}

/** By id, or by keys joined with / or |. */
export function find(call: Call, schema: EntitySchema, path: string): RecordData | undefined {
  const store = storeOf(call.world, schema.name);
  return store.byId(path) ?? store.byKey(...path.split(/[/|]/));
}

const wholeNumber = (text: string | null): number | undefined | null =>
  text === null ? undefined : /^\d+$/.test(text) ? Number(text) : null;

function shuffled(records: RecordData[]): RecordData[] {
  const random = seeded(records.length);
  return records
    .map((record) => ({ record, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.record);
}

/**
 * The fields of an entity, with the user-defined ones of the seed [doc IDG:Parameter_custom]. Rows come as a list of
 * one, as the official client reads the answer into the entity itself [inferred]. Switch schemaCustomOnly: without
 * the contract's own fields, which the documentation does not promise.
 */
function adHocSchema(call: Call, schema: EntitySchema): SimReply {
  const fieldTypes = call.sim.fault('schemaCustomOnly') ? () => ({}) : contractFields;
  const paths = schema.name === 'Bill' ? call.world.seed.userFields : [];
  const rows = [...schema.details].map(([name, row]) => [
    name,
    [{ ...fieldTypes(call, row), custom: userFields(paths, `${name}/`) }],
  ]);
  const body = { ...fieldTypes(call, schema), ...Object.fromEntries(rows), custom: userFields(paths, '') };
  return { status: 200, body };
}

const contractFields = (call: Call, schema: EntitySchema): Record<string, object> =>
  Object.fromEntries(
    [...schema.fields]
      .filter(([name]) => isInVersion(call.version, schema.name, name))
      .map(([name, type]) => [name, { type: typeName(type, call.version) }]),
  );

/** Of the level that the prefix names. */
function userFields(paths: readonly string[], prefix: string): CustomFields {
  const out: CustomFields = {};
  for (const path of paths) {
    if (path.slice(0, path.indexOf('/') + 1) !== prefix) continue;
    const [view = '', name = ''] = path.slice(prefix.length).split('.');
    (out[view] ??= {})[name] = { type: 'CustomStringField' };
  }
  return out;
}

export const readingRoutes: Route<World>[] = [...ENTITIES.values()].flatMap((schema) => [
  contractRoute('GET', schema.name, '', (call) => list(call, schema)),
  contractRoute('GET', schema.name, '/$adHocSchema', (call) => adHocSchema(call, schema)),
  contractRoute('GET', schema.name, '/*', (call) => byKey(call, schema)),
]);
