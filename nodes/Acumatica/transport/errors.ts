/** Reads Acumatica's refusals: field errors at any depth, model state, exceptions, sign-in pages. */
import type { Reply } from '../../shared/http';
import { parseJson } from '../../shared/http';
import type { Problem } from '../../shared/outcome';
import { redact } from '../../shared/redact';
import type { ErrorPattern } from './errorTable';
import { ERROR_TABLE, FORMS } from './errorTable';
import { asObject } from './wire';

export interface FieldError {
  /** Name and position, e.g. `Details[2].Project`; positions count from 1. Empty for the record itself. */
  path: string;
  message: string;
}

export interface Interpreted {
  problem: Problem;
  /** The server undid its work for a passing reason: sending again may succeed. */
  transient: boolean;
}

const GENERIC = /raised at least one error\. Please review the errors/i;
const squeeze = (words: string): string => redact(words.replace(/\s+/g, ' ').trim());

/** Finds every `error` in an entity that Acumatica sent back, header, linked records and details. */
export function fieldErrors(entity: unknown, path = ''): FieldError[] {
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(asObject(entity))) {
    if (name === 'error' && typeof value === 'string' && value.trim() !== '')
      errors.push({ path, message: squeeze(value) });
    const place = path === '' ? name : `${path}.${name}`;
    if (Array.isArray(value)) {
      value.forEach((row, index) => errors.push(...fieldErrors(row, `${place}[${index + 1}]`)));
    } else if (name !== '_links') errors.push(...fieldErrors(value, place));
  }
  return errors;
}

/** The record's own sentence only says that something below is wrong: left out where the something is named. */
function meaningful(errors: FieldError[]): FieldError[] {
  const specific = errors.filter(({ path, message }) => path !== '' || !GENERIC.test(message));
  return specific.length > 0 ? specific : errors;
}

const exceptionOf = (body: Record<string, unknown>): { type: string; message: string } => {
  let inner = body;
  for (let depth = 0; depth < 8 && Object.keys(asObject(inner.innerException)).length > 0; depth++)
    inner = asObject(inner.innerException);
  return {
    type: String(body.exceptionType ?? inner.exceptionType ?? ''),
    message: String(inner.exceptionMessage ?? body.exceptionMessage ?? inner.message ?? body.message ?? ''),
  };
};

/** A key that is not there answers 500 with this exception, not 404. */
export const isMissing = (reply: Reply): boolean =>
  reply.status === 500 && /NoEntitySatisfiesTheCondition/.test(reply.text);

/** A list that names a computed field or view cannot be read as a list. */
export const isNotOptimizable = (reply: Reply): boolean =>
  reply.status === 500 && /CannotOptimizeException|Optimization cannot be performed/.test(reply.text);

/** The licence has no session left: said in HTML or text, never in JSON. */
export const isLoginLimit = (reply: Reply): boolean =>
  reply.status >= 400 && /API Login Limit/i.test(reply.text);

/** An expired token may be answered with the sign-in page or a redirect to it. */
export function isSignInPage(reply: Reply): boolean {
  if (reply.status >= 300 && reply.status < 400) return true;
  const html =
    /text\/html/i.test(reply.headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(reply.text);
  return html && reply.status < 300;
}

/** Whether a 500 says in Acumatica's own form what failed; without that nobody knows what was done. */
export const isExplained = (reply: Reply): boolean => {
  const body = asObject(parseJson(reply.text));
  return typeof body.exceptionMessage === 'string' || typeof body.exceptionType === 'string';
};

/**
 * Puts a refusal into words.
 * @param what what was tried, e.g. `the bill`
 * @param entity names the form for missing rights
 */
export function interpret(reply: Reply, what: string, entity: string): Interpreted {
  const body = asObject(parseJson(reply.text));
  const form = FORMS[entity] ?? entity;
  const told = (problem: Omit<Problem, 'httpStatus'>, transient = false): Interpreted => ({
    problem: { ...problem, httpStatus: reply.status },
    transient,
  });
  switch (reply.status) {
    case 403:
      return told({
        outcome: 'held',
        cause: 'connection.rights',
        reason:
          `Acumatica does not let this user reach ${form}. ${squeeze(exceptionOf(body).message)}`.trim(),
        advice: `Give the user's role access to the form ${form} on Access Rights by Role (SM201025), and see that its feature is enabled (CS100000).`,
        owner: 'connection',
      });
    case 404:
      return told({
        outcome: 'held',
        cause: 'connection.endpoint',
        reason: `Acumatica knows no ${entity} at this address (HTTP 404).`,
        advice: 'Check instance URL, endpoint name and exact endpoint version in the credential.',
        owner: 'connection',
      });
    case 409:
      return told({
        outcome: 'held',
        cause: 'erp.longOperation',
        reason: `Another long operation is running on ${form} in this session, so ${what} was not taken.`,
        advice: 'Try again when it is over.',
        owner: 'erp',
      });
    case 412:
      return told({
        outcome: 'differs',
        cause: 'erp.precondition',
        reason: `Acumatica did not take ${what}: the record is already there, or not there (HTTP 412).`,
        advice: 'Look the record up in Acumatica.',
        owner: 'erp',
      });
    case 429:
      return told({
        outcome: 'held',
        cause: 'erp.busy',
        reason: `Acumatica declined ${what}: too many requests are waiting (HTTP 429).`,
        advice: 'Run again later, or raise the request limits of the licence (SM604000).',
        owner: 'erp',
      });
    default:
      return explain(reply, body, what, told);
  }
}

function explain(
  reply: Reply,
  body: Record<string, unknown>,
  what: string,
  told: (problem: Omit<Problem, 'httpStatus'>, transient?: boolean) => Interpreted,
): Interpreted {
  const errors = complaints(reply, body);
  const exception = exceptionOf(body);
  const words = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  const pattern = errors
    .flatMap((error) => ERROR_TABLE.filter((each) => fits(each, error, exception.type)))
    .at(0);
  const reason = `Acumatica refused ${what}: ${words || `HTTP ${reply.status}`}`;
  if (!pattern) {
    return told({
      outcome: 'rejected',
      cause: 'erp.refused',
      reason,
      advice: 'Correct what Acumatica names, in JAGGAER, in the mapping or in Acumatica; then replay.',
      owner: 'erp',
    });
  }
  const transient = pattern.outcome === 'transient';
  return told(
    {
      outcome: pattern.outcome === 'transient' ? 'held' : pattern.outcome,
      cause: pattern.cause,
      reason,
      advice: `${pattern.meaning} ${pattern.advice}`,
      owner: pattern.owner,
    },
    transient,
  );
}

function fits(pattern: ErrorPattern, error: FieldError, type: string): boolean {
  if (pattern.field && !pattern.field.test(error.path)) return false;
  return pattern.match.test(error.message) || pattern.match.test(type);
}

function complaints(reply: Reply, body: Record<string, unknown>): FieldError[] {
  const fields = meaningful(fieldErrors(body));
  if (fields.length > 0) return fields;
  const state = Object.entries(asObject(body.modelState)).flatMap(([path, messages]) =>
    (Array.isArray(messages) ? messages : [messages]).map((message) => ({
      path: path.replace(/^entity\./, ''),
      message: squeeze(String(message)),
    })),
  );
  if (state.length > 0) return state;
  const { message } = exceptionOf(body);
  if (message !== '') return [{ path: '', message: squeeze(message) }];
  const title = /<title>([^<]*)<\/title>/i.exec(reply.text)?.[1];
  return [{ path: '', message: squeeze(title ?? reply.text.slice(0, 200)) }];
}
