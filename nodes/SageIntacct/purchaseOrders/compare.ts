/** What would change in an order that is there, field by field. Pure. */
import { equal, isZero, readDecimal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { FoundLine, FoundOrder } from './found';
import type { WantedLine, WantedOrder } from './wanted';
import type { OrderChanges } from './write';

export interface Comparison {
  differences: Difference[];
  changes: OrderChanges;
}

/**
 * Compares by the lines' marks. What JAGGAER leaves empty changes nothing; a line that is gone gets the quantity 0,
 * since no function takes lines away (source: purchasing-transactions).
 * @throws Refusal where the order has lines that are not ours, or two with one mark
 */
export function compareOrder(wanted: WantedOrder, found: FoundOrder): Comparison {
  const marked = byMark(wanted, found);
  const changes: OrderChanges = { header: {}, lines: [], added: [] };
  const differences: Difference[] = [];
  const header = [
    ['date', wanted.date, found.date],
    ['dueDate', wanted.dueDate, found.dueDate],
    ['currency', wanted.currency, found.currency],
  ] as const;
  for (const [field, expected, there] of header) {
    if (expected === '' || expected === there) continue;
    changes.header[field] = expected;
    differences.push({ field: WORDS[field] ?? field, expected, found: there });
  }
  for (const line of wanted.lines) {
    const there = marked.get(line.mark);
    marked.delete(line.mark);
    if (!there) {
      changes.added.push(line);
      differences.push({
        field: placeOf(line.mark),
        expected: `${line.quantity} × ${line.price}`,
        found: '',
      });
      continue;
    }
    const compared = compareLine(line, there);
    if (compared.differences.length === 0) continue;
    changes.lines.push({ line: there.line, values: compared.values });
    differences.push(...compared.differences);
  }
  for (const [mark, there] of marked) {
    if (isZero(there.quantity)) continue;
    changes.lines.push({ line: there.line, values: { quantity: '0' } });
    differences.push({ field: `${placeOf(mark)} quantity`, expected: '0', found: there.quantity });
  }
  changes.lines.sort((a, b) => a.line - b.line);
  return { differences, changes };
}

const WORDS: Record<string, string> = { dueDate: 'due date' };

const placeOf = (mark: string): string => `line ${mark.slice(mark.lastIndexOf('/') + 1)}`;

function byMark({ number }: WantedOrder, found: FoundOrder): Map<string, FoundLine> {
  const marked = new Map<string, FoundLine>();
  for (const line of found.lines) {
    const isOurs = line.mark.startsWith(`${number}/`) && !marked.has(line.mark);
    // lines that a person emptied bind nothing
    if (!isOurs && isZero(line.quantity)) continue;
    if (!isOurs) {
      throw new Refusal(
        held(
          'order.lines',
          `Line ${line.line} of ${found.id} in Sage Intacct does not say which JAGGAER line it is: “${line.mark}”.`,
          `Write ${number}/ and JAGGAER’s line number there, or set the line’s quantity to 0; then replay.`,
          'erp',
        ),
      );
    }
    marked.set(line.mark, line);
  }
  return marked;
}

function compareLine(
  wanted: WantedLine,
  there: FoundLine,
): { differences: Difference[]; values: Partial<WantedLine> } {
  const differences: Difference[] = [];
  const values: Partial<WantedLine> = {};
  const place = placeOf(wanted.mark);
  for (const field of ['item', 'description', 'quantity', 'unit', 'price'] as const) {
    if (wanted[field] === '' || isSame(wanted[field], there[field], field)) continue;
    values[field] = wanted[field];
    differences.push({ field: `${place} ${field}`, expected: wanted[field], found: there[field] });
  }
  for (const [field, expected] of Object.entries(wanted.dimensions)) {
    const shown = there.fields[field] ?? '';
    if (expected === shown) continue;
    values.dimensions = { ...values.dimensions, [field]: expected };
    differences.push({ field: `${place} ${field}`, expected, found: shown });
  }
  return { differences, values };
}

function isSame(expected: string, found: string, field: string): boolean {
  if (field !== 'quantity' && field !== 'price') return expected.trim() === found.trim();
  const [a, b] = [readDecimal(expected), readDecimal(found)];
  return a !== null && b !== null && equal(a, b);
}
