/** What the end-to-end tests share: letting a job settle, posting everything again, and judging the books. */
import type { Fault } from '../../sandbox/kit/faults';
import { compareBooks } from '../../sandbox/books';
import { order } from '../../sandbox/control';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT, booksOf } from '../../sandbox/run';
import type { Stage } from '../../sandbox/stage';

export type Row = Record<string, unknown>;

export const approvedOf = (stage: Stage) =>
  stage.world.expected.filter((each) => each.outcome !== 'notApproved');

export const expectedOf = (stage: Stage, outcome: string) =>
  stage.world.expected.filter((each) => each.outcome === outcome);

/** Orders faults from a simulator; none clears them. */
export async function faults(system: { url: string }, ...list: Fault[]): Promise<void> {
  await order(system.url, 'faults', { faults: list });
}

/** Makes every invoice visible to integrations. */
export async function exportAll(stage: Stage): Promise<void> {
  await order(stage.jaggaer.url, 'export', { all: true, spreadMs: 7 });
}

/** Empty books and an empty audit table; JAGGAER keeps its invoices. */
export async function freshBooks(stage: Stage): Promise<void> {
  await faults(stage.jaggaer);
  await order(stage.erp.url, 'reset', {});
  await stage.client.emptyTable(AUDIT);
}

/** Publishes a job, waits until every approved invoice has its audit row, and withdraws the job. */
export async function settle(stage: Stage, job: string, timeoutMs = 150_000): Promise<Row[]> {
  await stage.client.publish(job);
  const wanted = approvedOf(stage).length;
  await waitFor(
    `${wanted} audit rows`,
    async () => (await stage.client.countRows(AUDIT)) >= wanted,
    timeoutMs,
  );
  await stage.client.unpublish(job);
  return await stage.client.rows(AUDIT);
}

/** What a posting node made of each invoice, by outcome. */
export interface Posting {
  status: string;
  error: string | null;
  items: Row[];
  counts: Record<string, number>;
}

/** Gives every approved invoice to the posting node, and sums up what it says. */
export async function postEverything(stage: Stage): Promise<Posting> {
  return await endOf(stage, await stage.client.startRun(stage.imported.again, 'Start'));
}

export async function endOf(stage: Stage, executionId: string): Promise<Posting> {
  const run = await stage.client.waitForExecution(executionId);
  const items = [
    ...(run.nodes['Post Bills']?.at(-1)?.outputs.flat() ?? []),
    ...(run.nodes['Map Codes']?.at(-1)?.outputs[1] ?? []),
  ];
  return { status: run.status, error: run.error, items, counts: countBy(items, 'outcome') };
}

export function countBy(rows: Row[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[String(row[field])] = (counts[String(row[field])] ?? 0) + 1;
  return counts;
}

/** What is wrong with the books, in words; empty when each expected bill is there exactly once. */
export async function wrongInBooks(stage: Stage): Promise<string[]> {
  const { missing, duplicates, strangers, amountMismatches } = compareBooks(
    stage.world.expected,
    await booksOf(stage),
  );
  return [
    ...missing.map((each) => `missing ${each}`),
    ...duplicates.map((each) => `twice ${each}`),
    ...strangers.map((each) => `stranger ${each}`),
    ...amountMismatches.map((each) => `wrong ${each}`),
  ];
}
