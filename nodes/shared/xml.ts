/** XML of any vendor: plain objects out, plain rows of texts in. */
import { XMLBuilder, XMLParser, XMLValidator } from './libraries';

/** Elements in insertion order; a list repeats its tag, `@name` is an attribute, `undefined` is left out. */
export type Xml = string | number | Xml[] | XmlFields;
export interface XmlFields {
  [tag: string]: Xml | undefined;
}

/** An element as it was read: a text, its children, or a list where its tag stands more than once. */
export type RowValue = string | Row | RowValue[];
export interface Row {
  [tag: string]: RowValue;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: true,
  // otherwise `transaction="true"` loses its value, and the document is no XML
  suppressBooleanAttributes: false,
});

/** What XML 1.0 cannot hold, escaped or not. */
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

/** What becomes of the names that are read; as they are where a rule is left out. Attributes begin with `@`. */
export interface NameRules {
  tag?(name: string): string;
  attribute?(name: string): string;
}

/**
 * A reader of documents: all values are texts. It gives null where a text is no XML (HTML pages, cut answers), else a
 * record with the root as its one field, and `?xml` where there is a prolog.
 */
export function xmlReader(names: NameRules = {}): (source: string) => Row | null {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    htmlEntities: true,
    ...(names.tag ? { transformTagName: names.tag } : {}),
    ...(names.attribute ? { transformAttributeName: names.attribute } : {}),
  });
  return (source) =>
    source.trimStart().startsWith('<') && XMLValidator.validate(source) === true
      ? asRow(parser.parse(source) as Row)
      : null;
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

/** One element as a person wrote it, fit to stand in a request; null where it is none, or is not well-formed. */
export function readElement(source: string): string | null {
  const element = writable(source)
    .replace(/^\s*<\?xml[^>]*\?>/, '')
    .trim();
  return element.startsWith('<') && !element.startsWith('<!') && XMLValidator.validate(element) === true
    ? element
    : null;
}
