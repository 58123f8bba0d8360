/** Line fields that the user mapped, for one line of a bill. Pure. */
import { refuse } from '../../shared/outcome';
import type { BookedLine } from '../../shared/booking';
import { valueAt } from '../../shared/linePath';
import { readDecimal } from '../../shared/money';
import type { CustomValue, Scalar } from '../transport/wire';
import type { LineField } from './settings';

export interface LineValues {
  fields: Record<string, Scalar>;
  custom: CustomValue[];
}

/** What the mapped paths give; lines that no invoice line stands behind (charges, rounding) have none. @throws Refusal */
export function lineValues(line: BookedLine, mapped: readonly LineField[]): LineValues {
  const values: LineValues = { fields: {}, custom: [] };
  if (line.invoiceLine === null) return values;
  for (const field of mapped) {
    const text = valueAt(line.invoiceLine, field.path).trim();
    if (text === '') continue;
    const value = typed(text, field, line);
    if ('view' in field.target) values.custom.push({ ...field.target, value });
    else values.fields[field.target.name] = value;
  }
  return values;
}

const BOOLEANS: Record<string, boolean> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

function typed(text: string, { input, path, label }: LineField, line: BookedLine): Scalar {
  if (input === 'string') return text;
  const value = input === 'boolean' ? BOOLEANS[text.toLowerCase()] : exactNumber(text);
  if (value !== undefined) return value;
  throw refuse(
    'line.fieldValue',
    `“${text}” (${path} of “${line.description}”) is no ${input} for ${label} in Acumatica.`,
    'Correct it in JAGGAER, or map another field under Line Fields of the node.',
    'jaggaer',
  );
}

/** undefined where JSON could not hold it as written. */
function exactNumber(text: string): number | undefined {
  const decimal = readDecimal(text);
  return decimal !== null && readDecimal(Number(decimal)) === decimal ? Number(decimal) : undefined;
}
