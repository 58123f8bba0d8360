/**
 * A simulated Exact Online site: sign-in, REST API with its limits, webhooks. Written from public material; each
 * behaviour in the code carries how sure it is; what is inferred or open is a switch.
 */
import type { Route, SimRequest, Simulator, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import type { Call } from './call';
import { controlRoutes } from './control';
import { admit, admitMe } from './gate';
import { callerOf, expireTokens } from './identity';
import { me, read } from './reading';
import { BadRequest } from './refusal';
import type { PartialSeed } from './seed';
import { signInRoutes } from './signIn';
import { readState } from './state';
import type { World } from './world';
import { createWorld } from './world';
import { create, erase, update } from './writing';

export type { ExactSeed, PartialSeed, SeedDivision } from './seed';
export { defaultSeed, division, year } from './defaultSeed';
export type { ExactBill } from './state';
export type { World };

const HANDLERS: Record<string, (call: Call) => ReturnType<typeof read>> = {
  ...{ GET: read, POST: create, PUT: update, DELETE: erase },
};

const apiRoutes: Route<World>[] = [
  {
    method: 'GET',
    path: '/api/v1/current/Me',
    handle: (request, world, sim) =>
      admitMe(request, world, sim, (user, settings) => me(request, world, user, settings)),
  },
  {
    method: '*',
    path: '/api/v1/:division/*',
    handle: (request, world, sim) =>
      admit(request, world, sim, (call) => {
        const handler = HANDLERS[request.method];
        if (!handler) throw new BadRequest(`The method ${request.method} is not allowed here.`, 405);
        return handler(call);
      }),
  },
  {
    // the file behind an attachment's Url [recorded]; it counts for no limit [inferred]
    method: 'GET',
    path: '/docs/SysAttachment.aspx',
    handle: (request, world) => {
      if (!callerOf(world, request.headers.authorization)?.isValid) return { status: 401 };
      const bytes = world.files.get(request.query.get('ID') ?? '');
      if (!bytes || request.query.get('Download') !== '1') return { status: 404 };
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, bytes };
    },
  },
];

/** What faults and counters know a call by: method and endpoint, without division and key. */
export function callName({ method, path }: Pick<SimRequest, 'method' | 'path'>): string {
  const endpoint = path.replace(/^\/api\/v1\/\d+\//, '').replace(/\([^)]*\)/, '()');
  return `${method} ${endpoint}`;
}

const exactOnline: SimulatorSpec<World> = {
  name: 'exact-online',
  seed: createWorld,
  routes: [...signInRoutes, ...apiRoutes],
  callName,
  state: readState,
  control: controlRoutes,
  expireTokens,
  end: (world) => world.hooks.end(),
};

export interface ExactOnlineOptions {
  port?: number;
  /** Parts that are left out come from the default site. */
  seed?: PartialSeed;
}

/** Starts a site on the loopback address; OAuth and the API share it, as in reality. */
export const startExactOnline = (options: ExactOnlineOptions = {}): Promise<Simulator<World>> =>
  startSimulator(exactOnline, options);
