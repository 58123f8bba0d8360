/** How bills get into QuickBooks Online when something goes wrong on the way; judged by the simulator's books. */
import type { QuickBooksSettings } from '../../nodes/QuickBooksOnline/ledger/settings';
import type { Invoice } from '../../nodes/shared/documents';
import type { PostingSettings } from '../../nodes/shared/posting';
import { postInvoices } from '../../nodes/shared/posting';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { booksOf, ledgerFor, startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks({ preferences: { WarnDuplicateBillNumber: false }, ...seed });
};
afterEach(() => company.close());

const rules: PostingSettings = {
  ...{ dryRun: false, onlyApproved: true, release: false, tolerance: '0', rounding: null },
};
const run = async (batch: Invoice[], change: Partial<QuickBooksSettings> = {}, batchSize = 30) => {
  const { ledger } = await ledgerFor(company, change, batchSize);
  return await postInvoices(batch, ledger, rules);
};
const outcomes = async (...given: Parameters<typeof run>) =>
  (await run(...given)).map(({ outcome }) => outcome);
const invoices = (count: number) => Array.from({ length: count }, () => anInvoice());
const all = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);
const books = () => booksOf(company);
const writes = () => company.sim.world.usage.writes;

describe('an answer that is lost', () => {
  it.each(['replayed', 'refused'] as const)(
    'is asked for by the same request (repeats %s)',
    async (repeat) => {
      await use({ settings: { repeat } });
      company.sim.faults([{ kind: 'cut', route: 'create:Bill', when: 'after', nth: 1 }]);
      expect(await outcomes(invoices(40))).toEqual(all(40, 'posted'));
      expect(books()).toHaveLength(40);
    },
  );

  it('several times over, before and after it was booked, with smaller batches from then on', async () => {
    await use();
    company.sim.faults([
      { kind: 'cut', route: 'create:Bill', nth: [1, 2] },
      { kind: 'status', status: 503, route: 'create:Bill', when: 'after', nth: 3 },
    ]);
    expect(await outcomes(invoices(60))).toEqual(all(60, 'posted'));
    expect(books()).toHaveLength(60);
    expect(writes()).toBeGreaterThan(2);
  });

  it('for good: what was booked is found, and what was not is said to be unknown', async () => {
    await use();
    company.sim.faults([
      { kind: 'cut', route: 'create:Bill', when: 'after', nth: [1, 2] },
      { kind: 'cut', route: 'create:Bill', nth: [3, 4] },
    ]);
    expect(await outcomes(invoices(2), {}, 1)).toEqual(['posted', 'unknown']);
    expect(books()).toHaveLength(1);
  });

  it('of a credit memo, also where QuickBooks Online numbers credits itself', async () => {
    await use({ preferences: { UseCustomTxnNumbers: false } });
    company.sim.faults([{ kind: 'cut', route: 'create:VendorCredit', when: 'after', nth: [1, 2] }]);
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    expect(await outcomes([credit], {}, 1)).toEqual(['posted']);
    expect(await outcomes([credit])).toEqual(['alreadyPosted']);
    expect(books()).toMatchObject([{ type: 'Debit Adj.', amount: '80.00' }]);
  });
});

describe('faults of single items', () => {
  const strike = (value: string, nth: number[]) =>
    company.sim.faults([{ kind: 'itemFault', value, route: 'create:Bill', nth }]);

  it.each(['3001', '10000', '10000 after'])(
    'that pass (%s): only the struck ones are sent again',
    async (value) => {
      await use();
      strike(value, [1, 2]);
      expect(await outcomes(invoices(10))).toEqual(all(10, 'posted'));
      expect(books()).toHaveLength(10);
    },
  );

  it('that do not pass: throttled ones are held, nothing of them was done', async () => {
    await use();
    company.sim.faults([{ kind: 'itemFault', value: '3001', route: 'create:Bill' }]);
    const results = await run(invoices(2));
    expect(results.map(({ outcome, problem }) => [outcome, problem?.cause])).toEqual(
      all(2, '').map(() => ['held', 'erp.busy']),
    );
    expect(books()).toEqual([]);
  });

  it('that are remembered under their id: proven absent, they go under another one', async () => {
    await use({ settings: { repeatFaults: 'replayed' } });
    strike('10000', [1]);
    expect(await outcomes(invoices(1))).toEqual(['posted']);
    expect(books()).toHaveLength(1);
  });

  it('of the data: each bad bill fails alone, with QuickBooks Online’s own words', async () => {
    await use();
    const closed = anInvoice();
    const { ledger } = await ledgerFor(company, { period: { date: 'accounting', whenClosed: 'hold' } });
    const create = ledger.create.bind(ledger);
    const watched = Object.assign(ledger, {
      create: async (drafts: Parameters<typeof create>[0]) => {
        // an account is made inactive, and the books are closed, after everything was checked
        await company.control('preferences', { BookCloseDate: '2026-06-14' });
        await company.control('masters', {
          accounts: [{ number: '62000', name: 'Tools', type: 'Expense', active: false }],
        });
        return await create(drafts);
      },
    });
    const tools = anInvoice({
      lines: [
        aLine('100', { splits: [{ segments: [], amount: '100', erpAccount: '62000', erpDimensions: {} }] }),
      ],
    });
    const early = { ...closed, accountingDate: '2026-06-10' };
    const results = await postInvoices([anInvoice(), tools, early, anInvoice()], watched, rules);
    expect(results.map(({ outcome, problem }) => [outcome, problem?.cause])).toEqual([
      ['posted', undefined],
      ['held', 'erp.reference'],
      ['held', 'period.closed'],
      ['posted', undefined],
    ]);
    expect(results[1]?.problem?.reason).toMatch(/made inactive/);
  });

  it('in shuffled order: each answer goes to its own bill', async () => {
    await use({ settings: { batchOrder: 'shuffled' } });
    const batch = Array.from({ length: 30 }, (_, at) =>
      anInvoice({ total: String(at + 1), lines: [aLine(String(at + 1))] }),
    );
    const results = await run(batch);
    expect(results.map(({ bill }) => bill?.amount)).toEqual(batch.map(({ total }) => total));
    expect(results.map(({ bill }) => bill?.vendorReference)).toEqual(
      batch.map(({ supplierInvoiceNumber }) => supplierInvoiceNumber),
    );
  });
});

describe('a bill that was deleted in QuickBooks Online', () => {
  it('is booked anew when it is replayed, though the same request gets its first answer again', async () => {
    await use();
    const batch = invoices(1);
    for (const attempt of [1, 2, 3]) {
      expect(await outcomes(batch)).toEqual(['posted']);
      expect(books()).toHaveLength(1);
      if (attempt < 3) await company.control('bills', { remove: [books()[0]?.id] });
      const hour = new Date(Date.parse('2026-06-15T10:00:00Z') - attempt * 3_600_000);
      for (const first of company.sim.world.answered.values()) {
        // as if it had been an hour ago: clocks of two minutes' difference are borne
        const { Bill } = JSON.parse(first.text) as { Bill: { MetaData: object } };
        Bill.MetaData = { CreateTime: hour.toISOString(), LastUpdatedTime: hour.toISOString() };
        first.text = JSON.stringify({ Bill, bId: '1' });
      }
    }
  });

  it('and voided instead is not booked anew', async () => {
    await use();
    const batch = invoices(1);
    await run(batch);
    await company.control('bills', { void: [books()[0]?.id] });
    const [result] = await run(batch);
    expect(result).toMatchObject({ outcome: 'differs', problem: { cause: 'erp.voided' } });
    expect(books()).toHaveLength(1);
  });
});

describe('two runs at the same moment', () => {
  const atOnce = async (change: Partial<QuickBooksSettings>, sizes: [number, number]) => {
    const batch = invoices(4);
    let other: string[] = [];
    const { ledger } = await ledgerFor(company, change, sizes[0]);
    const create = ledger.create.bind(ledger);
    let isFirst = true;
    const racing = Object.assign(ledger, {
      company: 'as on another machine',
      create: async (drafts: Parameters<typeof create>[0]) => {
        if (isFirst) other = await outcomes(batch, change, sizes[1]);
        isFirst = false;
        return await create(drafts);
      },
    });
    const own = (await postInvoices(batch, racing, rules)).map(({ outcome }) => outcome);
    return { own, other };
  };

  it('of the same batch are one request to QuickBooks Online', async () => {
    await use();
    const { own, other } = await atOnce({}, [30, 30]);
    expect([...own, ...other]).toEqual(all(8, 'posted'));
    expect(books()).toHaveLength(4);
  });

  it('of other batches leave one bill each where numbers are refused twice', async () => {
    await use({ preferences: { WarnDuplicateBillNumber: true } });
    expect((await atOnce({}, [30, 2])).own).toEqual(all(4, 'alreadyPosted'));
    expect(books()).toHaveLength(4);
  });

  it('of other batches leave one bill each where twins are looked for', async () => {
    await use();
    expect((await atOnce({ lookForTwins: true }, [30, 2])).own).toEqual(all(4, 'alreadyPosted'));
    expect(books()).toHaveLength(4);
  });
});

describe('the sign-in', () => {
  it('that ends in the middle of a batch is renewed', async () => {
    await use();
    company.sim.faults([{ kind: 'expireToken', route: 'create:Bill', nth: 2 }]);
    expect(await outcomes(invoices(65))).toEqual(all(65, 'posted'));
    expect(books()).toHaveLength(65);
  });

  it('that is about to end is renewed before the batch starts', async () => {
    await use();
    const token = company.n8n.credential.oauthTokenData as object;
    company.n8n.change({ oauthTokenData: { ...token, n8n_expires_at: Date.now() + 5_000 } });
    const seen: string[] = [];
    company.sim.watch(({ path, when }) => {
      if (when === 'before') seen.push(/tokens\/bearer|create:Bill/.exec(path)?.[0] ?? '');
    });
    expect(await outcomes(invoices(5))).toEqual(all(5, 'posted'));
    expect(seen.filter(Boolean)).toEqual(['tokens/bearer', 'create:Bill']);
  });

  it('that is refused in the middle posts nothing more', async () => {
    await use();
    company.sim.faults([
      { kind: 'expireToken', route: 'create:Bill', nth: 2 },
      { kind: 'status', status: 400, route: 'tokens/bearer' },
    ]);
    const results = await run(invoices(65));
    expect(results.map(({ outcome }) => outcome)).toEqual([...all(30, 'posted'), ...all(35, 'held')]);
    expect(new Set(results.slice(30).map(({ problem }) => problem?.cause))).toEqual(
      new Set(['connection.signIn']),
    );
    expect(books()).toHaveLength(30);
  });
});

describe('a number that another vendor has', () => {
  const taken = async () => {
    await company.control('bills', {
      ...{ vendor: 'QUARRY', number: 'SAME', date: '2026-06-15' },
      lines: [{ account: '61000', amount: '5' }],
    });
  };
  const same = (change: Partial<Invoice> = {}) => anInvoice({ supplierInvoiceNumber: 'SAME', ...change });
  const ofQuarry = mappedTo('QUARRY');
  const refusing = { preferences: { WarnDuplicateBillNumber: true } };

  it.each(['bare', 'named'] as const)('does not stand in the way (option text %s)', async (optionsText) => {
    await use({ ...refusing, settings: { optionsText } });
    await taken();
    expect(await outcomes([same()])).toEqual(['posted']);
    expect(await outcomes([same()])).not.toContain('posted');
  });

  it('nor that of another vendor in the same batch', async () => {
    await use({ ...refusing, settings: { batchSight: 'earlier' } });
    expect(await outcomes([same(), same({ supplier: ofQuarry })])).toEqual(['posted', 'posted']);
    expect(books().map(({ vendor }) => vendor)).toEqual(['HARBOUR', 'QUARRY']);
  });

  it('holds where the user wants that, looked up or refused', async () => {
    await use({ ...refusing, settings: { batchSight: 'earlier' } });
    const hold = { numberOfOther: 'hold' } as const;
    const batch = [same(), same({ supplier: ofQuarry })];
    const causes = async () =>
      (await run(batch, hold)).map(({ outcome, problem }) => [outcome, problem?.cause]);
    expect(await causes()).toEqual([
      ['posted', undefined],
      ['held', 'erp.duplicateNumber'],
    ]);
    expect(await causes()).toEqual([
      ['alreadyPosted', undefined],
      ['held', 'erp.duplicateNumber'],
    ]);
    expect(books()).toHaveLength(1);
  });
});
