/** Lists with parents: `Parent:Child`, at most five levels [official]. */
import { refuse } from './fault';
import type { EntityName, EntitySchema } from './schema';
import type { Fields } from './values';
import { refAt, textAt } from './values';
import type { Stored, World } from './world';
import { allOf, change, recordOf } from './world';

const TREES: EntityName[] = ['Account', 'Department', 'Class', 'Item'];
const LEVELS = 5;

/** Adds the whole path and the read-only marks of children. @throws QboFault 6180 */
export function placeInTree(world: World, { name }: EntitySchema, fields: Fields, old?: Stored): Fields {
  if (!TREES.includes(name)) return fields;
  const parentId = refAt(fields, 'ParentRef');
  const parent = parentId === '' ? undefined : recordOf(world, name, parentId);
  if (parent && (parent.id === old?.id || isBelow(world, parent, old?.id)))
    throw refuse('6000', 'A record cannot be its own parent.', 'ParentRef');
  const path = parent ? `${textAt(parent.fields, 'FullyQualifiedName')}:` : '';
  const whole = `${path}${textAt(fields, 'Name')}`;
  if (whole.split(':').length > LEVELS)
    throw refuse('6180', `${name} can have no more than ${LEVELS} levels`, 'ParentRef');
  const isChild = parent !== undefined;
  return {
    ...{ ...fields, FullyQualifiedName: whole },
    ...(name === 'Department' && { SubDepartment: isChild }),
    ...(name === 'Class' && { SubClass: isChild }),
  };
}

function isBelow(world: World, record: Stored, top?: string): boolean {
  const parentId = refAt(record.fields, 'ParentRef');
  if (top === undefined || parentId === '') return false;
  const parent = recordOf(world, record.entity, parentId);
  return parentId === top || (parent !== undefined && isBelow(world, parent, top));
}

/** The paths of children follow. */
export function renameBelow(world: World, schema: EntitySchema, parent: Stored): void {
  if (!TREES.includes(schema.name)) return;
  for (const child of allOf(world, schema.name)) {
    if (refAt(child.fields, 'ParentRef') !== parent.id) continue;
    const path = `${textAt(parent.fields, 'FullyQualifiedName')}:${textAt(child.fields, 'Name')}`;
    renameBelow(world, schema, change(world, child, { ...child.fields, FullyQualifiedName: path }, true));
  }
}
