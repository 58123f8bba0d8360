/** What a function is carried out with, and what it gives back. */
import type { GatewayError } from './refusal';
import type { Row } from './records';
import type { ObjectSchema } from './schema';
import type { Settings } from './switches';
import type { World } from './world';
import { tableOf } from './world';
import type { Markup, XmlNode } from '../kit/xml';

export interface Call {
  world: World;
  settings: Settings;
  /** Entity of the session; '' at the top level. */
  entity: string;
}

export interface Outcome {
  key?: string;
  data?: Markup;
  /** Some of several objects failed. */
  errors?: GatewayError[];
  /** API transactions it costs. */
  cost: number;
}

export type Handler = (node: XmlNode, call: Call) => Outcome;

/**
 * An entity's session sees its own records and the shared masters; the top level sees no private ones unless asked to
 * [doc: showprivate; which objects are shared is inferred].
 */
export function visible({ entity }: Call, schema: ObjectSchema, row: Row, showPrivate = false): boolean {
  const own = row.MEGAENTITYID ?? '';
  if (entity === '') return showPrivate || own === '';
  return own === entity || (!schema.transactional && own === '') || row.MEGAENTITYID === undefined;
}

/** The record of a RECORDNO or of the field that names it, if the session sees it. */
export function recordOf(call: Call, schema: ObjectSchema, name: string): Row | undefined {
  const table = tableOf(call.world, schema.name);
  const row = table.get(name) ?? table.find(name);
  return row && visible(call, schema, row, true) ? row : undefined;
}
