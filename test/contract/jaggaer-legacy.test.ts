/** Older Advantage tenants: another token call, another answer, milliseconds. */
import { Jaggaer as JaggaerNode } from '../../nodes/Jaggaer/Jaggaer.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected, startTenant } from '../fixtures/jaggaer';

const node = new JaggaerNode();
const LIST = { resource: 'supplier', operation: 'getAll', returnAll: true };
const LEGACY = { signInStyle: 'legacy', apiRoot: '/esop/jint/api/public' };
let jaggaer: Jaggaer;

beforeAll(async () => void ({ jaggaer } = await startTenant(20)));
afterAll(async () => await jaggaer.close());
beforeEach(() => jaggaer.faults([]));
afterEach(() => jest.restoreAllMocks());

const signIns = (part: string) =>
  Object.entries(jaggaer.calls().byRoute)
    .filter(([route]) => route.includes(part))
    .reduce((sum, [, count]) => sum + count, 0);
/** Each test has an address of its own, so that it has a token of its own. */
let sequence = 0;
const legacy = (more: object = {}) =>
  connected(jaggaer, { ...LEGACY, baseUrl: `${jaggaer.url}${'/'.repeat(++sequence)}`, ...more });
const tenantOf = (change: object = {}) => {
  const url = `${jaggaer.url}/esop/jint/api/public/v1/tokens?test=${++sequence}`;
  return legacy({ accessTokenUrl: url, ...change });
};

describe('the legacy token', () => {
  it('is fetched where the credential says by itself', async () => {
    const n8n = legacy();
    expect((await n8n.execute(node, LIST))[0]?.length).toBeGreaterThan(5);
    expect(signIns('/auth/realms')).toBe(0);
  });

  it('is fetched once for many calls, and renewed before it ends', async () => {
    const before = signIns('v1/tokens');
    const n8n = tenantOf();
    await Promise.all([n8n.execute(node, LIST), n8n.execute(node, LIST)]);
    await n8n.execute(node, LIST);
    expect(signIns('v1/tokens') - before).toBe(1);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_570_000);
    await n8n.execute(node, LIST);
    expect(signIns('v1/tokens') - before).toBe(2);
  });

  it.each(['json', 'empty', 'brokenContentType'])(
    'is fetched anew once when it is dead (%s)',
    async (value) => {
      const n8n = tenantOf();
      await n8n.execute(node, LIST);
      const before = signIns('v1/tokens');
      jaggaer.faults([
        { kind: 'switch', name: 'unauthorized', value },
        { kind: 'expireToken', route: 'companyprofiles', nth: [1], times: 1 },
      ]);
      expect((await n8n.execute(node, LIST))[0]?.length).toBeGreaterThan(5);
      expect(signIns('v1/tokens') - before).toBe(1);
      expect(signIns('/auth/realms')).toBe(0);
    },
  );

  it('is not asked for again where it is refused, and the secret is nowhere', async () => {
    const before = signIns('v1/tokens');
    const n8n = tenantOf({ clientSecret: 'canary-wrong-secret' });
    const failure: Error = await n8n.execute(node, LIST).then(
      () => new Error('it worked'),
      (error: Error) => error,
    );
    expect(failure.message).toMatch(/sign-in was refused/i);
    expect(JSON.stringify(failure) + failure.stack).not.toContain('canary-wrong-secret');
    expect(signIns('v1/tokens') - before).toBe(1);
  });

  it('is not given to another secret', async () => {
    const url = `${jaggaer.url}/esop/jint/api/public/v1/tokens?test=shared`;
    await legacy({ accessTokenUrl: url }).execute(node, LIST);
    const other = legacy({ accessTokenUrl: url, clientSecret: 'another' });
    await expect(other.execute(node, LIST)).rejects.toThrow(/sign-in was refused/i);
  });

  it('goes on after a sign-in server that is busy, as no answer', async () => {
    jaggaer.faults([{ kind: 'status', status: 503, route: 'v1/tokens', times: 1 }]);
    const n8n = tenantOf();
    await expect(n8n.execute(node, LIST)).rejects.toThrow(/No token/);
    expect((await n8n.execute(node, LIST))[0]?.length).toBeGreaterThan(5);
  });
});
