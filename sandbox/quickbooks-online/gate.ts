/** What every call to a company passes before it is carried out [reference 1.4, 1.5, 2]. */
import { randomUUID } from 'node:crypto';
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import { BadJson } from '../kit/simulator';
import type { Call } from './call';
import { QboFault, forbidden, refuse, throttled, unauthorized } from './fault';
import { admit } from './limits';
import { envelopeTime } from './render';
import { checkRequestId, duplicate } from './repeats';
import type { Settings } from './switches';
import { settingsOf } from './switches';
import type { Fields } from './values';
import type { World } from './world';
import { asXml } from './xml';

/** What a handler gives: a body to which the time is added, or the very text of an earlier answer. */
export type Answer = { body: Fields } | { text: string; status: number };
export type Handler = (call: Call, request: SimRequest) => Answer;

/** A route below /v3/company/:realm. `itemsOf` counts the items of a batch. */
export function companyRoute(
  method: string,
  tail: string,
  handle: Handler,
  itemsOf?: (request: SimRequest) => number,
): Route<World> {
  return {
    method,
    path: `/v3/company/:realm${tail}`,
    handle: async (request, world, sim) => {
      const started = performance.now();
      const reply = await answer(request, world, sim, { handle, itemsOf });
      const headers = {
        ...{ intuit_tid: `1-${randomUUID().slice(0, 13)}`, 'qbo-version': '1975.115' },
        'service-time': `total=${Math.round(performance.now() - started)}`,
      };
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
  };
}

interface Work {
  handle: Handler;
  itemsOf?: (request: SimRequest) => number;
}

async function answer(request: SimRequest, world: World, sim: SimContext, work: Work): Promise<SimReply> {
  const settings = settingsOf(world.seed.settings, sim);
  const now = world.now().getTime();
  try {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const access = world.identity.access.get(bearer);
    if (!access) return unauthorized('Token revoked or invalid', now);
    if (access.ends <= now) return unauthorized(`Token expired: ${bearer.slice(0, 8)}…`, now);
    const isOurs = access.grant.realmId === world.seed.signIn.realmId;
    if (!isOurs || request.params.realm !== world.seed.signIn.realmId)
      return forbidden(settings.forbiddenShape, now, envelopeTime(world));
    checkState(sim, settings);
    admit(world, settings, work.itemsOf ? work.itemsOf(request) : null);
    const call: Call = { world, settings, sim, include: includeOf(request) };
    const made = await once(call, request, () =>
      world.inside.run(() => work.handle(call, request), settings.workMs),
    );
    if ('text' in made) return json(made.status, made.text);
    return envelope(request, world, 200, made.body);
  } catch (error) {
    if (error instanceof QboFault) return envelope(request, world, error.status, { Fault: error.body() });
    if (!(error instanceof BadJson)) throw error;
    const fault = refuse('2010', 'Property Name:failed to parse json object; a parsing error occurred');
    return envelope(request, world, fault.status, { Fault: fault.body() });
  }
}

/** Faults of the simulator's own: what people and Intuit do to a company. */
function checkState(sim: SimContext, settings: Settings): void {
  if (sim.fault('lapsed') !== undefined)
    throw refuse(
      '6190',
      'Invalid Company Status : The subscription has ended or there is a billing problem.',
    );
  if (sim.fault('noPermission') !== undefined)
    throw refuse('5020', 'Permission Denied Error : You do not have permission to access this.');
  if (sim.fault('throttled') !== undefined) throw throttled(settings.throttleStatus);
  if (sim.fault('systemFault') !== undefined)
    throw refuse('10000', 'An application error has occurred while processing your request');
}

/** The same requestid while the first is still running: refused with 600, or it waits [inferred both]. */
async function once(call: Call, request: SimRequest, work: () => Promise<Answer>): Promise<Answer> {
  const id = request.method === 'POST' ? (request.query.get('requestid') ?? '') : '';
  if (id === '') return await work();
  checkRequestId(id);
  const { running } = call.world;
  const first = running.get(id);
  if (first) {
    if (call.settings.repeatRunning === 'refused') throw duplicate();
    await first.catch(() => undefined);
    return await work();
  }
  const done = work();
  running.set(id, done);
  try {
    return await done;
  } finally {
    running.delete(id);
  }
}

const includeOf = ({ query }: SimRequest): ReadonlySet<string> =>
  new Set(query.getAll('include').flatMap((one) => one.split(',').map((name) => name.trim())));

const json = (status: number, text: string): SimReply => ({
  ...{ status, text, headers: { 'content-type': 'application/json;charset=UTF-8' } },
});

/** JSON only for whoever asks for it; the default is XML [client code]. */
function envelope(request: SimRequest, world: World, status: number, body: Fields): SimReply {
  const whole = { ...body, time: envelopeTime(world) };
  if ((request.headers.accept ?? '').includes('application/json')) return json(status, JSON.stringify(whole));
  return {
    ...{ status, headers: { 'content-type': 'application/xml;charset=UTF-8' } },
    text: asXml(whole),
  };
}

/** UTF-8 of the named type, else error 500 Unsupported Operation [client code]. @throws QboFault */
export function checkType(request: SimRequest, type: string): void {
  const given = (request.headers['content-type'] ?? '').toLowerCase();
  const charset = /charset="?([\w-]+)/.exec(given)?.[1] ?? 'utf-8';
  if (!given.startsWith(type) || charset.replace('-', '') !== 'utf8')
    throw refuse('500', `Unsupported Operation : ${type} in UTF-8 is needed.`);
}
