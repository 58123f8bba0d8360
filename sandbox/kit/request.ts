/** One call to a simulator and its answer. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export class BadJson extends Error {}

export interface SimRequest {
  method: string;
  /** Below the path of the instance. */
  path: string;
  /** Path of the instance, '' where it has none. */
  base: string;
  params: Record<string, string>;
  query: URLSearchParams;
  rawQuery: string;
  headers: IncomingHttpHeaders;
  text: string;
  /** @throws BadJson */
  json(): unknown;
  form(): URLSearchParams;
  bytes: Buffer;
}

export interface SimReply {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: unknown;
  text?: string;
  bytes?: Buffer;
}

/** Reads a call completely, with its path as it was sent, still encoded. */
export async function readRequest(incoming: IncomingMessage): Promise<SimRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const [path = '/', ...rest] = (incoming.url ?? '/').split('?');
  const rawQuery = rest.join('?');
  const text = bytes.toString('utf8');
  return {
    method: incoming.method ?? 'GET',
    path,
    base: '',
    params: {},
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: incoming.headers,
    text,
    json: () => {
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        throw new BadJson(error instanceof Error ? error.message : 'no JSON');
      }
    },
    form: () => new URLSearchParams(text),
    bytes,
  };
}

/** The answer as bytes, with the headers that belong to them. */
export function encodeReply(reply: SimReply): { headers: Record<string, string>; bytes: Buffer } {
  if (reply.bytes) return { headers: { ...reply.headers }, bytes: reply.bytes };
  if (reply.text !== undefined) {
    const headers = { 'content-type': 'text/plain; charset=utf-8', ...lowerCase(reply.headers) };
    return { headers, bytes: Buffer.from(reply.text) };
  }
  if (reply.body === undefined) return { headers: lowerCase(reply.headers), bytes: Buffer.alloc(0) };
  const headers = { 'content-type': 'application/json; charset=utf-8', ...lowerCase(reply.headers) };
  return { headers, bytes: Buffer.from(JSON.stringify(reply.body)) };
}

const lowerCase = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
