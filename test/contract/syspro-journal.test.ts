/** GL Journal ▸ Post: journals of the general ledger alone, each once. */
import type { IDataObject } from 'n8n-workflow';
import type { PartialSeed } from '../../sandbox/syspro';
import { Company } from './syspro-company';

let company: Company;
const open = async (settings: Record<string, string> = {}): Promise<void> => {
  company = await Company.start({ settings } as unknown as PartialSeed);
};
afterEach(async () => {
  expect(await company.sessions()).toMatchObject({ openSessions: 0 });
  await company.close();
});

const LINES = [
  { account: '10-6220', amount: '75.25', comment: 'Accrual' },
  { account: '00-2000', amount: '-75.25' },
];
const post = async (more: IDataObject = {}, items: object[] = [{}]): Promise<IDataObject[][]> =>
  await company.run(
    {
      ...{ resource: 'glJournal', operation: 'post', reference: 'ACCRUAL-06', journalDate: '2026-06-15' },
      ...{ lines: JSON.stringify(LINES), ...more },
    } as never,
    items,
  );
const booked = () =>
  (company.sim.world.tables.get('GenJournalDetail')?.all() ?? []).map(
    ({ GlCode, EntryValue, Reference, JnlStatus }) => [GlCode, Number(EntryValue), Reference, JnlStatus],
  );

test('waits for a person by default, in the current period', async () => {
  await open();
  const [done, attention] = await post();
  expect(attention).toEqual([]);
  expect(done).toMatchObject([{ outcome: 'posted', journal: { year: '2026', status: 'U' } }]);
  expect(booked()).toEqual([
    ['10-6220', 75.25, 'ACCRUAL-06', 'U'],
    ['00-2000', -75.25, 'ACCRUAL-06', 'U'],
  ]);
});

test('is posted at once where that is asked for, and never twice', async () => {
  await open();
  expect((await post({ postNow: true }))[0]).toMatchObject([{ outcome: 'posted', journal: { status: 'P' } }]);
  expect((await post({ postNow: true }))[0]).toMatchObject([{ outcome: 'alreadyPosted' }]);
  expect(booked()).toHaveLength(2);
});

test('whose answer is lost is looked up, not sent again', async () => {
  await open();
  await company.faults({ kind: 'cut', route: 'GENTJL', times: 1, when: 'after' });
  expect((await post())[0]).toMatchObject([{ outcome: 'posted' }]);
  await company.faults({ kind: 'cut', route: 'GENTJL', times: 1, when: 'before' });
  const [, attention] = await post({ reference: 'ACCRUAL-07' });
  expect(attention).toMatchObject([{ outcome: 'unknown', cause: 'erp.noAnswer' }]);
  expect((await post({ reference: 'ACCRUAL-07' }))[0]).toMatchObject([{ outcome: 'posted' }]);
  expect(booked()).toHaveLength(4);
});

test('that was asked to be posted and was not says so', async () => {
  await open({ authorizing: 'D' });
  const [, attention] = await post({ postNow: true });
  expect(attention).toMatchObject([{ outcome: 'differs', cause: 'journal.notPosted' }]);
});

test('takes debits with the sign that the company’s SYSPRO has', async () => {
  await open({ amountSign: 'creditPositive' });
  await post({ journalOptions: { debits: 'negative' } });
  expect(booked().map(([, value]) => value)).toEqual([75.25, -75.25]);
});

test('is only validated in a dry run', async () => {
  await open();
  expect((await post({ dryRun: true }))[0]).toMatchObject([{ outcome: 'dryRun', payload: {} }]);
  expect(booked()).toEqual([]);
  const bad = [{ account: '99-9999', amount: 1 }, LINES[1] && { ...LINES[1], amount: -1 }];
  const [, attention] = await post({ dryRun: true, lines: JSON.stringify(bad), journalOptions: YEAR });
  expect(attention).toMatchObject([{ outcome: 'rejected', cause: 'erp.refused' }]);
});

const YEAR = { year: 2026, period: 6 };

test.each([
  [{ lines: '[]' }, 'journal.lines'],
  [{ lines: 'no list' }, 'journal.lines'],
  [{ lines: JSON.stringify([LINES[0], { account: '', amount: 1 }]) }, 'journal.lines'],
  [{ lines: JSON.stringify([LINES[0], { account: '00-2000', amount: '-75.251' }]) }, 'journal.lines'],
  [{ lines: JSON.stringify([LINES[0], { account: '00-2000', amount: '-75.24' }]) }, 'journal.balance'],
  [{ reference: 'x'.repeat(31) }, 'journal.reference'],
  [{ reference: '' }, 'journal.reference'],
  [{ journalDate: 'soon' }, 'setting.date'],
  [{ journalOptions: { year: 2020, period: 1 } }, 'period.closed'],
])('%j is refused: %s', async (more, cause) => {
  await open();
  const [, attention] = await post(more);
  expect(attention).toMatchObject([{ cause }]);
  expect(booked()).toEqual([]);
});

test('is never made of what AP books by itself', async () => {
  await open();
  const items = [
    { document: 'invoice', id: '1' },
    { bill: { id: '1' } },
    { document: { document: 'invoice' } },
  ];
  const [done, attention] = await post({}, items);
  expect(done).toEqual([]);
  expect(attention?.map(({ cause }) => cause)).toEqual(items.map(() => 'journal.apDocument'));
});

test('stops at a refused sign-in: what is left is held', async () => {
  await open();
  company.n8n.change({ operatorPassword: 'wrong' });
  const [, attention] = await post({}, [{}, {}]);
  expect(attention?.map(({ outcome, cause }) => [outcome, cause])).toEqual([
    ['held', 'connection.signIn'],
    ['held', 'connection.signIn'],
  ]);
});
