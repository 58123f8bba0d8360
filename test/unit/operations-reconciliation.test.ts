import fc from 'fast-check';
import { anInvoice } from '../fixtures/invoices';
import { HARBOUR_ROW, auditRow, erpBill, postedRow } from './operationsSamples';
import { jsonOf, runOperation } from './operationsNode';

const KEY = 'test:northwind-paper:';

const invoice = (id: string, change: Parameters<typeof anInvoice>[0] = {}) => {
  const made = anInvoice({
    id,
    number: `I000${id}`,
    invoiceDate: '2026-06-10',
    lines: [],
    complete: false,
    ...change,
  });
  return { ...made, supplier: { ...made.supplier, erpVendor: null, erpVendorsEver: [] } };
};

const origin = (id: string) => ({
  sourceId: id,
  key: KEY + id,
  environment: 'test',
  company: 'northwind-paper',
});
const posted = (id: string, change = {}) =>
  postedRow({
    ...origin(id),
    targetId: `00${id}`,
    entity: 'MAIN',
    at: '2026-06-11T00:00:00.000Z',
    ...change,
  });
const held = (id: string, change = {}) =>
  auditRow({ ...origin(id), at: '2026-06-11T00:00:00.000Z', ...change });
const bill = (id: string, change = {}) =>
  erpBill({ number: `00${id}`, vendorReference: `SUP-${id}`, key: KEY + id, date: '2026-06-10', ...change });

async function compare(
  invoices: object[],
  rows: object[],
  bills: object[],
  parameters: Record<string, unknown> = {},
  mapping: object[] = [HARBOUR_ROW],
) {
  const [summary, missing, findings] = await runOperation(
    'reconciliation.compare',
    [invoices, rows, bills, mapping],
    parameters as never,
  );
  const [total = {}, ...rest] = jsonOf(summary);
  return { total, rest, missing: jsonOf(missing), findings: jsonOf(findings) };
}

const kinds = (findings: Array<Record<string, unknown>>) =>
  findings.map(({ kind, id }) => `${String(kind)} ${String(id)}`);

describe('Reconciliation ▸ Compare', () => {
  it('agrees where all three sides say the same', async () => {
    const { total, rest, missing, findings } = await compare(
      [
        invoice('21'),
        invoice('22', { total: '-40.50', type: 'creditMemo' }),
        invoice('23', { currency: 'EUR' }),
      ],
      [posted('21'), posted('22', { amount: -40.5 }), posted('23', { currency: 'EUR' })],
      [bill('21'), bill('22', { amount: '-40.50' }), bill('23', { currency: 'EUR' })],
      { from: '2026-06-01', to: '2026-06-30' },
    );
    expect({ missing, findings }).toEqual({ missing: [], findings: [] });
    expect(total).toMatchObject({
      ...{ scope: 'all', from: '2026-06-01', to: '2026-06-30', balanced: true },
      ...{ jaggaerCount: 3, auditCount: 3, erpCount: 3, missing: 0, duplicates: 0, gaps: 0 },
      text: '2026-06-01 to 2026-06-30: 3 approved in JAGGAER, 3 in the audit table, 3 in the ERP. All three sides agree.',
    });
    const usd = {
      currency: 'USD',
      jaggaerCount: 2,
      jaggaerAmount: '59.5',
      auditAmount: '59.5',
      erpAmount: '59.5',
    };
    expect(rest).toMatchObject([
      { scope: 'currency', currency: 'EUR', jaggaerCount: 1 },
      { scope: 'currency', ...usd },
      { scope: 'day', day: '2026-06-10', entity: 'MAIN', currency: 'EUR', erpAmount: '100' },
      { scope: 'day', day: '2026-06-10', entity: 'MAIN', ...usd, erpMinusJaggaerAmount: '0', balanced: true },
    ]);
  });

  it('feeds back what is missing, and nothing that somebody has to mend first', async () => {
    const { total, missing, findings } = await compare(
      ['21', '22', '23', '24', '25', '26'].map((id) => invoice(id)),
      [
        posted('22'),
        held('23', { outcome: 'unknown' }),
        held('24'),
        posted('25', { operation: 'settle', outcome: 'alreadyPosted', targetId: '777' }),
      ],
      [bill('26', { status: 'Voided' })],
    );
    expect(kinds(findings)).toEqual([
      ...['missing 21', 'missing 22', 'missing 23', 'waiting 24', 'settledNotFound 25', 'voided 26'],
    ]);
    expect(missing.map(({ id }) => id)).toEqual(['21', '22', '23']);
    expect(missing[1]).toMatchObject({
      ...{ environment: 'test', tenant: 'northwind-paper', id: '22', number: 'I00022' },
      ...{ amount: '100', currency: 'USD', day: '2026-06-10', auditOutcome: 'posted', auditBill: '0022' },
    });
    expect(total).toMatchObject({ balanced: false, missing: 3, fedBack: 3, waiting: 1, erpCount: 0 });
  });

  it('feeds back held invoices where asked to', async () => {
    const { missing } = await compare([invoice('21')], [held('21')], [], { options: { feedBackHeld: true } });
    expect(missing.map(({ id }) => id)).toEqual(['21']);
  });

  it('gives the audit row that a crash has lost', async () => {
    const { total, findings } = await compare([invoice('21')], [], [bill('21')], {
      options: { targetSystem: 'Acumatica' },
    });
    expect(total).toMatchObject({ missing: 0, missingAudit: 1, balanced: false });
    expect(findings).toMatchObject([
      {
        kind: 'missingAudit',
        audit: {
          ...{ key: `${KEY}21`, operation: 'reconcile', outcome: 'alreadyPosted', matchedBy: 'stamp' },
          ...{ targetId: '0021', targetSystem: 'Acumatica', amount: 100, executionId: '4711' },
        },
      },
    ]);
    const again = await compare([invoice('21')], [findings[0]?.audit as object], [bill('21')]);
    expect(again.total).toMatchObject({ balanced: true });
  });

  it('finds duplicates: two bills for one invoice, one number from two invoices', async () => {
    const { total, findings } = await compare(
      [invoice('21'), invoice('22'), invoice('23')],
      [posted('21'), posted('22'), posted('23')],
      [bill('21'), bill('21', { number: '0099' }), bill('22'), bill('23', { vendorReference: 'sup 22' })],
    );
    expect(kinds(findings)).toEqual(['duplicate 21', 'duplicate 23']);
    expect(total).toMatchObject({ duplicates: 2, balanced: false });
  });

  it('finds what is different', async () => {
    const { findings, total } = await compare(
      [invoice('21'), invoice('22'), invoice('23'), invoice('24', { total: null })],
      [posted('21'), posted('22'), posted('23'), posted('24')],
      [
        bill('21', { amount: '100.01' }),
        bill('22', { currency: 'EUR' }),
        bill('23', { vendor: 'OTHER' }),
        bill('24'),
      ],
    );
    expect(kinds(findings)).toEqual(['amount 21', 'currency 22', 'vendor 23', 'amount 24']);
    expect(findings[0]).toMatchObject({
      ...{ expected: 'USD 100.00', found: 'USD 100.01', bill: { number: '0021' } },
      reason: 'Invoice I00021 has amount USD 100.00 in JAGGAER, Bill 0021 of vendor HARBOUR has USD 100.01.',
    });
    expect(total).toMatchObject({ differences: 4 });
  });

  it('compares vendors only where they are known', async () => {
    const { findings } = await compare(
      [invoice('21')],
      [posted('21')],
      [bill('21', { vendor: 'OTHER' })],
      {},
      [],
    );
    expect(findings).toEqual([]);
  });

  it('finds bills without an invoice, of another JAGGAER, and without approval', async () => {
    const { findings, total } = await compare(
      [invoice('21', { cancelled: true }), invoice('22', { workflowStatus: 'Pending' }), invoice('23')],
      [posted('21'), posted('22'), posted('23')],
      [bill('21'), bill('22'), bill('23'), bill('99'), bill('50', { key: 'production:northwind-paper:50' })],
    );
    expect(findings.map(({ kind }) => kind)).toEqual([
      ...['notApproved', 'notApproved', 'withoutInvoice', 'otherOrigin'],
    ]);
    expect(total).toMatchObject({ erpCount: 4, otherBills: 1, withoutInvoice: 1 });
  });

  it('leaves bills alone that were entered by hand, unless asked', async () => {
    const byHand = bill('21', { key: null, vendorReference: 'Rent June' });
    expect(await compare([], [], [byHand])).toMatchObject({
      findings: [],
      total: { erpCount: 0, otherBills: 1 },
    });
    const asked = await compare([], [], [byHand], { options: { unstampedBills: 'report' } });
    expect(asked).toMatchObject({ findings: [{ kind: 'withoutInvoice' }], total: { erpCount: 1 } });
  });

  it('knows a bill without stamp by the audit row, or by vendor and number', async () => {
    const byAudit = bill('21', { key: null, vendorReference: 'x', number: '777' });
    expect(
      (await compare([invoice('21')], [posted('21', { targetId: '777' })], [byAudit])).total,
    ).toMatchObject({
      balanced: true,
    });
    const byNumber = bill('21', { key: null, vendorReference: 'sup021' });
    expect((await compare([invoice('21')], [posted('21', { targetId: '' })], [byNumber])).findings).toEqual(
      [],
    );
    const lastYear = bill('21', { key: null, date: '2025-06-10' });
    expect((await compare([invoice('21')], [], [lastYear])).total).toMatchObject({ missing: 1 });
  });

  it('keeps to the period, by the date that was chosen', async () => {
    const invoices = [
      invoice('21', { invoiceDate: '2026-05-31', accountingDate: '2026-06-02' }),
      invoice('22', { invoiceDate: '2026-06-01' }),
      invoice('23', { invoiceDate: '2026-07-01' }),
    ];
    const period = { from: '2026-06-01', to: '2026-06-30' };
    const ids = async (options = {}) =>
      (await compare(invoices, [], [bill('23', { date: '2026-06-30' })], { ...period, options })).missing.map(
        ({ id }) => id,
      );
    expect(await ids()).toEqual(['22']);
    expect(await ids({ date: 'accountingDate' })).toEqual(['21', '22']);
    await expect(compare([], [], [bill('1')], { from: 'June' })).rejects.toThrow('From is not a date: June');
  });

  it('reports gaps in JAGGAER’s numbers as runs, for each prefix', async () => {
    const numbers = ['I00098', 'I00101', 'I00102', 'C7', 'C9', 'X1', 'X900'];
    const { findings } = await compare(
      numbers.map((number, at) => invoice(String(at), { number, cancelled: true })),
      [],
      [],
    );
    expect(findings.map(({ kind, expected, found }) => [kind, expected, found])).toEqual([
      ['gap', 'C8', 'C8'],
      ['gap', 'I00099', 'I00100'],
    ]);
  });

  it('names what it cannot read', async () => {
    const { findings, total } = await compare([{ error: 'x' }], [], [{ number: '1', vendor: 'V' }]);
    expect(findings).toMatchObject([
      { kind: 'unreadable', reason: expect.stringContaining('environment') },
      { kind: 'unreadable', reason: expect.stringContaining('amount') },
    ]);
    expect(total).toMatchObject({ unreadable: 2, balanced: false });
  });

  it('whatever the sides hold: sums add up, and every approved invoice has a bill or a finding', async () => {
    const id = fc.constantFrom('1', '2', '3', '4', '5', '6');
    const cents = fc.integer({ min: -5000, max: 5000 });
    const currency = fc.constantFrom('USD', 'EUR');
    const date = fc.constantFrom('2026-06-01', '2026-06-02');
    const world = fc.record({
      invoices: fc.uniqueArray(fc.record({ id, cents, currency, date, approved: fc.boolean() }), {
        selector: (each) => each.id,
      }),
      rows: fc.array(
        fc.record({ id, cents, currency, outcome: fc.constantFrom('posted', 'held', 'unknown') }),
      ),
      bills: fc.array(fc.record({ id, cents, currency, date, stamped: fc.boolean(), voided: fc.boolean() })),
    });
    const text = (value: number) => (value / 100).toFixed(2);
    await fc.assert(
      fc.asyncProperty(world, async ({ invoices, rows, bills }) => {
        const { rest, missing, findings } = await compare(
          invoices.map((each) =>
            invoice(each.id, {
              ...{ total: text(each.cents), currency: each.currency, invoiceDate: each.date },
              workflowStatus: each.approved ? 'Completed' : 'Pending',
            }),
          ),
          rows.map((each, at) =>
            auditRow({
              ...origin(each.id),
              id: at,
              amount: each.cents / 100,
              currency: each.currency,
              outcome: each.outcome,
            }),
          ),
          bills.map((each, at) =>
            bill(each.id, {
              ...{ number: `b${at}`, amount: text(each.cents), currency: each.currency, date: each.date },
              ...{ key: each.stamped ? KEY + each.id : null, status: each.voided ? 'Voided' : 'Open' },
            }),
          ),
          { options: { unstampedBills: 'report' } },
        );
        const latest = new Map(rows.map((each) => [each.id, each]));
        const truth: Record<string, Array<{ cents: number; currency: string }>> = {
          jaggaer: invoices.filter((each) => each.approved),
          audit: [...latest.values()].filter((each) => each.outcome === 'posted'),
          erp: bills.filter((each) => !each.voided),
        };
        for (const scope of ['currency', 'day']) {
          const scoped = rest.filter((row) => row.scope === scope);
          for (const [side, list] of Object.entries(truth)) {
            for (const each of ['USD', 'EUR']) {
              const own = scoped.filter((row) => row.currency === each);
              const total = (name: string) =>
                own.reduce((sum, row) => sum + Math.round(Number(row[name]) * 100), 0);
              const expected = list.filter((one) => one.currency === each);
              expect(own.reduce((sum, row) => sum + Number(row[`${side}Count`]), 0)).toBe(expected.length);
              expect(total(`${side}Amount`)).toBe(expected.reduce((sum, one) => sum + one.cents, 0));
              expect(total('erpMinusJaggaerAmount')).toBe(total('erpAmount') - total('jaggaerAmount'));
              expect(total('erpMinusAuditAmount')).toBe(total('erpAmount') - total('auditAmount'));
            }
          }
        }
        for (const each of invoices.filter((one) => one.approved)) {
          const stamped = bills.some((one) => one.stamped && !one.voided && one.id === each.id);
          const own = findings.filter((finding) => finding.id === each.id).map(({ kind }) => kind);
          const absent = own.filter((kind) => ['missing', 'waiting', 'voided'].includes(String(kind)));
          if (stamped) expect(absent).toEqual([]);
          else if (!bills.some((one) => one.id === each.id)) expect(absent).toHaveLength(1);
        }
        expect(missing.map((item) => item.id)).toEqual(
          findings.filter(({ kind }) => kind === 'missing').map((finding) => finding.id),
        );
      }),
      { numRuns: 150 },
    );
  });
});
