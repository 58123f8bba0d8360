/** What a list of errors means: the cause stands first, generic tails say nothing. */
import type { Interpreted } from '../../shared/interpreted';
import { refusedAs, refusedSomehow } from '../../shared/interpreted';
import type { Problem } from '../../shared/outcome';
import { Refusal } from '../../shared/outcome';
import { redact } from '../../shared/redact';
import type { GatewayError } from './envelope';
import type { ErrorPattern, Kind, Level } from './errorTable';
import { ERROR_TABLE } from './errorTable';

/** The whole request was refused for its form (XL03000003): one bad function takes the others with it. */
export class SchemaRefused extends Refusal {
  constructor(problem: Problem) {
    super(problem);
    this.name = 'SchemaRefused';
  }
}

/** “Could not create … record!” stands at the end of every list of errors, and sometimes at its head. */
const TAIL = /^BL01001973$/;

/**
 * Puts errors into words and says what kind they are.
 * @param what what was tried, e.g. `bill INV-7`
 */
export function interpret(errors: GatewayError[], what: string, level: Level = 'result'): Interpreted<Kind> {
  const specific = errors.filter(({ number }) => !TAIL.test(number));
  const told = specific.length > 0 ? specific : errors;
  const pattern = told.map((error) => patternOf(error, level)).find((found) => found !== undefined);
  const words = [...new Set(told.map(wordsOf))].filter(Boolean).join(' · ');
  const reason = `Sage Intacct refused ${what}: ${words || 'no reason was given'}`;
  return pattern ? refusedAs(pattern, OUTCOMES, reason) : refusedSomehow('Sage Intacct', reason);
}

const OUTCOMES: Record<Kind, Problem['outcome']> = {
  held: 'held',
  rejected: 'rejected',
  signIn: 'held',
  session: 'held',
  schema: 'rejected',
  busy: 'held',
  transient: 'held',
  duplicate: 'differs',
  repeated: 'differs',
  inProcess: 'held',
};

const patternOf = ({ number, title, words }: GatewayError, level: Level): ErrorPattern | undefined =>
  ERROR_TABLE.find(
    (each) => (each.level ?? level) === level && each.match.test([number, title, words].join(' ')),
  );

/** The vendor's words of one error, with its correction and number. */
function wordsOf({ number, title, words, correction, errorId }: GatewayError): string {
  const text = [words || title, correction].filter(Boolean).join(' ');
  const code = [number, errorId].filter(Boolean).join(', ');
  return redact(code === '' ? text : `${text} (${code})`.trim());
}
