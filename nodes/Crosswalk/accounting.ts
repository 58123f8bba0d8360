/** GL accounts and dimensions of lines, splits and charges. */
import type { Invoice, Split } from '../shared/documents';
import type { Decimal } from '../shared/money';
import type { Cleaning } from './cleaning';
import { cleanCode } from './cleaning';
import type { Findings } from './findings';
import { settle } from './findings';
import type { DimensionRule, Rules } from './rules';
import type { Answer, MappingTable } from './table';

/** A code found on the document. */
interface Found {
  code: string;
  /** What people know it by. */
  description: string;
  /** The segment or field it was found in. */
  place: string;
}

/** What mapping reads of an invoice's or a purchase order's header. */
export type CodedDocument = Pick<Invoice, 'businessUnit' | 'customFields'>;

/** What mapping reads of a line. */
export interface CodedLine {
  number: number | string;
  description: string;
  customFields: Record<string, string>;
  /** `ifCoded`: only a code without a row is a problem; `never`: the ERP takes the line without an account. */
  needsAccount: 'always' | 'ifCoded' | 'never';
}

/** Everything the mapping of one document needs. */
export interface Desk {
  date: string | null;
  table: MappingTable;
  rules: Rules;
  findings: Findings;
}

/** Maps the account and the dimensions of one split. */
export function mapSplit(split: Split, line: CodedLine, document: CodedDocument, desk: Desk): Split {
  const dimensions = desk.rules.dimensions.map((rule): [string, string | null] => [
    rule.name,
    mapDimension(rule, split.amount, document, desk, line, split),
  ]);
  const own = new Set(desk.rules.dimensions.map((rule) => rule.name));
  const others = Object.entries(split.erpDimensions).filter(([name]) => !own.has(name));
  return {
    ...split,
    erpAccount: mapAccount(split, line, desk),
    erpDimensions: Object.fromEntries([...others, ...dimensions.filter(hasCode)]),
  };
}

/** Dimensions that hold for the whole document; what is booked beside the lines gets them too. */
export function headerDimensions(
  document: CodedDocument,
  value: Decimal,
  desk: Desk,
): Record<string, string> {
  const ofHeader = desk.rules.dimensions.filter(
    (rule) => rule.source !== 'segment' && rule.source !== 'lineField',
  );
  const pairs = ofHeader.map((rule): [string, string | null] => [
    rule.name,
    mapDimension(rule, value, document, desk),
  ]);
  return Object.fromEntries(pairs.filter(hasCode));
}

function mapAccount(split: Split, line: CodedLine, desk: Desk): string | null {
  const { table, rules, date, findings } = desk;
  const found = findSegment(split, rules.accountSegments, 'account', rules.cleaning);
  const scoped: Answer = table.look('account', found.place.toLowerCase(), found.code, date);
  const answer = scoped.found === 'none' ? table.look('account', '', found.code, date) : scoped;
  if (answer.found === 'none' && found.code === '' && line.needsAccount !== 'always') return null;
  const facts = {
    kind: 'account',
    code: found.code,
    scope: '',
    name: found.code === '' ? `line ${line.number}: ${line.description}` : found.description,
    value: split.amount,
  } as const;
  const fallback = line.needsAccount === 'never' ? EMPTY : rules.fallbacks.account;
  return settle(answer, facts, fallback, findings);
}

const EMPTY = { then: 'empty' } as const;

function mapDimension(
  rule: DimensionRule,
  value: Decimal,
  document: CodedDocument,
  desk: Desk,
  line?: CodedLine,
  split?: Split,
): string | null {
  if (rule.source === 'fixed') return rule.value;
  const { table, rules, date, findings } = desk;
  const found = findDimension(rule, document, rules.cleaning, line, split);
  const answer = table.look('dimension', rule.name.toLowerCase(), found.code, date);
  const facts = {
    kind: 'dimension',
    code: found.code,
    scope: rule.name,
    name: found.description,
    value,
  } as const;
  return settle(answer, facts, found.code === '' ? rule.missing : rule.unmapped, findings);
}

function findDimension(
  rule: DimensionRule,
  document: CodedDocument,
  cleaning: Cleaning,
  line?: CodedLine,
  split?: Split,
): Found {
  switch (rule.source) {
    case 'segment':
      return split ? findSegment(split, rule.sourceNames, 'dimension', cleaning) : NOWHERE;
    case 'lineField':
      return findField(line?.customFields ?? {}, rule.sourceNames, 'dimension', cleaning);
    case 'headerField':
      return findField(document.customFields, rule.sourceNames, 'dimension', cleaning);
    default: {
      const code = cleanCode('dimension', null, document.businessUnit, cleaning);
      return { code, description: 'business unit', place: '' };
    }
  }
}

const NOWHERE: Found = { code: '', description: '', place: '' };

/** The first of the named segments that has a value, in any chart of accounts. */
function findSegment(
  split: Split,
  names: readonly string[],
  kind: 'account' | 'dimension',
  cleaning: Cleaning,
): Found {
  for (const name of names) {
    for (const segment of split.segments) {
      if (!sameName(segment.name, name)) continue;
      const code = cleanCode(kind, null, segment.value, cleaning);
      if (code !== '') return { code, description: segment.description ?? '', place: segment.name.trim() };
    }
  }
  return NOWHERE;
}

/** The first of the named custom fields that has a value. */
export function findField(
  fields: Record<string, string>,
  names: readonly string[],
  kind: 'dimension' | 'tax',
  cleaning: Cleaning,
): Found {
  for (const name of names) {
    for (const [field, value] of Object.entries(fields)) {
      if (!sameName(field, name)) continue;
      const code = cleanCode(kind, null, value, cleaning);
      if (code !== '') return { code, description: field, place: field };
    }
  }
  return NOWHERE;
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const hasCode = (pair: [string, string | null]): pair is [string, string] => pair[1] !== null;
