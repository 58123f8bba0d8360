/** What SYSPRO's errors mean: texts with status 200, and elements that say what is wrong with them. */
import type { Interpreted } from '../../shared/interpreted';
import { refusedAs, refusedSomehow } from '../../shared/interpreted';
import type { Problem } from '../../shared/outcome';
import { held } from '../../shared/outcome';
import { redact } from '../../shared/redact';
import type { ErrorPattern, Kind } from './errorTable';
import { ERROR_TABLE } from './errorTable';
import type { ElementError } from './xml';

/** An answer that begins so is a failure, whatever its status. */
export const isErrorText = (answer: string): boolean => /^\s*ERROR\b/i.test(answer);

/** A text answer as an error of no element. */
export const textError = (answer: string): ElementError => ({
  ...{ element: '', value: '', number: '', warning: false },
  words: answer.replace(/^\s*ERROR:?\s*/i, '').trim(),
});

/**
 * Puts errors into words and says what kind they are.
 * @param what what was tried, e.g. `invoice INV-7`
 */
export function interpret(errors: ElementError[], what: string): Interpreted<Kind> {
  const hard = errors.filter(({ warning }) => !warning);
  const told = hard.length > 0 ? hard : errors;
  const pattern = told.map(patternOf).find((found) => found !== undefined);
  const words = [...new Set(told.map(wordsOf))].filter(Boolean).join(' · ');
  const reason = `SYSPRO refused ${what}: ${words || 'no reason was given'}`;
  if (pattern) return refusedAs(pattern, OUTCOMES, reason);
  if (told.length === 0 || told.some(({ warning }) => !warning)) return refusedSomehow('SYSPRO', reason);
  const advice =
    'SYSPRO warns, and the node takes warnings for refusals. Mend the cause in SYSPRO, then replay.';
  return { kind: 'held', problem: held('erp.warning', reason, advice, 'erp') };
}

const OUTCOMES: Record<Kind, Problem['outcome']> = {
  held: 'held',
  rejected: 'rejected',
  signIn: 'held',
  session: 'held',
};

const patternOf = ({ number, words }: ElementError): ErrorPattern | undefined =>
  ERROR_TABLE.find(({ match }) => match.test(`${number} ${words}`.trim()));

/** SYSPRO's words of one error, with its element, value and number where the words do not name them. */
export function wordsOf({ element, value, number, words }: ElementError): string {
  const place = element === '' ? '' : `${element}${value === '' ? '' : ` '${value}'`}: `;
  const code = number === '' || words.includes(number) ? '' : ` (${number})`;
  return redact(`${place}${words}${code}`.trim());
}
