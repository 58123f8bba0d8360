/** What stands before every call but the sign-in: token, rate limit, readable JSON. */
import type { Route, SimReply } from '../kit/simulator';
import { BadJson } from '../kit/simulator';
import type { Call } from './call';
import { badRequest, callOf } from './call';
import { refuseToken } from './signIn';
import type { Tenant } from './tenant';

export type Answer = (call: Call) => SimReply;

/** J1P, and the older Advantage tenants' root for the same ja resources [C CCS, NR]. */
const ROOTS = { ji: ['/j1p/api/public/ji/v1'], ja: ['/j1p/api/public/ja/v1', '/esop/jint/api/public/ja/v1'] };

/** Routes of a resource, behind the check of the token and the rate limit. */
export function guarded(
  product: 'ji' | 'ja',
  method: string,
  path: string,
  answer: Answer,
): Array<Route<Tenant>> {
  return ROOTS[product].map((root) => ({
    method,
    path: `${root}/${path}`,
    handle: (request, tenant, sim) => {
      const call = callOf(request, tenant, sim);
      return refuseToken(call) ?? tooMany(call) ?? orBadJson(answer, call);
    },
  }));
}

/** 429 with `Retry-After` as seconds, as a date, or without [C seconds; others I]. */
function tooMany(call: Call): SimReply | null {
  const { tenant } = call;
  const limit = call.setting('callsPerMinute');
  if (limit <= 0) return null;
  const now = tenant.now().getTime();
  tenant.recentCalls = tenant.recentCalls.filter((time) => time > now - 60_000);
  const oldest = tenant.recentCalls[0];
  if (tenant.recentCalls.length < limit || oldest === undefined) {
    tenant.recentCalls.push(now);
    return null;
  }
  const wait = Math.ceil((oldest + 60_000 - now) / 1000);
  const form = call.setting('retryAfter');
  const at = new Date(now + wait * 1000).toUTCString();
  const headers: Record<string, string> =
    form === 'none' ? {} : { 'Retry-After': form === 'date' ? at : String(wait) };
  return { status: 429, headers, body: { message: 'Too many requests' } };
}

/** The body of a 400 is unknown [I]. */
function orBadJson(answer: Answer, call: Call): SimReply {
  try {
    return answer(call);
  } catch (error) {
    if (!(error instanceof BadJson)) throw error;
    return badRequest(error.message);
  }
}
