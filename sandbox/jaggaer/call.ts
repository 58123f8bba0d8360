/** One call: what handlers get, how they read a body, and what answers have in common. */
import type { SimContext, SimReply, SimRequest } from '../kit/simulator';
import type { Settings, SwitchName } from './switches';
import { setting } from './switches';
import type { Tenant } from './tenant';

export interface Call {
  request: SimRequest;
  tenant: Tenant;
  sim: SimContext;
  /** Position of a switch; ask once. */
  setting<K extends SwitchName>(name: K): Settings[K];
}

export const callOf = (request: SimRequest, tenant: Tenant, sim: SimContext): Call => ({
  ...{ request, tenant, sim },
  setting: (name) => setting(name, tenant.settings, sim),
});

export const badRequest = (message: string): SimReply => ({ status: 400, body: { message } });

/** A business failure travels as HTTP 200 with a code and a coded message such as `124(field)` [C CCS]. */
export const failed = (message: string, code = 2): SimReply => ({
  status: 200,
  body: { returnCode: code, returnMessage: message },
});

/** 404 without a body, 404 with one, or a failure inside HTTP 200: all [I]. */
export function unknownId(call: Call, field: string): SimReply {
  const form = call.setting('unknownId');
  if (form === 'empty404') return { status: 404 };
  return form === 'json404'
    ? { status: 404, body: { message: 'Resource not found' } }
    : failed(`124(${field})`);
}

/** A path that is in no public source and is switched off. */
export const noSuchPath: SimReply = { status: 404, body: { message: 'No such resource' } };

export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a key; empty where there is none. */
export const part = (from: unknown, key: string): Json => {
  const found = isJson(from) ? from[key] : undefined;
  return isJson(found) ? found : {};
};

/** Trimmed text of a text or number; empty where there is none. */
export const text = (from: unknown, key: string): string => {
  const found = isJson(from) ? from[key] : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
};

/** The list at a key; a lone object counts as one. */
export const list = (from: unknown, key: string): Json[] => {
  const found = isJson(from) ? from[key] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isJson);
};
