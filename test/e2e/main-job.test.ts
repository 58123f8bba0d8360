/** The template as shipped, in a real n8n, for every ERP: approved invoices become bills, and nothing else does. */
import { ERPS } from '../../sandbox/erps';
import { AUDIT, type Result, runMainJob } from '../../sandbox/run';
import { type Stage, setStage } from '../../sandbox/stage';
import type { Row } from './scene';
import { approvedOf, countBy, expectedOf, settle, wrongInBooks } from './scene';

jest.setTimeout(240_000);

// with 50 invoices every kind of trouble occurs
describe.each(ERPS)('the main job with 50 invoices: $name', (erp) => {
  let stage: Stage;
  let result: Result;
  let rows: Row[];

  beforeAll(async () => {
    stage = await setStage({ erp, invoices: 50, seed: 7 });
    result = await runMainJob(stage);
    await stage.client.emptyTable(AUDIT);
    rows = await settle(stage, await stage.importJob());
  });
  afterAll(async () => await stage?.close());

  it('books every approved invoice exactly once, to the cent', () => {
    expect(result.faults).toEqual([]);
    expect(result.ok).toBe(true);
    expect(result.figures).toMatchObject({
      posted: expectedOf(stage, 'posted').length,
      invoices: approvedOf(stage).length,
      held: expectedOf(stage, 'held').length,
      rejected: expectedOf(stage, 'rejected').length,
      auditRows: approvedOf(stage).length,
      missing: 0,
      duplicates: 0,
      amountMismatches: 0,
      differs: 0,
      unknown: 0,
      alreadyPosted: 0,
    });
  });

  it('books nothing when every invoice is given to the posting node again', () => {
    expect(result.figures.postedAgain).toBe(0);
  });

  it('finds every bill there when a second job starts over from the first invoice', async () => {
    expect(countBy(rows, 'outcome')).toEqual({
      alreadyPosted: expectedOf(stage, 'posted').length,
      held: expectedOf(stage, 'held').length,
      rejected: expectedOf(stage, 'rejected').length,
    });
    expect(await wrongInBooks(stage)).toEqual([]);
  });

  it('tells in words what holds an invoice, and who can mend it', () => {
    const stranger = expectedOf(stage, 'held').find((each) => each.why === 'supplier is not mapped');
    const row = rows.find((each) => each.sourceNumber === stranger?.invoiceNumber);
    expect(row).toMatchObject({
      outcome: 'held',
      cause: 'unmapped.supplier',
      owner: 'mapping',
      targetId: '',
    });
    expect(row?.supplier).not.toBe('');
    expect(row?.reason).toContain(String(row?.supplier));
    expect(row?.reason).toMatch(/is not in the mapping table/);
    expect(row?.advice).toMatch(/^Add a mapping row: kind supplier, .*from .+, to the ERP's vendor ID/);
  });

  it('gives every invoice that is not posted a reason and advice', () => {
    const silent = rows.filter(
      (row) => row.outcome !== 'alreadyPosted' && !(row.reason && row.advice && row.owner && row.cause),
    );
    expect(silent).toEqual([]);
  });
});
