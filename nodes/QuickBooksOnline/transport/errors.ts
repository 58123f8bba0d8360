/** What a Fault means. It comes with an HTTP error, and inside HTTP 200 for items of a batch and attachments. */
import type { Interpreted } from '../../shared/interpreted';
import { refusedAs, refusedSomehow } from '../../shared/interpreted';
import type { Problem } from '../../shared/outcome';
import { redact } from '../../shared/redact';
import type { ErrorPattern, Kind } from './errorTable';
import { ERROR_TABLE } from './errorTable';
import type { Json } from './wire';
import { asObject, rowsAt, textAt } from './wire';

export interface FaultError {
  code: string;
  message: string;
  detail: string;
  element: string;
}

export interface Fault {
  /** Such as `ValidationFault`. */
  type: string;
  errors: FaultError[];
  /** HTTP status; of a batch item the batch's own, which is 200. */
  status: number;
  /** Intuit's number of the call, which its support asks for; '' where it was not said. */
  tid: string;
}

/**
 * The fault in an answer or an item of a batch, in either of its envelopes; null where there is none. Source: recorded
 * answers (capital `Fault`; the gateway's own refusals are all in small letters).
 */
export function faultIn(body: Json, status: number, tid = ''): Fault | null {
  const capital = asObject(body.Fault);
  const small = asObject(body.fault);
  const found = Object.keys(capital).length > 0 ? capital : small;
  if (Object.keys(found).length === 0) return null;
  const rows = [...rowsAt(found, 'Error'), ...rowsAt(found, 'error')];
  const errors = rows.map((row) => ({
    code: textAt(row, 'code'),
    message: textAt(row, 'Message') || textAt(row, 'message'),
    detail: textAt(row, 'Detail') || textAt(row, 'detail'),
    element: textAt(row, 'element'),
  }));
  return { type: textAt(found, 'type'), errors, status, tid };
}

/**
 * Puts a fault into words and says what kind it is.
 * @param what what was tried, e.g. `bill INV-7`
 */
export function interpret(fault: Fault, what: string): Interpreted<Kind> {
  const words = [...new Set(fault.errors.map(wordsOf))].filter(Boolean).join(' · ');
  const call = fault.tid === '' ? '' : ` (Intuit’s number of the call: ${fault.tid})`;
  const said = words || `HTTP ${fault.status}, no reason was given`;
  const reason = `QuickBooks Online refused ${what}: ${said}${call}`;
  const pattern = fault.errors.map(patternOf).find((found) => found !== undefined) ?? byStatus(fault);
  return pattern
    ? refusedAs(pattern, OUTCOMES, reason, fault.status)
    : refusedSomehow('QuickBooks Online', reason, fault.status);
}

/** Whether the same request may pass later; nothing says whether a system fault did the work. */
export const isPassing = (fault: Fault): boolean => interpret(fault, 'it').kind === 'transient';

/** Limits reached: nothing was done. The HTTP status was 403 once, so the code decides. */
export const isThrottled = ({ errors, status }: Fault): boolean =>
  status === 429 || errors.some(({ code }) => /^0*3001$/.test(code));

/**
 * Id of the record that stands in the way: `TxnId=45823` of a duplicate number, `: Id=58` of a duplicate name; '' where
 * the detail does not say, as in other languages.
 */
export function existingId({ errors }: Fault): string {
  for (const { detail } of errors) {
    const [, id] = /\b(?:TxnId|Id)=(\d+)/.exec(detail) ?? [];
    if (id !== undefined) return id;
  }
  return '';
}

const OUTCOMES: Record<Kind, Problem['outcome']> = {
  held: 'held',
  rejected: 'rejected',
  signIn: 'held',
  transient: 'held',
  stale: 'held',
  duplicateNumber: 'differs',
  duplicateName: 'held',
  repeated: 'held',
  link: 'held',
};

const patternOf = ({ code, message, detail }: FaultError): ErrorPattern | undefined =>
  ERROR_TABLE.find((each) => each.code.test(code) && (each.words?.test(`${message} ${detail}`) ?? true));

/** Gateways answer without a code. */
function byStatus({ status, errors }: Fault): ErrorPattern | undefined {
  if (errors.some(({ code }) => code !== '')) return undefined;
  const code = { 401: '3200', 403: '3100', 429: '3001' }[status] ?? (status >= 500 ? '10000' : '');
  return ERROR_TABLE.find((each) => each.code.test(code));
}

/** The vendor's words of one error with code and field; details repeat the message. */
function wordsOf({ code, message, detail, element }: FaultError): string {
  const text = detail === '' ? message : detail.startsWith(message) ? detail : `${message}: ${detail}`;
  const place = [code, element].filter(Boolean).join(', ');
  return redact(place === '' ? text : `${text} (${place})`.trim());
}
