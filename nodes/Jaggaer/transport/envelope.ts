/** Reads JAGGAER's answers: a business failure arrives as HTTP 200 with a return code. */
import type { Reply } from '../../shared/http';
import { parseJson } from '../../shared/http';
import { Refusal, held, rejected } from '../../shared/outcome';
import { redact } from '../../shared/redact';

export type Json = Record<string, unknown>;

export interface Page {
  rows: Json[];
  /** As the server says; null where it does not. */
  total: number | null;
  /** Text of return code 1: done, with warnings. */
  warning: string;
  /** Name of the list in the answer; empty where there was none. */
  container: string;
}

const ENVELOPE = new Set(['returnCode', 'returnMessage', 'totRecords', 'returnedRecords', 'startAt']);

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The JSON object of an answer.
 * @param what what was asked for or sent, in words, e.g. `invoice 4711`
 * @param verb `take` for what was sent
 * @throws Refusal with the vendor's words on HTTP errors, pages that are no JSON, and failed return codes
 */
export function readAnswer(reply: Reply, what: string, verb: 'give' | 'take' = 'give'): Json {
  const json = parseJson(reply.text);
  if (reply.status === 403) {
    throw refuse(
      `JAGGAER refuses to ${verb} ${what} (HTTP 403)`,
      json,
      'The client lacks the right: ask JAGGAER to grant this resource to it.',
      403,
    );
  }
  if (reply.status === 404) {
    const problem = rejected(
      'jaggaer.notFound',
      `JAGGAER does not know ${what} (HTTP 404).`,
      'It may not be exported yet; otherwise check the path in the credential.',
      'jaggaer',
    );
    throw new Refusal({ ...problem, httpStatus: 404 });
  }
  if (reply.status >= 300) {
    const advice =
      reply.status < 400
        ? 'The address redirects: check base URL and API root.'
        : 'Try again later; if it stays, ask JAGGAER.';
    throw refuse(`JAGGAER answered HTTP ${reply.status} for ${what}`, json, advice, reply.status);
  }
  if (Array.isArray(json)) return { items: json };
  if (!isJson(json)) {
    const html = /^\s*</.test(reply.text);
    throw refuse(
      `JAGGAER answered ${html ? 'with a web page instead of data' : 'with data that cannot be read'} for ${what}`,
      null,
      html
        ? 'Check base URL and API root; a sign-in page means that the token is not accepted there.'
        : 'The answer was cut off; run again.',
      reply.status,
    );
  }
  const code = json.returnCode === undefined ? '0' : String(json.returnCode).trim();
  if (code !== '0' && code !== '1') {
    throw refuse(
      `JAGGAER could not ${verb} ${what} (return code ${code})`,
      json,
      meaningOf(String(json.returnMessage ?? '')),
      reply.status,
    );
  }
  return json;
}

/**
 * The rows of a list answer. Containers have no uniform name: among the keys beside the envelope's own, the
 * first array, or the first object with exactly one array (source: UCLA sample list, SP and CCS clients).
 * @param path where the list is, e.g. `jiinvoiceList.jiinvoice`, if that does not find it; empty = find it
 * @throws Refusal where the answer speaks of records and has none that can be found: nothing may be lost unseen
 */
export function readPage(json: Json, path = ''): Page {
  const found = path === '' ? findRows(json) : { container: path, rows: rowsAt(json, path) };
  const total = count(json.totRecords);
  const returned = count(json.returnedRecords);
  const rows = found.rows.filter(isJson);
  const expected = returned ?? (found.container === '' && total === null ? null : rows.length);
  if (expected === null || expected !== rows.length) {
    const keys = Object.keys(json).join(', ') || 'nothing';
    throw new Refusal(
      held(
        'jaggaer.container',
        `JAGGAER’s answer holds ${rows.length} readable rows${expected === null ? '' : ` of ${expected}`}; it consists of ${keys}.`,
        'Check the path of this list in the credential; where the list sits elsewhere, name its container there.',
        'connection',
      ),
    );
  }
  return {
    rows,
    total,
    warning: String(json.returnCode ?? '0') === '1' ? redact(String(json.returnMessage ?? '')) : '',
    container: found.container,
  };
}

/** Counts come as numbers or text. */
function count(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 ? number : null;
}

interface Found {
  container: string;
  rows: unknown[];
}

function findRows(json: Json): Found {
  const others = Object.entries(json).filter(([key]) => !ENVELOPE.has(key));
  const found = others.flatMap(([key, value]): Found[] => {
    if (Array.isArray(value)) return [{ container: key, rows: value }];
    if (!isJson(value)) return [];
    const inner = Object.entries(value);
    const lists = inner.filter(([, each]) => Array.isArray(each));
    const [name, list] = lists[0] ?? [];
    if (lists.length === 1) return [{ container: `${key}.${name}`, rows: list as unknown[] }];
    const lone = lists.length === 0 ? inner.find(([, each]) => isJson(each)) : undefined;
    return lone ? [{ container: `${key}.${lone[0]}`, rows: [lone[1]] }] : [];
  });
  // an empty list beside a full one (notes, warnings) is not what was asked for
  return found.find(({ rows }) => rows.some(isJson)) ?? found[0] ?? { container: '', rows: [] };
}

function rowsAt(json: Json, path: string): unknown[] {
  const value = path.split('.').reduce<unknown>((at, key) => (isJson(at) ? at[key.trim()] : undefined), json);
  return Array.isArray(value) ? value : isJson(value) ? [value] : [];
}

/** Coded messages are `NNN(field[,field])` (source: CCS client). */
function meaningOf(message: string): string {
  const coded = /(\d{2,3})\(([^)]*)\)/.exec(message);
  return coded
    ? `JAGGAER names code ${coded[1]} for field ${coded[2]}: check this value.`
    : 'Check the request’s values; if they are right, ask JAGGAER.';
}

function refuse(what: string, json: unknown, advice: string, status: number): Refusal {
  const words = isJson(json)
    ? [json.returnMessage, json.error_description, json.message, json.error].find(
        (each) => typeof each === 'string' && each !== '',
      )
    : undefined;
  const reason = `${what}${typeof words === 'string' ? `: ${redact(words)}` : ''}.`;
  return new Refusal({ ...held('jaggaer.refused', reason, advice, 'jaggaer'), httpStatus: status });
}
