/** Numbers that a run of invoice numbers leaves out. */
import type { Header } from '../documents/invoices';
import { compareText } from '../words';

export interface Gap {
  tenant: string;
  /** First and last missing number. */
  from: string;
  to: string;
  count: number;
}

/** Numbers that lie further apart are no run: nobody counted them one by one. */
const SPARSE = 10n;

/**
 * Gaps in the runs of the source's own numbers (prefix and digits, e.g. `I00023`) between the lowest and the highest
 * that were given, for each tenant and prefix. Give invoices whatever their status: those not approved yet fill gaps.
 */
export function findGaps(headers: readonly Header[]): Gap[] {
  const runs = new Map<string, Map<bigint, string>>();
  for (const { environment, tenant, number } of headers) {
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(number) ?? [];
    if (prefix === undefined || digits === undefined) continue;
    const name = [environment, tenant, prefix].join('\u0000');
    const run = runs.get(name) ?? new Map<bigint, string>();
    runs.set(name, run);
    run.set(BigInt(digits), digits);
  }
  return [...runs]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([name, run]) => gapsOf(name.split('\u0000'), run));
}

function gapsOf([, tenant = '', prefix = '']: string[], run: Map<bigint, string>): Gap[] {
  const numbers = [...run.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  if (first === undefined || last === undefined) return [];
  if (last - first + 1n > BigInt(numbers.length) * SPARSE) return [];
  return numbers.flatMap((number, at) => {
    const next = numbers[at + 1];
    if (next === undefined || next === number + 1n) return [];
    const width = run.get(number)?.length ?? 0;
    const text = (each: bigint) => prefix + each.toString().padStart(width, '0');
    return [{ tenant, from: text(number + 1n), to: text(next - 1n), count: Number(next - number - 1n) }];
  });
}
