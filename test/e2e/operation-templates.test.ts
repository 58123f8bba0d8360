/** Everything around the main job in a real n8n: alerts, watchdog, marking, status page, previews, housekeeping. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { order } from '../../sandbox/control';
import { submitForm } from '../../sandbox/flows';
import { CHROMIUM } from '../../sandbox/n8n/browser';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT, booksOf, runMainJob } from '../../sandbox/run';
import { SIGN_INS } from '../../sandbox/signIns';
import type { SharedTemplate, Stage } from '../../sandbox/stage';
import { cutOver } from '../../sandbox/world/cutOver';
import { MAPPING, setStage } from '../../sandbox/stage';
import type { Row } from './scene';
import { approvedOf, expectedOf, faults, wrongInBooks } from './scene';

jest.setTimeout(240_000);

const NOTICES = 'jaggaer_erp_notice';

describe('the operations', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ invoices: 60, seed: 1 });
    expect((await runMainJob(stage)).faults).toEqual([]);
  });
  afterAll(async () => await stage?.close());

  const { people } = SIGN_INS;
  const rows = async (): Promise<Row[]> => await stage.client.rows(AUDIT);
  const run = async (workflow: SharedTemplate, trigger: string) => {
    const result = await stage.client.run(stage.imported[workflow], trigger);
    expect(result).toMatchObject({ status: 'success', error: null });
    return result.nodes;
  };
  const statusPage = `/webhook/jaggaer-erp-status`;

  describe('alerts', () => {
    it('tell each owner of each cause once, with count, value, documents and advice', async () => {
      await stage.client.insertRows(MAPPING, [
        { kind: 'owner', from: 'unmapped.*', to: 'mapping@northwind-paper.example', scope: '' },
        { kind: 'owner', from: 'erp', to: 'erp@northwind-paper.example', scope: '' },
      ]);
      await run('alerts', 'Every 15 Minutes');
      const { letters } = stage.mail;
      const trouble = [...expectedOf(stage, 'held'), ...expectedOf(stage, 'rejected')];
      expect(trouble.length).toBeGreaterThan(5);
      for (const { invoiceNumber, why } of trouble) {
        const about = letters.filter(({ text }) => text.includes(`- ${invoiceNumber} `));
        expect(about).toHaveLength(1);
        const to = /not mapped/.test(why ?? '')
          ? 'mapping@northwind-paper.example'
          : /order|goods|billed|closed period/.test(why ?? '')
            ? 'erp@northwind-paper.example'
            : 'ap@yourcompany.example';
        expect(about[0]).toMatchObject({ to: [to], subject: expect.stringContaining('[TEST]') });
        expect(about[0]?.text).toContain('What to do');
      }
      expect(await stage.client.countRows(NOTICES)).toBe(letters.length);
    });

    it('reach a chat as well, once that is switched on', async () => {
      const heard: string[] = [];
      const chat = createServer((request, response) => {
        request.setEncoding('utf8').on('data', (text: string) => heard.push(text));
        request.on('end', () => response.end('ok'));
      });
      await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
      try {
        const { port } = chat.address() as AddressInfo;
        await stage.client.changeWorkflow(stage.imported.alerts, ({ nodes }) => {
          const node = nodes.find(({ name }) => name === 'Post to Chat');
          if (node) Object.assign(node, { disabled: false });
          if (node) node.parameters.url = `http://127.0.0.1:${port}/hook`;
        });
        await stage.client.emptyTable(NOTICES);
        await run('alerts', 'Every 15 Minutes');
        const [held] = expectedOf(stage, 'held');
        const texts = heard.map((text) => (JSON.parse(text) as { text: string }).text);
        expect(texts.length).toBeGreaterThan(5);
        expect(texts.join('\n')).toContain(held?.invoiceNumber);
      } finally {
        await new Promise((resolve) => chat.close(resolve));
      }
    });

    it('say nothing again within the window', async () => {
      const before = stage.mail.letters.length;
      await run('alerts', 'Every 15 Minutes');
      expect(stage.mail.letters).toHaveLength(before);
    });

    it('are not lost when the mail server is away: they go out with the next run', async () => {
      await stage.client.emptyTable(NOTICES);
      const smtp = stage.credentials.smtp ?? { id: '', name: '' };
      const server = { user: 'n8n', host: '127.0.0.1', secure: false, disableStartTls: true };
      const change = async (password: string) =>
        await stage.client.changeCredential(smtp.id, smtp.name, 'smtp', {
          ...{ ...server, port: stage.mail.port, password },
        });
      await change('wrong');
      expect(await stage.client.run(stage.imported.alerts, 'Every 15 Minutes')).toMatchObject({
        status: 'error',
      });
      expect(await stage.client.countRows(NOTICES)).toBe(0);
      await change('sandbox-mail-only');
      const before = stage.mail.letters.length;
      await run('alerts', 'Every 15 Minutes');
      expect(stage.mail.letters.length).toBeGreaterThan(before);
    });
  });

  describe('the status page', () => {
    beforeAll(async () => await stage.client.publish(stage.imported.statusPage));

    it('is shown to nobody without the password', async () => {
      const answer = await fetch(stage.n8n.url + statusPage);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain('unmapped');
    });

    it.each([
      ['desktop, light', { width: 1280, height: 900 }, 'light' as const],
      ['phone, dark', { width: 360, height: 740 }, 'dark' as const],
    ])('shows open problems first, without sideways scrolling: %s', async (_, viewport, colorScheme) => {
      const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
      });
      try {
        const { user: username, password } = people;
        const context = await browser.newContext({
          viewport,
          colorScheme,
          httpCredentials: { username, password },
        });
        const page = await context.newPage();
        await page.goto(stage.n8n.url + statusPage);
        const words = (await page.locator('main, body').first().textContent()) ?? '';
        const [held] = expectedOf(stage, 'held');
        expect(words).toContain(held?.invoiceNumber ?? '');
        expect(await page.locator('svg').count()).toBeGreaterThan(0);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide).toBeLessThanOrEqual(0);
        const [back, front] = await page.evaluate(() => {
          const { backgroundColor, color } = getComputedStyle(document.body);
          return [backgroundColor, color].map((text) =>
            (text.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0),
          );
        });
        expect(colorScheme === 'dark' ? (front ?? 0) > (back ?? 0) : (back ?? 0) > (front ?? 0)).toBe(true);
      } finally {
        await browser.close();
      }
    });
  });

  it('the dry run shows the exact documents and writes nothing', async () => {
    await order(stage.erp.url, 'reset', {});
    const nodes = await run('dryRun', 'Run Once');
    const items = nodes['Post Bills']?.[0]?.outputs[0] ?? [];
    expect(items).toHaveLength(expectedOf(stage, 'posted').length);
    for (const { invoiceNumber, amount, vendor } of expectedOf(stage, 'posted')) {
      const item = items.find(({ audit }) => (audit as Row).sourceNumber === invoiceNumber);
      expect(item).toMatchObject({
        outcome: 'dryRun',
        payload: { Vendor: { value: vendor }, Amount: { value: Math.abs(Number(amount)) } },
      });
    }
    expect(await booksOf(stage)).toEqual([]);
  });

  it('the watchdog finds approved invoices that no flow touched, and has them booked', async () => {
    await stage.client.changeWorkflow(stage.imported.watchdog, ({ nodes }) => {
      const node = nodes.find(({ name }) => name === 'Find Overdue');
      if (node) node.parameters.olderThan = 0;
    });
    await order(stage.erp.url, 'reset', {});
    await stage.client.emptyTable(AUDIT);
    await stage.client.publish(stage.imported.bills);
    await run('watchdog', 'Every Hour');
    await waitFor('every approved invoice to be settled', async () => {
      const settled = new Set(
        (await rows()).filter(({ operation }) => operation !== 'watch').map(({ key }) => key),
      );
      return settled.size >= approvedOf(stage).length;
    });
    await stage.client.unpublish(stage.imported.bills);
    expect((await rows()).filter(({ operation }) => operation === 'watch')).toHaveLength(
      approvedOf(stage).length,
    );
    expect(await wrongInBooks(stage)).toEqual([]);
  });

  it('what a person marked is never tried again; the rest is', async () => {
    const [marked, other] = expectedOf(stage, 'held').filter(({ why }) => /not mapped/.test(why ?? ''));
    await stage.client.publish(stage.imported.markAsInErp);
    const number = marked?.invoiceNumber ?? '';
    await submitForm(stage, 'jaggaer-erp-mark', [
      number,
      '004711',
      'Booked by hand before go-live',
      'A. Person',
    ]);
    const settled = async () => (await rows()).find(({ operation }) => operation === 'settle');
    await waitFor('the mark', async () => (await settled()) !== undefined);
    expect(await settled()).toMatchObject({
      ...{ sourceNumber: number, targetId: '004711', outcome: 'alreadyPosted', matchedBy: 'person' },
      reason: expect.stringContaining('Booked by hand before go-live'),
    });
    await stage.client.insertRows(MAPPING, stage.world.mending.rows);
    await stage.client.publish(stage.imported.bills);
    await run('replay', 'Every Hour');
    const last = async (invoice: string) =>
      (await rows()).filter(({ sourceNumber }) => sourceNumber === invoice).at(-1);
    await waitFor('the replay', async () => (await last(other?.invoiceNumber ?? ''))?.outcome === 'posted');
    await stage.client.unpublish(stage.imported.bills);
    expect(await last(number)).toMatchObject({ operation: 'settle' });
    const refs = (await booksOf(stage)).map(({ vendorRef }) => vendorRef);
    expect(refs).not.toContain(marked?.vendorRef);
    expect(refs).toContain(other?.vendorRef);
  });

  it('coverage lists the codes without a row, and the file to fill in', async () => {
    await stage.client.emptyTable(MAPPING);
    await stage.client.insertRows(
      MAPPING,
      stage.world.mapping.map((row) => ({ scope: '', validFrom: '', note: '', ...row })),
    );
    const nodes = await run('coverage', 'Run Once');
    const codes = (nodes['Find Unmapped Codes']?.[0]?.outputs[1] ?? []).map(({ from }) => from);
    for (const { kind, from } of stage.world.mending.rows.slice(0, 2))
      expect([kind, codes]).toEqual([kind, expect.arrayContaining([from])]);
    expect(nodes['Rows to Fill In']?.[0]?.outputs[0]).toHaveLength(1);
  });

  it('housekeeping sends old rows away before it deletes them, and keeps the last word on each document', async () => {
    const [first] = await rows();
    const { id, createdAt, updatedAt, ...row } = first ?? {};
    await stage.client.insertRows(AUDIT, [{ ...row, at: '2020-01-01T00:00:00.000Z' }]);
    const before = await stage.client.countRows(AUDIT);
    await run('housekeeping', 'Every Night');
    expect(await stage.client.countRows(AUDIT)).toBe(before - 1);
    expect(stage.mail.letters.at(-1)?.attachments).toEqual([expect.stringMatching(/^audit-.*\.csv$/)]);
    expect((await rows()).some(({ at }) => String(at).startsWith('2020'))).toBe(false);
    expect([id, createdAt, updatedAt]).not.toContain(undefined);
  });

  it('files of an invoice are put on its bill, once the optional nodes are switched on', async () => {
    await order(stage.erp.url, 'reset', {});
    await stage.client.emptyTable(AUDIT);
    const switchedOn = ['With an Image', 'Each Image', 'Download Image', 'Attach Image', 'Write Side Rows'];
    const job = await stage.importJob(({ nodes }) => {
      for (const node of nodes) if (switchedOn.includes(node.name)) node.disabled = false;
    });
    const posted = new Set(expectedOf(stage, 'posted').map(({ invoiceId }) => invoiceId));
    const wanted = stage.world.jaggaer.invoices
      .filter(({ header }) => posted.has(String(header.invoiceId)))
      .flatMap(({ header }) =>
        (header.additionalInfo?.internalInfo.attachmentList.attachment ?? []).map(({ fileName }) => fileName),
      );
    expect(wanted.length).toBeGreaterThan(3);
    await stage.client.publish(job);
    const attached = async () => (await rows()).filter(({ operation }) => operation === 'attach');
    await waitFor('a row for each file', async () => (await attached()).length >= wanted.length);
    await stage.client.unpublish(job);
    expect(new Set((await attached()).map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    const books = (await order(stage.erp.url, 'state?entity=Bill')) as {
      bills: Array<{ files: Array<{ name: string }> }>;
    };
    expect(books.bills.flatMap(({ files }) => files.map(({ name }) => name)).sort()).toEqual(wanted.sort());
    expect(await wrongInBooks(stage)).toEqual([]);
  });

  it('cut-over adopts the bills that are there, however their numbers are written, and books only the rest', async () => {
    await order(stage.erp.url, 'reset', {});
    await stage.client.emptyTable(AUDIT);
    const { bills, matches, misses, remaining } = cutOver(stage.world);
    for (const bill of bills) await stage.erp.placeBill(bill);
    const before = (await booksOf(stage)).length;
    await run('adopt', 'Run Once');
    expect(await booksOf(stage)).toHaveLength(before);
    const adopted = (await rows()).filter(({ operation }) => operation === 'settle');
    const numbers = (list: Array<{ invoiceNumber: string }>) =>
      list.map(({ invoiceNumber }) => invoiceNumber).sort();
    expect(matches.length).toBeGreaterThan(2);
    expect(misses.length).toBeGreaterThan(2);
    expect(adopted.map(({ sourceNumber }) => sourceNumber).sort()).toEqual(numbers(matches));
    for (const { invoiceNumber, referenceNbr } of matches)
      expect(adopted.find((row) => row.sourceNumber === invoiceNumber)).toMatchObject({
        ...{ outcome: 'alreadyPosted', matchedBy: 'adopt', targetId: referenceNbr },
      });
    const job = await stage.importJob();
    await stage.client.publish(job);
    const wanted = remaining.filter(({ outcome }) => outcome !== 'notApproved').length;
    await waitFor('the rest', async () => (await rows()).length >= matches.length + wanted);
    await stage.client.unpublish(job);
    const own = (await booksOf(stage)).filter(({ status }) => status === 'Balanced');
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

  it('a poll whose sign-in is refused is told once, and the workflow stays published', async () => {
    await stage.client.changeWorkflow(stage.imported.bills, (workflow) => {
      workflow.settings = { ...workflow.settings, errorWorkflow: stage.imported.alerts };
    });
    await stage.client.publish(stage.imported.alerts);
    await stage.client.publish(stage.imported.bills);
    const credential = stage.credentials.jaggaerOAuth2Api ?? { id: '', name: '' };
    const before = stage.mail.letters.length;
    await stage.client.changeCredential(credential.id, credential.name, 'jaggaerOAuth2Api', {
      ...SIGN_INS.jaggaer,
      ...{ baseUrl: stage.jaggaer.url, clientSecret: 'no longer the secret' },
    });
    await faults(stage.jaggaer, { kind: 'expireToken', times: 1 });
    const failed = async () =>
      (await stage.client.executions(stage.imported.bills)).filter(
        ({ status, mode }) => status === 'error' && mode === 'trigger',
      ).length;
    const already = await failed();
    await waitFor('two refused polls', async () => (await failed()) >= already + 2);
    const stopped = () =>
      stage.mail.letters.slice(before).filter(({ subject }) => / stopped at /.test(subject));
    await waitFor('the letter', () => Promise.resolve(stopped().length > 0));
    expect(stopped()).toHaveLength(1);
    expect(stopped()[0]?.text).toMatch(/sign-in was refused/i);
    expect(stopped()[0]?.text).not.toContain('no longer the secret');
    expect(await stage.client.workflow(stage.imported.bills)).toMatchObject({ active: true });
    await stage.client.unpublish(stage.imported.bills);
    await stage.client.unpublish(stage.imported.alerts);
  });
});
