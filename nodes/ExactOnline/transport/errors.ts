/** What a refusal means (reference 4.3). */
import type { Reply } from '../../shared/http';
import { parseJson } from '../../shared/http';
import type { Interpreted } from '../../shared/interpreted';
import { refusedAs, refusedSomehow } from '../../shared/interpreted';
import type { Problem } from '../../shared/outcome';
import { redact } from '../../shared/redact';
import type { Kind } from './errorTable';
import { ERROR_TABLE } from './errorTable';
import { asObject, textAt } from './wire';

export interface Fault {
  status: number;
  /** Exact's own words; '' where there are none. */
  message: string;
  /** Header `Reason` of some refusals; '' where it was not sent. */
  reason: string;
}

/** The fault of an answer with a status of 400 or more. */
export function faultOf(reply: Reply): Fault {
  const { message } = asObject(asObject(parseJson(reply.text)).error);
  const words = typeof message === 'string' ? message : textAt(asObject(message), 'value');
  return { status: reply.status, message: words.trim(), reason: reply.headers.reason ?? '' };
}

/** A rule of the books that is broken: a 500 with words; permanent (community picqer#325; client emeq). */
export const isBusiness = ({ status, message }: Fault): boolean => status === 500 && message !== '';

/**
 * Puts a fault into words and says what kind it is.
 * @param what what was tried, e.g. `invoice INV-7`
 */
export function interpret(fault: Fault, what: string): Interpreted<Kind> {
  const words = [...new Set([fault.message, fault.reason])]
    .filter(Boolean)
    .join(' · ')
    .replace(/\r?\n/g, '; ');
  const said = words === '' ? `HTTP ${fault.status}, no reason was given` : redact(words);
  const reason = `Exact Online refused ${what}: ${said}`;
  const pattern = ERROR_TABLE.find(
    (each) => each.status.includes(fault.status) && (each.words?.test(fault.message) ?? true),
  );
  return pattern
    ? refusedAs(pattern, OUTCOMES, reason, fault.status)
    : refusedSomehow('Exact Online', reason, fault.status);
}

const OUTCOMES: Record<Kind, Problem['outcome']> = {
  held: 'held',
  rejected: 'rejected',
  signIn: 'held',
  transient: 'held',
  blocked: 'held',
  duplicate: 'differs',
};
