/** A vendor's refusal in words, by what a table of its errors says of it. */
import type { Owner, Problem } from './outcome';

/** A row of such a table, beside what it is recognized by. */
export interface Meaning<Kind extends string> {
  kind: Kind;
  cause: string;
  meaning: string;
  advice: string;
  owner: Owner;
}

export interface Interpreted<Kind extends string> {
  kind: Kind;
  problem: Problem;
}

/** A refusal that the table knows. @param outcomes what becomes of the document, by the kind of refusal */
export const refusedAs = <Kind extends string>(
  { kind, cause, meaning, advice, owner }: Meaning<Kind>,
  outcomes: Record<Kind, Problem['outcome']>,
  reason: string,
  httpStatus?: number,
): Interpreted<Kind> => ({
  kind,
  problem: {
    ...{ outcome: outcomes[kind], cause, reason, advice: `${meaning} ${advice}`, owner },
    ...(httpStatus === undefined ? {} : { httpStatus }),
  },
});

/** One that it does not know. */
export const refusedSomehow = (
  system: string,
  reason: string,
  httpStatus?: number,
): Interpreted<'rejected'> => ({
  kind: 'rejected',
  problem: {
    ...{ outcome: 'rejected', cause: 'erp.refused', reason, owner: 'erp' },
    advice: `Correct what ${system} names, in JAGGAER, in the mapping or in ${system}; then replay.`,
    ...(httpStatus === undefined ? {} : { httpStatus }),
  },
});
