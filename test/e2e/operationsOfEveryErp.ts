/**
 * The operations that every ERP has alike, as tests on a stage whose main job is done: alerts, previews, watchdog, marking,
 * coverage, files, cut-over. Registered by `operations.test.ts` of its folder.
 */
import type { Erp } from '../../sandbox/erps';
import { order } from '../../sandbox/control';
import { submitForm } from '../../sandbox/flows';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT, booksOf, runMainJob } from '../../sandbox/run';
import type { SharedTemplate, Stage } from '../../sandbox/stage';
import { MAPPING, setStage } from '../../sandbox/stage';
import { cutOver } from '../../sandbox/world/cutOver';
import type { Row } from './scene';
import { approvedOf, expectedOf, wrongInBooks } from './scene';

export const NOTICES = 'jaggaer_erp_notice';

export const rowsOf = async (stage: Stage): Promise<Row[]> => await stage.client.rows(AUDIT);

/** Runs a template by hand; it has to succeed. */
export async function runTemplate(stage: Stage, workflow: SharedTemplate, trigger: string) {
  const result = await stage.client.run(stage.imported[workflow], trigger);
  expect(result).toMatchObject({ status: 'success', error: null });
  return result.nodes;
}

/** What a dry run would send, in the ERP's own words. */
export interface Documents {
  /** Vendor and total of a document; vendors by what it calls them. */
  read(payload: Json, vendors: Map<string, string>): { vendor: unknown; cents: number };
  /** Numbers of vendors by ids that only the ERP knows. */
  vendors?(url: string): Promise<Map<string, string>>;
}

export type Json = Record<string, unknown>;

export const cents = (amount: unknown): number => Math.round(Number(amount) * 100);

export const sumOf = (lines: Json[], field: string): number =>
  lines.reduce((sum, line) => sum + cents(line[field]), 0);

/**
 * Registers the tests of an ERP's operations, on a stage of its own.
 * @param own what only one ERP's folder tests, on the same stage: on the rows of the main job, and when all is done
 */
export function operationsOfErp(
  erp: Erp,
  documents: Documents,
  own: { first?: OnStage; last?: OnStage } = {},
): void {
  jest.setTimeout(240_000);
  describe(`the operations: ${erp.name}`, () => {
    let stage: Stage;
    const stageOf = () => stage;
    beforeAll(async () => {
      stage = await setStage({ erp, invoices: 60, seed: 1 });
      expect((await runMainJob(stage)).faults).toEqual([]);
    });
    afterAll(async () => await stage?.close());

    describe('alerts', () => alertsOfEveryErp(stageOf));
    own.first?.(stageOf);
    operationsOfEveryErp(stageOf, erp, documents);
    own.last?.(stageOf);
  });
}

type OnStage = (stageOf: () => Stage) => void;

/** @param stageOf gives the stage once the tests run */
function alertsOfEveryErp(stageOf: () => Stage): void {
  it('tell each owner of each cause once, with count, value, documents and advice', async () => {
    const stage = stageOf();
    await stage.client.insertRows(MAPPING, [
      { kind: 'owner', from: 'unmapped.*', to: 'mapping@northwind-paper.example', scope: '' },
      { kind: 'owner', from: 'erp', to: 'erp@northwind-paper.example', scope: '' },
    ]);
    await runTemplate(stage, 'alerts', 'Every 15 Minutes');
    const { letters } = stage.mail;
    const trouble = [...expectedOf(stage, 'held'), ...expectedOf(stage, 'rejected')];
    expect(trouble.length).toBeGreaterThan(5);
    for (const { invoiceNumber, why } of trouble) {
      const about = letters.filter(({ text }) => text.includes(`- ${invoiceNumber} `));
      expect(about).toHaveLength(1);
      const to = /not mapped|knows the account/.test(why ?? '')
        ? 'mapping@northwind-paper.example'
        : /order|goods|billed|closed period/.test(why ?? '')
          ? 'erp@northwind-paper.example'
          : 'ap@yourcompany.example';
      expect(about[0]).toMatchObject({ to: [to], subject: expect.stringContaining('[TEST]') });
      expect(about[0]?.text).toContain('What to do');
    }
    expect(await stage.client.countRows(NOTICES)).toBe(letters.length);
  });
}

/** @param stageOf gives the stage once the tests run */
function operationsOfEveryErp(stageOf: () => Stage, { takesFiles = true }: Erp, documents: Documents): void {
  it('the dry run shows the exact documents and writes nothing', async () => {
    const stage = stageOf();
    await order(stage.erp.url, 'reset', {});
    const nodes = await runTemplate(stage, 'dryRun', 'Run Once');
    const numbers = (await documents.vendors?.(stage.erp.url)) ?? new Map<string, string>();
    const items = nodes['Post Bills']?.[0]?.outputs[0] ?? [];
    const closed = expectedOf(stage, 'rejected').filter(({ why }) => /closed period/.test(why ?? ''));
    expect(closed.length).toBeGreaterThan(0);
    const unseen = stage.erp.kind.showsPeriods === false ? closed : [];
    expect(items).toHaveLength(expectedOf(stage, 'posted').length + unseen.length);
    for (const { invoiceNumber, amount, vendor } of expectedOf(stage, 'posted')) {
      const item = items.find(({ audit }) => (audit as Row).sourceNumber === invoiceNumber);
      expect(item?.outcome).toBe('dryRun');
      const sent = documents.read(item?.payload as Json, numbers);
      expect([invoiceNumber, sent.vendor, Math.abs(sent.cents)]).toEqual([
        ...[invoiceNumber, vendor, Math.abs(cents(amount))],
      ]);
    }
    expect(await booksOf(stage)).toEqual([]);
  });

  it('the watchdog finds approved invoices that no flow touched, and has them booked', async () => {
    const stage = stageOf();
    await stage.client.changeWorkflow(stage.imported.watchdog, ({ nodes }) => {
      const node = nodes.find(({ name }) => name === 'Find Overdue');
      if (node) node.parameters.olderThan = 0;
    });
    await order(stage.erp.url, 'reset', {});
    await stage.client.emptyTable(AUDIT);
    await stage.client.publish(stage.imported.bills);
    await runTemplate(stage, 'watchdog', 'Every Hour');
    await waitFor('every approved invoice to be settled', async () => {
      const settled = new Set(
        (await rowsOf(stage)).filter(({ operation }) => operation !== 'watch').map(({ key }) => key),
      );
      return settled.size >= approvedOf(stage).length;
    });
    await stage.client.unpublish(stage.imported.bills);
    expect((await rowsOf(stage)).filter(({ operation }) => operation === 'watch')).toHaveLength(
      approvedOf(stage).length,
    );
    expect(await wrongInBooks(stage)).toEqual([]);
  });

  it('what a person marked is never tried again; the rest is', async () => {
    const stage = stageOf();
    const [marked, other] = expectedOf(stage, 'held').filter(({ why }) => /not mapped/.test(why ?? ''));
    await stage.client.publish(stage.imported.markAsInErp);
    const number = marked?.invoiceNumber ?? '';
    await submitForm(stage, 'jaggaer-erp-mark', [
      number,
      '004711',
      'Booked by hand before go-live',
      'A. Person',
    ]);
    const settled = async () => (await rowsOf(stage)).find(({ operation }) => operation === 'settle');
    await waitFor('the mark', async () => (await settled()) !== undefined);
    expect(await settled()).toMatchObject({
      ...{ sourceNumber: number, targetId: '004711', outcome: 'alreadyPosted', matchedBy: 'person' },
      reason: expect.stringContaining('Booked by hand before go-live'),
    });
    await stage.client.insertRows(MAPPING, stage.world.mending.rows);
    await stage.client.publish(stage.imported.bills);
    await runTemplate(stage, 'replay', 'Every Hour');
    const last = async (invoice: string) =>
      (await rowsOf(stage)).filter(({ sourceNumber }) => sourceNumber === invoice).at(-1);
    await waitFor('the replay', async () => (await last(other?.invoiceNumber ?? ''))?.outcome === 'posted');
    await stage.client.unpublish(stage.imported.bills);
    expect(await last(number)).toMatchObject({ operation: 'settle' });
    const refs = (await booksOf(stage)).map(({ vendorRef }) => vendorRef);
    expect(refs).not.toContain(marked?.vendorRef);
    expect(refs).toContain(other?.vendorRef);
  });

  it('coverage lists the codes without a row, and the file to fill in', async () => {
    const stage = stageOf();
    await stage.client.emptyTable(MAPPING);
    await stage.client.insertRows(
      MAPPING,
      stage.world.mapping.map((row) => ({ scope: '', validFrom: '', note: '', ...row })),
    );
    const nodes = await runTemplate(stage, 'coverage', 'Run Once');
    const codes = (nodes['Find Unmapped Codes']?.[0]?.outputs[1] ?? []).map(({ from }) => from);
    for (const { kind, from } of stage.world.mending.rows.slice(0, 2))
      expect([kind, codes]).toEqual([kind, expect.arrayContaining([from])]);
    expect(nodes['Rows to Fill In']?.[0]?.outputs[0]).toHaveLength(1);
  });

  if (takesFiles) filesOfEveryErp(stageOf);

  it('cut-over adopts the bills that are there, however their numbers are written, and books only the rest', async () => {
    const stage = stageOf();
    await order(stage.erp.url, 'reset', {});
    await stage.client.emptyTable(AUDIT);
    const { bills, matches, misses, remaining } = cutOver(stage.world);
    const numbersThere = new Map<string, string>();
    for (const bill of bills) numbersThere.set(bill.referenceNbr, await stage.erp.placeBill(bill));
    const before = (await booksOf(stage)).length;
    await runTemplate(stage, 'adopt', 'Run Once');
    expect(await booksOf(stage)).toHaveLength(before);
    const adopted = (await rowsOf(stage)).filter(({ operation }) => operation === 'settle');
    const numbers = (list: Array<{ invoiceNumber: string }>) =>
      list.map(({ invoiceNumber }) => invoiceNumber).sort();
    expect(matches.length).toBeGreaterThan(2);
    expect(misses.length).toBeGreaterThan(2);
    expect(adopted.map(({ sourceNumber }) => sourceNumber).sort()).toEqual(numbers(matches));
    for (const { invoiceNumber, referenceNbr } of matches)
      expect(adopted.find((row) => row.sourceNumber === invoiceNumber)).toMatchObject({
        ...{ outcome: 'alreadyPosted', matchedBy: 'adopt', targetId: numbersThere.get(referenceNbr) },
      });
    const job = await stage.importJob();
    await stage.client.publish(job);
    const wanted = remaining.filter(({ outcome }) => outcome !== 'notApproved').length;
    await waitFor('the rest', async () => (await rowsOf(stage)).length >= matches.length + wanted);
    await stage.client.unpublish(job);
    const own = (await booksOf(stage)).filter(({ description }) => description !== 'Entered by hand');
    const again = own.filter(({ vendorRef, vendor }) =>
      matches.some(({ invoiceNumber }) =>
        stage.world.expected.some(
          (each) =>
            each.invoiceNumber === invoiceNumber && each.vendor === vendor && each.vendorRef === vendorRef,
        ),
      ),
    );
    expect(again.map(({ vendorRef }) => vendorRef)).toEqual([]);
  });
}

async function filesOf({ erp }: Stage): Promise<string[]> {
  return (await erp.files?.()) ?? [];
}

function filesOfEveryErp(stageOf: () => Stage): void {
  it('files of an invoice are put on its bill, once the optional nodes are switched on', async () => {
    const stage = stageOf();
    await order(stage.erp.url, 'reset', {});
    await stage.client.emptyTable(AUDIT);
    const switchedOn = ['With an Image', 'Each Image', 'Download Image', 'Attach Image', 'Write Side Rows'];
    const job = await stage.importJob(({ nodes }) => {
      for (const node of nodes) if (switchedOn.includes(node.name)) node.disabled = false;
    });
    const namesOf = (invoices: Array<{ invoiceId: string }>) => {
      const ids = new Set(invoices.map(({ invoiceId }) => invoiceId));
      return stage.world.jaggaer.invoices
        .filter(({ header }) => ids.has(String(header.invoiceId)))
        .flatMap(({ header }) => header.additionalInfo?.internalInfo.attachmentList.attachment ?? [])
        .map(({ fileName }) => fileName);
    };
    const posted = expectedOf(stage, 'posted');
    const wanted = namesOf(posted);
    const credits = posted.filter(({ type }) => type !== 'Bill');
    const onCredits = stage.erp.kind.creditsTakeFiles === false ? namesOf(credits) : [];
    expect(wanted.length).toBeGreaterThan(3);
    await stage.client.publish(job);
    const attached = async () => (await rowsOf(stage)).filter(({ operation }) => operation === 'attach');
    await waitFor('a row for each file', async () => (await attached()).length >= wanted.length);
    await stage.client.unpublish(job);
    const outcomes = (await attached()).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['created', ...(onCredits.length > 0 ? ['rejected'] : [])]));
    expect(outcomes.filter((outcome) => outcome === 'rejected')).toHaveLength(onCredits.length);
    expect((await filesOf(stage)).sort()).toEqual(wanted.filter((name) => !onCredits.includes(name)).sort());
    expect(await wrongInBooks(stage)).toEqual([]);
  });
}
