/** Lets the main job run on a stage until it has settled, and measures what is in the books. */
import { compareBooks } from './books';
import type { BookedBill } from './books';
import { order } from './control';
import { waitFor } from './n8n/process';
import type { Stage } from './stage';

export interface Figures {
  erp: string;
  n8n: string;
  invoices: number;
  credits: number;
  posted: number;
  alreadyPosted: number;
  differs: number;
  held: number;
  rejected: number;
  unknown: number;
  missing: number;
  duplicates: number;
  amountMismatches: number;
  postedAgain: number;
  expectedHeld: number;
  expectedRejected: number;
  auditRows: number;
  calls: { jaggaer: number; erp: number };
  seconds: number;
}

export interface Result {
  figures: Figures;
  ok: boolean;
  /** What is not as it should be, in words. */
  faults: string[];
}

export interface Watcher {
  /** Called for each bill as it appears in the books. */
  onBill?(bill: BookedBill): void;
  onProgress?(rows: number, of: number): void;
}

export const AUDIT = 'jaggaer_erp_audit';
export const MAPPING = 'jaggaer_erp_mapping';

/** Bills in the simulated ERP's books. */
export async function booksOf(stage: Stage): Promise<BookedBill[]> {
  return await stage.erp.books();
}

export interface Settled {
  calls: Figures['calls'];
  /** What the ERP's vendor counts, of the job alone. */
  costs: Record<string, number>;
  seconds: number;
}

/** The main job from the export to the comparison, and every invoice once more. */
export async function runMainJob(stage: Stage, watcher: Watcher = {}): Promise<Result> {
  const settled = await settle(stage, watcher);
  return await measure(stage, settled);
}

/** Exports every invoice, publishes the template, and waits until each approved invoice has its audit row. */
export async function settle(stage: Stage, watcher: Watcher = {}): Promise<Settled> {
  const started = Date.now();
  const approved = stage.world.expected.filter((each) => each.outcome !== 'notApproved');
  for (const { url } of [stage.jaggaer, stage.erp]) await order(url, 'reset', { calls: true });
  const before = stage.erp.costs();
  await order(stage.jaggaer.url, 'export', { all: true, spreadMs: 7 });
  await stage.client.publish(stage.imported.bills);
  const told = new Set<string>();
  await waitFor(
    `${approved.length} audit rows`,
    async () => {
      for (const bill of watcher.onBill ? await booksOf(stage) : []) {
        if (told.has(bill.referenceNbr)) continue;
        told.add(bill.referenceNbr);
        watcher.onBill?.(bill);
      }
      const rows = await stage.client.countRows(AUDIT);
      watcher.onProgress?.(rows, approved.length);
      return rows >= approved.length;
    },
    Math.max(180_000, approved.length * 500),
  );
  const calls = { jaggaer: stage.jaggaer.calls().total, erp: stage.erp.calls().total };
  const costs = Object.fromEntries(
    Object.entries(stage.erp.costs()).map(([what, count]) => [what, count - (before[what] ?? 0)]),
  );
  const seconds = Math.round((Date.now() - started) / 100) / 10;
  await stage.client.unpublish(stage.imported.bills);
  return { calls, costs, seconds };
}

/** Compares the books with the seed, then gives every invoice to the posting node once more. */
export async function measure(
  stage: Stage,
  { calls, seconds }: Pick<Settled, 'calls' | 'seconds'>,
): Promise<Result> {
  const rows = await stage.client.rows(AUDIT);
  const { expected } = stage.world;
  const books = await booksOf(stage);
  const compared = compareBooks(expected, books);
  const postedAgain = await giveAgain(stage, books.length);
  // the table as the main job left it, for people who look
  await stage.client.insertRows(AUDIT, rows.map(withoutSystemColumns));
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const expectedOf = (outcome: string) => expected.filter((each) => each.outcome === outcome);
  const figures: Figures = {
    erp: stage.erp.kind.id,
    n8n: '2.41.1',
    invoices: expected.filter((each) => each.outcome !== 'notApproved').length,
    credits: compared.credits,
    posted: compared.posted,
    alreadyPosted: count('alreadyPosted'),
    differs: count('differs'),
    held: count('held'),
    rejected: count('rejected'),
    unknown: count('unknown'),
    missing: compared.missing.length,
    duplicates: compared.duplicates.length + compared.strangers.length,
    amountMismatches: compared.amountMismatches.length,
    postedAgain,
    expectedHeld: expectedOf('held').length,
    expectedRejected: expectedOf('rejected').length,
    auditRows: rows.length,
    calls,
    seconds,
  };
  const faults = [
    ...compared.missing.map((each) => `missing: ${each}${reasonOf(rows, each)}`),
    ...compared.duplicates.map((each) => `twice in the books: ${each}`),
    ...compared.strangers.map((each) => `nobody expects: ${each}`),
    ...compared.amountMismatches.map((each) => `wrong: ${each}`),
    ...wrongOutcomes(stage, rows, 'held'),
    ...wrongOutcomes(stage, rows, 'rejected'),
  ];
  const { alreadyPosted, differs, unknown, invoices, auditRows } = figures;
  const counts = {
    alreadyPosted,
    differs,
    unknown,
    postedAgain,
    'audit rows beside one each': auditRows - invoices,
  };
  for (const [name, value] of Object.entries(counts)) if (value !== 0) faults.push(`${name}: ${value}`);
  return { figures, ok: faults.length === 0, faults };
}

/** Gives every approved invoice straight to the posting node once more, with the audit table emptied. */
async function giveAgain(stage: Stage, before: number): Promise<number> {
  await stage.client.emptyTable(AUDIT);
  const run = await stage.client.run(stage.imported.again, 'Start', 600_000);
  if (run.status !== 'success') throw new Error(`Giving every invoice again failed: ${run.error}`);
  return (await booksOf(stage)).length - before;
}

type Rows = Array<Record<string, unknown>>;

/** A row as it was written, without what n8n adds. */
export const withoutSystemColumns = (row: Rows[number]): Rows[number] =>
  Object.fromEntries(
    Object.entries(row).filter(([name]) => !['id', 'createdAt', 'updatedAt'].includes(name)),
  );

function reasonOf(rows: Rows, label: string): string {
  const row = rows.find((each) => label.startsWith(`${String(each.sourceNumber)} `));
  return row ? ` – ${String(row.outcome)}: ${String(row.reason)}` : '';
}

function wrongOutcomes(stage: Stage, rows: Rows, outcome: string): string[] {
  const wanted = new Map(
    stage.world.expected
      .filter((each) => each.outcome === outcome)
      .map((each) => [each.invoiceNumber, each.why ?? '']),
  );
  const got = new Map(
    rows
      .filter((row) => row.outcome === outcome)
      .map((row) => [String(row.sourceNumber), String(row.reason)]),
  );
  return [
    ...[...wanted]
      .filter(([number]) => !got.has(number))
      .map(([number, why]) => `should be ${outcome}: ${number} (${why})`),
    ...[...got]
      .filter(([number]) => !wanted.has(number))
      .map(([number, why]) => `should not be ${outcome}: ${number}: ${why}`),
  ];
}
