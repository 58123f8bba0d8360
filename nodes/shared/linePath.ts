/** Field paths into a line of a canonical invoice, for field mappers whose values are paths. */
import type { InvoiceLine } from './documents';
import { Refusal, held } from './outcome';

const FIELDS: Record<string, (line: InvoiceLine) => string | null> = {
  amount: (line) => line.amount,
  description: (line) => line.description,
  erpUnit: (line) => line.erpUnit,
  id: (line) => line.id,
  number: (line) => String(line.number),
  'purchaseOrder.line': (line) => line.purchaseOrder?.line ?? null,
  'purchaseOrder.number': (line) => line.purchaseOrder?.number ?? null,
  quantity: (line) => line.quantity,
  unit: (line) => line.unit,
  unitPrice: (line) => line.unitPrice,
};
const CUSTOM = 'customFields.';

/**
 * The text that a path leads to, e.g. `description`, `purchaseOrder.number` or `customFields.<name>`; empty where
 * the line has no value there. A custom field must be on the line, unless its path ends with `?`: JAGGAER leaves
 * out fields that nobody filled in, and a misspelt name must not pass for one of those.
 * @throws Refusal (held) where the path is none, or the line has no such custom field
 */
export function valueAt(line: InvoiceLine, path: string): string {
  const optional = path.endsWith('?');
  const name = (optional ? path.slice(0, -1) : path).trim();
  if (name.startsWith(CUSTOM)) return customValue(line, name.slice(CUSTOM.length), optional);
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name]?.(line) ?? '';
  throw new Refusal(
    held(
      'setting.linePath',
      `“${path}” is not a field of an invoice line.`,
      `Enter one of ${Object.keys(FIELDS).join(', ')}, or customFields.<name>, under Line Fields of the node.`,
      'support',
    ),
  );
}

function customValue(line: InvoiceLine, name: string, optional: boolean): string {
  const wanted = bare(name);
  const found = Object.entries(line.customFields).find(([field]) => bare(field) === wanted);
  if (found) return found[1];
  if (optional && wanted !== '') return '';
  const there = Object.keys(line.customFields);
  const has = there.length > 0 ? `it has ${there.join(', ')}` : 'it has none';
  throw new Refusal(
    held(
      'line.fieldMissing',
      `Line ${line.number} (${line.description}) has no custom field “${name}”; ${has}.`,
      `Fill it in in JAGGAER, or correct the path under Line Fields of the node: ${CUSTOM}${name}? where a line may lack it.`,
      'jaggaer',
    ),
  );
}

const bare = (name: string): string => name.trim().toLowerCase();
