/** Routes and how a path is matched to them. */
import type { SimReply, SimRequest } from './request';

export interface SimContext {
  /** Simulator clock. */
  now(): Date;
  /** Value of the switch or own fault of that name, if it is on for this call. */
  fault(name: string): unknown;
}

export interface Route<W> {
  method: string;
  /** '/a/:b/c'; a last segment '*' takes the rest of the path. */
  path: string;
  /** Label in the call counts; method and path if left out. */
  name?: string;
  /** Counted as a call for a token. */
  token?: boolean;
  handle(request: SimRequest, world: W, sim: SimContext): SimReply | Promise<SimReply>;
}

/** The first route that fits, with its parameters decoded. */
export function findRoute<W>(
  routes: Route<W>[],
  method: string,
  path: string,
): { route: Route<W>; params: Record<string, string> } | null {
  const given = segments(path);
  for (const route of routes) {
    if (route.method !== method && route.method !== '*') continue;
    const params = match(segments(route.path), given);
    if (params) return { route, params };
  }
  return null;
}

function match(pattern: string[], given: string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    if (part === '*' && at === pattern.length - 1) {
      params['*'] = given.slice(at).map(decode).join('/');
      return params;
    }
    const actual = given[at];
    if (actual === undefined) return null;
    if (part.startsWith(':')) params[part.slice(1)] = decode(actual);
    else if (part.toLowerCase() !== decode(actual).toLowerCase()) return null;
  }
  return pattern.length === given.length ? params : null;
}

const segments = (path: string): string[] => path.split('/').filter((part) => part !== '');

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
