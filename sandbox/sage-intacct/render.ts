/** Rows as XML. */
import type { Row } from './records';
import type { Field, ObjectSchema } from './schema';
import { showDate } from './values';
import type { Markup } from '../kit/xml';
import { tag } from '../kit/xml';

/** A stored value as it is shown. */
export const shown = ({ type }: Field, value: string): string =>
  type === 'DATE' || type === 'TIMESTAMP' ? showDate(value) : value;

export interface Rendering {
  /** Case of the object's tag: readByQuery writes it small [recorded]. */
  lowerCase: boolean;
  /** Parts of a contact as elements in elements, or with a dot in the name. */
  nested: boolean;
  /** All that the object has where left out. */
  fields: string[] | null;
  docparid?: string;
}

/** A row with the fields asked for, and its lines where they are given. */
export function renderRow(schema: ObjectSchema, row: Row, look: Rendering, lines: Markup[] = []): Markup {
  const known = [...schema.fields.values()].filter(
    ({ id, docparid }) =>
      (look.fields === null || look.fields.includes(id)) &&
      (docparid === undefined || docparid === look.docparid),
  );
  const name = look.lowerCase ? schema.name.toLowerCase() : schema.name;
  const cells = look.nested
    ? nest(known, row)
    : known.map((field) => tag(field.id, shown(field, row[field.source ?? field.id] ?? '')));
  return tag(name, [...cells, ...lines]);
}

function nest(fields: Field[], row: Row, prefix = ''): Markup[] {
  const done = new Set<string>();
  return fields.flatMap((field) => {
    const [head = '', ...rest] = field.id.slice(prefix.length).split('.');
    if (rest.length === 0) return [tag(head, shown(field, row[field.source ?? field.id] ?? ''))];
    if (done.has(head)) return [];
    done.add(head);
    const start = `${prefix}${head}.`;
    const inner = fields.filter(({ id }) => id.startsWith(start));
    return [tag(head, nest(inner, row, start))];
  });
}
