/** The gateway: what a call passes, in its order, and at which level each refusal comes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import { operate } from './operation';
import type { GatewayError } from './refusal';
import type { ControlEcho, Look } from './reply';
import { authenticationFailure, controlFailure, operationAnswer } from './reply';
import { schemaFaults } from './schemaCheck';
import { signOn } from './session';
import type { Settings } from './switches';
import { settingsOf } from './switches';
import type { World } from './world';
import { tableOf } from './world';
import type { XmlNode } from '../kit/xml';
import { XmlFault, childOf, childrenOf, readXml, textOf } from '../kit/xml';
import { MODELS } from './grammar';

const QUIET: Look = { support: '', additionalInfo: false };
const MINUTE = 60_000;

/** Answers of the front gateway, which speaks of HTTP status [community; the 429's body is assumed]. */
const front = (
  errorno: string,
  description2: string,
  status: number,
  headers?: Record<string, string>,
): SimReply => controlFailure([{ errorno, description2 }], QUIET, { status, ...(headers && { headers }) });

async function answer(request: SimRequest, world: World, sim: SimContext): Promise<SimReply> {
  const settings = settingsOf(world.seed.settings, sim);
  const refused = atTheFront(request, world, settings, sim);
  if (refused) return refused;
  let root: XmlNode;
  try {
    root = readXml(request.bytes);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    return notParsed([error]);
  }
  const faults = schemaFaults(root, controlModel(settings));
  if (faults.length > 0) return notParsed(faults.map((fault) => ({ ...fault, column: 0 })));
  return await admitted(root, request, world, settings, sim);
}

function atTheFront(request: SimRequest, world: World, settings: Settings, sim: SimContext): SimReply | null {
  if (sim.fault('frontSignIn'))
    return front('XMLGW_JPP0002', 'Sign-in information is incorrect. Please check your request.', 401);
  if (sim.fault('frontRefusal')) return front('GW-0011', 'Invalid Request [Request ID 0a1b2c3d]', 400);
  if (sim.fault('tooMany') || isTooFast(world, settings)) {
    const headers = settings.retryAfter === 'seconds' ? { 'retry-after': '1' } : undefined;
    return front('GW-0010', 'Too many requests [Request ID 0a1b2c3d]', 429, headers);
  }
  if (sim.fault('limitText')) return front('GW-0010', 'API rate limit exceeded', 200);
  if (sim.fault('companyExpired')) return front('PL04000055', 'The demo company has expired.', 200);
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const isXml = /^(application\/xml|text\/xml|x-intacct-xml-request)\b/.test(type);
  if (!isXml && settings.contentType === 'checked')
    return front('GW-0011', 'Invalid Request [Request ID 0a1b2c3d]', 400);
  return null;
}

function isTooFast(world: World, { callsPerMinute }: Settings): boolean {
  if (callsPerMinute === 0) return false;
  const now = world.now().getTime();
  world.recentCalls = world.recentCalls.filter((at) => now - at < MINUTE);
  if (world.recentCalls.length >= callsPerMinute) return true;
  world.recentCalls.push(now);
  return false;
}

const controlModel = ({ additionalInfoPlace }: Settings): Record<string, string> =>
  additionalInfoPlace === 'last'
    ? {}
    : {
        control: (MODELS.control ?? '')
          .replace(/,\s*showadditionalerrorinfo\?/, '')
          .replace('includewhitespace?', 'showadditionalerrorinfo?, includewhitespace?'),
      };

/** The whole request is refused, whatever was wrong with a part of it [recorded; that all texts are libxml2's is inferred]. */
const notParsed = (
  faults: Array<{ code: number; message: string; line: number; column: number }>,
): SimReply =>
  controlFailure(
    faults.map(({ code, message, line, column }) => ({
      errorno: 'XL03000003',
      description2: `XML Parse schema error: ${code < 1800 ? 'Fatal Error' : 'Error'} ${code}: ${message} Line: ${line}, column: ${column}.`,
    })),
    QUIET,
  );

let supportIds = 0;
function lookOf(control: XmlNode | undefined, { supportId }: Settings): Look {
  supportIds += 1;
  const id = `SIMEB${String(supportIds).padStart(3, '0')}~ZrNB8P0y2f30`;
  return {
    support: ` [Support ID: ${supportId === 'encoded' ? id.replace('~', '%7E') : id}]`,
    additionalInfo: textOf(control, 'showadditionalerrorinfo') === 'true',
  };
}

async function admitted(
  root: XmlNode,
  request: SimRequest,
  world: World,
  settings: Settings,
  sim: SimContext,
): Promise<SimReply> {
  const control = childOf(root, 'control');
  const look = lookOf(control, settings);
  const uniqueText = textOf(control, 'uniqueid');
  const echo: ControlEcho = {
    ...{ senderId: textOf(control, 'senderid'), controlId: textOf(control, 'controlid') },
    uniqueId: uniqueText === '' ? 'true' : uniqueText,
  };
  const atControl = (description2: string): SimReply => {
    const errors: GatewayError[] = [{ errorno: 'XL03000006', description2 }];
    return controlFailure(errors, look, { echo });
  };
  const { signIn, unlistedSenders } = world.seed;
  const senders = [{ id: signIn.senderId, password: signIn.senderPassword }, ...unlistedSenders];
  const isSender = senders.some(
    ({ id, password }) => id === echo.senderId && password === textOf(control, 'password'),
  );
  if (!isSender) return atControl('Incorrect Intacct XML Partner ID or password.');
  const policy = textOf(control, 'policyid');
  if (policy !== '') return atControl(`${policy} is not a valid transport policy.`);

  const { slots, slotWaitMs, workMs } = settings;
  const full = 'There are too many operations running for this company (200024)';
  if (sim.fault('companyFull') || !(await world.slots.enter(slots, slotWaitMs))) return atControl(full);
  const claimed: string[] = [];
  try {
    const operations = [];
    for (const operation of childrenOf(root, 'operation')) {
      const who = signOn(childOf(operation, 'authentication'), echo.senderId, request.path, world, settings);
      if ('error' in who) return authenticationFailure([who.error], look, echo, who);
      operations.push({ operation, who });
    }
    const functions = operations.flatMap(({ operation }) =>
      childrenOf(operation, 'content').flatMap((content) => childrenOf(content, 'function')),
    );
    // above a number that nobody has published [open]
    if (settings.maxFunctions > 0 && functions.length > settings.maxFunctions)
      return atControl(`The request has more than ${settings.maxFunctions} functions.`);
    const running = new Set(world.inProcess);
    for (const { attributes } of functions) {
      const id = `${echo.senderId}\n${attributes.controlid ?? ''}`;
      if (!world.inProcess.has(id)) claimed.push(id);
      world.inProcess.add(id);
    }
    if (workMs > 0) await pause(workMs);
    await world.slots.pass();
    const origin = `http://${request.headers.host ?? ''}${request.base}`;
    const answered = operations.map(({ operation, who }) => ({
      who,
      results: operate(operation, { world, settings, sim, who, echo, running, origin }),
    }));
    return operationAnswer(echo, answered, look);
  } finally {
    for (const id of claimed) world.inProcess.delete(id);
    world.slots.leave();
  }
}

/** What a call is known by: its path, and what it does, as in `create:APBILL`; for faults and counters. */
export function callName(request: SimRequest): string {
  const parts = request.text.split(/<function\b[^>]*>/).slice(1);
  const names = parts.map((part) => {
    const [, name = '', next = ''] = /^\s*<([\w]+)[^>]*>\s*(?:<([\w]+))?/.exec(part) ?? [];
    const object =
      name === 'create' || name === 'update' ? next : (/<object>\s*([\w]+)/.exec(part)?.[1] ?? '');
    return object === '' ? name : `${name}:${object}`;
  });
  return [request.path, ...new Set(names)].join(' ');
}

const POST = '/ia/xml/xmlgw.phtml';
export const gatewayRoutes: Route<World>[] = [POST, `/:pod${POST}`].flatMap((path): Route<World>[] => [
  { method: 'POST', path, handle: answer },
  // refused since 2023 [doc]; the status is inferred
  { method: 'GET', path, handle: () => front('GW-0011', 'Invalid Request [Request ID 0a1b2c3d]', 405) },
]);

/** How many records there are, for the state. */
export const countsOf = (world: World): Record<string, number> =>
  Object.fromEntries([...world.tables.keys()].map((name) => [name, tableOf(world, name).size]));
