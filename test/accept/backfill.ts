import { DatabaseSync } from 'node:sqlite';
import { AUDIT, booksOf, settle } from '../../sandbox/run';
import { compareBooks } from '../../sandbox/books';
import type { Erp } from '../../sandbox/erps';
import { setStage } from '../../sandbox/stage';
import type { Proof } from './main';

const MOST_STATIC_DATA = 64 * 1024;
const MOST_MEMORY_RATIO = 1.2;

/** As the docs advise for a backfill: polls go on, and their executions wait for each other. */
const ONE_AT_A_TIME = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };

/** A backfill of 10,000 invoices in the template's own batches, its memory against one of 1,000. */
export async function backfill(say: (line: string) => void, erp: Erp): Promise<Proof> {
  const small = await fill(erp, 1_000, say);
  const large = await fill(erp, 10_000, say);
  const ratio = large.peak / small.peak;
  const broken = [...small.broken, ...large.broken];
  if (ratio > MOST_MEMORY_RATIO) broken.push(`peak memory grew ${ratio.toFixed(2)} times`);
  if (large.staticData > MOST_STATIC_DATA) broken.push(`static data of ${large.staticData} bytes`);
  return {
    measured: {
      'bills, small run': small.posted,
      'bills, large run': large.posted,
      'seconds, small run': small.seconds,
      'seconds, large run': large.seconds,
      'peak memory MB, small run': Math.round(small.peak / 1e6),
      'peak memory MB, large run': Math.round(large.peak / 1e6),
      'peak memory, large to small': ratio.toFixed(2),
      'static data bytes, large run': large.staticData,
      'executions, large run': large.executions,
    },
    broken,
  };
}

async function fill(erp: Erp, invoices: number, say: (line: string) => void) {
  const stage = await setStage({ erp, invoices, seed: 11, tell: say, n8n: { env: ONE_AT_A_TIME } });
  try {
    const settled = await settle(stage, { onProgress: (rows, of) => say(`${rows} of ${of}`) });
    const peak = stage.n8n.peakMemory();
    const compared = compareBooks(stage.world.expected, await booksOf(stage));
    const rows = await stage.client.rows(AUDIT);
    const broken = [
      ...compared.missing.map((each) => `missing ${each}`),
      ...compared.duplicates.map((each) => `twice ${each}`),
      ...compared.strangers.map((each) => `nobody expects ${each}`),
      ...compared.amountMismatches,
      ...(inOrder(
        rows.map((row) => Number(row.sourceId)),
        batchesOf(rows),
      )
        ? []
        : ['not oldest first']),
    ].slice(0, 20);
    const database = new DatabaseSync(stage.n8n.database, { readOnly: true });
    const stored = database
      .prepare('SELECT staticData FROM workflow_entity WHERE id = ?')
      .get(stage.imported.bills);
    const executions = (await stage.client.executions(stage.imported.bills)).length;
    return {
      peak,
      posted: compared.posted,
      seconds: settled.seconds,
      staticData: String(stored?.staticData ?? '').length,
      executions,
      broken,
    };
  } finally {
    await stage.close();
  }
}

/** Execution of each row, in the order the rows were written. */
const batchesOf = (rows: Array<Record<string, unknown>>): string[] =>
  rows.map((row) => String(row.executionId));

/** Invoices were exported in the order of their ids: no batch holds one older than any of the batch before. */
function inOrder(ids: number[], batches: string[]): boolean {
  const groups = new Map<string, { low: number; high: number }>();
  ids.forEach((id, at) => {
    const batch = batches[at] ?? '';
    const group = groups.get(batch) ?? { low: Infinity, high: 0 };
    groups.set(batch, { low: Math.min(group.low, id), high: Math.max(group.high, id) });
  });
  const list = [...groups.values()];
  return list.every((group, at) => at === 0 || group.low > (list[at - 1]?.high ?? 0));
}
