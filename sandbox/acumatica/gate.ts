/** What every call to the contract passes before it is carried out. */
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import { loginLimit, whoCalls } from './identity';
import { pace } from './rate';
import type { View } from './render';
import { names } from './render';
import { httpError, notFoundPage, queryTooLong } from './replies';
import type { World } from './world';

/** IIS's default for maxQueryString. */
const LONGEST_QUERY = 2048;

export interface Call {
  request: SimRequest;
  world: World;
  sim: SimContext;
  session: string;
  version: string;
  view: View;
}

/** A route below /entity/:endpoint/:version/ for one entity; `tail` is what follows its name. */
export function contractRoute(
  method: string,
  entity: string,
  tail: string,
  handle: (call: Call) => SimReply | Promise<SimReply>,
): Route<World> {
  return {
    method,
    path: `/entity/:endpoint/:version/${entity}${tail}`,
    handle: async (request, world, sim) => {
      const admitted = await admit(request, world, sim, entity);
      return 'status' in admitted ? admitted : await handle(admitted);
    },
  };
}

async function admit(
  request: SimRequest,
  world: World,
  sim: SimContext,
  entity: string,
): Promise<Call | SimReply> {
  if (request.rawQuery.length > LONGEST_QUERY) return queryTooLong();
  const declined = await pace(world);
  if (declined) return declined;
  const { endpoint = '', version = '' } = request.params;
  const who = whoCalls(world, request.headers);
  if (who === 'limit') return loginLimit(sim.fault('loginLimitText') !== undefined);
  if (who === 'nobody') {
    // switch signInRedirect: some set-ups send expired tokens to the sign-in page [community]
    if (sim.fault('signInRedirect')) return { status: 302, headers: { location: '/Frames/Login.aspx' } };
    return httpError(401, 'You are not logged in.');
  }
  const isKnown = world.seed.endpoints.some(
    (one) => one.name.toLowerCase() === endpoint.toLowerCase() && one.version === version,
  );
  if (!isKnown) return notFoundPage();
  const forbidden = sim.fault('forbidden');
  if (forbidden === entity || (Array.isArray(forbidden) && forbidden.includes(entity))) {
    return httpError(403, `You have insufficient rights to access the object (${entity}).`);
  }
  const select = names(request.query.get('$select'));
  const view: View = {
    version,
    base: request.base + request.path.slice(0, request.path.indexOf(version) + version.length),
    offset: world.seed.timeZone,
    select: select.length === 0 ? null : new Set(select),
    custom: new Set(names(request.query.get('$custom'))),
    expand: new Set(names(request.query.get('$expand')).flatMap(paths)),
  };
  return { request, world, sim, session: who.session, version, view };
}

/** `A/B` expands A as well. */
const paths = (path: string): string[] =>
  path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
