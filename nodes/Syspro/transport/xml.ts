/** SYSPRO's XML: answers differ from requests in the case of their tags, so names are found whatever their case. */
import type { Row, RowValue } from '../../shared/xml';
import { asRow, asRows, text as textAt, xmlReader } from '../../shared/xml';

export type { Row, RowValue, Xml, XmlFields } from '../../shared/xml';
export { asRow, asRows, readElement, writeXml } from '../../shared/xml';

const read = xmlReader();

export interface Document {
  /** Name of the root, as it was answered. */
  root: string;
  content: Row;
}

/** A document with its root; null where the text is no XML (HTML pages, cut answers). */
export function readXml(source: string): Document | null {
  const parsed = read(source);
  const root = Object.keys(parsed ?? {}).find((name) => !name.startsWith('?'));
  return parsed && root !== undefined ? { root, content: asRow(parsed[root]) } : null;
}

const nameOf = (row: Row, name: string): string =>
  name in row ? name : (Object.keys(row).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name);

/** A field's text, trimmed; '' where it is absent or has children. */
export const text = (row: Row, name: string): string => textAt(row, nameOf(row, name));

/** A field as a record; empty where it is absent or a text. */
export const child = (row: Row, name: string): Row => asRow(row[nameOf(row, name)]);

/** A field as records: absent is none, one is one. */
export const children = (row: Row, name: string): Row[] => asRows(row[nameOf(row, name)]);

/** A count or number; 0 where it is empty or absent. Numbers are zero-padded, or padded with blanks. */
export const count = (row: Row, name: string): number => Number(text(row, name) || 0);

/** What an element says is wrong with it: it is repeated as a container of value, number and words. */
export interface ElementError {
  element: string;
  value: string;
  /** ErrorNumber or WarningNumber; may be empty. */
  number: string;
  words: string;
  warning: boolean;
}

/**
 * Everything that an answer, or a part of it, says is wrong, wherever it stands (sources: recorded test_invsws_errors;
 * clients that read every ErrorDescription).
 */
export function errorsIn(row: Row): ElementError[] {
  return Object.entries(row).flatMap(([name, value]) => errorsAt(name, value));
}

function errorsAt(element: string, value: RowValue): ElementError[] {
  if (typeof value === 'string') return [];
  if (Array.isArray(value)) return value.flatMap((each) => errorsAt(element, each));
  const own = (['Error', 'Warning'] as const).flatMap((kind) => {
    const words = text(value, `${kind}Description`);
    const number = text(value, `${kind}Number`);
    if (words === '' && Number(number || 0) === 0) return [];
    return [{ element, value: text(value, 'Value'), number, words, warning: kind === 'Warning' }];
  });
  return [...own, ...errorsIn(value)];
}
