/**
 * What every call passes before it is carried out [the order is inferred]: token, division,
 * endpoint, block by errors, quota, scope. Every answer carries the counters [recorded]; errors are counted by endpoint.
 */
import type { SimContext, SimReply, SimRequest } from '../kit/simulator';
import type { Call } from './call';
import { callerOf } from './identity';
import { BadRequest, Refusal, apiError, spoken } from './refusal';
import type { EntitySchema } from './schema';
import { ME, SYNC_TIMESTAMP, findSchema } from './schema';
import type { SeedClient, SeedUser } from './seed';
import type { Settings } from './switches';
import { settingsOf } from './switches';
import type { World } from './world';

/** Statuses that count as errors; 500 does not [doc maesn]. */
const COUNTED = new Set([400, 401, 403, 404]);

interface Target {
  schema: EntitySchema;
  key: string | null;
  tail: string;
}

/** `purchaseentry/PurchaseEntries(guid'…')/PurchaseEntryLines` in its parts; null where there is no such endpoint. */
export function targetOf(path: string): Target | null {
  const found = /^([^()]+?)(?:\(([^)]*)\)(?:\/([^()]*))?)?$/.exec(path);
  const isTimestamp = path.toLowerCase() === SYNC_TIMESTAMP.path.toLowerCase();
  if (isTimestamp) return { schema: SYNC_TIMESTAMP, key: null, tail: '' };
  const schema = findSchema(found?.[1] ?? '');
  return schema ? { schema, key: found?.[2] ?? null, tail: found?.[3] ?? '' } : null;
}

type Handle = (call: Call) => SimReply;

/** Carries a call to a division's endpoint out, if the gate lets it. */
export function admit(request: SimRequest, world: World, sim: SimContext, handle: Handle): SimReply {
  const settings = settingsOf(world.seed.settings, sim);
  const caller = callerOf(world, request.headers.authorization);
  const { division: number = '', '*': path = '' } = request.params;
  const target = targetOf(path);
  const endpoint = target?.schema.path ?? path;
  const quota = `${caller?.client ?? ''} ${number}`;
  const name = `${caller?.client ?? ''} ${caller?.user ?? ''} ${number} ${endpoint}`;
  if (!caller?.isValid) {
    // the app is known even where its token has expired; whether such a call uses the quota up is not
    const taken = caller && settings.unauthorizedCounts === 'yes' ? world.limits.take(quota, settings) : null;
    if (caller) world.limits.noteError(name, settings);
    return withHeaders(unauthorized(caller !== null), taken?.headers ?? {});
  }
  const { client, user } = peopleOf(world, caller);
  const division = /^\d+$/.test(number) ? world.divisions.get(Number(number)) : undefined;
  if (division && user.divisions && !user.divisions.includes(division.code)) {
    world.limits.noteError(name, settings);
    return apiError(403, 'Forbidden: the division is not accessible.');
  }
  if (division && world.limits.isBlocked(name)) return blocked(settings);
  const { over, headers } = world.limits.take(quota, settings);
  // the body of a 429 is empty [community picqer README]
  if (over !== null) return { status: 429, headers };
  const forbidden = sim.fault('forbidden');
  const isForbidden = [forbidden].flat().some((one) => one === endpoint);
  const { queryLength } = settings;
  const isTooLong = queryLength > 0 && request.rawQuery.length > queryLength;
  const reply =
    !division || !target || isTooLong
      ? notFound(path)
      : isForbidden
        ? apiError(403, `Forbidden: you have no rights to ${endpoint}.`)
        : (outOfScope(client, target.schema) ??
          attempt(() => handle({ request, world, division, settings, ...target, client, user }), settings));
  if (COUNTED.has(reply.status)) world.limits.noteError(name, settings);
  return withHeaders(reply, headers);
}

/** `current/Me`, which belongs to no division; whether it counts is not known. */
export function admitMe(
  request: SimRequest,
  world: World,
  sim: SimContext,
  handle: (user: SeedUser, settings: Settings) => SimReply,
): SimReply {
  const settings = settingsOf(world.seed.settings, sim);
  const caller = callerOf(world, request.headers.authorization);
  const name = `${caller?.client ?? ''} ${caller?.user ?? ''} - ${ME.path}`;
  if (!caller?.isValid) {
    if (caller) world.limits.noteError(name, settings);
    return unauthorized(caller !== null);
  }
  if (world.limits.isBlocked(name)) return blocked(settings);
  const { user } = peopleOf(world, caller);
  const taken =
    settings.meCounts === 'yes' ? world.limits.take(`${caller.client} ${user.current}`, settings) : null;
  if (taken?.over) return { status: 429, headers: taken.headers };
  const reply = attempt(() => handle(user, settings), settings);
  if (COUNTED.has(reply.status)) world.limits.noteError(name, settings);
  return withHeaders(reply, taken?.headers ?? {});
}

function peopleOf(world: World, caller: { client: string; user: string }) {
  const client = world.seed.clients.find(({ id }) => id === caller.client);
  const user = world.seed.users.find(({ id }) => id === caller.user);
  if (!client || !user) throw new Error('A token of nobody.');
  return { client, user };
}

/** Bodies of 401, 403 and 404 are inferred. */
const unauthorized = (isExpired: boolean): SimReply =>
  apiError(401, isExpired ? 'Unauthorized: the access token has expired.' : 'Unauthorized.');

const notFound = (path: string): SimReply =>
  apiError(404, `Resource not found for the segment '${path.split('/').at(-1) ?? ''}'.`);

const blocked = ({ blockAnswer }: Settings): SimReply =>
  blockAnswer === '429' ? { status: 429 } : apiError(403, 'Too many errors: the app is blocked for an hour.');

/** [client emeq audit] */
function outOfScope({ scopes }: SeedClient, { scope }: EntitySchema): SimReply | null {
  if (!scopes || scope === undefined || scopes.includes(scope)) return null;
  return apiError(403, `Application Scope Violated: the app needs the ${scope} scope.`);
}

function attempt(carryOut: () => SimReply, settings: Settings): SimReply {
  try {
    return carryOut();
  } catch (error) {
    if (error instanceof BadRequest) return apiError(error.status, error.message);
    if (error instanceof Refusal) {
      return apiError(500, error.messages.map((message) => spoken(message, settings)).join('\r\n'));
    }
    throw error;
  }
}

const withHeaders = (reply: SimReply, headers: Record<string, string>): SimReply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});
