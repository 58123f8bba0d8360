/** Reads what a client sent: element names are case-sensitive, unknown elements are passed over in silence [RCT]. */
import type { XmlNode } from '../kit/xml';
import { XmlFault, parseXml } from '../kit/xml';
import { fits, narrowed } from './encoding';
import type { Problem } from './problems';
import { blank, noDate, notOneOf, sim } from './problems';
import { failure } from './reply';
import type { Settings } from './switches';
import type Big from 'big.js';
import { isDate, readNumber } from './values';

/** The root of a document. @throws ServiceError on text that is no XML, as a text with status 200 [doc: REC, wording open] */
export function readDocument(text: string): XmlNode {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlFault) throw failure(`ERROR: SIM the XML cannot be read: ${error.message}`);
    throw error;
  }
}

export const kids = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? [];

export const kid = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((child) => child.name === name);

/** Text of a child, trimmed; '' where there is none. */
export const word = (node: XmlNode | undefined, name: string): string => kid(node, name)?.text.trim() ?? '';

/** The element that holds the items, or null where the document has another root [inferred: then nothing is found]. */
export const rooted = (document: XmlNode, root: string): XmlNode | undefined =>
  document.name === root ? document : undefined;

/** A parameter of a posting: its default where it is left out or empty. */
export const parameter = (document: XmlNode | undefined, name: string, byDefault: string): string =>
  word(kid(document, 'Parameters'), name) || byDefault;

/** Reads the elements of one part of a document and collects what is wrong with them. */
export class PartReader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly node: XmlNode | undefined,
    private readonly parent: string,
    private readonly settings: Settings,
    /** The published order, where the switch makes it count. */
    order: readonly string[] = [],
  ) {
    if (settings.elementOrder === 'strict' && node && order.length > 0) this.node = inOrder(node, order);
  }

  has(name: string): boolean {
    return kid(this.node, name) !== undefined;
  }

  part(name: string): XmlNode | undefined {
    return kid(this.node, name);
  }

  parts(name: string): XmlNode[] {
    return kids(this.node, name);
  }

  add(problem: Problem): void {
    this.problems.push(problem);
  }

  /** Text of an element, in Windows-1252 and no longer than its column. */
  text(name: string, length = 255): string {
    const given = word(this.node, name);
    const { wideText, longText } = this.settings;
    if (!fits(given) && wideText === 'refused')
      this.add(sim('wide', name, given, `${name} has characters that are not in Windows-1252`));
    const narrow = narrowed(given);
    if (narrow.length <= length) return narrow;
    if (longText === 'refused')
      this.add(sim('tooLong', name, narrow, `${name} is longer than ${length} characters`));
    return narrow.slice(0, length);
  }

  needed(name: string, length?: number): string {
    const text = this.text(name, length);
    if (text === '') this.add(blank(this.parent, name));
    return text;
  }

  date(name: string): string {
    const text = this.text(name);
    if (text === '' || isDate(text)) return text;
    this.add(noDate(name, text));
    return '';
  }

  /** Null where it is blank. */
  number(name: string): Big | null {
    const text = this.text(name);
    if (text === '') return null;
    const number = readNumber(text);
    if (!number) this.add(sim('notNumeric', name, text, `${name} '${text}' is not numeric`));
    return number;
  }

  oneOf<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const text = this.text(name);
    const found = allowed.find((one) => one === text);
    if (text !== '' && found === undefined) this.add(notOneOf(name, text, allowed));
    return found ?? allowed[0];
  }
}

/** Elements that stand behind one of a later place are passed over [open: whether order counts]. */
function inOrder(node: XmlNode, order: readonly string[]): XmlNode {
  let last = -1;
  const children = node.children.filter(({ name }) => {
    const place = order.indexOf(name);
    if (place < 0) return true;
    if (place < last) return false;
    last = place;
    return true;
  });
  return { ...node, children };
}
