import { anInvoice } from '../fixtures/invoices';
import { auditRow, hoursAgo, postedRow } from './operationsSamples';
import { jsonOf, runOperation } from './operationsNode';

const invoice = (id: string, hours: number | null) =>
  anInvoice({ id, lastUpdate: hours === null ? null : hoursAgo(hours), lines: [], complete: false });

const row = (id: string, change = {}) =>
  auditRow({
    sourceId: id,
    key: `test:northwind-paper:${id}`,
    environment: 'test',
    company: 'northwind-paper',
    ...change,
  });

const overdue = async (invoices: object[], rows: object[], parameters = {}) =>
  jsonOf((await runOperation('delivery.findOverdue', [invoices, rows], parameters))[0]);

describe('Delivery ▸ Find Overdue', () => {
  it('finds approved invoices that no run has touched, oldest first', async () => {
    const found = await overdue(
      [
        invoice('1', 3),
        invoice('2', 5),
        invoice('3', 0.5),
        invoice('4', 9),
        invoice('5', 9),
        invoice('6', null),
      ],
      [row('4'), row('5', { operation: 'dry run', outcome: 'dryRun' }), row('1', { flow: 'payments' })],
    );
    expect(found.map(({ id }) => id)).toEqual(['6', '5', '2', '1']);
    expect(found[2]).toMatchObject({
      ...{ key: 'test:northwind-paper:2', environment: 'test', tenant: 'northwind-paper', number: 'I2' },
      ...{ amount: '100', currency: 'USD', overdueMinutes: 300, cause: 'delivery.overdue', owner: 'support' },
      reason: 'Invoice I2 was approved 5 h ago, and no run has touched it.',
      audit: {
        key: 'test:northwind-paper:2',
        operation: 'watch',
        outcome: 'held',
        cause: 'delivery.overdue',
      },
    });
    expect(found[0]).toMatchObject({ overdueMinutes: null });
  });

  it('what it writes to the audit table is told by the alert and closed by the posting', async () => {
    const audit = (await overdue([invoice('2', 5)], []))[0]?.audit as Record<string, unknown>;
    const told = jsonOf((await runOperation('problem.group', [[audit]]))[0]);
    expect(told).toMatchObject([{ cause: 'delivery.overdue', count: 1, flow: 'test:invoices' }]);
    const later = postedRow({
      ...row('2'),
      operation: 'post',
      outcome: 'posted',
      at: new Date(Date.now() + 1000).toISOString(),
    });
    expect((await runOperation('problem.group', [[audit, later]]))[0]).toEqual([]);
    expect(await overdue([invoice('2', 5)], [audit])).toEqual([]);
  });

  it('an empty audit table makes everything overdue, no invoices nothing', async () => {
    expect(await overdue([invoice('1', 2), invoice('2', 2)], [{}])).toHaveLength(2);
    expect(await overdue([{}], [row('1')])).toEqual([]);
    expect(await overdue([invoice('1', 2)], [], { olderThan: 180 })).toEqual([]);
  });
});

describe('Settlement ▸ Mark as Already in the ERP', () => {
  const settle = async (items: object[], parameters = {}, settings = {}) =>
    jsonOf(
      (
        await runOperation(
          'settlement.markAsInErp',
          [items],
          { billNumber: '000777', reason: 'By hand', ...parameters },
          settings,
        )
      )[0],
    );

  const expected = {
    ...{
      key: 'production:northfield:9001',
      environment: 'production',
      company: 'northfield',
      sourceId: '9001',
    },
    ...{
      operation: 'settle',
      outcome: 'alreadyPosted',
      matchedBy: 'person',
      targetId: '000777',
      flow: 'invoices',
    },
  };

  it.each([
    ['a row of the audit table', auditRow()],
    ['an item of a posting node', { key: 'x', audit: auditRow() }],
    [
      'an open document of List Open',
      { key: 'production:northfield:9001', environment: 'production', tenant: 'northfield', id: '9001' },
    ],
    ['a key', { key: 'production:northfield:9001' }],
    ['an invoice', anInvoice({ environment: 'production', tenant: 'northfield', id: '9001' })],
  ])('takes %s', async (_, item) => {
    expect(await settle([item])).toMatchObject([
      { outcome: 'alreadyPosted', matchedBy: 'person', bill: { number: '000777' }, audit: expected },
    ]);
  });

  it('keeps reason and person, and what is known of the document', async () => {
    const [item] = await settle([auditRow()], { options: { person: 'R. Moss' } });
    expect(item?.audit).toMatchObject({
      ...{ reason: 'By hand (R. Moss)', sourceNumber: 'I9001', supplier: 'Brightwater Labs', amount: 100 },
      ...{
        currency: 'USD',
        entity: '0004',
        targetSystem: 'Acumatica',
        cause: '',
        owner: '',
        executionId: '4711',
      },
    });
  });

  it('closes the problem, also of a document without an id', async () => {
    for (const change of [{}, { key: 'production:northfield:', sourceId: '' }]) {
      const open = auditRow(change);
      const [item] = await settle([open]);
      expect((await runOperation('problem.group', [[open, item?.audit as object]]))[0]).toEqual([]);
    }
  });

  it.each([
    ['The reason is missing', auditRow(), { reason: ' ' }],
    ['The bill number is missing', auditRow(), { billNumber: '' }],
    ['The item does not say which document it is about', { note: 'x' }, {}],
  ])('refuses: %s', async (message, item, parameters) => {
    await expect(settle([item], parameters)).rejects.toThrow(message);
    expect(await settle([item, auditRow()], parameters, { onError: 'continueRegularOutput' })).toMatchObject([
      { error: { message } },
      {},
    ]);
  });
});
