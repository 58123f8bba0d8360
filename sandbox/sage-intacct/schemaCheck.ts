/** Checks a request against the published order of elements, with libxml2's texts for what is wrong. */
import type { Model } from './contentModel';
import { after, expected, mayEnd, parseModel } from './contentModel';
import { ATTRIBUTES, MODELS, UNCHECKED } from './grammar';
import type { XmlNode } from '../kit/xml';

export interface SchemaFault {
  code: number;
  message: string;
  line: number;
}

const ORDER = 1871;
const TEXT = 1841;
const MISSING_ATTRIBUTE = 1868;
const STRANGE_ATTRIBUTE = 1866;
const TOO_LONG = 1832;
const LONGEST_CONTROL_ID = 256;
/** libxml2 names no more than that. */
const NAMED = 10;

const parsed = new Map<string, Model>();
function modelOf(path: string[]): Model | null {
  for (let from = 0; from < path.length; from += 1) {
    const key = path.slice(from).join('.');
    const source = MODELS[key];
    if (source === undefined) continue;
    const known = parsed.get(key) ?? parseModel(source);
    parsed.set(key, known);
    return source === '' && from < path.length - 1 ? null : known;
  }
  return null;
}

/** Everything that is wrong with the request; empty where nothing is. */
export function schemaFaults(root: XmlNode, changes: Record<string, string> = {}): SchemaFault[] {
  if (root.name !== 'request') {
    const message = `Element '${root.name}': No matching global declaration available for the validation root.`;
    return [{ code: 1845, message, line: root.line }];
  }
  const own = new Map(Object.entries(changes).map(([name, source]) => [name, parseModel(source)]));
  const faults: SchemaFault[] = [];
  visit(root, [root.name], own, faults);
  return faults;
}

function visit(node: XmlNode, path: string[], own: Map<string, Model>, faults: SchemaFault[]): void {
  const tell = (code: number, text: string, at = node) =>
    faults.push({ code, message: `Element '${at.name}'${text}`, line: at.line });
  checkAttributes(node, tell);
  const isControlId = node.name === 'controlid' && path.at(-2) === 'control';
  if (isControlId) checkLength(node.text, (text) => tell(TOO_LONG, text));
  let model = own.get(node.name) ?? modelOf(path.slice(-3));
  if (model === null) {
    const [child] = node.children;
    if (child) tell(ORDER, ': This element is not expected.', child);
    return;
  }
  if (node.text.trim() !== '') {
    tell(
      TEXT,
      ': Character content other than whitespace is not allowed because the content type is element-only.',
    );
    return;
  }
  for (const child of node.children) {
    const rest: Model | null = after(model, child.name);
    if (rest === null) {
      tell(ORDER, `: This element is not expected.${names(expected(model))}`, child);
      return;
    }
    model = rest;
    if (!UNCHECKED.has(node.name)) visit(child, [...path, child.name], own, faults);
  }
  if (!mayEnd(model)) tell(ORDER, `: Missing child element(s).${names(expected(model))}`);
}

function checkAttributes(node: XmlNode, tell: (code: number, text: string) => void): void {
  const known = ATTRIBUTES[node.name] ?? [];
  for (const name of known) {
    const plain = name.replace('!', '');
    if (name !== plain && node.attributes[plain] === undefined)
      tell(MISSING_ATTRIBUTE, `: The attribute '${plain}' is required but missing.`);
  }
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!known.some((one) => one.replace('!', '') === name))
      tell(STRANGE_ATTRIBUTE, `, attribute '${name}': The attribute '${name}' is not allowed.`);
    else if (name === 'controlid')
      checkLength(value, (text) => tell(TOO_LONG, `, attribute 'controlid'${text}`));
  }
}

function checkLength(value: string, tell: (text: string) => void): void {
  if (value.length > LONGEST_CONTROL_ID)
    tell(
      `: [facet 'maxLength'] The value has a length of '${value.length}'; this exceeds the allowed maximum length of '${LONGEST_CONTROL_ID}'.`,
    );
}

function names(list: string[]): string {
  const unique = [...new Set(list)];
  if (unique.length === 0) return '';
  const shown = unique.slice(0, NAMED).join(', ') + (unique.length > NAMED ? ', ...' : '');
  return unique.length === 1 ? ` Expected is ( ${shown} ).` : ` Expected is one of ( ${shown} ).`;
}
