/** JAGGAER ERP Operations in a real n8n: ports by operation, data tables as its rows, the page in real Chromium. */
import { rmSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM } from '../../sandbox/n8n/browser';
import { N8nClient, type WorkflowJson } from '../../sandbox/n8n/client';
import { type N8nProcess, startN8n } from '../../sandbox/n8n/process';
import { auditRow, hoursAgo, postedRow } from '../unit/operationsSamples';

const LONG = 240_000;
const OPERATIONS = 'n8n-nodes-jaggaer-erp.jaggaerErpOperations';
const NASTY = '<script>document.title="owned"</script><img src=x>';

const node = (name: string, type: string, parameters: object, more: object = {}) => ({
  ...{ id: name, name, type, typeVersion: 1, position: [0, 0] },
  ...{ parameters: parameters as Record<string, unknown>, ...more },
});
const table = (name: string, value: string) =>
  node(
    name,
    'n8n-nodes-base.dataTable',
    { resource: 'row', operation: 'get', returnAll: true, dataTableId: { __rl: true, mode: 'name', value } },
    { typeVersion: 1.1, alwaysOutputData: true, executeOnce: true },
  );
const to = (name: string, index = 0) => ({ node: name, type: 'main', index });

const alerts: WorkflowJson = {
  name: 'Alerts',
  nodes: [
    node('Start', 'n8n-nodes-base.manualTrigger', {}),
    ...[table('Audit', 'ops_audit'), table('Notices', 'ops_notice'), table('Mapping', 'ops_mapping')],
    node('Group', OPERATIONS, {
      resource: 'problem',
      operation: 'group',
      defaultRecipient: 'ap@example.com',
    }),
    node(
      'Notice',
      'n8n-nodes-base.set',
      { mode: 'raw', jsonOutput: '={{ $json.notice }}' },
      { typeVersion: 3.4 },
    ),
    node(
      'Keep Notice',
      'n8n-nodes-base.dataTable',
      {
        ...{
          resource: 'row',
          operation: 'insert',
          dataTableId: { __rl: true, mode: 'name', value: 'ops_notice' },
        },
        columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
      },
      { typeVersion: 1.1 },
    ),
  ],
  connections: {
    Start: { main: [[to('Audit'), to('Notices'), to('Mapping')]] },
    Audit: { main: [[to('Group', 0)]] },
    Notices: { main: [[to('Group', 1)]] },
    Mapping: { main: [[to('Group', 2)]] },
    Group: { main: [[to('Notice')], []] },
    Notice: { main: [[to('Keep Notice')]] },
  },
  settings: { executionOrder: 'v1' },
};

const statusPage: WorkflowJson = {
  name: 'Status page',
  nodes: [
    node(
      'Page Asked For',
      'n8n-nodes-base.webhook',
      { path: 'ops-status', responseMode: 'responseNode', options: {} },
      { typeVersion: 2, webhookId: 'ops-status' },
    ),
    table('Audit', 'ops_audit'),
    node('Render', OPERATIONS, { resource: 'statusPage', operation: 'render', timeZone: 'Etc/UTC' }),
    node(
      'Answer',
      'n8n-nodes-base.respondToWebhook',
      {
        ...{ respondWith: 'text', responseBody: '={{ $json.html }}' },
        options: {
          responseHeaders: { entries: [{ name: 'content-type', value: 'text/html; charset=utf-8' }] },
        },
      },
      { typeVersion: 1.1 },
    ),
  ],
  connections: {
    'Page Asked For': { main: [[to('Audit')]] },
    Audit: { main: [[to('Render')]] },
    Render: { main: [[to('Answer')]] },
  },
  settings: { executionOrder: 'v1' },
};

const columns = Object.keys(auditRow()).filter((name) => !['id', 'createdAt', 'updatedAt'].includes(name));
const stored = (row: Record<string, unknown>) => Object.fromEntries(columns.map((name) => [name, row[name]]));

describe('operations in n8n', () => {
  let n8n: N8nProcess;
  let client: N8nClient;
  let browser: Browser;

  beforeAll(async () => {
    n8n = await startN8n();
    client = new N8nClient(n8n.url);
    await client.signIn();
    const columns = Object.keys(auditRow()).filter(
      (name) => !['id', 'createdAt', 'updatedAt'].includes(name),
    );
    const numbers = new Set(['amount', 'attempts', 'httpStatus']);
    await client.createTable(
      'ops_audit',
      Object.fromEntries(columns.map((name) => [name, numbers.has(name) ? 'number' : 'string'] as const)),
    );
    const text = (names: string) =>
      Object.fromEntries(names.split(' ').map((name) => [name, 'string'] as const));
    await client.createTable('ops_notice', { ...text('at cause owner entity flow to'), count: 'number' });
    await client.createTable('ops_mapping', text('kind from scope to'));
    await client.insertRows(
      'ops_audit',
      [
        auditRow({ sourceId: '1', at: hoursAgo(3), supplier: NASTY }),
        auditRow({ sourceId: '2', at: hoursAgo(2), amount: 1234567.89, currency: 'EUR' }),
        auditRow({
          sourceId: '3',
          at: hoursAgo(1),
          cause: 'period.closed',
          owner: 'erp',
          outcome: 'rejected',
        }),
        postedRow({ sourceId: '4', at: hoursAgo(26) }),
      ].map(stored),
    );
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  }, LONG);

  afterAll(async () => {
    await browser?.close();
    await n8n?.stop();
    if (n8n) rmSync(n8n.folder, { recursive: true, force: true });
  }, LONG);

  it('tells each group once, keeps the notice, and is quiet the next time', async () => {
    const id = await client.importWorkflow(alerts, {});
    const first = await client.run(id, 'Start');
    expect(first).toMatchObject({ status: 'success', error: null });
    const outputs = first.nodes.Group?.[0]?.outputs ?? [];
    expect(
      outputs.map((items) => items.map(({ why, count, to: recipient }) => [why, count, recipient])),
    ).toEqual([
      [
        ['new', 2, 'ap@example.com'],
        ['new', 1, 'ap@example.com'],
      ],
      [],
    ]);
    expect(await client.rows('ops_notice')).toMatchObject([
      { cause: 'unmapped.account', owner: 'mapping', entity: '0004', flow: 'invoices', count: 2 },
      { cause: 'period.closed', count: 1 },
    ]);
    const second = await client.run(id, 'Start');
    expect(second.nodes.Group?.[0]?.outputs.map((items) => items.map(({ why }) => why))).toEqual([
      [],
      ['told', 'told'],
    ]);
    await client.insertRows('ops_mapping', [
      { kind: 'owner', from: 'mapping', scope: '', to: 'codes@example.com' },
    ]);
    await client.insertRows('ops_audit', [stored(auditRow({ sourceId: '9', at: hoursAgo(0) }))]);
    const third = await client.run(id, 'Start');
    expect(third.nodes.Group?.[0]?.outputs[0]).toMatchObject([
      { why: 'grown', count: 3, newCount: 1, to: 'codes@example.com' },
    ]);
  });

  describe('the status page', () => {
    beforeAll(async () => client.publish(await client.importWorkflow(statusPage, {})), LONG);

    const open = async (width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      await page.goto(`${n8n.url}/webhook/ops-status`);
      return page;
    };

    it.each([
      [320, 'light'],
      [320, 'dark'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const)('is readable at %i pixels in %s', async (width, scheme) => {
      const page = await open(width, scheme);
      for (const each of await page.locator('summary').all()) await each.click();
      expect(await page.locator('h3').first().textContent()).toBe('Unmapped account');
      expect(await page.locator('tbody').first().locator('tr').count()).toBeGreaterThan(1);
      const look = await page.evaluate(measure);
      expect(look.overflow).toBeLessThanOrEqual(0);
      expect(look.outside).toEqual([]);
      expect(look.faint).toEqual([]);
      expect(look.texts).toBeGreaterThan(30);
      await page.context().close();
    });

    it('shows what a supplier is called, and runs none of it', async () => {
      const page = await open(1280, 'light');
      await page.locator('summary').first().click();
      expect(await page.locator('table').first().textContent()).toContain(NASTY);
      expect(await page.title()).toMatch(/^\(4\) /);
      expect(await page.locator('img, script').count()).toBe(0);
      await page.context().close();
    });
  });
});

/** Runs in the page: what sticks out to the right, and what is too faint to read (WCAG AA, 4.5 to 1). */
function measure() {
  const luminance = (colour: string) => {
    const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((text) => {
      const value = Number(text) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (channels[0] ?? 0) + 0.7152 * (channels[1] ?? 0) + 0.0722 * (channels[2] ?? 0);
  };
  const backOf = (element: Element | null): string => {
    const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
    const clear = colour === 'transparent' || /, 0\)$/.test(colour);
    return clear ? backOf(element?.parentElement ?? null) : colour;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint: string[] = [];
  const outside: string[] = [];
  let texts = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    const words = text.textContent?.trim() ?? '';
    if (!element || words === '' || element.closest('title, desc')) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const ink = luminance(element instanceof SVGElement ? style.fill : style.color);
    const paper = luminance(backOf(element));
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (contrast < 4.5) faint.push(`${words.slice(0, 30)}: ${contrast.toFixed(2)}`);
    const range = document.createRange();
    range.selectNodeContents(text);
    if (range.getBoundingClientRect().right > window.innerWidth + 0.5) outside.push(words.slice(0, 30));
  }
  return { overflow: document.documentElement.scrollWidth - window.innerWidth, faint, outside, texts };
}
