/** Answers as the service gives them: plain bytes in Windows-1252, whatever is in them [REC]. */
import type { SimReply } from '../kit/simulator';
import { Markup, tag } from '../kit/xml';
import { encode } from './encoding';

const HEADERS = { 'content-type': 'application/octet-stream', server: 'Microsoft-HTTPAPI/2.0' };

export const plain = (text: string): SimReply => ({ status: 200, headers: HEADERS, bytes: encode(text) });

/** A failure of the service itself is a text with status 200 [REC]. */
export class ServiceError extends Error {}
export const failure = (text: string): ServiceError => new ServiceError(text);

const ATTRIBUTES =
  "Language='05' Language2='EN' CssStyle='' DecFormat='1' DateFormat='01' Role='01' Version='7.0.026' OperatorPrimaryRole='   '";

/** A whole document: prolog, attributes in single quotes, a line break and a blank at its end [REC]. */
export const document = (root: string, children: Array<Markup | undefined>): string =>
  `<?xml version="1.0" encoding="Windows-1252"?>\n<${root} ${ATTRIBUTES}>\n${children
    .flatMap((child) => (child ? [`${child.source}\n`] : []))
    .join('')}</${root}>\n `;

/** Elements by their names, in this order. */
export const fields = (given: Record<string, string | undefined>): Markup[] =>
  Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [tag(name, value)]));

/** A page of WCF or http.sys, which knows nothing of SYSPRO [inferred]. */
export const page = (status: number, title: string): SimReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', server: HEADERS.server },
  text: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

export { Markup, tag };
