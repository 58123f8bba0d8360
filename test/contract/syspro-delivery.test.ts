/** How invoices get into SYSPRO when something goes wrong on the way; judged by the simulator's books. */
import type { SysproSettings } from '../../nodes/Syspro/ledger/settings';
import type { Invoice } from '../../nodes/shared/documents';
import type { PostingSettings } from '../../nodes/shared/posting';
import { postInvoices } from '../../nodes/shared/posting';
import type { PartialSeed } from '../../sandbox/syspro';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { booksOf, ledgerFor, postTo, saidOf, startBooks } from './syspro-books';
import type { Company } from './syspro-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks(seed);
};
afterEach(() => company.close());

const rules: PostingSettings = {
  ...{ dryRun: false, onlyApproved: true, release: false, tolerance: '0', rounding: null },
};
const run = async (batch: Invoice[], change: Partial<SysproSettings> = {}, options = {}) => {
  const { ledger } = await ledgerFor(company, change, options);
  return await postInvoices(batch, ledger, rules);
};
const outcomes = async (...given: Parameters<typeof run>) =>
  (await run(...given)).map(({ outcome }) => outcome);
const causes = async (...given: Parameters<typeof run>) =>
  (await run(...given)).map(({ outcome, problem }) => [outcome, problem?.cause].filter(Boolean).join(' '));
const invoices = (count: number) => Array.from({ length: count }, () => anInvoice());
const all = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);
const books = () => booksOf(company);
const documents = () => company.sim.world.meter.APSTIN?.documents ?? 0;
const settings = (given: object) => ({ settings: given }) as PartialSeed;
const turn = (name: string, value: unknown, more: object = {}) =>
  company.sim.faults([{ kind: 'switch', name, value, ...more }]);

describe('a document', () => {
  it('holds all invoices of a run: one AP journal and one GL journal, and a bad one fails alone', async () => {
    await use();
    // a person puts the code on hold after everything was checked
    const batch = [anInvoice(), anInvoice({ lines: [aLine('100', coded('62000'))] }), anInvoice()];
    company.sim.watch(({ path, when }) => {
      if (when !== 'before' || !path.includes('APSTIN')) return;
      for (const row of company.sim.world.tables.get('GenMaster')?.all() ?? [])
        if (row.GlCode === '62000-000-000')
          company.sim.world.tables.get('GenMaster')?.put({ ...row, AccOnHldFlag: 'Y' });
    });
    const results = await run(batch);
    expect(results.map(({ outcome, problem }) => [outcome, problem?.cause])).toEqual([
      ['posted', undefined],
      ['rejected', 'erp.refused'],
      ['posted', undefined],
    ]);
    expect(results[1]?.problem?.reason).toMatch(/LedgerCode '62000-000-000': .*on hold/);
    expect(documents()).toBe(1);
    expect(new Set(books().map(({ glJournal }) => glJournal)).size).toBe(1);
    expect(results.map(({ bill }) => bill?.number)).toEqual([
      '2026/06/00001/001',
      undefined,
      '2026/06/00001/002',
    ]);
    expect(results[0]?.bill).toMatchObject({ glJournal: '2026/06/00001' });
  });

  it('is one for each invoice where that is set', async () => {
    await use();
    expect(await outcomes(invoices(3), { documents: 'single' })).toEqual(all(3, 'posted'));
    expect(documents()).toBe(3);
    expect(new Set(books().map(({ glJournal }) => glJournal)).size).toBe(3);
  });

  it('is posted as a whole or not at all where that is set', async () => {
    await use();
    company.sim.watch(({ path, when }) => {
      const table = company.sim.world.tables.get('ApSupplier');
      const row = table?.get('QUARRY');
      if (when === 'before' && path.includes('APSTIN') && row) table?.put({ ...row, OnHold: 'Y' });
    });
    const quarry = mappedTo('QUARRY');
    const batch = [anInvoice(), anInvoice({ supplier: quarry })];
    expect(await causes(batch, { isWhole: true })).toEqual(['held erp.notWhole', 'held erp.warning']);
    expect(books()).toEqual([]);
  });

  it('goes in parts where this version has no PostLD', async () => {
    await use(settings({ postLD: 'absent' }));
    expect(await outcomes(invoices(40))).toEqual(all(40, 'posted'));
    expect(documents()).toBeGreaterThan(1);
    expect(books()).toHaveLength(40);
  });

  it.each(['plain', 'wrapped'])('is understood in a %s answer of PostLD', async (ldResponse) => {
    await use(settings({ ldResponse }));
    expect(await outcomes(invoices(30))).toEqual(all(30, 'posted'));
    expect(documents()).toBe(1);
  });

  it('is sent in halves where the server takes shorter addresses than were set', async () => {
    await use(settings({ urlLimit: 6_000, urlLimitStatus: '400' }));
    company.sim.faults([{ kind: 'switch', name: 'urlLimit', value: 16_384, route: 'Query' }]);
    expect(await outcomes(invoices(20), {}, { largeDocuments: 'split' })).toEqual(all(20, 'posted'));
    expect(books()).toHaveLength(20);
  });
});

describe('an answer that is lost', () => {
  it.each(['kept', 'lost'] as const)('is looked for, and nothing is sent again (mark %s)', async (column) => {
    await use(settings({ referenceColumn: column }));
    company.sim.faults([{ kind: 'cut', route: 'APSTIN', when: 'after', nth: 1 }]);
    const outcome = column === 'kept' ? 'posted' : 'alreadyPosted';
    expect(await outcomes(invoices(30))).toEqual(all(30, outcome));
    expect(books()).toHaveLength(30);
    expect(documents()).toBe(1);
  });

  it('before anything was booked leaves the invoices unknown, and replaying books each once', async () => {
    await use();
    company.sim.faults([{ kind: 'cut', route: 'APSTIN', nth: 1 }]);
    const batch = invoices(3);
    expect(await causes(batch)).toEqual(all(3, 'unknown erp.noAnswer'));
    expect(books()).toEqual([]);
    expect(await outcomes(batch)).toEqual(all(3, 'posted'));
    expect(books()).toHaveLength(3);
  });

  it('that is cut in the middle, and one that comes as a page, are looked for as well', async () => {
    await use();
    company.sim.faults([
      { kind: 'truncate', route: 'APSTIN', nth: 1 },
      { kind: 'html', status: 502, when: 'after', route: 'APSTIN', nth: 2 },
    ]);
    expect(await outcomes(invoices(2), { documents: 'single' })).toEqual(all(2, 'posted'));
    expect(books()).toHaveLength(2);
  });

  it('of a server that failed by itself is sent once more when nothing is there', async () => {
    await use();
    company.sim.faults([{ kind: 'status', status: 500, route: 'APSTIN', nth: 1 }]);
    expect(await outcomes(invoices(3))).toEqual(all(3, 'posted'));
    expect(books()).toHaveLength(3);
  });

  it('again and again: the rest is not even sent', async () => {
    await use();
    company.sim.faults([{ kind: 'cut', route: 'APSTIN' }]);
    const said = await causes(invoices(5), { documents: 'single' });
    expect(said).toEqual([...all(2, 'unknown erp.noAnswer'), ...all(3, 'held connection.noAnswer')]);
    expect(documents()).toBe(0);
  });

  it('of a credit of an invoice is found among AP’s entries', async () => {
    await use({ invoices: [THERE] });
    company.sim.faults([{ kind: 'cut', route: 'APSTIN', when: 'after', nth: 1 }]);
    const credit = aCredit();
    expect(await outcomes([credit], CREDITS)).toEqual(['posted']);
    expect(await outcomes([credit], CREDITS)).toEqual(['alreadyPosted']);
    expect(books().filter(({ code }) => code === 'C')).toHaveLength(1);
  });
});

const coded = (erpAccount: string) => ({
  splits: [{ segments: [], amount: '100', erpAccount, erpDimensions: { subaccount: '000-000' } }],
});
const THERE = {
  ...{ supplier: 'HARBOUR', invoice: 'INV-7', date: '2026-06-01', value: '500', branch: 'HO' },
  lines: [{ ledgerCode: '61000-000-000', value: '500' }],
};
const CREDITS = { creditedInvoiceField: 'Original Invoice', creditMemos: 'hold' } as const;
const aCredit = (change: Partial<Invoice> = {}) =>
  anInvoice({
    ...{ type: 'creditMemo', total: '-80', lines: [aLine('-80')] },
    customFields: { 'Original Invoice': 'INV-7' },
    ...change,
  });

describe('a credit memo', () => {
  it('credits the invoice that it names', async () => {
    await use({ invoices: [THERE] });
    const [result] = await run([aCredit()], CREDITS);
    expect(result).toMatchObject({ outcome: 'posted', bill: { type: 'Credit', amount: '80' } });
    const row = company.sim.world.tables.get('ApInvoice')?.get('HARBOUR', 'INV-7');
    expect(row?.MthInvBal1).toBe('420.00');
  });

  it('that names none, or one that is not there, holds', async () => {
    await use();
    const batch = [aCredit(), aCredit({ customFields: {} })];
    expect(await causes(batch, CREDITS)).toEqual(['held credit.invoiceMissing', 'held credit.noInvoice']);
  });

  it('is a negative invoice where that is set, and both positions of the open point are judged', async () => {
    await use();
    const credit = aCredit({ customFields: {} });
    expect(await outcomes([credit])).toEqual(['posted']);
    expect(await outcomes([credit])).toEqual(['alreadyPosted']);
    expect(books()).toMatchObject([{ type: 'Debit Adj.', amount: '80.00' }]);
    turn('negativeInvoice', 'refused');
    expect(await causes([aCredit({ customFields: {} })])).toEqual(['rejected erp.refused']);
  });

  it('is not credited twice where AP keeps no mark', async () => {
    await use({ invoices: [THERE], ...settings({ referenceColumn: 'lost' }) });
    const credit = aCredit();
    expect(await outcomes([credit], CREDITS)).toEqual(['posted']);
    for (const row of company.sim.world.tables.get('ApJnlSummary')?.all() ?? [])
      company.sim.world.tables.get('ApJnlSummary')?.put({ ...row, Reference: '' });
    expect(await causes([credit], CREDITS)).toEqual(['held credit.maybePosted']);
  });
});

describe('AP that is posted while the ledger is not', () => {
  it('has an outcome of its own, keeps its entry, and is never posted again', async () => {
    await use(settings({ glJournal: 'fails' }));
    const batch = invoices(2);
    const results = await run(batch);
    for (const { outcome, problem, bill } of results) {
      expect([outcome, problem?.cause]).toEqual(['differs', 'gl.notPosted']);
      expect(bill?.number).toMatch(/^2026\/06\/00001\/00\d$/);
      expect(problem?.reason).toContain('the GL journal was not created');
      expect(problem?.advice).toContain('2026/06/00001');
    }
    expect(await outcomes(batch)).toEqual(all(2, 'alreadyPosted'));
    expect(documents()).toBe(1);
  });

  it('where the ledger is not integrated is no failure, unless a journal is demanded', async () => {
    await use(settings({ glIntegration: 'off' }));
    expect(await outcomes(invoices(1))).toEqual(['posted']);
    expect(await causes(invoices(1), { demandsGlJournal: true })).toEqual(['differs gl.notPosted']);
  });
});

describe('periods', () => {
  const dated = (accountingDate: string) => anInvoice({ accountingDate, invoiceDate: accountingDate });

  it('are told by their place, each in a document of its own', async () => {
    await use();
    const batch = [dated('2026-06-10'), dated('2026-05-10'), dated('2026-04-10')];
    expect(await outcomes(batch)).toEqual(all(3, 'posted'));
    expect(
      books()
        .map(({ period }) => period)
        .sort(),
    ).toEqual(['2026-04', '2026-05', '2026-06']);
    expect(documents()).toBe(3);
  });

  it.each(['refuse', 'hold'] as const)('out of reach are refused (%s)', async (whenClosed) => {
    await use({ periods: { closedInAp: ['P'] } });
    const period = { date: 'accounting', whenClosed } as const;
    const outcome = whenClosed === 'refuse' ? 'rejected' : 'held';
    const batch = [dated('2026-03-31'), dated('2026-07-01'), dated('2026-05-10')];
    expect(await causes(batch, { period })).toEqual(all(3, `${outcome} period.closed`));
    expect(books()).toEqual([]);
  });

  it('that are closed are left behind where that is set', async () => {
    await use({ periods: { closedInAp: ['P', 'B'] } });
    const period = { date: 'accounting', whenClosed: 'nextOpen' } as const;
    const batch = [dated('2026-02-10'), dated('2026-05-10'), dated('2026-06-10')];
    expect(await outcomes(batch, { period })).toEqual(all(3, 'posted'));
    expect(new Set(books().map(({ period: month }) => month))).toEqual(new Set(['2026-06']));
  });

  it('that AP counts otherwise than the ledger are told, and nothing more is posted there', async () => {
    await use();
    const { ledger } = await ledgerFor(company, { documents: 'single' });
    const create = ledger.create.bind(ledger);
    const watched = Object.assign(ledger, {
      create: async (drafts: Parameters<typeof create>[0]) => {
        await company.control('periods', { year: 2026, month: 7 });
        return await create(drafts);
      },
    });
    const [result, second] = await postInvoices(invoices(2), watched, rules);
    expect(result).toMatchObject({
      outcome: 'differs',
      differences: [{ field: 'period', expected: '2026-06', found: '2026-07' }, { field: 'payment' }],
    });
    expect(second).toMatchObject({ outcome: 'held', problem: { cause: 'period.unexpected' } });
    expect(books()).toHaveLength(1);
  });

  it('of AP that is a month ahead of the ledger are seen from its invoices, or told by the user', async () => {
    await use();
    // the ledger still says June: its answers are those of a company whose AP was closed first
    const ahead = { ...THERE, date: '2026-07-02' };
    await company.control('invoices', ahead);
    const table = company.sim.world.tables.get('ApInvoice');
    const row = table?.get('HARBOUR', 'INV-7');
    if (row) table?.put({ ...row, InvoiceMonth: '7' });
    const july = dated('2026-07-10');
    const [result] = await run([july], { period: { date: 'accounting', whenClosed: 'hold' } });
    // by the simulator's one calendar that is posted to June, and told
    expect(result?.differences[0]).toMatchObject({ field: 'period', expected: '2026-07' });
    expect(await outcomes([dated('2026-06-11')], { currentPeriod: '2026-06' })).toEqual(['posted']);
    expect(await causes([dated('2026-06-12')], { currentPeriod: 'June' })).toEqual([
      'held setting.currentPeriod',
    ]);
  });
});

describe('the session', () => {
  it('that is ended in the middle is renewed; what SYSPRO did not see is looked for and sent again', async () => {
    await use();
    company.sim.faults([{ kind: 'expireToken', route: 'APSTIN', nth: [2, 4] }]);
    expect(await saidOf(company, invoices(6), { documents: 'single' })).toEqual(all(6, 'posted'));
    expect(books()).toHaveLength(6);
    expect(await company.sessions()).toMatchObject({ openSessions: 0 });
  });

  it('of which somebody else robs it again and again: nothing is posted after the last refusal', async () => {
    await use();
    company.sim.faults([{ kind: 'expireToken', route: 'APSTIN' }]);
    const said = await postTo(company, invoices(6), { documents: 'single' });
    expect(books()).toEqual([]);
    expect(new Set(said.map(({ outcome }) => outcome))).not.toContain('posted');
    expect(said.some(({ cause }) => cause === 'connection.signIn')).toBe(true);
    expect(await company.sessions()).toMatchObject({ openSessions: 0 });
  });

  it('that a proxy refuses once is renewed', async () => {
    await use();
    company.sim.faults([{ kind: 'html', status: 401, route: 'APSTIN', times: 1 }]);
    expect(await saidOf(company, invoices(2))).toEqual(all(2, 'posted'));
    expect(books()).toHaveLength(2);
  });
});

describe('answers that cannot be read back', () => {
  it('are looked for again; an amount that is another is told', async () => {
    await use();
    const { ledger } = await ledgerFor(company);
    company.sim.watch(({ path, when }) => {
      const table = company.sim.world.tables.get('ApInvoice');
      if (when !== 'after' || !path.includes('APSTIN')) return;
      for (const row of table?.all() ?? []) table?.put({ ...row, OrigInvValue: '99.99' });
    });
    const [result] = await postInvoices([anInvoice()], ledger, rules);
    expect(result).toMatchObject({
      outcome: 'differs',
      differences: [{ field: 'OrigInvValue', expected: '100', found: '99.99' }, { field: 'payment' }],
    });
  });

  it('and fail for a moment are no reason for doubt', async () => {
    await use();
    const { ledger } = await ledgerFor(company);
    let posted = false;
    company.sim.watch(({ path, when }) => {
      if (when === 'after' && path.includes('APSTIN') && !posted) {
        posted = true;
        company.sim.faults([{ kind: 'status', status: 503, route: 'COMFND ApInvoice', times: 3 }]);
      }
    });
    expect((await postInvoices(invoices(2), ledger, rules)).map(({ outcome }) => outcome)).toEqual(
      all(2, 'posted'),
    );
  });
});

it('a currency that SYSPRO names in its own way is the same when it is looked up', async () => {
  await use({
    company: { name: 'Granite Supplies', currency: '$', date: '2026-06-15' },
    suppliers: [
      { code: 'HARBOUR', name: 'Harbour', currency: '$', grnMatching: false, branch: 'HO', terms: '30' },
    ],
  });
  const batch = invoices(1);
  expect(await causes(batch)).toEqual(['held erp.currencyCode']);
  const currencies = new Map([['$', 'USD']]);
  expect(await outcomes(batch, { currencies })).toEqual(['posted']);
  expect(await outcomes(batch, { currencies })).toEqual(['alreadyPosted']);
});
