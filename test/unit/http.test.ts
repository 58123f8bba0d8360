/** Calls through n8n-core's own request helper, against answers of a wire that is cut right behind it. */
import type { INodeType } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import nock from 'nock';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import type { Call } from '../../nodes/shared/http';
import { NoAnswer, RETRIES, SignInRefused, callApi } from '../../nodes/shared/http';
import { InProcessN8n } from '../fixtures/n8n';

jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: jest.fn(async () => undefined),
}));

const HOST = 'https://erp.example.com';
const TYPE = 'acumaticaPasswordApi';
const SECRETS = ['canary-token', 'canary-password', 'canary-secret'];
const NOW = Date.parse('2026-06-15T10:00:00.000Z');

const probe = {
  description: { name: 'probe', displayName: 'Probe', properties: [], credentials: [{ name: TYPE }] },
} as unknown as INodeType;
const n8n = new InProcessN8n({ [TYPE]: new AcumaticaPasswordApi() });

beforeAll(() => {
  nock.disableNetConnect();
  n8n.store(TYPE, {
    instanceUrl: HOST,
    password: 'canary-password',
    clientSecret: 'canary-secret',
    accessToken: 'canary-token',
  });
});
beforeEach(() => {
  jest.mocked(sleep).mockClear();
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
});
afterEach(() => {
  const waiting = nock.pendingMocks();
  nock.cleanAll();
  jest.restoreAllMocks();
  expect(waiting).toEqual([]);
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const read = (change: Partial<Call> = {}) =>
  call({ method: 'GET', url: `${HOST}/bills`, repeatable: true, ...change });
const write = (change: Partial<Call> = {}) =>
  call({ method: 'PUT', url: `${HOST}/bills`, body: { Amount: 1 }, repeatable: false, ...change });
const call = (what: Call) => callApi(n8n.editor(probe), TYPE, what, RETRIES);
const pauses = () => jest.mocked(sleep).mock.calls.map(([ms]) => ms);
const bills = () => nock(HOST).get('/bills');
const puts = () => nock(HOST).put('/bills');
const failure = async (running: Promise<unknown>): Promise<Error> => {
  const error: unknown = await running.then(
    () => new Error('it worked'),
    (caught: unknown) => caught,
  );
  if (!(error instanceof Error)) throw new Error('not an error');
  return error;
};

describe('a call', () => {
  it('is signed, sends JSON, and gives the answer as text with its headers in small letters', async () => {
    nock(HOST, { reqheaders: { authorization: 'Bearer canary-token', 'content-type': 'application/json' } })
      .put('/bills', { Amount: 1 })
      .reply(422, '{"why":"closed"}', { 'X-Reason': 'period' });
    expect(await write()).toMatchObject({
      status: 422,
      text: '{"why":"closed"}',
      headers: { 'x-reason': 'period' },
    });
    expect(pauses()).toEqual([]);
  });

  it('gives files as bytes', async () => {
    const image = Buffer.from([0xff, 0xd8, 0x00, 0x80]);
    bills().reply(200, image);
    expect((await read({ bytes: true })).bytes).toEqual(image);
  });

  it.each([
    ['seconds', '7', 7_000],
    ['parts of a second', '0.5', 500],
    ['a date', 'Mon, 15 Jun 2026 10:00:09 GMT', 9_000],
    ['a date that has passed', 'Mon, 15 Jun 2026 09:59:00 GMT', 0],
    ['more than anybody waits', '3600', 60_000],
  ])('waits after 429 as Retry-After tells: %s', async (_, header, ms) => {
    puts().reply(429, '', { 'Retry-After': header });
    puts().reply(200, 'done');
    expect(await write()).toMatchObject({ status: 200, text: 'done' });
    expect(pauses()).toEqual([ms]);
  });

  it.each([undefined, 'soon'])(
    'backs off where 429 tells no time (%s): doubling, with full jitter',
    async (header) => {
      const answered = bills()
        .times(5)
        .reply(429, 'slow down', header === undefined ? {} : { 'Retry-After': header });
      jest.spyOn(Math, 'random').mockReturnValue(0.5);
      expect(await read()).toMatchObject({ status: 429, text: 'slow down' });
      expect(answered.isDone()).toBe(true);
      expect(pauses()).toEqual([300, 550, 1_050, 2_050]);
    },
  );

  it.each([502, 503, 504])('repeats a read after %i, as Retry-After tells', async (status) => {
    bills().reply(status, '', { 'Retry-After': '2' });
    bills().reply(200, 'here');
    expect((await read()).text).toBe('here');
    expect(pauses()).toEqual([2_000]);
  });

  it.each([502, 503, 504])('never repeats a write after %i: it may have been carried out', async (status) => {
    puts().reply(status, '');
    const error = await failure(write());
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ arrived: null, status, message: `HTTP ${status} from erp.example.com` });
    expect(pauses()).toEqual([]);
  });

  it('gives up a read that stays unanswered after five attempts', async () => {
    bills().times(5).reply(503, '');
    expect(await failure(read())).toMatchObject({ name: 'NoAnswer', arrived: null, status: 503 });
    expect(pauses()).toHaveLength(4);
  });

  it('does not repeat a 500: that is an answer', async () => {
    bills().reply(500, 'oops');
    expect(await read()).toMatchObject({ status: 500, text: 'oops' });
  });

  it('repeats a read whose connection was reset, and not a write', async () => {
    bills().replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    bills().reply(200, 'here');
    expect((await read()).text).toBe('here');
    puts().replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    expect(await failure(write())).toMatchObject({ name: 'NoAnswer', arrived: null });
    expect(pauses()).toHaveLength(1);
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
    'repeats a write that was never sent (%s)',
    async (code) => {
      const broken = () => puts().replyWithError(Object.assign(new Error(`connect ${code}`), { code }));
      broken();
      puts().reply(200, 'done');
      expect((await write()).text).toBe('done');
      for (let attempt = 0; attempt < 5; attempt++) broken();
      expect(await failure(write())).toMatchObject({
        ...{ name: 'NoAnswer', arrived: false, message: `erp.example.com cannot be reached (${code})` },
      });
    },
  );

  it.each([301, 302, 307, 308])(
    'does not follow a redirect (%i): it would carry the token elsewhere',
    async (status) => {
      bills().reply(status, '', { Location: 'https://elsewhere.example.net/bills' });
      const elsewhere = nock('https://elsewhere.example.net').get('/bills').reply(200, 'stolen');
      expect(await read()).toMatchObject({
        status,
        headers: { location: 'https://elsewhere.example.net/bills' },
      });
      expect(elsewhere.isDone()).toBe(false);
      nock.cleanAll();
    },
  );
});

describe('on n8n 1.123, which ignores all statuses or none', () => {
  const callThere = (what: Call) => {
    const context = n8n.editor(probe);
    const { httpRequestWithAuthentication: request } = context.helpers;
    const there: typeof request = function (type, options, more) {
      const ignoreHttpStatusErrors = Boolean(options.ignoreHttpStatusErrors);
      return request.call(this, type, { ...options, ignoreHttpStatusErrors }, more);
    };
    const helpers = { ...context.helpers, httpRequestWithAuthentication: there };
    return callApi(Object.create(context, { helpers: { value: helpers } }) as typeof context, TYPE, what);
  };
  const writeThere = () =>
    callThere({ method: 'PUT', url: `${HOST}/bills`, body: { Amount: 1 }, repeatable: false });
  const renewal = () =>
    nock(HOST).post('/identity/connect/token').reply(200, { access_token: 'canary-token', expires_in: 3600 });

  it('renews a token that the server does not take', async () => {
    puts().twice().reply(401, '');
    const renewed = renewal();
    puts().reply(200, 'done');
    expect(await writeThere()).toMatchObject({ status: 200, text: 'done' });
    expect(renewed.isDone()).toBe(true);
  });

  it('has the words of a refusal after a renewal', async () => {
    puts().twice().reply(401, '');
    renewal();
    puts().twice().reply(422, 'closed period');
    expect(await writeThere()).toMatchObject({ status: 422, text: 'closed period' });
  });

  it('goes on renewing where the server is too busy in between', async () => {
    puts().reply(401, '');
    puts().reply(429, '');
    puts().twice().reply(401, '');
    renewal();
    puts().reply(200, 'done');
    expect(await writeThere()).toMatchObject({ status: 200, text: 'done' });
    expect(pauses()).toHaveLength(1);
  });

  it('never sends a write again that failed after a renewal', async () => {
    puts().twice().reply(401, '');
    renewal();
    puts().reply(500, 'oops');
    expect(await writeThere()).toEqual({ status: 500, headers: {}, text: '' });
  });

  it('says that the sign-in is refused where the renewed token is not taken either', async () => {
    puts().times(3).reply(401, '');
    renewal();
    expect(await failure(writeThere())).toBeInstanceOf(SignInRefused);
  });
});

describe('no secret reaches an error', () => {
  const surfaces = (error: Error) =>
    `${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${String(error.cause)}`;
  const leaks = (error: Error) => SECRETS.filter((secret) => surfaces(error).includes(secret));

  it('the search finds what is there', () => {
    expect(leaks(new Error('Bearer canary-token'))).toEqual(['canary-token']);
  });

  it('of a refused sign-in, which is asked for once more and then ends everything', async () => {
    const token = nock(HOST)
      .post('/identity/connect/token')
      .reply(200, { access_token: 'canary-token', expires_in: 3600 });
    bills().twice().reply(401, { message: 'Bearer canary-token is not good' });
    const error = await failure(read());
    expect(error).toBeInstanceOf(SignInRefused);
    expect(leaks(error)).toEqual([]);
    expect(token.isDone()).toBe(true);
    expect(pauses()).toEqual([]);
  });

  it('of a lost connection whose words repeat the request', async () => {
    const words =
      'GET https://erp.example.com/bills?access_token=canary-token Authorization: Bearer canary-token';
    bills().replyWithError(Object.assign(new Error(words), { code: '' }));
    const error = await failure(call({ method: 'GET', url: `${HOST}/bills`, repeatable: false }));
    expect(error).toMatchObject({ name: 'NoAnswer', arrived: null });
    expect(leaks(error)).toEqual([]);
  });
});
