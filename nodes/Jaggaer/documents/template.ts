/**
 * Bodies of writes as templates, because their shapes are given to each customer at onboarding. A template is JSON:
 * `"{name}"` becomes the value with its type, `"{name|number}"` a number, `"PO {name}"` text, and the list
 * `["{each lines}", {…}]` repeats its second part for each line. What has no value is left out.
 */
import { parseJson } from '../../shared/http';
import { readDecimal } from '../../shared/money';
import { Refusal, held } from '../../shared/outcome';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';

/** Every name that a template may use; null where this document has no value. */
export type Values = Record<string, unknown>;

const WHOLE = /^\{(\w+)(\|number)?\}$/;
const EACH = /^\{each (\w+)\}$/;
const PART = /\{(\w+)\}/g;

/** @throws Refusal that names what is wrong with the template */
export function fillTemplate(template: string, values: Values): Json {
  const parsed = parseJson(template);
  if (!isJson(parsed) && !Array.isArray(parsed)) throw unusable('is no JSON object');
  return (filled(parsed, values) ?? {}) as Json;
}

/** undefined: to be left out. */
function filled(part: unknown, values: Values): unknown {
  if (typeof part === 'string') return filledText(part, values);
  if (Array.isArray(part)) return filledList(part, values);
  if (!isJson(part)) return part;
  const entries = Object.entries(part);
  const kept = entries
    .map(([name, value]) => [name, filled(value, values)] as const)
    .filter(([, value]) => value !== undefined);
  return kept.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(kept);
}

function filledList(list: unknown[], values: Values): unknown {
  const name = typeof list[0] === 'string' ? EACH.exec(list[0])?.[1] : undefined;
  if (name === undefined)
    return list.map((each) => filled(each, values)).filter((each) => each !== undefined);
  const rows = valueOf(name, values);
  if (!Array.isArray(rows) || list.length !== 2) throw unusable(`cannot repeat {each ${name}}`);
  return rows.map((row: Values) => filled(list[1], { ...values, ...row }));
}

function filledText(text: string, values: Values): unknown {
  const [whole, name, number] = WHOLE.exec(text) ?? [];
  if (whole === undefined || name === undefined) {
    return text.replace(PART, (_, part: string) => String(valueOf(part, values) ?? ''));
  }
  const value = valueOf(name, values) ?? undefined;
  return number === undefined || value === undefined ? value : numberOf(name, value);
}

/** JSON numbers are sent only where they are exactly the decimal. */
function numberOf(name: string, value: unknown): number {
  const number = Number(value);
  if (readDecimal(value) !== null && readDecimal(number) === readDecimal(value)) return number;
  throw new Refusal(
    held(
      'document.unreadable',
      `${name} cannot be sent as a number: ${String(value)}.`,
      'Correct the value, or send it as text in the body template of the credential.',
      'support',
    ),
  );
}

function valueOf(name: string, values: Values): unknown {
  if (name in values) return values[name];
  throw unusable(`does not know {${name}}; it knows ${Object.keys(values).sort().join(', ')}`);
}

const unusable = (what: string): Refusal =>
  new Refusal(
    held(
      'setting.body',
      `The body template of this write ${what}.`,
      'Correct it in the JAGGAER credential under Writes.',
      'connection',
    ),
  );
