/** The Crosswalk without n8n: documents and mapping rows in, mapped and held documents out. */
import type { Invoice, PurchaseOrder } from '../shared/documents';
import type { Problem } from '../shared/outcome';
import { Refusal, held } from '../shared/outcome';
import type { CoverageEntry, CoverageRow, CoverageTotals, RankBy } from './coverage';
import { coverageRows, coverageTotals } from './coverage';
import type { Finding } from './findings';
import type { Mapped } from './mapDocument';
import { atStake, documentDate, mapInvoice, mapPurchaseOrder } from './mapDocument';
import { incompleteProblem, problemOf, tableProblem } from './problems';
import { readDocument } from './readDocument';
import type { BadRow, MappingRows } from './rows';
import type { Rules } from './rules';
import { MappingTable } from './table';

type Document = Invoice | PurchaseOrder;

/** What became of one input: mapped, or held for a reason. */
export type Verdict =
  | { index: number; mapped: Mapped<Document>['document'] }
  | { index: number; document: unknown; problem: Problem; findings: Finding[] };

/** Maps every document that its rows settle and holds every other one; each input gives exactly one verdict. */
export function mapDocuments(inputs: readonly unknown[], mapping: MappingRows, rules: Rules): Verdict[] {
  const table = new MappingTable(mapping);
  const forAll = tableProblem(table.size, mapping.bad);
  return inputs.map((input, index) => {
    if (forAll) return { index, document: innerDocument(input), problem: forAll, findings: [] };
    return mapOne(input, index, table, rules);
  });
}

function mapOne(input: unknown, index: number, table: MappingTable, rules: Rules): Verdict {
  const read = attempt(() => readDocument(input));
  if ('problem' in read)
    return { index, document: innerDocument(input), problem: read.problem, findings: [] };
  const document = read.result;
  if (isListRow(document)) {
    return { index, document, problem: incompleteProblem(document), findings: [] };
  }
  const made = attempt(() => mapAny(document, table, rules));
  if ('problem' in made) return { index, document, problem: made.problem, findings: [] };
  const [first, ...others] = made.result.findings.filter((finding) => finding.effect === 'hold');
  if (!first) return { index, mapped: made.result.document };
  return { index, document, problem: problemOf([first, ...others]), findings: [first, ...others] };
}

/** A row of a list has no lines; an order that is over needs none. */
const isListRow = (document: Document): boolean =>
  document.document === 'invoice'
    ? !document.complete
    : document.lines.length === 0 && (document.state === 'open' || document.state === 'unknown');

export interface Coverage {
  totals: CoverageTotals & { mappingRows: number; mappingHash: string; unreadableRows: string[] };
  rows: CoverageRow[];
}

/** Reports what the rows do not settle; also with an empty table, and of list rows what can be seen of them. */
export function coverDocuments(
  inputs: readonly unknown[],
  mapping: MappingRows,
  rules: Rules,
  rankBy: RankBy,
): Coverage {
  const table = new MappingTable(mapping);
  const entries = inputs.map((input, index) => coverOne(input, index, table, rules));
  const rows = coverageRows(entries, rankBy);
  const unreadableRows = mapping.bad.map((row: BadRow) => `${row.place}: ${row.why}`);
  const facts = { mappingRows: table.size, mappingHash: table.hash, unreadableRows };
  return { totals: { ...coverageTotals(entries, rows), ...facts }, rows };
}

function coverOne(input: unknown, index: number, table: MappingTable, rules: Rules): CoverageEntry {
  const seen = attempt(() => {
    const document = readDocument(input);
    return { document, findings: mapAny(document, table, rules).findings };
  });
  if ('problem' in seen) {
    const nothing = { number: '', date: null, currency: '', value: '0', findings: [] };
    return { index, ...nothing, unreadable: true, incomplete: false };
  }
  const { document, findings } = seen.result;
  const isInvoice = document.document === 'invoice';
  return {
    index,
    number: document.number,
    date: isInvoice ? documentDate(document) : (document.date ?? null),
    currency: document.currency ?? '',
    value: isInvoice ? atStake(document) : (document.total ?? '0'),
    findings,
    unreadable: false,
    incomplete: isListRow(document),
  };
}

const mapAny = (document: Document, table: MappingTable, rules: Rules): Mapped<Document> =>
  document.document === 'invoice'
    ? mapInvoice(document, table, rules)
    : mapPurchaseOrder(document, table, rules);

/** One bad document must not stop the others: whatever goes wrong with it is said about it. */
function attempt<T>(work: () => T): { result: T } | { problem: Problem } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    const words = error instanceof Error ? error.message : String(error);
    const advice =
      'Keep this item and report it: the Crosswalk could not tell what is wrong with the document.';
    return {
      problem: held('document.unreadable', `This document cannot be mapped: ${words}`, advice, 'support'),
    };
  }
}

/** The document of an item that needed attention, else the item itself. */
function innerDocument(input: unknown): unknown {
  const inner = (input as { document?: unknown } | null)?.document;
  return typeof inner === 'object' && inner !== null ? inner : input;
}
