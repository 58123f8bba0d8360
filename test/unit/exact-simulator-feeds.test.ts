/** Row versions and webhooks of the Exact Online simulator, and seeds that are none. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  feed,
  CLIENT,
  MAIN,
  WHOLE,
  api,
  control,
  get,
  http,
  ids,
  messageOf,
  rows,
  sim,
  simulated,
  turn,
} from './exactClient';

simulated();

describe('row versions', () => {
  it('a date becomes a row version; a change is newer, and one that is silent too', async () => {
    sim.clock.advance(60_000);
    await control('edit', { path: 'crm/Accounts', name: '20000', fields: { City: 'Utrecht' } });
    const at = "read/sync/Sync/SyncTimestamp?modified=datetime'2026-06-15T11:01:00'&endPoint='Accounts'";
    const [{ TimeStampAsBigInt }] = await rows(at);
    const { found, last } = await feed('sync/CRM/Accounts', TimeStampAsBigInt, 'Code,City,Modified');
    expect(found).toMatchObject([
      { City: 'Utrecht', Modified: `/Date(${Date.parse('2026-06-15T11:01:30Z')})/` },
    ]);
    sim.clock.advance(60_000);
    await control('edit', { path: 'crm/Accounts', name: '20000', fields: { City: 'Breda' }, silent: true });
    expect((await feed('sync/CRM/Accounts', last, 'City,Modified')).found).toMatchObject([
      { City: 'Breda', Modified: `/Date(${Date.parse('2026-06-15T11:01:30Z')})/` },
    ]);
    expect((await get("read/sync/Sync/SyncTimestamp?modified='x'&endPoint='Accounts'")).status).toBe(400);
    expect((await get(at.replace('Accounts', 'Nonsense'))).status).toBe(400);
  });

  it('a division that moves begins anew, and says when', async () => {
    const { last } = await feed('sync/CRM/Accounts', '1', 'ID');
    await control('move', {});
    expect((await feed('sync/CRM/Accounts', last, 'ID')).found).toEqual([]);
    expect((await feed('sync/CRM/Accounts', '0', 'ID')).found).toHaveLength(5);
    const [own] = await rows(`system/Divisions?$filter=Code eq ${MAIN}`);
    expect(own.DivisionMoveDate).toBe(`/Date(${Date.parse('2026-06-15T11:00:30Z')})/`);
  });

  it('what is deleted is kept for two months', async () => {
    await control('edit', { path: 'crm/Accounts', name: '20005', remove: true });
    const deleted = () =>
      rows('sync/Deleted?$filter=Timestamp gt 1&$select=EntityType,EntityKey,DeletedDate');
    expect(await deleted()).toMatchObject([{ EntityType: 2, EntityKey: ids['20005'] }]);
    sim.clock.change({ now: '2026-08-15T09:00:30Z' });
    const { access_token } = await control('consent', {});
    const at = (
      await http('GET', `/api/v1/${MAIN}/sync/Deleted?$filter=Timestamp gt 1`, undefined, {
        authorization: `Bearer ${access_token}`,
      })
    ).json;
    expect(at.d.results).toHaveLength(1);
    sim.clock.advance(1_000);
    const later = (
      await http('GET', `/api/v1/${MAIN}/sync/Deleted?$filter=Timestamp gt 1`, undefined, {
        authorization: `Bearer ${access_token}`,
      })
    ).json;
    expect(later.d.results).toEqual([]);
  });
});

describe('webhooks', () => {
  let hook: Server;
  let received: string[] = [];
  let waiting: Array<() => void> = [];
  beforeAll(async () => {
    hook = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        received.push(Buffer.concat(parts).toString('utf8'));
        reply.writeHead(200).end();
        waiting.splice(0).forEach((wake) => wake());
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => hook.close(resolve)));
  beforeEach(() => {
    [received, waiting] = [[], []];
  });
  const url = () => `http://127.0.0.1:${(hook.address() as AddressInfo).port}/in`;
  const subscribe = (more: object = {}) =>
    api('POST', 'webhooks/WebhookSubscriptions', { CallbackURL: url(), Topic: 'Accounts', ...more }, WHOLE);
  const arrived = async (count: number): Promise<string[]> => {
    while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return received;
  };
  const edit = (City: string) => control('edit', { path: 'crm/Accounts', name: '20000', fields: { City } });
  const isSigned = (body: string, secret = 'sandbox-hook-secret') => {
    const content = /^\{"Content":(\{.*\}),"HashCode":"([\dA-F]{64})"\}$/.exec(body);
    return (
      createHmac('sha256', secret)
        .update(content?.[1] ?? '')
        .digest('hex')
        .toUpperCase() === content?.[2]
    );
  };

  it('point to what was made, changed or deleted, signed over the bytes of Content', async () => {
    expect((await subscribe()).status).toBe(201);
    await edit('Delft');
    const [body = ''] = await arrived(1);
    expect(isSigned(body)).toBe(true);
    expect(JSON.parse(body).Content).toEqual({
      ...{ Topic: 'Accounts', ClientId: CLIENT, Division: MAIN, Action: 'Update', Key: ids['20000'] },
      ExactOnlineEndpoint: `https://start.exactonline.nl/api/v1/${MAIN}/crm/Accounts(guid'${ids['20000']}')`,
      EventCreatedOn: '2026-06-15T09:00:30.000',
    });
    const made = await api('POST', 'crm/Accounts', { Name: 'New' }, WHOLE);
    await api('DELETE', `crm/Accounts(guid'${made.json.d.ID}')`);
    const actions = (await arrived(3)).map((one) => JSON.parse(one).Content.Action);
    expect(actions).toEqual(['Update', 'Create', 'Delete']);
  });

  it('subscriptions: listed, not doubled, not changed, ended', async () => {
    const { json } = await subscribe();
    expect(await rows('webhooks/WebhookSubscriptions')).toMatchObject([
      { Topic: 'Accounts', ClientID: CLIENT },
    ]);
    expect(messageOf(await subscribe())).toContain('Already exists');
    expect(messageOf(await subscribe({ Topic: 'Payments' }))).toBe('Invalid: Topic');
    expect(messageOf(await subscribe({ CallbackURL: 'http://n8n.example/in' }))).toBe(
      'Invalid: Callback URL',
    );
    const path = `webhooks/WebhookSubscriptions(guid'${json.d.ID}')`;
    expect((await api('PUT', path, { Description: 'x' })).status).toBe(500);
    expect((await api('DELETE', path)).status).toBe(204);
    await edit('Delft');
    expect((await control('state?hooks')).deliveries).toEqual([]);
  });

  it('come twice, late, never, or with a wrong hash, where ordered', async () => {
    await subscribe();
    turn('hookTwice');
    await edit('A');
    const [first, second] = await arrived(2);
    expect(first).toBe(second);
    turn('hookWrongHash');
    await edit('B');
    expect(isSigned((await arrived(3))[2] ?? '')).toBe(false);
    turn('hookLate');
    await edit('C');
    turn('hookLost');
    await edit('D');
    sim.faults([]);
    await edit('E');
    await arrived(4);
    expect((await control('state?hooks')).held).toBe(1);
    await control('hooks', {});
    await arrived(5);
    const { deliveries } = await control('state?hooks');
    expect(deliveries.filter(({ status }: { status: number | null }) => status === null)).toHaveLength(1);
  });

  it('nobody listens', async () => {
    await subscribe({ CallbackURL: 'http://127.0.0.1:1/in' });
    await edit('A');
    for (;;) {
      const { pending, deliveries } = sim.world.hooks.show();
      if (pending === 0) {
        expect(deliveries[0]).toMatchObject({ status: 0 });
        return;
      }
      await new Promise((next) => setImmediate(next));
    }
  });
});

it('a seed or switch that is none is refused', async () => {
  await expect(control('reset', { seed: { nonsense: 1 } })).rejects.toThrow('no part called nonsense');
  await expect(control('reset', { seed: { users: {} } })).rejects.toThrow('must be a list');
  await expect(control('reset', { seed: [] })).rejects.toThrow('must be an object');
  await expect(control('reset', { seed: { settings: { nonsense: 1 } } })).rejects.toThrow(
    'no switch nonsense',
  );
  await expect(control('reset', { seed: { settings: { language: 'xx' } } })).rejects.toThrow(
    'takes one of en, nl',
  );
  await expect(control('reset', { seed: { settings: { callsPerDay: 'x' } } })).rejects.toThrow(
    'takes a number',
  );
  await expect(control('edit', { path: 'crm/Accounts', name: 'none', fields: {} })).rejects.toThrow(
    'no none',
  );
  await expect(control('state?bills&division=1')).rejects.toThrow('no division 1');
});
