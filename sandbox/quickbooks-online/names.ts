/** Names of lists: each once, among vendors, customers and employees together [official: 6240]. */
import type { Call } from './call';
import { schemaOf } from './entities';
import { refuse } from './fault';
import type { EntityName, EntitySchema } from './schema';
import type { Fields } from './values';
import { textAt } from './values';
import type { Stored, World } from './world';
import { allOf } from './world';

const PEOPLE: EntityName[] = ['Vendor', 'Customer', 'Employee'];

/** What tells records of a list apart: trees go by the whole path. */
const keyField = (fields: Fields, nameField: string): string =>
  fields.FullyQualifiedName !== undefined ? 'FullyQualifiedName' : nameField;

const sharing = (entity: EntityName): EntityName[] => (PEOPLE.includes(entity) ? PEOPLE : [entity]);

function owner(
  world: World,
  entity: EntityName,
  name: string,
  isSame: (one: string, other: string) => boolean,
  except?: string,
): Stored | undefined {
  for (const one of sharing(entity)) {
    const field = schemaOf(one).nameField ?? 'Name';
    const found = allOf(world, one).find(
      ({ id, fields }) =>
        !(one === entity && id === except) && isSame(textAt(fields, keyField(fields, field)), name),
    );
    if (found) return found;
  }
  return undefined;
}

/** Whether capitals tell names apart is open: a switch. */
const comparison =
  ({ settings }: Call) =>
  (one: string, other: string): boolean =>
    settings.nameCase === 'ignored' ? one.toLowerCase() === other.toLowerCase() : one === other;

/** @throws QboFault 6240; its detail holds the other record's id [community/client code] */
export function checkName(
  call: Call,
  { name: entity, nameField }: EntitySchema,
  fields: Fields,
  old?: Stored,
) {
  if (!nameField) return;
  const name = textAt(fields, keyField(fields, nameField));
  const found = owner(call.world, entity, name, comparison(call), old?.id);
  if (found) throw refuse('6240', `The name supplied already exists. : Id=${found.id}`);
}

/** ` (deleted)` is appended to the name, so the old name becomes free [client code: qbo_api deactivate/*]. */
export function deactivatedName(world: World, schema: EntitySchema, fields: Fields, old: Stored): Fields {
  const nameField = schema.nameField ?? 'Name';
  const key = keyField(fields, nameField);
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  for (let number = 0; ; number++) {
    // the numbering is inferred
    const suffix = number === 0 ? ' (deleted)' : ` (deleted ${number})`;
    const name = `${textAt(fields, key)}${suffix}`;
    if (owner(world, schema.name, name, isSame, old.id)) continue;
    return {
      ...fields,
      [nameField]: `${textAt(fields, nameField)}${suffix}`,
      ...(key !== nameField && { [key]: name }),
    };
  }
}

/** Inferred: the reference advises to send the clean name with a reactivation. */
export function reactivatedName(schema: EntitySchema, fields: Fields, old: Stored): Fields {
  const nameField = schema.nameField ?? 'Name';
  const clean = (text: string) => text.replace(/ \(deleted(?: \d+)?\)$/, '');
  const isUntouched = textAt(fields, nameField) === textAt(old.fields, nameField);
  if (!isUntouched) return fields;
  const full = fields.FullyQualifiedName;
  return {
    ...fields,
    [nameField]: clean(textAt(fields, nameField)),
    ...(typeof full === 'string' && { FullyQualifiedName: clean(full) }),
  };
}
