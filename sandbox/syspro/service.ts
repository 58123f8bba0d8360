/** The REST host: what a call passes before a business object sees it. Paths are from the client library [DLL, REC]. */
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import type { XmlNode } from '../kit/xml';
import { XmlFault, readXml, tag } from '../kit/xml';
import type { Call } from './call';
import type { Verb } from './objects';
import { OBJECTS } from './objects';
import { ServiceError, failure, page, plain } from './reply';
import { logoff, logon, profile, sessionOf } from './session';
import type { Settings } from './switches';
import { settingsOf } from './switches';
import type { World } from './world';

const BASE = '/SYSPROWCFService/Rest';
const VERSION = '7.0.0.6';
const NAMESPACE = 'http://SYSPROWcfService';

type Answer = (request: SimRequest, world: World, settings: Settings) => SimReply;

/** Too long an address is refused before the service sees it: 16,384 bytes for line and headers [http.sys; inferred]. */
function tooLong(
  { method, path, base, rawQuery, headers }: SimRequest,
  { urlLimit, urlLimitStatus }: Settings,
) {
  const line = `${method} ${base}${path}?${rawQuery} HTTP/1.1`.length;
  const names = Object.entries(headers).map(([name, value]) => name.length + String(value).length + 4);
  const size = line + names.reduce((sum, one) => sum + one, 0);
  if (size <= urlLimit) return null;
  return urlLimitStatus === '414'
    ? page(414, 'Request URL Too Long')
    : page(400, 'Bad Request - Invalid URL');
}

const guarded =
  (answer: Answer) =>
  (request: SimRequest, world: World, sim: SimContext): SimReply => {
    const settings = settingsOf(world.seed.settings, sim);
    const refused = tooLong(request, settings);
    if (refused) return refused;
    try {
      return answer(request, world, settings);
    } catch (error) {
      // a failure of the service is a text, and its status is 200 all the same [REC, RB, RCT]
      if (error instanceof ServiceError) return plain(error.message);
      throw error;
    }
  };

const get = (path: string, answer: Answer, token = false): Route<World> => ({
  ...{ method: 'GET', path: `${BASE}${path}`, token, handle: guarded(answer) },
});

/** Names of parameters are those of the URI template, in any case [inferred from paths, whose case does not matter]. */
const given = ({ query }: SimRequest, name: string): string | undefined =>
  [...query].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

interface Named {
  userId: string;
  object: string;
  parameters: string | undefined;
  input: string;
}

/** Runs a business object. @throws ServiceError */
function run(
  verb: Verb,
  named: Named,
  world: World,
  settings: Settings,
  action: Call['action'] = 'Add',
): string {
  const { operator } = sessionOf(world, named.userId, settings);
  const name = named.object.toUpperCase();
  const object = OBJECTS[verb][name];
  const unlicensed = settings.unlicensed.split(/[ ,]+/).includes(name);
  // not licensed, not installed and unknown are told alike [RCT handover: ARSTPY]
  if (!object || unlicensed) throw failure('ERROR: e.net exception raised: 100000');
  const needsParameters = verb === 'Setup' || verb === 'Post';
  if (needsParameters && named.parameters === undefined && settings.missingParameters === 'refused')
    throw failure('ERROR: SIM the parameter XmlParameters is missing');
  const { input, parameters = '' } = named;
  return object({ world, settings, operator, input, parameters, action });
}

const byGet = (verb: Verb, action?: Call['action'], fixed?: string): Answer =>
  function answer(request, world, settings) {
    const named: Named = {
      ...{ userId: given(request, 'UserId') ?? '', object: fixed ?? given(request, 'BusinessObject') ?? '' },
      ...{ parameters: given(request, 'XmlParameters'), input: given(request, 'XmlIn') ?? '' },
    };
    return plain(run(verb, named, world, settings, action));
  };

const ORDER = ['UserId', 'BusinessObject', 'XmlParameters', 'XmlIn'];

/** The form for large documents [MCP]; the order of its parts counts, as in WCF data contracts [inferred]. */
const byPost: Answer = (request, world, settings) => {
  if (settings.postLD === 'absent') return page(404, 'Endpoint not found.');
  if (!/\bxml\b/.test(request.headers['content-type'] ?? '')) return page(415, 'Unsupported Media Type');
  let body: XmlNode;
  try {
    body = readXml(request.bytes);
  } catch (error) {
    if (error instanceof XmlFault) return page(400, 'Request Error');
    throw error;
  }
  if (body.name !== 'TransactionPostLD' || body.attributes.xmlns !== NAMESPACE)
    return page(400, 'Request Error');
  const parts = new Map<string, string>();
  let last = -1;
  for (const { name, text } of body.children) {
    const place = ORDER.indexOf(name);
    if (place < last && settings.ldOrder === 'strict') continue;
    last = Math.max(last, place);
    parts.set(name, text);
  }
  const named: Named = {
    ...{ userId: parts.get('UserId') ?? '', object: parts.get('BusinessObject') ?? '' },
    ...{ parameters: parts.get('XmlParameters'), input: parts.get('XmlIn') ?? '' },
  };
  let text: string;
  try {
    text = run('Post', named, world, settings);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    text = error.message;
  }
  if (settings.ldResponse === 'plain') return plain(text);
  const result = tag('TransactionPostLDResponse', [tag('TransactionPostLDResult', text)], {
    xmlns: NAMESPACE,
  });
  return plain(result.source);
};

export const serviceRoutes: Route<World>[] = [
  get('/GetVersion', () => plain(VERSION)),
  get('/GetServiceName', () => plain('SYSPRO WCF Service')),
  get('/Logon', (request, world, settings) => plain(logon(world, request.query, settings)), true),
  get('/Logoff', (request, world, settings) =>
    plain(logoff(world, given(request, 'UserId') ?? '', settings)),
  ),
  get('/GetLogonProfile', (request, world, settings) =>
    plain(profile(world, sessionOf(world, given(request, 'UserId') ?? '', settings))),
  ),
  get('/Query/Query', byGet('Query')),
  get('/Query/Fetch', byGet('Fetch', 'Add', 'COMFCH')),
  get('/Setup/Add', byGet('Setup', 'Add')),
  get('/Setup/Update', byGet('Setup', 'Update')),
  get('/Setup/Delete', byGet('Setup', 'Delete')),
  get('/Transaction/Post', byGet('Post')),
  { method: 'POST', path: `${BASE}/Transaction/PostLD`, handle: guarded(byPost) },
];

/** What a call is known by: verb, business object and, for COMFND, its table, as in `Query/Query COMFND ApInvoice`. */
export function callName(request: SimRequest): string {
  const { path, text } = request;
  const verb = path.toLowerCase().startsWith(BASE.toLowerCase()) ? path.slice(BASE.length + 1) : path;
  const inBody = /<BusinessObject>\s*(\w+)/.exec(text)?.[1];
  const object = given(request, 'BusinessObject') ?? inBody ?? '';
  const table = /<TableName>\s*([\w()]+)/.exec(given(request, 'XmlIn') ?? '')?.[1];
  return [`/${verb}`, object, object === 'COMFND' ? table : ''].filter((part) => part).join(' ');
}

export const notFound = (): SimReply => page(404, 'Endpoint not found.');
