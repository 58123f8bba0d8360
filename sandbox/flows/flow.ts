/** A flow beside the main job, and what flows share: publishing, waiting, and judging. */
import { compareBooks } from '../books';
import { order } from '../control';
import { waitFor } from '../n8n/process';
import { AUDIT, booksOf } from '../run';
import { SIGN_INS } from '../signIns';
import type { Stage } from '../stage';

export interface Flow {
  /** Name of its figure. */
  figure: string;
  /** What it does, for people who wait. */
  title: string;
  /** The figure in words, as in `4 replayed`. */
  unit: string;
  /**
   * Runs it once on a stage whose main job is done.
   * @param faults takes what is not as it should be, in words
   * @returns how many documents it brought to where they belong, by the simulators' own books and meters
   */
  run(stage: Stage, faults: string[]): Promise<number>;
}

/** Rows of the audit table, by what they must say. */
export type OwnRows = Partial<Record<'flow' | 'operation' | 'targetSystem', string>>;

/**
 * Publishes a polling flow, waits for its audit rows, and withdraws it. What is missing is told by whoever looks at the
 * books afterwards.
 * @param rows how many of its own rows there must be, those of earlier runs included
 */
export async function runPolling(
  stage: Stage,
  workflow: string,
  own: OwnRows,
  rows: number,
  faults: string[],
): Promise<void> {
  const isOwn = (row: Record<string, unknown>) => Object.entries(own).every(([name, is]) => row[name] === is);
  const words = Object.values(own).join(' ');
  const count = async () => (await stage.client.rows(AUDIT)).filter(isOwn).length;
  await stage.client.publish(workflow);
  await until(`${rows} audit rows of ${words}`, async () => (await count()) >= rows).catch(async () =>
    faults.push(`${await count()} audit rows of ${words}, not ${rows}`),
  );
  await stage.client.unpublish(workflow);
}

/** How many records of a kind JAGGAER counted as created or updated meanwhile. */
export async function delta(stage: Stage, kind: string, work: () => Promise<void>): Promise<number> {
  const written = async () => {
    const { writes } = (await order(stage.jaggaer.url, 'state')) as {
      writes: Record<string, { created: number; updated: number }>;
    };
    return (writes[kind]?.created ?? 0) + (writes[kind]?.updated ?? 0);
  };
  const before = await written();
  await work();
  return (await written()) - before;
}

/** Runs a workflow by hand. @throws Error where it fails */
export async function expectSuccess(stage: Stage, workflow: string, trigger: string): Promise<void> {
  const run = await stage.client.run(workflow, trigger, 600_000);
  if (run.status !== 'success') throw new Error(`${trigger} of ${workflow} failed: ${run.error}`);
}

/** Fills a form in and sends it off, as a browser does. */
export async function submitForm(stage: Stage, path: string, values: string[]): Promise<Response> {
  const form = new FormData();
  values.forEach((value, at) => form.append(`field-${at}`, value));
  const { user, password } = SIGN_INS.people;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`${stage.n8n.url}/form/${path}`, {
    method: 'POST',
    headers: { authorization },
    body: form,
  });
  if (!answer.ok) throw new Error(`The form ${path} answers ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** What differs in the books from what is expected once all trouble is mended, in words. */
export async function wrongBooks(stage: Stage, when: string): Promise<string[]> {
  const compared = compareBooks(stage.world.mending.expected, await booksOf(stage));
  return [
    ...compared.missing.map((each) => `missing ${when}: ${each}`),
    ...compared.duplicates.map((each) => `twice in the books ${when}: ${each}`),
    ...compared.strangers.map((each) => `nobody expects ${when}: ${each}`),
    ...compared.amountMismatches.map((each) => `wrong ${when}: ${each}`),
  ];
}

export async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  await waitFor(what, check, 120_000);
}

export const countOf = <K extends string>(facts: Array<{ kind: K }>, kind: K): number =>
  facts.filter((each) => each.kind === kind).length;

export function compareCounts(faults: string[], what: string, found: number, wanted: number): void {
  if (found !== wanted) faults.push(`${what} written: ${found}, expected ${wanted}`);
}
