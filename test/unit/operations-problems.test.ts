import { auditRow, hoursAgo, postedRow } from './operationsSamples';
import { jsonOf, offeredOperations, portsOf, runOperation } from './operationsNode';

type Json = Record<string, unknown>;

async function group(rows: object[], notices: object[] = [], owners: object[] = [], parameters = {}) {
  const [toTell, quiet] = await runOperation('problem.group', [rows, notices, owners], {
    defaultRecipient: 'ap@example.com',
    ...parameters,
  });
  return { toTell: jsonOf(toTell), quiet: jsonOf(quiet) };
}

const only = (items: Json[]): Json => {
  expect(items).toHaveLength(1);
  return items[0] ?? {};
};

const documentsOf = (item: Json): Json[] => item.documents as Json[];

describe('the node', () => {
  it('draws inputs and outputs for every operation it offers', () => {
    expect(offeredOperations().length).toBeGreaterThan(1);
    for (const name of offeredOperations()) {
      const { inputs, outputs } = portsOf(name);
      expect([name, inputs]).not.toEqual([name, ['Items']]);
      expect(outputs).not.toEqual(['Items']);
    }
    expect(portsOf('problem.group')).toEqual({
      inputs: ['Audit Rows', 'Notices', 'Mapping Rows'],
      outputs: ['To Tell', 'Quiet'],
    });
  });
});

describe('Problem ▸ Group', () => {
  it('tells a group once, with everything a mail and a chat need', async () => {
    const { toTell, quiet } = await group([
      auditRow({ sourceId: '1', amount: 1200.5, at: hoursAgo(5) }),
      auditRow({
        sourceId: '2',
        amount: -200.25,
        at: hoursAgo(4),
        advice: 'Add a mapping row: kind account, from 8.',
      }),
      auditRow({ sourceId: '3', amount: 7, currency: 'EUR', at: hoursAgo(3) }),
    ]);
    expect(quiet).toEqual([]);
    const item = only(toTell);
    expect(item).toMatchObject({
      ...{ why: 'new', to: 'ap@example.com', cause: 'unmapped.account', owner: 'mapping', entity: '0004' },
      ...{ flow: 'invoices', count: 3, newCount: 3, escalatedCount: 0 },
      values: [
        { currency: 'USD', amount: '1400.75', count: 2 },
        { currency: 'EUR', amount: '7', count: 1 },
      ],
      subject: 'JAGGAER → ERP: 3 invoices open: Unmapped account · 0004 (USD 1,400.75, EUR 7.00)',
      notice: {
        cause: 'unmapped.account',
        owner: 'mapping',
        entity: '0004',
        flow: 'invoices',
        count: 3,
        to: 'ap@example.com',
      },
    });
    expect(documentsOf(item).map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(item.text).toContain('- Add a mapping row: kind account, from 9. (2 documents)');
    expect(item.text).toContain('- I1 · Brightwater Labs · USD 1,200.50');
    expect(item.text).toContain('Account 9 (Supplies) is not in the mapping table.');
    expect(item.html).toContain('Brightwater Labs');
    expect(item.chat).toContain('• I2 · Brightwater Labs · USD −200.25');
    expect(item).not.toHaveProperty('error');
  });

  it.each([
    ['posted later', postedRow({ at: '2026-06-16T10:00:00.000Z' })],
    [
      'settled by a person',
      postedRow({ at: '2026-06-16T10:00:00.000Z', operation: 'settle', outcome: 'alreadyPosted' }),
    ],
  ])('what was %s is closed', async (_, later) => {
    expect(await group([later, auditRow()])).toEqual({ toTell: [], quiet: [] });
  });

  it('a person’s word stands against a run that was under way', async () => {
    const settled = postedRow({
      operation: 'settle',
      outcome: 'alreadyPosted',
      at: '2026-06-16T10:00:00.000Z',
    });
    const late = auditRow({ at: '2026-06-16T10:00:05.000Z' });
    expect((await group([settled, late])).toTell).toEqual([]);
  });

  it('what differs after it was posted is open again, and open since then', async () => {
    const item = only(
      (
        await group([
          auditRow({ at: hoursAgo(200) }),
          postedRow({ at: hoursAgo(100) }),
          auditRow({ outcome: 'differs', cause: 'erp.differs', at: hoursAgo(2) }),
        ])
      ).toTell,
    );
    expect(Date.parse(String(item.oldest))).toBeGreaterThan(Date.now() - 3 * 3_600_000);
  });

  it('dry runs are no attempts, other flows and attachments are stories of their own', async () => {
    const { toTell } = await group([
      auditRow({ at: '2026-06-15T10:00:00.000Z' }),
      postedRow({ at: '2026-06-15T11:00:00.000Z', operation: 'dry run', outcome: 'dryRun' }),
      postedRow({ at: '2026-06-15T12:00:00.000Z', operation: 'attach', outcome: 'created' }),
      postedRow({ at: '2026-06-15T13:00:00.000Z', flow: 'payments', operation: 'write', outcome: 'updated' }),
    ]);
    expect(only(toTell)).toMatchObject({ count: 1, cause: 'unmapped.account' });
  });

  it('an outcome nobody knows is open', async () => {
    expect(only((await group([auditRow({ outcome: 'exploded', cause: '' })])).toTell)).toMatchObject({
      count: 1,
    });
  });

  it('documents that had no id are told apart', async () => {
    const unread = { key: 'production:northfield:', sourceId: '', sourceNumber: '', supplierReference: '' };
    const { toTell } = await group([
      auditRow({ ...unread, sourceNumber: 'I1' }),
      auditRow({ ...unread, sourceNumber: 'I2' }),
      auditRow({ ...unread, reason: 'invoiceId is missing' }),
    ]);
    expect(only(toTell)).toMatchObject({ count: 3 });
  });

  describe('window', () => {
    const rows = [
      auditRow({ sourceId: '1', at: hoursAgo(30) }),
      auditRow({ sourceId: '2', at: hoursAgo(29) }),
    ];
    const notice = (hours: number, count = 2) => ({
      ...{ id: 1, at: hoursAgo(hours), cause: 'unmapped.account', owner: 'mapping', entity: '0004' },
      ...{ flow: 'invoices', count, to: 'ap@example.com' },
    });

    it('is quiet within it', async () => {
      const { toTell, quiet } = await group(rows, [notice(50), notice(3)]);
      expect(toTell).toEqual([]);
      expect(only(quiet)).toMatchObject({ why: 'told', count: 2, newCount: 0 });
    });

    it('reminds after it', async () => {
      expect(only((await group(rows, [notice(25)])).toTell)).toMatchObject({ why: 'reminder', newCount: 0 });
    });

    it('tells again within it what was added, and says what is new', async () => {
      const added = auditRow({ sourceId: '3', at: hoursAgo(1) });
      const item = only((await group([...rows, added], [notice(3)])).toTell);
      expect(item).toMatchObject({ why: 'grown', count: 3, newCount: 1 });
      expect(documentsOf(item).map(({ id, isNew }) => [id, isNew])).toEqual([
        ['3', true],
        ['1', false],
        ['2', false],
      ]);
      expect(item.text).toContain('NEW');
    });

    it('a row that was written late is new although its attempt was earlier', async () => {
      const late = auditRow({ sourceId: '3', at: hoursAgo(4), createdAt: hoursAgo(2) });
      expect(only((await group([...rows, late], [notice(3)])).toTell)).toMatchObject({
        why: 'grown',
        newCount: 1,
      });
    });

    it('another attempt at the same document is no news', async () => {
      const again = auditRow({ sourceId: '2', at: hoursAgo(1) });
      expect((await group([...rows, again], [notice(3)])).toTell).toEqual([]);
    });

    it('an interruption by another cause is no news either', async () => {
      const other = auditRow({
        sourceId: '2',
        at: hoursAgo(2),
        cause: 'connection.noAnswer',
        owner: 'connection',
      });
      const back = auditRow({ sourceId: '2', at: hoursAgo(1) });
      expect((await group([...rows, other, back], [notice(3)])).toTell).toEqual([]);
    });

    it('one of another entity, cause or environment is told by itself', async () => {
      const { toTell } = await group(
        [
          ...rows,
          auditRow({ sourceId: '4', at: hoursAgo(30), entity: '0007' }),
          auditRow({ sourceId: '5', at: hoursAgo(30), environment: 'test', key: 'test:northfield:5' }),
        ],
        [notice(3)],
      );
      expect(toTell.map(({ entity, flow, count }) => [entity, flow, count])).toEqual([
        ['0004', 'test:invoices', 1],
        ['0007', 'invoices', 1],
      ]);
      expect(toTell[0]?.subject).toMatch(/^\[TEST\] /);
    });

    it('escalates what is open too long, once', async () => {
      const parameters = { options: { escalateAfter: 28, escalateTo: 'boss@example.com' } };
      const overdue = await group(rows, [notice(3)], [], parameters);
      expect(only(overdue.toTell)).toMatchObject({
        ...{ why: 'escalated', escalatedCount: 2, to: 'ap@example.com, boss@example.com' },
        ...{ escalatedTo: 'boss@example.com', subject: expect.stringContaining('[escalated]') },
      });
      const told = await group(rows, [notice(0.5)], [], parameters);
      expect(told.toTell).toEqual([]);
    });
  });

  it('finds the recipient from the most exact row to the default', async () => {
    const owner = (from: string, scope: string, to: string) => ({ kind: 'owner', from, scope, to });
    const rows = [
      auditRow({ sourceId: '1', cause: 'unmapped.account', entity: '0004' }),
      auditRow({ sourceId: '2', cause: 'unmapped.account', entity: '0005' }),
      auditRow({ sourceId: '3', cause: 'unmapped.supplier', entity: '0005' }),
      auditRow({ sourceId: '4', cause: 'mapping.empty', entity: '0005' }),
      auditRow({ sourceId: '5', cause: 'period.closed', owner: 'erp', entity: '0005' }),
    ];
    const { toTell } = await group(
      rows,
      [],
      [
        owner('mapping', '', 'owner@example.com'),
        owner('unmapped.*', '', 'family@example.com'),
        owner('unmapped.account', '', 'cause@example.com'),
        owner('unmapped.account', '0004', 'exact@example.com, second@example.com'),
        { kind: 'supplier', from: 'erp', scope: '', to: 'V-1' },
      ],
    );
    const to = Object.fromEntries(
      toTell.map((item) => [`${String(item.cause)} ${String(item.entity)}`, item.to]),
    );
    expect(to).toEqual({
      'unmapped.account 0004': 'exact@example.com, second@example.com',
      'unmapped.account 0005': 'cause@example.com',
      'unmapped.supplier 0005': 'family@example.com',
      'mapping.empty 0005': 'owner@example.com',
      'period.closed 0005': 'ap@example.com',
    });
  });

  it('a refused sign-in is one message that lists everything it keeps from being posted', async () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      auditRow({
        ...{ sourceId: String(at), entity: String(at % 3), cause: 'connection.signIn', owner: 'connection' },
        flow: at % 2 ? 'invoices' : 'payments',
      }),
    );
    const item = only((await group(rows, [], [], { options: { listed: 5 } })).toTell);
    expect(item).toMatchObject({ cause: 'connection.signIn', flow: 'all', entity: '', count: 40 });
    expect(documentsOf(item)).toHaveLength(40);
    const both = await group([
      ...rows,
      auditRow({ sourceId: 'x' }),
      auditRow({ sourceId: 'y', entity: '7' }),
    ]);
    expect(both.toTell).toHaveLength(3);
    expect(both.toTell[0]?.text).toContain('Open for other reasons, not posted either: 2');
  });

  it('lists at most what was asked for and says how many more there are', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => auditRow({ sourceId: String(at) }));
    const item = only((await group(rows, [], [], { options: { listed: 5 } })).toTell);
    expect(documentsOf(item)).toHaveLength(5);
    expect(item.text).toContain('and 25 documents more');
  });

  it('lets nothing from a document break out of the message', async () => {
    const nasty = '<img src=x onerror=alert(1)>\u202E\r\nBcc: all@example.com';
    const item = only(
      (
        await group([
          auditRow({ supplier: nasty, reason: nasty, advice: nasty, entity: nasty, sourceNumber: nasty }),
        ])
      ).toTell,
    );
    expect(item.html).not.toContain('<img');
    expect(item.chat).not.toContain('<img');
    expect(item.subject).not.toMatch(/[\r\n\u202E]/);
    expect(
      String(item.text)
        .split('\n')
        .some((line) => line.startsWith('Bcc:')),
    ).toBe(false);
  });

  it('no rows, nothing to tell; empty items are no rows', async () => {
    expect(await group([{}], [{}], [{}])).toEqual({ toTell: [], quiet: [] });
  });

  it('works with only the first input connected', async () => {
    const [toTell] = await runOperation('problem.group', [[auditRow()]]);
    expect(jsonOf(toTell)).toHaveLength(1);
  });
});

describe('Problem ▸ List Open', () => {
  const list = async (rows: object[], parameters = {}) =>
    jsonOf((await runOperation('problem.listOpen', [rows], parameters))[0]);

  it('gives what JAGGAER ▸ Invoice ▸ Get reads by', async () => {
    const rows = [
      auditRow({ sourceId: '1', at: '2026-06-15T10:00:00.000Z' }),
      auditRow({ sourceId: '1', at: '2026-06-15T12:00:00.000Z', cause: 'period.closed' }),
      auditRow({ sourceId: '2', at: '2026-06-15T09:00:00.000Z', outcome: 'unknown', cause: '' }),
      postedRow({ sourceId: '3' }),
      auditRow({ sourceId: '4', outcome: 'differs' }),
      auditRow({ sourceId: '', key: 'production:northfield:' }),
      auditRow({ sourceId: '5', flow: 'payments' }),
    ];
    const open = await list(rows);
    expect(open.map(({ id }) => id)).toEqual(['2', '1']);
    expect(open[1]).toMatchObject({
      ...{ environment: 'production', tenant: 'northfield', id: '1', number: 'I1', cause: 'period.closed' },
      ...{
        amount: '100',
        attempts: 2,
        openSince: '2026-06-15T10:00:00.000Z',
        lastAttempt: '2026-06-15T12:00:00.000Z',
      },
    });
  });

  it('filters by cause, outcome and age', async () => {
    const rows = [
      auditRow({ sourceId: '1', at: hoursAgo(1) }),
      auditRow({ sourceId: '2', at: hoursAgo(9), cause: 'unmapped.supplier' }),
      auditRow({ sourceId: '3', at: hoursAgo(9), cause: 'period.closed' }),
      auditRow({ sourceId: '4', at: hoursAgo(9), outcome: 'rejected', cause: 'po.closed' }),
    ];
    const ids = async (parameters: object) => (await list(rows, parameters)).map(({ id }) => id).sort();
    expect(await ids({ options: { causes: 'unmapped.*' } })).toEqual(['1', '2']);
    expect(await ids({ options: { exceptCauses: 'unmapped.*, po.closed' } })).toEqual(['3']);
    expect(await ids({ outcomes: ['rejected'] })).toEqual(['4']);
    expect(await ids({ options: { minimumAge: 120 } })).toEqual(['2', '3', '4']);
    expect(await ids({ options: { maximumAge: 5 } })).toEqual(['1']);
    expect(await ids({ options: { limit: 2 } })).toHaveLength(2);
  });
});
