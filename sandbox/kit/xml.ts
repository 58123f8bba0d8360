/** Reads and writes XML. Refusals carry the numbers and texts of libxml2. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Own text, without that of children. */
  text: string;
  line: number;
}

/** A document that is not well formed. */
export class XmlFault extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

const NAME = /[A-Za-z_:][\w.:-]*/y;
const SPACE = /[ \t\r\n]*/y;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** Characters that XML 1.0 does not have; the parser gets no lone surrogates, since the bytes are valid UTF-8. */
const isForbidden = (code: number): boolean =>
  (code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff;

class Reader {
  private at = 0;
  private lines = 1;
  private counted = 0;

  constructor(private readonly source: string) {}

  document(): XmlNode {
    if (this.source.trim() === '') throw this.fault(4, 'Document is empty');
    this.misc();
    if (this.peek() !== '<') throw this.fault(4, "Start tag expected, '<' not found");
    const root = this.element();
    this.misc();
    if (this.at < this.source.length) throw this.fault(5, 'Extra content at the end of the document');
    return root;
  }

  private element(): XmlNode {
    const line = this.line();
    this.at += 1;
    const name = this.match(NAME);
    if (name === '') throw this.fault(68, 'StartTag: invalid element name');
    const node: XmlNode = { name, attributes: this.attributes(), children: [], text: '', line };
    if (this.take('/>')) return node;
    if (!this.take('>')) throw this.fault(73, `Couldn't find end of Start Tag ${name} line ${line}`);
    this.content(node);
    return node;
  }

  private attributes(): Record<string, string> {
    const found: Record<string, string> = {};
    for (;;) {
      const space = this.match(SPACE);
      const name = space === '' ? '' : this.match(NAME);
      if (name === '') return found;
      this.match(SPACE);
      if (!this.take('=')) throw this.fault(41, `Specification mandates value for attribute ${name}`);
      this.match(SPACE);
      const quote = this.peek();
      if (quote !== '"' && quote !== "'") throw this.fault(39, 'AttValue: " or \' expected');
      this.at += 1;
      if (name in found) throw this.fault(42, `Attribute ${name} redefined`);
      found[name] = this.text(quote, 'xmlParseAttValue');
      this.at += 1;
    }
  }

  private content(node: XmlNode): void {
    for (;;) {
      node.text += this.text('<', 'PCDATA');
      if (this.take('</')) break;
      if (this.take('<!--')) this.until('-->');
      else if (this.take('<![CDATA[')) node.text += this.until(']]>');
      else if (this.take('<?')) this.until('?>');
      else if (this.peek() === '<') node.children.push(this.element());
      else throw this.fault(77, `Premature end of data in tag ${node.name} line ${node.line}`);
    }
    const closing = this.match(NAME);
    this.match(SPACE);
    if (closing !== node.name || !this.take('>')) {
      throw this.fault(76, `Opening and ending tag mismatch: ${node.name} line ${node.line} and ${closing}`);
    }
  }

  /** Text up to the sign, or to the end. */
  private text(end: string, where: string): string {
    let found = '';
    while (this.at < this.source.length && this.peek() !== end) {
      if (this.peek() === '&') {
        found += this.reference();
        continue;
      }
      const code = this.source.charCodeAt(this.at);
      if (isForbidden(code)) throw this.fault(9, `${where} invalid Char value ${code}`);
      found += this.peek();
      this.at += 1;
    }
    return found;
  }

  private reference(): string {
    this.at += 1;
    if (this.take('#')) {
      const digits = this.match(/x[0-9A-Fa-f]+|[0-9]+/y);
      const code = digits.startsWith('x') ? parseInt(digits.slice(1), 16) : parseInt(digits, 10);
      const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !isForbidden(code);
      if (!isCharacter) throw this.fault(9, `xmlParseCharRef: invalid xmlChar value ${code}`);
      if (!this.take(';')) throw this.fault(7, 'xmlParseCharRef: invalid decimal value');
      return String.fromCodePoint(code);
    }
    const name = this.match(NAME);
    if (name === '') throw this.fault(68, 'xmlParseEntityRef: no name');
    if (!this.take(';')) throw this.fault(23, "EntityRef: expecting ';'");
    const meant = ENTITIES[name];
    if (meant === undefined) throw this.fault(26, `Entity '${name}' not defined`);
    return meant;
  }

  private misc(): void {
    for (;;) {
      this.match(SPACE);
      if (this.take('<?')) this.until('?>');
      else if (this.take('<!--')) this.until('-->');
      else return;
    }
  }

  private until(end: string): string {
    const stop = this.source.indexOf(end, this.at);
    if (stop < 0) throw this.fault(63, 'Comment, section or instruction not terminated');
    const found = this.source.slice(this.at, stop);
    for (let at = 0; at < found.length; at += 1) {
      const code = found.charCodeAt(at);
      if (isForbidden(code)) throw this.fault(9, `PCDATA invalid Char value ${code}`);
    }
    this.at = stop + end.length;
    return found;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  /** Asked at ever later places, so it goes on where it stopped. */
  private line(): number {
    for (;;) {
      const next = this.source.indexOf('\n', this.counted);
      if (next < 0 || next >= this.at) return this.lines;
      this.lines += 1;
      this.counted = next + 1;
    }
  }

  private fault(code: number, message: string): XmlFault {
    const column = this.at - this.source.lastIndexOf('\n', this.at - 1);
    return new XmlFault(code, message, this.line(), column);
  }
}

/** The root element of a document that is text already. @throws XmlFault */
export const parseXml = (source: string): XmlNode => new Reader(source).document();

/** The root element of a document in UTF-8. @throws XmlFault */
export function readXml(bytes: Buffer): XmlNode {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlFault(9, 'Input is not proper UTF-8, indicate encoding !', 1, 1);
  }
  return parseXml(source);
}

/** First child of that name, in any case. */
export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((child) => child.name.toLowerCase() === name.toLowerCase());

export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((child) => child.name.toLowerCase() === name.toLowerCase()) ?? [];

/** Text of the first child of that name, trimmed; '' where there is none. */
export const textOf = (node: XmlNode | undefined, name: string): string =>
  childOf(node, name)?.text.trim() ?? '';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

/** Markup that is written as it is. */
export class Markup {
  constructor(readonly source: string) {}
}

/** An element; text is escaped, `undefined` left out. */
export function tag(
  name: string,
  content: string | Markup | Array<Markup | undefined> = '',
  attributes: Record<string, string | number> = {},
): Markup {
  const inner =
    typeof content === 'string'
      ? escapeXml(content)
      : content instanceof Markup
        ? content.source
        : content.map((part) => part?.source ?? '').join('');
  const head = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return new Markup(inner === '' ? `<${name}${head}/>` : `<${name}${head}>${inner}</${name}>`);
}
