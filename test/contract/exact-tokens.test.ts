/** Tokens of Exact Online: 600 seconds of life, no new one for the first 570, and each refresh token works once. */
import { connect } from '../../nodes/ExactOnline/transport/connection';
import { create, list } from '../../nodes/ExactOnline/transport/list';
import { readMe } from '../../nodes/ExactOnline/transport/request';
import { SignInRefused } from '../../nodes/shared/http';
import { MAIN, Site } from './exact-site';

const CLIENT = '5c1f0a1e-0000-4000-8000-0000000000a1';
const BEGAN = Date.parse('2026-06-15T09:00:30.000Z');
const PATH = 'hrm/Costcenters';

let site: Site;
const started = async (...given: Parameters<typeof Site.start>): Promise<Site> =>
  (site = await Site.start(...given));

/** The clock of n8n and of Exact Online, which goes on only when it is told to. */
const after = (seconds: number): void => void jest.setSystemTime(BEGAN + seconds * 1_000);
/** A new execution each time. */
const read = async () => await list(await site.hasty(), { path: PATH, select: ['Code'] });
const execution = () => site.run({ resource: 'costCenter', operation: 'getAll' });
const isToken = (call: string) => call === 'POST token';
const refreshes = () => site.sim.world.identity.refreshes;
/** Another program, or another process of n8n, uses the stored refresh token. */
async function refreshElsewhere(): Promise<Record<string, string>> {
  const body = new URLSearchParams({
    ...{ grant_type: 'refresh_token', refresh_token: site.tokens.refresh_token ?? '' },
    ...{ client_id: CLIENT, client_secret: 'sandbox-app-secret' },
  });
  const reply = await fetch(`${site.sim.url}/api/oauth2/token`, { method: 'POST', body });
  return (await reply.json()) as Record<string, string>;
}

beforeEach(() => {
  const others = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'] as const;
  const timers = ['clearTimeout', 'clearInterval', 'clearImmediate', 'performance', 'hrtime'] as const;
  jest.useFakeTimers({ doNotFake: [...others, ...timers], now: BEGAN });
});
afterEach(async () => {
  await site.close();
  jest.useRealTimers();
});

describe('a token', () => {
  it('is not renewed for 570 seconds, however much is read', async () => {
    await started();
    const seen = site.listen();
    for (const seconds of [0, 60, 300, 560, 569]) {
      after(seconds);
      await read();
    }
    expect(seen.filter(isToken)).toEqual([]);
  });

  it('is renewed in its last seconds, before a call is refused; both new tokens are stored at once', async () => {
    await started();
    const before = site.tokens;
    const seen = site.listen();
    after(585);
    await read();
    expect(seen).toEqual(['POST token', `GET ${PATH}`]);
    expect(site.tokens.access_token).not.toBe(before.access_token);
    expect(site.tokens.refresh_token).not.toBe(before.refresh_token);
    expect(Number(site.tokens.n8n_expires_at)).toBe(BEGAN + 1_185_000);
    after(585 + 586);
    await read();
    expect(refreshes()).toBe(2);
  });

  it('is renewed within a batch as well, without a 401', async () => {
    await started();
    const connection = await site.hasty();
    const seen = site.listen();
    for (let seconds = 0; seconds < 1_300; seconds += 7) {
      after(seconds);
      await list(connection, { path: PATH, select: ['Code'] });
    }
    expect(seen.filter(isToken)).toHaveLength(2);
    const { errors } = (await site.control('state')).limits as { errors: object };
    expect(errors).toEqual({});
  });

  it('of which n8n does not know the end is tried by a cheap read before a batch', async () => {
    await started({}, { n8n_expires_at: undefined });
    after(700);
    const seen = site.listen();
    await create(await site.hasty(), 'crm/Accounts', { Name: 'Alder Works' }, 'the supplier');
    expect(seen).toEqual(['GET current/Me', 'POST token', 'GET current/Me', 'POST crm/Accounts']);
    const { errors } = (await site.control('state')).limits as { errors: Record<string, number> };
    expect(Object.keys(errors)).toEqual([expect.stringContaining('current/Me')]);
  });
});

describe('twenty executions at the moment of expiry', () => {
  it.each([
    ['whose end n8n knows', {}, 600.5],
    ['whose end n8n does not know', { n8n_expires_at: undefined }, 600.5],
    ['in its last seconds', {}, 595],
  ])('make one refresh and no failure, with a token %s', async (_, signedIn, seconds) => {
    await started({}, signedIn);
    after(seconds);
    const seen = site.listen();
    const results = await Promise.allSettled(Array.from({ length: 20 }, execution));
    expect(results.map(({ status }) => status)).toEqual(Array(20).fill('fulfilled'));
    expect(seen.filter(isToken)).toHaveLength(1);
    expect(refreshes()).toBe(1);
    expect(site.sim.world.identity.refusals).toEqual({});
  });

  it('make one refresh where their token dies while they are at work', async () => {
    await started({}, { n8n_expires_at: undefined });
    const connections = await Promise.all(Array.from({ length: 20 }, () => site.hasty()));
    const work = (each: (typeof connections)[number]) => list(each, { path: PATH, select: ['Code'] });
    await Promise.all(connections.map(work));
    after(600.5);
    for (const connection of connections) Object.assign(connection, { checkedAt: Date.now() });
    const results = await Promise.allSettled(connections.map(work));
    expect(results.map(({ status }) => status)).toEqual(Array(20).fill('fulfilled'));
    expect(refreshes()).toBe(1);
    expect(site.sim.world.identity.refusals).toEqual({});
    const { blocked } = (await site.control('state')).limits as { blocked: string[] };
    expect(blocked).toEqual([]);
  });
});

describe('a 401 that is not about expiry', () => {
  const refused = { kind: 'status', status: 401, route: PATH };

  it.each([
    ['known', {}],
    ['not known', { n8n_expires_at: undefined }],
  ])('refreshes nothing, where the end of the token is %s', async (_, signedIn) => {
    await started({}, signedIn);
    const before = site.tokens;
    site.sim.faults([refused]);
    await expect(read()).rejects.toMatchObject({ problem: { cause: 'connection.rights', httpStatus: 401 } });
    expect(refreshes()).toBe(0);
    expect(site.tokens).toEqual(before);
  });

  it('asks the token endpoint for nothing while the token is known to be good', async () => {
    await started();
    site.sim.faults([refused]);
    const seen = site.listen();
    await expect(read()).rejects.toThrow(/refused/);
    expect(seen).toEqual([`GET ${PATH}`, 'GET current/Me']);
  });

  it('stops everything where the app is no longer allowed', async () => {
    await started();
    await site.control('tokens', { revoke: true });
    await expect(read()).rejects.toBeInstanceOf(SignInRefused);
    await expect(read()).rejects.toThrow(/no longer allowed/);
  });
});

describe('a refresh that is refused', () => {
  const refusal = async (): Promise<Error> => {
    const connection = await site.hasty();
    const seen = site.listen();
    const body = { Name: 'Alder Works' };
    const error = await create(connection, 'crm/Accounts', body, 'the supplier').then(
      () => new Error('nothing was refused'),
      (caught: Error) => caught,
    );
    expect(error).toBeInstanceOf(SignInRefused);
    // a dead token stops the flow before anything is written
    expect(seen.filter((call) => call.startsWith('POST crm'))).toEqual([]);
    return error;
  };

  it('because it is too early changes nothing: the token in hand is still good', async () => {
    // by n8n's clock the token is about to end, by Exact's it is not
    await started({}, { n8n_expires_at: String(BEGAN + 405_000) });
    const before = site.tokens;
    after(400);
    await read();
    expect(site.tokens).toEqual(before);
    expect(site.sim.world.identity.refusals).toEqual({
      'Rate limit exceeded: access_token not expired': 1,
    });
  });

  it('because the refresh token was used before says so', async () => {
    await started();
    after(601);
    await refreshElsewhere();
    after(1_300);
    expect((await refusal()).message).toMatch(/used before.*registration of its own/);
  });

  it('because another process was quicker is no failure once that one has stored its token', async () => {
    await started();
    after(590);
    const won = await refreshElsewhere();
    site.sim.watch(({ path, when }) => {
      if (path.includes('token') && when === 'after') site.storeTokens({ ...won, n8n_expires_at: '' });
    });
    expect(await read()).toHaveLength(2);
    expect(refreshes()).toBe(1);
    expect(site.tokens.access_token).toBe(won.access_token);
  });

  it('because nobody used it for 30 days says so', async () => {
    await started();
    after(31 * 86_400);
    expect((await refusal()).message).toMatch(/30 days/);
  });

  it('because of a wrong client secret says so', async () => {
    await started();
    site.n8n.change({ clientSecret: 'mistyped' });
    after(601);
    expect((await refusal()).message).toMatch(/client ID with this client secret/);
  });

  it.each(['400', '429'])('because of too many in a day says so (%s)', async (answer) => {
    await started({ settings: { tokensPerDay: 0, tokenCapAnswer: answer as never } });
    after(601);
    expect((await refusal()).message).toMatch(/200 were asked for/);
  });

  it('because the app was removed says so', async () => {
    await started();
    site.sim.faults([
      { kind: 'status', status: 401, route: 'oauth2/token', body: { error: 'unauthorized_client' } },
    ]);
    after(601);
    expect((await refusal()).message).toMatch(/no longer knows this sign-in/);
  });

  it('because an answer with new tokens was lost is overcome where Exact still takes the older one', async () => {
    await started({ settings: { oldRefreshToken: 'untilNewUsed' } });
    site.sim.faults([{ kind: 'cut', route: 'oauth2/token', when: 'after', times: 1 }]);
    after(601);
    // the second attempt comes too early for Exact, and the token in hand has ended
    await expect(read()).rejects.toThrow();
    after(601 + 571);
    expect(await read()).toHaveLength(2);
  });

  it('fails every execution at once until somebody signs in again', async () => {
    await started();
    after(31 * 86_400);
    await expect(execution()).rejects.toThrow(/30 days/);
    await expect(execution()).rejects.toThrow(/30 days/);
    const tokens = (await site.control('consent', {})) as Record<string, string>;
    site.storeTokens({ ...tokens, n8n_expires_at: String(Date.now() + 600_000) });
    await execution();
  });
});

it('nobody has signed in yet', async () => {
  await started();
  site.n8n.change({ oauthTokenData: {} });
  const attempt = connect(site.n8n.context({ division: { __rl: true, mode: 'id', value: MAIN } }));
  await expect(attempt).rejects.toMatchObject({ problem: { cause: 'connection.signIn' } });
});

it('says who is signed in', async () => {
  await started();
  expect(await readMe(await site.hasty())).toMatchObject({ FullName: 'Integration User' });
});
