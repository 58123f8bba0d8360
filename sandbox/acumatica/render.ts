/** Records → JSON of the contract, with wrapped values [doc IDG:REST_Entity_Representation_in_JSON]. */
import { showCustom } from './custom';
import type { RecordData, Scalar } from './records';
import type { EntitySchema, FieldType } from './schema';
import { hasDateOnly, isInVersion } from './schema';

export interface View {
  version: string;
  /** '/entity/Default/25.200.001', with the path of the instance before it. */
  base: string;
  /** Offset such as -05:00. */
  offset: string;
  /** Names, with Details/Name for fields of rows; null for all. */
  select: Set<string> | null;
  expand: Set<string>;
  /** `View.Field` of custom fields; those of rows as `Details/View.Field`. */
  custom: Set<string>;
}

/** Reads `A,Details/B` lists. */
export const names = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

export function render(record: RecordData, schema: EntitySchema, view: View): Record<string, unknown> {
  const out: Record<string, unknown> = { ...head(record), ...fieldsOf(record, schema, view, view.select) };
  for (const [name, rowSchema] of schema.details) {
    if (!view.expand.has(name)) continue;
    const selected = below(view.select ?? [], name);
    const inner = selected.length > 0 ? new Set(selected) : null;
    out[name] = (record.details[name] ?? []).map((row, at) => ({
      ...head(row, at + 1),
      ...fieldsOf(row, rowSchema, view, inner),
      custom: showCustom(row, below(view.custom, name)),
      _links: links(row, rowSchema, view),
    }));
  }
  Object.assign(out, linkedOf(record, schema, view));
  if (view.expand.has('files')) {
    out.files = record.files.map((file) => ({
      id: file.id,
      filename: file.name,
      href: `${view.base}/files/${file.id}`,
      comment: file.comment,
    }));
  }
  return { ...out, custom: showCustom(record, view.custom), _links: links(record, schema, view) };
}

/** Linked entities, one level after the other: the address of a contact is asked for by its own path [doc]. */
function linkedOf(record: RecordData, schema: EntitySchema, view: View): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, linkedSchema] of schema.linked) {
    const linked = record.linked[name];
    if (!view.expand.has(name) || !linked) continue;
    const selected = below(view.select ?? [], name);
    const inner = {
      ...view,
      select: selected.length > 0 ? new Set(selected) : null,
      expand: new Set(below(view.expand, name)),
    };
    out[name] = {
      ...{ ...head(linked), ...fieldsOf(linked, linkedSchema, inner, inner.select) },
      ...{ ...linkedOf(linked, linkedSchema, inner), custom: {}, _links: {} },
    };
  }
  return out;
}

const below = (paths: Iterable<string>, name: string): string[] =>
  [...paths].filter((one) => one.startsWith(`${name}/`)).map((one) => one.slice(name.length + 1));

const head = (record: RecordData, rowNumber = 1) => ({
  id: record.id,
  rowNumber,
  note: record.note === '' ? {} : { value: record.note },
  ...(record.error !== undefined && { error: record.error }),
});

function links(record: RecordData, schema: EntitySchema, view: View): Record<string, string> {
  if (schema.name === 'BillDetail') {
    return {
      'files:put': `${view.base}/files/PX.Objects.AP.APInvoiceEntry/Transactions/${record.id}/{filename}`,
    };
  }
  if (schema.name !== 'Bill') return {};
  return {
    self: `${view.base}/Bill/${record.id}`,
    'files:put': `${view.base}/files/PX.Objects.AP.APInvoiceEntry/Document/${record.id}/{filename}`,
  };
}

function fieldsOf(
  record: RecordData,
  schema: EntitySchema,
  view: View,
  select: Set<string> | null,
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, type] of schema.fields) {
    const error = record.errors?.[name];
    const isWanted = select === null || select.has(name) || error !== undefined;
    if (!isWanted || !isInVersion(view.version, schema.name, name)) continue;
    const value = record.fields[name];
    const isEmpty = value === undefined || value === null || value === '';
    out[name] = {
      ...(!isEmpty && { value: wireValue(value, type, view) }),
      ...(error !== undefined && { error }),
    };
  }
  return out;
}

function wireValue(value: Scalar, type: FieldType, view: View): Scalar {
  if (type === 't') return instantWithOffset(Number(value), view.offset);
  if (type !== 'D') return value;
  return hasDateOnly(view.version) ? String(value) : `${String(value)}T00:00:00${view.offset}`;
}

/** Answers are stamped with the zone of the user [official client PM sample]. */
export function instantWithOffset(epoch: number, offset: string): string {
  const local = new Date(epoch + offsetMinutes(offset) * 60_000).toISOString().slice(0, -1);
  return `${local}${offset}`;
}

const offsetMinutes = (offset: string): number => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};
