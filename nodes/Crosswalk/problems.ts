/** What is said about a document that is held, in words that the owner of the mapping table can act on. */
import type { Invoice, PurchaseOrder } from '../shared/documents';
import type { Problem } from '../shared/outcome';
import { held } from '../shared/outcome';
import type { Finding } from './findings';
import type { BadRow, Kind } from './rows';

const WORDS: Record<Kind, string> = {
  supplier: 'supplier',
  entity: 'business unit',
  invoiceType: 'invoice type',
  terms: 'payment terms',
  account: 'account',
  dimension: 'dimension',
  item: 'item',
  unit: 'unit',
  charge: 'charge',
  tax: 'tax code',
};

const TARGETS: Record<Kind, string> = {
  supplier: "the ERP's vendor ID",
  entity: "the ERP's company, branch or entity",
  invoiceType: "the ERP's type",
  terms: "the ERP's terms",
  account: "the ERP's GL account",
  dimension: "the ERP's code",
  item: "the ERP's item",
  unit: "the ERP's unit",
  charge: 'account:<account>, tax:<code> or spread',
  tax: "the ERP's tax code",
};

const MOST_TOLD = 5;

/** The problem of a document that has findings which hold it; the first one gives the cause. */
export function problemOf(findings: readonly [Finding, ...Finding[]]): Problem {
  const [first, ...others] = findings;
  const cause = `${first.state === 'ambiguous' ? 'ambiguous' : 'unmapped'}.${first.kind}`;
  const told = others.slice(0, MOST_TOLD - 1).map(codeWords);
  const rest = others.length - told.length;
  const also = told.length === 0 ? '' : ` Also: ${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
  return held(cause, `${capital(codeWords(first))}.${also}`, adviceFor(first), 'mapping');
}

/** No row at all, or a row that cannot be understood: nothing may pass. */
export function tableProblem(rows: number, bad: readonly BadRow[]): Problem | null {
  const [first] = bad;
  if (first) {
    const told = bad.slice(0, MOST_TOLD).map((row) => `${row.place}: ${row.why}`);
    const rest = bad.length - told.length;
    return held(
      'mapping.unreadable',
      `The mapping table has ${bad.length === 1 ? 'a row' : `${bad.length} rows`} that cannot be read. ${capital(told.join('; '))}${rest > 0 ? `; and ${rest} more` : ''}.`,
      'Correct or delete these rows. Until then every document is held, because nobody can say what they were to map.',
      'mapping',
    );
  }
  if (rows > 0) return null;
  return held(
    'mapping.empty',
    'The mapping table is empty.',
    'Connect the mapping rows to the second input, or choose a mapping credential, and fill in at least one row.',
    'mapping',
  );
}

/** A list row of the source: it lacks lines, splits and charges. */
export function incompleteProblem({
  document,
  number,
}: Pick<Invoice | PurchaseOrder, 'document' | 'number'>): Problem {
  const [cause, word, resource] =
    document === 'invoice'
      ? ['invoice.incomplete', 'invoice', 'Invoice']
      : ['order.incomplete', 'purchase order', 'Purchase Order'];
  return held(
    cause,
    `${capital(word)} ${number} has no lines, because it comes from a list.`,
    `Read the ${word} by its ID first (JAGGAER ▸ ${resource} ▸ Get${document === 'invoice' ? ', or Get Many with details' : ''}), then map it.`,
    'mapping',
  );
}

function codeWords(finding: Finding): string {
  const { kind, code, scope, name, state, targets } = finding;
  const scoped = kind === 'supplier' || kind === 'dimension' || kind === 'item' ? ` ${scope}` : '';
  const known = name === '' || name === code ? '' : ` (${name})`;
  const what = `${WORDS[kind]}${scoped}${code === '' ? '' : ` ${code}`}${known}`;
  if (state === 'ambiguous') return `${what} has more than one target: ${targets.join(', ')}`;
  if (state === 'open') return `${what} has a mapping row whose “to” is empty`;
  if (code === '') return `${what} has no value on the document`;
  return `${what} is not in the mapping table`;
}

function adviceFor({ kind, code, scope, state }: Finding): string {
  if (kind === 'tax' && state === 'ambiguous') {
    return 'The lines carry different tax codes: correct them in JAGGAER, or give the charge row a fixed tax:<code>.';
  }
  if (state === 'ambiguous') {
    return 'Keep one of these rows, or give them different validFrom dates, then replay.';
  }
  const row = [
    `kind ${kind}`,
    ...(scope === '' ? [] : [`scope ${scope}`]),
    `from ${code === '' ? '(empty)' : code}`,
  ];
  if (state === 'open') return `Fill in “to” (${TARGETS[kind]}) in the row ${row.join(', ')}, then replay.`;
  if (code === '' && (kind === 'supplier' || kind === 'tax')) {
    return 'Complete the document in JAGGAER, or choose another field to match by in the Crosswalk node.';
  }
  return `Add a mapping row: ${row.join(', ')}, to ${TARGETS[kind]}. Then replay.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
