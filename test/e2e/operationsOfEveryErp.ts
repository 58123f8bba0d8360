/**
 * The operations that every ERP has alike, as tests on a stage whose main job is done: alerts, previews, watchdog, marking,
 * coverage, files, cut-over. Registered by `operation-templates.test.ts` for each ERP.
 */
import type { Erp } from '../../sandbox/erps';
import { order } from '../../sandbox/control';
import { submitForm } from '../../sandbox/flows';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT, booksOf } from '../../sandbox/run';
import type { SharedTemplate, Stage } from '../../sandbox/stage';
import { MAPPING } from '../../sandbox/stage';
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

type Payload = Record<string, never> | undefined;

/** Vendor and total of what a dry run would send, in each ERP's own words; vendors by what it calls them. */
const SENT: Record<string, (payload: Payload, vendors: Map<string, string>) => Sent> = {
  acumatica: (payload) => {
    const { Vendor, Amount } = payload as unknown as Record<string, { value: unknown }>;
    return { said: Vendor?.value, cents: cents(Amount?.value) };
  },
  'sage-intacct': (payload) => {
    const { body } = payload as unknown as { body: Record<string, Json> };
    const bill = (body.create as Json | undefined)?.APBILL as Json | undefined;
    const lines = bill
      ? (bill.APBILLITEMS as { APBILLITEM: Json[] }).APBILLITEM.map(({ TRX_AMOUNT }) => TRX_AMOUNT)
      : (body.create_apadjustment?.apadjustmentitems as { lineitem: Json[] }).lineitem.map(
          ({ amount }) => amount,
        );
    return {
      said: bill?.VENDORID ?? body.create_apadjustment?.vendorid,
      cents: lines.reduce<number>((sum, amount) => sum + cents(amount), 0),
    };
  },
  syspro: (payload) => {
    const { document } = payload as unknown as { document: Record<string, { Item: Json | Json[] }> };
    const { Item } = document.PostApInvoice ?? { Item: [] };
    const [item] = Array.isArray(Item) ? Item : [Item];
    return { said: item?.Supplier, cents: cents(item?.TransactionValue) };
  },
  'exact-online': (payload, vendors) => {
    const { Supplier, PurchaseEntryLines: lines } = payload as unknown as Record<string, Json[]>;
    return {
      said: vendors.get(String(Supplier)),
      cents: (lines ?? []).reduce((sum, { AmountFC }) => sum + cents(AmountFC), 0),
    };
  },
  'quickbooks-online': (payload, vendors) => {
    const [document] = Object.values(payload as unknown as Record<string, Json>);
    const { value } = document?.VendorRef as { value: string };
    const lines = document?.Line as Json[];
    return {
      said: vendors.get(value),
      cents: lines.reduce((sum, { Amount }) => sum + cents(Amount), 0),
    };
  },
};
type Json = Record<string, unknown>;
interface Sent {
  said: unknown;
  cents: number;
}

/** Vendors are sent by an id that only the ERP knows. */
const NUMBERS: Record<string, (url: string) => Promise<Map<string, string>>> = {
  'exact-online': async (url) => {
    const { rows } = (await order(url, 'state?rows=crm/Accounts')) as {
      rows: Array<{ ID: string; Code: string }>;
    };
    return new Map(rows.map(({ ID, Code }) => [ID, Code.trim()]));
  },
  'quickbooks-online': async (url) => {
    const { records } = (await order(url, 'state?entity=Vendor')) as {
      records: Array<{ Id: string; AcctNum?: string }>;
    };
    return new Map(records.map(({ Id, AcctNum }) => [Id, AcctNum ?? '']));
  },
};

const cents = (amount: unknown): number => Math.round(Number(amount) * 100);

/** @param stageOf gives the stage once the tests run */
export function alertsOfEveryErp(stageOf: () => Stage): void {
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
export function operationsOfEveryErp(stageOf: () => Stage, { takesFiles = true }: Erp): void {
  it('the dry run shows the exact documents and writes nothing', async () => {
    const stage = stageOf();
    await order(stage.erp.url, 'reset', {});
    const nodes = await runTemplate(stage, 'dryRun', 'Run Once');
    const sent = SENT[stage.erp.kind.id];
    if (!sent) throw new Error(`Nobody says what ${stage.erp.kind.name} would be sent.`);
    const numbers = (await NUMBERS[stage.erp.kind.id]?.(stage.erp.url)) ?? new Map<string, string>();
    const items = nodes['Post Bills']?.[0]?.outputs[0] ?? [];
    const closed = expectedOf(stage, 'rejected').filter(({ why }) => /closed period/.test(why ?? ''));
    expect(closed.length).toBeGreaterThan(0);
    const unseen = stage.erp.kind.showsPeriods === false ? closed : [];
    expect(items).toHaveLength(expectedOf(stage, 'posted').length + unseen.length);
    for (const { invoiceNumber, amount, vendor } of expectedOf(stage, 'posted')) {
      const item = items.find(({ audit }) => (audit as Row).sourceNumber === invoiceNumber);
      expect(item?.outcome).toBe('dryRun');
      const { said, cents } = sent(item?.payload as Payload, numbers);
      expect([invoiceNumber, said, Math.abs(cents)]).toEqual([
        ...[invoiceNumber, vendor, Math.round(Math.abs(Number(amount)) * 100)],
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
