/** Parts of the simulator kit by themselves: switches, seeds, and what a simulator sends. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Outbox } from '../../sandbox/kit/outbox';
import { completeSeed } from '../../sandbox/kit/seed';
import { choice, switchesOf } from '../../sandbox/kit/switches';

describe('switches', () => {
  const { readSettings, setting, settingsOf } = switchesOf({
    order: choice('first', 'last', 'any'),
    limit: { amount: 30 },
    words: { words: 'none' },
  });
  const none = { now: () => new Date(0), fault: () => undefined };
  const ordered = (faults: Record<string, unknown>) => ({ ...none, fault: (name: string) => faults[name] });

  test('stand at their defaults, as a seed says, or as a fault says for a call', () => {
    const settings = readSettings({ limit: 5 });
    expect(readSettings(undefined)).toEqual({ order: 'first', limit: 30, words: 'none' });
    expect(settingsOf(settings, none)).toEqual({ order: 'first', limit: 5, words: 'none' });
    expect(settingsOf(settings, ordered({ order: 'any', words: 'x' }))).toEqual({
      ...{ order: 'any', limit: 5, words: 'x' },
    });
    expect(setting('order', settings, ordered({ order: true }))).toBe('last');
  });

  test.each([
    [{ colour: 1 }, 'no switch colour'],
    [{ order: 'never' }, 'takes one of first, last, any'],
    [{ limit: 'many' }, 'takes a number'],
    [{ words: 7 }, 'takes a text'],
  ])('%j is refused', (given, words) => {
    expect(() => readSettings(given)).toThrow(words);
  });
});

describe('a seed', () => {
  const base = { signIn: { user: 'a', password: 'b' }, items: ['one'], name: 'Granite' };

  test('is completed: parts as a whole, those that go deep field by field', () => {
    expect(completeSeed(base, undefined)).toEqual(base);
    expect(completeSeed(base, { items: [], signIn: { user: 'c' } }, { deep: ['signIn'] })).toEqual({
      ...{ signIn: { user: 'c', password: 'b' }, items: [], name: 'Granite' },
    });
    expect(completeSeed(base, { settings: { limit: 1 } }, { also: ['settings'] }).settings).toEqual({
      limit: 1,
    });
  });

  test.each([
    [[], 'must be an object'],
    [{ colour: 1 }, 'no part called colour'],
    [{ items: {} }, 'items must be a list'],
  ])('%j is refused', (given, words) => {
    expect(() => completeSeed(base, given)).toThrow(words);
  });
});

describe('an outbox', () => {
  let server: Server;
  let url: string;
  let seen: string[];
  let answers: number[];
  beforeEach(async () => {
    [seen, answers] = [[], []];
    server = createServer((request, reply) => {
      seen.push(String(request.headers['x-message']));
      reply.writeHead(answers.shift() ?? 200).end('read');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const message = (name: string) => ({ headers: { 'x-message': name }, body: '{}', patienceMs: 10_000 });
  const told = () => ({ attempts: 0, statuses: [], delivered: false });

  test('keeps the order of a receiver, and tries again before the next', async () => {
    const [outbox, line, first] = [new Outbox(), { queue: Promise.resolve() }, told()];
    const post = (name: string) => async () => (await outbox.post(url, message(name))).status;
    answers = [500, 404];
    const ended = outbox.enqueue(line, () =>
      outbox.insist(
        first,
        post('a'),
        (one) => one === 200,
        () => 0,
      ),
    );
    const next = outbox.enqueue(line, post('b'));
    expect(outbox.pending).toBe(2);
    await Promise.all([ended, next]);
    expect(seen).toEqual(['a', 'a', 'a', 'b']);
    expect(first).toEqual({ attempts: 3, statuses: [500, 404, 200], delivered: true });
    expect(outbox.pending).toBe(0);
  });

  test('gives up when told to, and sends nothing once it is over', async () => {
    const [outbox, failed, late] = [new Outbox(), told(), told()];
    const post = async () => (await outbox.post(url, message('a'))).status;
    answers = [500, 500, 500];
    await outbox.insist(
      failed,
      post,
      (one) => one === 200,
      (attempt) => (attempt < 2 ? 0 : null),
    );
    expect(failed).toEqual({ attempts: 2, statuses: [500, 500], delivered: false });
    outbox.end();
    expect(await outbox.post(url, message('b'))).toEqual({ status: 0, text: '' });
    await outbox.insist(
      late,
      post,
      () => true,
      () => 0,
    );
    expect([late.attempts, seen.length]).toEqual([0, 2]);
  });
});
