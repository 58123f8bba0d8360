/** What an instance says about itself. */
import type { Route, SimReply, SimRequest } from '../kit/simulator';
import { contractRoute } from './gate';
import type { Call } from './gate';
import type { EntitySchema, FieldType } from './schema';
import { ENTITIES, hasDateOnly, isInVersion } from './schema';
import type { World } from './world';

/** Answers without any sign-in [doc IDG:Basic_Get_List_of_Endpoints]. */
function endpoints(request: SimRequest, world: World): SimReply {
  const origin = `http://${request.headers.host}${request.base}`;
  return {
    status: 200,
    body: {
      version: { acumaticaBuildVersion: world.seed.build, databaseVersion: world.seed.build },
      endpoints: world.seed.endpoints.map((one) => ({
        ...one,
        href: `${origin}/entity/${one.name}/${one.version}/`,
      })),
    },
  };
}

function swagger(call: Call): SimReply {
  const schemas: Record<string, unknown> = {};
  for (const schema of ENTITIES.values()) {
    schemas[schema.name] = describeEntity(schema, call.version);
    for (const row of below(schema)) schemas[row.name] = describeEntity(row, call.version);
  }
  const paths = Object.fromEntries(
    [...ENTITIES.keys()].flatMap((name) => [
      [`/${name}`, { get: { tags: [name] }, ...(name === 'Bill' && { put: { tags: [name] } }) }],
      ...(name === 'Bill' ? [['/Bill/ReleaseBill', { post: { tags: [name] } }]] : []),
    ]),
  );
  return {
    status: 200,
    body: {
      openapi: '3.0.1',
      info: { title: `Default/${call.version}`, version: '1' },
      servers: [{ url: call.view.base }],
      paths,
      components: { schemas },
    },
  };
}

/** Rows and linked entities, with theirs. */
const below = (schema: EntitySchema): EntitySchema[] =>
  [...schema.details.values(), ...schema.linked.values()].flatMap((one) => [one, ...below(one)]);

function describeEntity(schema: EntitySchema, version: string): unknown {
  const fields = [...schema.fields]
    .filter(([name]) => isInVersion(version, schema.name, name))
    .map(([name, type]) => [name, { $ref: `#/components/schemas/${typeName(type, version)}` }]);
  const rows = [...schema.details].map(([name, row]) => [
    name,
    { type: 'array', items: { $ref: `#/components/schemas/${row.name}` } },
  ]);
  const linked = [...schema.linked].map(([name, one]) => [
    name,
    { $ref: `#/components/schemas/${one.name}` },
  ]);
  return {
    allOf: [
      { $ref: '#/components/schemas/Entity' },
      { type: 'object', properties: Object.fromEntries([...fields, ...rows, ...linked]) as unknown },
    ],
  };
}

/** The contract's type names; 26.200.001 retypes plain dates [official client]. */
export function typeName(type: FieldType, version: string): string {
  if (type === 'D') return hasDateOnly(version) ? 'DateOnlyValue' : 'DateTimeValue';
  return { s: 'StringValue', d: 'DecimalValue', i: 'IntValue', b: 'BooleanValue', t: 'DateTimeValue' }[type];
}

export const describeRoutes: Route<World>[] = [
  { method: 'GET', path: '/entity', handle: endpoints },
  contractRoute('GET', 'swagger.json', '', swagger),
];
