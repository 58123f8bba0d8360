/** Sage Intacct's XML: tags in upper case, whatever case a function answers in. */
import type { Row, RowValue } from '../../shared/xml';
import { asRow, asRows, xmlReader } from '../../shared/xml';

export type { Row, RowValue, Xml, XmlFields } from '../../shared/xml';
export { asRow, asRows, readElement, text, writable, writeXml } from '../../shared/xml';

const read = xmlReader({
  tag: (name) => name.toUpperCase(),
  attribute: (name) => `@${name.replace('@', '').toLowerCase()}`,
});

/** The root's content; null where the text is no XML (HTML pages, cut answers). */
export function readXml(source: string): Row | null {
  const parsed = read(source);
  return parsed && asRow(withLists(parsed, ''));
}

/** A plural element's children are a list even when there is one: APBILLITEMS holds APBILLITEM. */
function withLists(value: RowValue, tag: string): RowValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each) => withLists(each, tag));
  const row: Row = {};
  for (const [name, inner] of Object.entries(value)) {
    const inside = withLists(inner, name);
    row[name] = `${name}S` === tag && !Array.isArray(inside) ? [inside] : inside;
  }
  return row;
}

/** The records of a list inside a record, as in `rowsOf(bill, 'APBILLITEMS', 'APBILLITEM')`. */
export const rowsOf = (row: Row, list: string, item: string): Row[] => asRows(asRow(row[list])[item]);

/** The texts of a list inside a record. */
export function textsOf(row: Row, list: string, item: string): string[] {
  const value = asRow(row[list])[item];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}
