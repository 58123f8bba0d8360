/** Everything around the main job in a real n8n, and what no ERP has a part in: chat, status page, housekeeping. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { erpOf } from '../../../sandbox/erps';
import { CHROMIUM } from '../../../sandbox/n8n/browser';
import { waitFor } from '../../../sandbox/n8n/process';
import { AUDIT } from '../../../sandbox/run';
import { SIGN_INS } from '../../../sandbox/signIns';
import type { SharedTemplate, Stage } from '../../../sandbox/stage';
import type { Documents } from '../operationsOfEveryErp';
import { NOTICES, cents, operationsOfErp, rowsOf, runTemplate } from '../operationsOfEveryErp';
import type { Row } from '../scene';
import { expectedOf, faults } from '../scene';

const documents: Documents = {
  read(payload) {
    const { Vendor, Amount } = payload as Record<string, { value: unknown }>;
    return { vendor: Vendor?.value, cents: cents(Amount?.value) };
  },
};

operationsOfErp(erpOf('acumatica'), documents, { first: beforeTheRest, last: afterTheRest });

const { people } = SIGN_INS;
const statusPage = `/webhook/jaggaer-erp-status`;
type Run = (workflow: SharedTemplate, trigger: string) => ReturnType<typeof runTemplate>;

/** On the rows of the main job. */
function beforeTheRest(stageOf: () => Stage): void {
  let stage: Stage;
  beforeAll(() => {
    stage = stageOf();
  });
  const run: Run = (workflow, trigger) => runTemplate(stage, workflow, trigger);

  describe('more alerts', () => {
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
}

/** Whatever is in the tables. */
function afterTheRest(stageOf: () => Stage): void {
  let stage: Stage;
  beforeAll(() => {
    stage = stageOf();
  });
  const rows = async (): Promise<Row[]> => await rowsOf(stage);
  const run: Run = (workflow, trigger) => runTemplate(stage, workflow, trigger);

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
}
