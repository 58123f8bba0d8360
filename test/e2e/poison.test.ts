/** Invoices that something is wrong with, in one batch with good ones: none is lost, and none blocks another. */
import { order } from '../../sandbox/control';
import { compareBooks } from '../../sandbox/books';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT, booksOf } from '../../sandbox/run';
import { type Stage, setStage } from '../../sandbox/stage';
import { judgePoisoned } from '../../sandbox/world/judgePoisoned';
import type { Poison } from '../../sandbox/world/poisoned';
import { poisoned } from '../../sandbox/world/poisoned';
import { type Row, countBy, postEverything } from './scene';

jest.setTimeout(240_000);

/** What the reason must name, so that whoever reads it knows what to look for. */
const REASONS: Partial<Record<Poison, RegExp>> = {
  longNumber: /300.*40|40.*300/,
  negativeTotal: /-50/,
  unknownCurrency: /XQX/,
  missingTotal: /total/i,
  badAmongGood: /account/i,
};

describe('a poisoned batch', () => {
  let stage: Stage;
  let rows: Row[];
  let poison: ReturnType<typeof poisoned>;

  beforeAll(async () => {
    stage = await setStage({ invoices: 20, seed: 9, trouble: false });
    poison = poisoned(stage.world);
    await order(stage.jaggaer.url, 'invoices', { invoices: poison.invoices });
    const ids = poison.invoices.map(({ header }) => header.invoiceId);
    await order(stage.jaggaer.url, 'export', { ids });
    await stage.client.publish(stage.imported.bills);
    await waitFor(
      `${ids.length} audit rows`,
      async () => (await stage.client.countRows(AUDIT)) >= ids.length,
      180_000,
    );
    await stage.client.unpublish(stage.imported.bills);
    rows = await stage.client.rows(AUDIT);
  });
  afterAll(async () => await stage?.close());

  const rowOf = (invoiceId: string) => rows.filter(({ sourceId }) => sourceId === invoiceId);

  it('gives each invoice one row and one right bill, or one row and none', async () => {
    const outcomes = new Map(rows.map(({ sourceId, outcome }) => [String(sourceId), String(outcome)]));
    const books = await booksOf(stage);
    expect(judgePoisoned(poison.expected, outcomes, books)).toEqual([]);
    expect(poison.expected.filter(({ invoiceId }) => rowOf(invoiceId).length !== 1)).toEqual([]);
    // all in one execution: the bad ones had every chance to block the good
    expect(new Set(rows.map(({ executionId }) => executionId)).size).toBe(1);
  });

  it('books every line of what is posted, the 5,000 as well as those below and at zero', async () => {
    // what its number became is for the pack to decide: its bill is judged by the stamp, above
    const cleaned = (kind: Poison) => kind === 'controlCharactersInNumber';
    const posted = poison.expected.filter(
      ({ kind, invoiceId }) => !cleaned(kind) && rowOf(invoiceId)[0]?.outcome === 'posted',
    );
    expect(posted.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['controlCharacters', 'negativeLine', 'zeroLine', 'manyLines', 'good']),
    );
    const others = poison.expected.filter(({ kind }) => cleaned(kind)).map(({ invoiceId }) => invoiceId);
    const books = (await booksOf(stage)).filter(
      ({ description }) => !others.some((id) => description.includes(`:${id} `)),
    );
    const compared = compareBooks(posted, books);
    expect(compared).toMatchObject({ posted: posted.length, missing: [], duplicates: [], strangers: [] });
    expect(compared.amountMismatches).toEqual([]);
  });

  it('says of what is not posted why, and who can mend it', () => {
    for (const { kind, invoiceId } of poison.expected) {
      const [row] = rowOf(invoiceId);
      if (!row || row.outcome === 'posted') continue;
      expect([kind, row]).toEqual([
        kind,
        expect.objectContaining({
          reason: expect.stringMatching(REASONS[kind] ?? /./),
          advice: expect.stringMatching(/\w{3}/),
          owner: expect.stringMatching(/^(jaggaer|mapping|erp)$/),
        }),
      ]);
    }
  });

  it('writes no control character into the ERP or the audit table', async () => {
    const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
    const texts = [await booksOf(stage), rows].flat().flatMap((record) => Object.values(record));
    const lines = (await booksOf(stage)).flatMap(({ lines }) => lines.flatMap((line) => Object.values(line)));
    expect([...texts, ...lines].filter((text) => typeof text === 'string' && controls.test(text))).toEqual(
      [],
    );
  });

  it('changes nothing when all of it comes again', async () => {
    const before = await booksOf(stage);
    const { counts, status } = await postEverything(stage);
    const first = countBy(rows, 'outcome');
    expect(status).toBe('success');
    expect(counts).toEqual({ ...first, posted: undefined, alreadyPosted: first.posted });
    expect(await booksOf(stage)).toEqual(before);
  });
});
