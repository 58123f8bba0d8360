/** Answers for whoever does not ask for JSON: XML is QBO's default [client code]. */
import type { Fields, Value } from './values';
import { isFields } from './values';

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function element(name: string, value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
  if (!isFields(value)) return `<${name}>${escape(String(value))}</${name}>`;
  const inner = Object.entries(value)
    .map(([inside, one]) => element(inside, one))
    .join('');
  return `<${name}>${inner}</${name}>`;
}

export function asXml({ time, ...body }: Fields): string {
  const inner = Object.entries(body)
    .map(([name, value]) => element(name, value))
    .join('');
  const at = typeof time === 'string' ? ` time="${time}"` : '';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"${at}>${inner}</IntuitResponse>`;
}
