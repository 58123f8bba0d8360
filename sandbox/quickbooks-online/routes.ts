/** The calls of the accounting API. */
import type { Route, SimRequest } from '../kit/simulator';
import { upload } from './attachments';
import { operationOf, readItems, runBatch } from './batch';
import { changesSince } from './changes';
import { companyInfo, exchangeRate, preferences } from './company';
import { entityAt, queriedEntity } from './entities';
import { QboFault, notFound, refuse } from './fault';
import type { Answer, Handler } from './gate';
import { checkType, companyRoute } from './gate';
import { runQuery } from './queryRun';
import { envelopeTime, render } from './render';
import { remember, repeated } from './repeats';
import { isFields, listAt } from './values';
import type { Fields } from './values';
import type { World } from './world';
import { recordOf } from './world';
import { prepareWrite } from './write';

const isRead = (operation: string): boolean => /^(read|query|cdc):/.test(operation);

/** Counts the request, and what of it succeeded as it is metered. */
const metered =
  (handle: Handler): Handler =>
  (call, request) => {
    const { usage } = call.world;
    const done = operations(request);
    if (done.every(isRead)) usage.reads += 1;
    else usage.writes += 1;
    for (const one of done) usage.operations[one] = (usage.operations[one] ?? 0) + 1;
    const answer = handle(call, request);
    const byId = 'body' in answer ? answersById(answer.body) : null;
    const isGood = (at: number) => byId?.[at]?.Fault === undefined;
    // creates and updates are free; each query of a batch is a metered read [official: App Partner Program]
    for (const [at, one] of done.entries()) {
      if (!isGood(at)) continue;
      if (isRead(one)) usage.corePlus += 1;
      else usage.core += 1;
    }
    return answer;
  };

/** In the order of the requests. */
const answersById = (body: Fields): Fields[] =>
  [...listAt(body, 'BatchItemResponse')].sort((a, b) => Number(a.bId) - Number(b.bId));

const entityOf = ({ params }: SimRequest) => {
  const schema = entityAt(params.entity ?? '');
  if (!schema)
    throw refuse('500', `Unsupported Operation : Operation ${params.entity ?? ''} is not supported.`);
  return schema;
};

const read: Handler = (call, request) => {
  const schema = entityOf(request);
  const found = recordOf(call.world, schema.name, request.params.id ?? '');
  if (!found) throw notFound('Id');
  return { body: { [schema.name]: render(call.world, found) } };
};

const query: Handler = (call, request) => {
  const isPost = request.method === 'POST';
  // long queries by POST [official]
  if (isPost) checkType(request, 'application/text');
  const text = isPost ? request.text : (request.query.get('query') ?? '');
  return { body: { QueryResponse: runQuery(call, text) } };
};

const changes: Handler = (call, request) => {
  const entities = request.query.get('entities') ?? '';
  const QueryResponse = changesSince(call, entities, request.query.get('changedSince') ?? '');
  return { body: { CDCResponse: [{ QueryResponse }] } };
};

const write: Handler = (call, request) => {
  const schema = entityOf(request);
  checkType(request, 'application/json');
  const body = request.json();
  if (!isFields(body)) throw refuse('2010', 'Property Name:the body is no object');
  const operation = request.query.get('operation') ?? '';
  const id = request.query.get('requestid') ?? '';
  const { world, settings } = call;
  const asked = `${request.path} ${operation} ${request.text}`;
  if (id === '') return { body: prepareWrite(call, schema, operation, body)() };
  const first = repeated(world, settings, id, asked, !schema.isTransaction);
  if (first) return first;
  const answered = (whole: Fields, status: number) => {
    const text = JSON.stringify({ ...whole, time: envelopeTime(world) });
    remember(world, settings, id, asked, { text, status, isFault: whole.Fault !== undefined });
    return { text, status };
  };
  try {
    return answered(prepareWrite(call, schema, operation, body)(), 200);
  } catch (error) {
    if (!(error instanceof QboFault)) throw error;
    return answered({ Fault: error.body() }, error.status);
  }
};

const batch: Handler = (call, request) => {
  checkType(request, 'application/json');
  const items = readItems(request.json(), call.settings.batchLimit);
  const answers = runBatch(call, items, request.query.get('requestid') ?? '');
  return { body: { BatchItemResponse: answers } };
};

const uploads: Handler = (call, request) => {
  const AttachableResponse = upload(call, request.headers['content-type'] ?? '', request.bytes);
  return { body: { AttachableResponse } };
};

const single =
  (name: string, make: (world: World, query: URLSearchParams) => Fields): Handler =>
  (call, request): Answer => {
    return { body: { [name]: make(call.world, request.query) } };
  };

function itemCount(request: SimRequest): number {
  try {
    return readItems(request.json(), Infinity).length;
  } catch {
    return 1;
  }
}

const route = (method: string, tail: string, handle: Handler, itemsOf?: typeof itemCount): Route<World> =>
  companyRoute(method, tail, metered(handle), itemsOf);

export const companyRoutes: Route<World>[] = [
  route('POST', '/batch', batch, itemCount),
  route('GET', '/query', query),
  route('POST', '/query', query),
  route('GET', '/cdc', changes),
  route('POST', '/upload', uploads),
  route('GET', '/preferences', single('Preferences', preferences)),
  route('GET', '/exchangerate', single('ExchangeRate', exchangeRate)),
  route('GET', '/companyinfo/:id', single('CompanyInfo', companyInfo)),
  route('GET', '/:entity/:id', read),
  route('POST', '/:entity', write),
];

/** A call by its path and what it does, as in `/v3/company/1/batch create:Bill query:Vendor`. */
export function callName(request: SimRequest): string {
  const what = new Set(operations(request));
  return [request.path, ...what].join(' ');
}

function operations(request: SimRequest): string[] {
  const [, , , , last = ''] = request.path.split('/');
  const name = entityAt(last)?.name ?? '';
  if (last === 'query') {
    const text = request.method === 'POST' ? request.text : (request.query.get('query') ?? '');
    return [`query:${queriedEntity(text)}`];
  }
  if (last === 'cdc') return [`cdc:${request.query.get('entities') ?? ''}`];
  if (last === 'upload') return ['create:Attachable'];
  if (request.method === 'GET') return [`read:${name === '' ? last : name}`];
  if (name === '' && last !== 'batch') return [];
  try {
    const body = request.json();
    if (last === 'batch') return readItems(body, Infinity).map(operationOf);
    const isUpdate = isFields(body) && body.Id !== undefined;
    return [`${request.query.get('operation') ?? (isUpdate ? 'update' : 'create')}:${name}`];
  } catch {
    return [];
  }
}
