/** Bills with many lines: made on hold with the first ones, the rest is added call by call. Pure. */
import type { AcumaticaBill } from '../documents';

/** Lines that one call carries (source: IDG on big documents: about 500 a call). */
export const LINES_A_CALL = 500;

/** What only the last call says: until then the bill is on hold and has no total to be mistaken for a whole bill. */
const CLOSING = ['Amount', 'Hold', 'IsTaxValid', 'TaxDetails'];

type Body = AcumaticaBill['body'];

/** The calls that make a bill, in order; only one where it is not long. All but the first need the bill's id. */
export function inParts(body: Body): { first: Body; rest: Body[] } {
  const lines = Array.isArray(body.Details) ? (body.Details as unknown[]) : [];
  if (lines.length <= LINES_A_CALL) return { first: body, rest: [] };
  const parts: Body[] = [];
  for (let at = 0; at < lines.length; at += LINES_A_CALL)
    parts.push({ Details: lines.slice(at, at + LINES_A_CALL) });
  const [opening, ...rest] = parts;
  const header = Object.entries(body).filter(([name]) => !CLOSING.includes(name));
  const closing = Object.entries(body).filter(([name]) => CLOSING.includes(name));
  Object.assign(rest.at(-1) ?? {}, Object.fromEntries(closing));
  return { first: { ...Object.fromEntries(header), Hold: { value: true }, ...opening }, rest };
}
