/** How entries get into Exact Online when something goes wrong on the way; judged by the simulator's books. */
import type { ExactSettings } from '../../nodes/ExactOnline/ledger/settings';
import { forgetLimits } from '../../nodes/ExactOnline/transport/limits';
import type { Invoice } from '../../nodes/shared/documents';
import type { PostingSettings } from '../../nodes/shared/posting';
import { postInvoices } from '../../nodes/shared/posting';
import type { PartialSeed } from '../../sandbox/exact-online';
import { aLine, anInvoice } from '../fixtures/invoices';
import { booksOf, ledgerFor, startBooks } from './exact-books';
import type { Site } from './exact-site';

const ROUTE = 'POST purchaseentry/PurchaseEntries';

let site: Site;
const use = async (settings: PartialSeed['settings'] = {}) => {
  site = await startBooks({}, settings);
};
afterEach(() => site.close());

const rules: PostingSettings = {
  ...{ dryRun: false, onlyApproved: true, release: false, tolerance: '0', rounding: null },
};
const run = async (batch: Invoice[], change: Partial<ExactSettings> = {}) =>
  await postInvoices(batch, (await ledgerFor(site, change)).ledger, rules);
const outcomes = async (...given: Parameters<typeof run>) =>
  (await run(...given)).map(({ outcome }) => outcome);
const invoices = (count: number) => Array.from({ length: count }, () => anInvoice());
const all = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);
const books = async () => await booksOf(site);
const declined = async () => (await site.control('state')).limits.declined;

describe('an answer that is lost', () => {
  it.each<[string, object]>([
    ['cut', { kind: 'cut' }],
    ['half of it', { kind: 'truncate' }],
    ['502 of a gateway', { kind: 'html', status: 502 }],
    ['504', { kind: 'status', status: 504 }],
    ['500 without words', { kind: 'status', status: 500 }],
    ['408', { kind: 'status', status: 408 }],
  ])('of an entry that was booked (%s) is looked up, and nothing is sent again', async (_name, fault) => {
    await use();
    site.sim.faults([{ ...fault, route: ROUTE, when: 'after', nth: 2 } as never]);
    const seen = site.listen();
    expect(await outcomes(invoices(3))).toEqual(all(3, 'posted'));
    expect(seen.filter((call) => call === ROUTE)).toHaveLength(3);
    expect(await books()).toHaveLength(3);
  });

  it.each<[string, object]>([
    ['500 without words', { kind: 'status', status: 500 }],
    ['503 in the maintenance', { kind: 'status', status: 503 }],
  ])('of one that was not booked (%s): it is sent once more', async (_name, fault) => {
    await use();
    site.sim.faults([{ ...fault, route: ROUTE, nth: 1 } as never]);
    expect(await outcomes(invoices(2))).toEqual(all(2, 'posted'));
    expect(await books()).toHaveLength(2);
  });

  it.each<[string, object]>([
    ['cut', { kind: 'cut' }],
    ['504', { kind: 'status', status: 504 }],
    ['408', { kind: 'status', status: 408 }],
  ])(
    'where the server may be at it still (%s): unknown, and posted by the next run',
    async (_name, fault) => {
      await use();
      site.sim.faults([{ ...fault, route: ROUTE, nth: 1 } as never]);
      const batch = invoices(2);
      const results = await run(batch);
      expect(results.map(({ outcome, problem }) => [outcome, problem?.cause])).toEqual([
        ['unknown', 'erp.noAnswer'],
        ['posted', undefined],
      ]);
      expect(await outcomes(batch)).toEqual(['posted', 'alreadyPosted']);
      expect(await books()).toHaveLength(2);
    },
  );

  it('of a credit memo', async () => {
    await use();
    site.sim.faults([{ kind: 'cut', route: ROUTE, when: 'after', nth: 1 }]);
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    expect(await outcomes([credit])).toEqual(['posted']);
    expect(await outcomes([credit])).toEqual(['alreadyPosted']);
    expect(await books()).toMatchObject([{ type: 'Debit Adj.', amount: '80.00' }]);
  });

  it('and a look-up that fails as well: unknown, and nothing is sent again', async () => {
    await use();
    const batch = invoices(1);
    site.sim.faults([
      { kind: 'cut', route: ROUTE, when: 'after', nth: 1 },
      { kind: 'cut', route: 'GET purchaseentry/PurchaseEntries', nth: [2, 3, 4, 5, 6, 7, 8, 9] },
    ]);
    expect(await outcomes(batch)).toEqual(['unknown']);
    site.sim.faults([]);
    expect(await outcomes(batch)).toEqual(['alreadyPosted']);
    expect(await books()).toHaveLength(1);
  });
});

describe('limits', () => {
  it('of the minute are waited for, and nothing is declined', async () => {
    await use({ callsPerMinute: 8 });
    site.sim.clock.set(new Date('2026-06-15T09:00:59.000Z'));
    expect(await outcomes(invoices(5))).toEqual(all(5, 'posted'));
    expect(await books()).toHaveLength(5);
    expect(await declined()).toEqual({ minute: 0, day: 0, blocked: 0 });
  });

  it('of the minute that others used up: the declined entry is sent when it begins anew', async () => {
    await use({ callsPerMinute: 8 });
    site.sim.clock.set(new Date('2026-06-15T09:00:59.000Z'));
    const { ledger } = await ledgerFor(site);
    const create = ledger.create.bind(ledger);
    const crowded = Object.assign(ledger, {
      create: async (drafts: Parameters<typeof create>[0]) => {
        // as after a restart: what is left of the minute is not known here
        forgetLimits();
        return await create(drafts);
      },
    });
    const results = await postInvoices(invoices(6), crowded, rules);
    expect(results.map(({ outcome }) => outcome)).toEqual(all(6, 'posted'));
    expect((await declined()).minute).toBeGreaterThan(0);
    expect(await books()).toHaveLength(6);
  });

  it('of the day hold what is left, and the next day posts it', async () => {
    await use({ callsPerDay: 8 });
    const batch = invoices(6);
    const results = await run(batch);
    const causes = results.map(({ outcome, problem }) => problem?.cause ?? outcome);
    expect(causes).toEqual([...all(3, 'posted'), ...all(3, 'erp.dailyLimit')]);
    expect(await books()).toHaveLength(3);
    expect((await declined()).day).toBe(0);
    site.sim.clock.advance(86_400_000);
    await site.control('consent', {}).then((tokens: object) => site.storeTokens({ ...tokens }));
    forgetLimits();
    expect((await outcomes(batch)).filter((outcome) => outcome === 'alreadyPosted')).toHaveLength(3);
  });

  it('of errors: once Exact blocks the app, no further entry is tried', async () => {
    await use();
    site.sim.faults([{ kind: 'status', status: 429, route: ROUTE }]);
    const seen = site.listen();
    const results = await run(invoices(5));
    expect(results.map(({ outcome, problem }) => [outcome, problem?.cause])).toEqual(
      all(5, '').map(() => ['held', 'erp.blocked']),
    );
    expect(seen.filter((call) => call === ROUTE)).toHaveLength(1);
  });

  it('of errors are never met by invoices that a rule of the books refuses', async () => {
    await use();
    await site.control('edit', { path: 'financial/GLAccounts', name: '61000', fields: { UseCostunit: 0 } });
    const { ledger } = await ledgerFor(site);
    const prepare = ledger.prepare.bind(ledger);
    const late = Object.assign(ledger, {
      prepare: async (bills: Parameters<typeof prepare>[0]) => {
        await prepare(bills);
        const fields = { UseCostunit: 1 };
        await site.control('edit', { path: 'financial/GLAccounts', name: '61000', fields });
      },
    });
    const results = await postInvoices(invoices(15), late, rules);
    expect(new Set(results.map(({ outcome, problem }) => `${outcome} ${problem?.cause}`))).toEqual(
      new Set(['held erp.fieldMissing']),
    );
    expect((await site.control('state')).limits.errors).toEqual({});
  });
});

describe('two runs at the same moment', () => {
  /** The other run posts after this one has looked its batch up; before or after the first entry is sent. */
  const atOnce = async (batch: Invoice[], after: number) => {
    let other: string[] = [];
    const { ledger } = await ledgerFor(site);
    const create = ledger.create.bind(ledger);
    let sent = 0;
    const racing = Object.assign(ledger, {
      company: 'as on another machine',
      create: async (drafts: Parameters<typeof create>[0]) => {
        if (sent++ === after) other = await outcomes(batch);
        return await create(drafts);
      },
    });
    const own = (await postInvoices(batch, racing, rules)).map(({ outcome }) => outcome);
    return { own, other };
  };

  it.each([
    [3, 0],
    [45, 2],
  ])('leave one entry each, of %i invoices', async (count, feeds) => {
    await use();
    const seen = site.listen();
    const { own, other } = await atOnce(invoices(count), 0);
    expect(seen.filter((call) => call.includes('sync/Financial/TransactionLines'))).toHaveLength(feeds);
    expect(other).toEqual(all(count, 'posted'));
    expect(own).toEqual(all(count, 'alreadyPosted'));
    expect(await books()).toHaveLength(count);
  });

  it('each keeps what it booked first', async () => {
    await use();
    const { own, other } = await atOnce(invoices(4), 2);
    // the other run found two of them booked already
    expect(other).toEqual(['alreadyPosted', 'alreadyPosted', 'posted', 'posted']);
    expect(own).toEqual(['posted', 'posted', 'alreadyPosted', 'alreadyPosted']);
    expect(await books()).toHaveLength(4);
  });

  it('that cannot take theirs back say so', async () => {
    await use();
    const route = 'DELETE purchaseentry/PurchaseEntries';
    site.sim.faults([{ kind: 'status', status: 403, route }]);
    const batch = invoices(1);
    expect((await atOnce(batch, 0)).own).toEqual(['differs']);
    site.sim.faults([]);
    const [again] = await run(batch);
    expect(again).toMatchObject({ outcome: 'differs', problem: { cause: 'erp.double' } });
    expect(await books()).toHaveLength(2);
  });
});

describe('periods', () => {
  const close = async (...months: number[]) => {
    const { seed } = site.sim.world;
    const periods = seed.divisions[0]?.periods.map((period) => ({
      ...period,
      open: period.year !== 2026 || !months.includes(period.period),
    }));
    await site.control('masters', { periods });
  };
  const posts = (seen: string[]) => seen.filter((call) => call === ROUTE).length;

  it('that are closed are learned by one entry, and refuse or hold the others', async () => {
    await use();
    await close(6);
    const seen = site.listen();
    const refused = await run(invoices(4));
    expect(refused.map(({ outcome, problem }) => `${outcome} ${problem?.cause}`)).toEqual(
      all(4, 'rejected period.closed'),
    );
    expect(posts(seen)).toBe(1);
    const held = await run(invoices(2), { period: { date: 'accounting', whenClosed: 'hold' } });
    expect(held.map(({ outcome }) => outcome)).toEqual(all(2, 'held'));
    expect(await books()).toEqual([]);
  });

  it('lead on to the next open one where the user wants that; the entry keeps its date', async () => {
    await use({ language: 'nl' });
    await close(6, 7);
    const seen = site.listen();
    const period = { date: 'accounting', whenClosed: 'nextOpen' } as const;
    expect(await outcomes(invoices(3), { period })).toEqual(all(3, 'posted'));
    expect(posts(seen)).toBe(5);
    expect((await books()).map(({ date, period: booked }) => [date, booked])).toEqual(
      all(3, '').map(() => ['2026-06-15', '2026-08']),
    );
  });

  it('that the division does not have are never sent to', async () => {
    await use();
    const seen = site.listen();
    const early = { invoiceDate: '2019-01-10', accountingDate: '2019-01-10' };
    const [result] = await run([anInvoice(early)]);
    expect(result).toMatchObject({ outcome: 'rejected', problem: { cause: 'period.closed' } });
    expect(posts(seen)).toBe(0);
  });
});

describe('the sign-in', () => {
  it('that ends in the middle of a batch is renewed', async () => {
    await use();
    site.storeTokens({ n8n_expires_at: String(Date.now() + 25_000) });
    site.sim.clock.advance(575_000);
    site.sim.faults([{ kind: 'expireToken', route: ROUTE, nth: 3 }]);
    expect(await outcomes(invoices(6))).toEqual(all(6, 'posted'));
    expect(await books()).toHaveLength(6);
  });

  it('that is refused in the middle posts nothing more', async () => {
    await use();
    site.storeTokens({ n8n_expires_at: String(Date.now() + 25_000) });
    site.sim.faults([
      { kind: 'expireToken', route: ROUTE, nth: 3 },
      { kind: 'status', status: 401, route: 'oauth2/token' },
    ]);
    const results = await run(invoices(5));
    expect(results.map(({ outcome }) => outcome)).toEqual([...all(2, 'posted'), ...all(3, 'held')]);
    expect(new Set(results.slice(2).map(({ problem }) => problem?.cause))).toEqual(
      new Set(['connection.signIn']),
    );
    expect(await books()).toHaveLength(2);
  });
});
