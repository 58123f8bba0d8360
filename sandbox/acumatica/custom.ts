/** Custom and user-defined fields: `custom: {View: {Field: {type, value}}}` [doc IDG:Parameter_custom]. */
import type { RecordData, Scalar } from './records';

export type CustomFields = Record<string, Record<string, { type: string; value?: Scalar }>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** What was sent, as typed fields; anything of another shape is dropped. */
export function readCustom(sent: unknown): CustomFields {
  const out: CustomFields = {};
  for (const [view, fields] of Object.entries(isObject(sent) ? sent : {})) {
    for (const [name, field] of Object.entries(isObject(fields) ? fields : {})) {
      if (!isObject(field) || !isScalar(field.value)) continue;
      const type = typeof field.type === 'string' ? field.type : 'CustomStringField';
      (out[view] ??= {})[name] = { type, value: field.value };
    }
  }
  return out;
}

/** Fields that were not sent stay. */
export function mergeCustom(record: RecordData, sent: CustomFields): void {
  for (const [view, fields] of Object.entries(sent)) {
    record.custom = { ...record.custom, [view]: { ...record.custom[view], ...fields } };
  }
}

/** `View.Field` names of what is there. */
export const customNames = (custom: CustomFields): string[] =>
  Object.entries(custom).flatMap(([view, fields]) => Object.keys(fields).map((name) => `${view}.${name}`));

export function customValue(record: RecordData, path: string): Scalar | undefined {
  const [view = '', name = ''] = path.split('.');
  return record.custom[view]?.[name]?.value;
}

/** Only the fields that were asked for; one without a value shows its type alone. */
export function showCustom(record: RecordData, paths: Iterable<string>): CustomFields {
  const out: CustomFields = {};
  for (const path of paths) {
    const [view = '', name = ''] = path.split('.');
    if (view === '' || name === '' || view.includes('/')) continue;
    const known = record.custom[view]?.[name];
    const field = { type: known?.type ?? 'CustomStringField' };
    const isEmpty = known?.value === undefined || known.value === null || known.value === '';
    (out[view] ??= {})[name] = isEmpty ? field : { ...field, value: known.value };
  }
  return out;
}
