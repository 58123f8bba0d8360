/** Sage Intacct's XML: plain objects out, plain rows in. */
import { XMLBuilder, XMLParser, XMLValidator } from '../../shared/libraries';

/** Elements in insertion order; a list repeats its tag, `@name` is an attribute, `undefined` is left out. */
export type Xml = string | number | Xml[] | XmlFields;
export interface XmlFields {
  [tag: string]: Xml | undefined;
}

/** A record as it was read: tags in upper case, whatever case the function answers in. */
export type RowValue = string | Row | RowValue[];
export interface Row {
  [tag: string]: RowValue;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: true,
  // otherwise `transaction="true"` loses its value, and the request is no XML
  suppressBooleanAttributes: false,
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  transformTagName: (tag) => tag.toUpperCase(),
  transformAttributeName: (name) => `@${name.replace('@', '').toLowerCase()}`,
});

/** What XML 1.0 cannot hold, escaped or not: the gateway refuses the whole request for one of them. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** Text that XML can hold: control characters and lone surrogates are left out. */
export const writable = (text: string): string => text.replace(UNWRITABLE, '');

/** XML text of the elements, everything escaped. */
export const writeXml = (fields: XmlFields): string => String(builder.build(cleaned(fields)));

function cleaned(value: Xml): Xml {
  if (typeof value === 'string') return writable(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(cleaned);
  const kept: XmlFields = {};
  for (const [tag, inner] of Object.entries(value)) if (inner !== undefined) kept[tag] = cleaned(inner);
  return kept;
}

/** The root's content; null where the text is no XML (HTML pages, cut answers). */
export function readXml(source: string): Row | null {
  if (!source.trimStart().startsWith('<') || XMLValidator.validate(source) !== true) return null;
  const parsed = parser.parse(source) as Row;
  return asRow(withLists(parsed, ''));
}

/** A plural element's children are a list even when there is one: APBILLITEMS holds APBILLITEM. */
function withLists(value: RowValue, tag: string): RowValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each) => withLists(each, tag));
  const row: Row = {};
  for (const [name, inner] of Object.entries(value)) {
    const read = withLists(inner, name);
    row[name] = `${name}S` === tag && !Array.isArray(read) ? [read] : read;
  }
  return row;
}

/** The value as a record; empty where it is a text. */
export const asRow = (value: RowValue | undefined): Row =>
  typeof value === 'object' && !Array.isArray(value) ? value : {};

/** The value as a list of records: absent is none, one is one. */
export const asRows = (value: RowValue | undefined): Row[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(asRow);

/** A field's text, trimmed; empty where it is absent. An element with attributes keeps its text too. */
export function text(row: Row, field: string): string {
  const value = row[field];
  const plain = typeof value === 'object' && !Array.isArray(value) ? value['#text'] : value;
  return typeof plain === 'string' ? plain.trim() : '';
}

/** The records of a list inside a record, as in `rowsOf(bill, 'APBILLITEMS', 'APBILLITEM')`. */
export const rowsOf = (row: Row, list: string, item: string): Row[] => asRows(asRow(row[list])[item]);

/** The texts of a list inside a record. */
export function textsOf(row: Row, list: string, item: string): string[] {
  const value = asRow(row[list])[item];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

/** One element as a person wrote it, fit to stand in a request; null where it is none, or is not well-formed. */
export function readElement(source: string): string | null {
  const element = writable(source)
    .replace(/^\s*<\?xml[^>]*\?>/, '')
    .trim();
  return element.startsWith('<') && !element.startsWith('<!') && XMLValidator.validate(element) === true
    ? element
    : null;
}
