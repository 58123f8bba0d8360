/** The status page as people see it: on a desk, light and dark, and on a phone. */
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM } from '../../sandbox/n8n/browser';
import { AUDIT, withoutSystemColumns } from '../../sandbox/run';
import { SIGN_INS } from '../../sandbox/signIns';
import type { Stage } from '../../sandbox/stage';
import { beyondWindow, cutOff } from './legible';

const HOUR = 3_600_000;
const DAYS = 30;
const DESK = { width: 1280, height: 1100 };

/** What each picture is taken with. */
const VIEWS: Array<{ file: string; from: string; options: BrowserContextOptions }> = [
  { file: 'status-page', from: 'h1', options: { viewport: DESK, colorScheme: 'light' } },
  { file: 'status-page-dark', from: '#activity', options: { viewport: DESK, colorScheme: 'dark' } },
  {
    file: 'status-page-phone',
    from: 'h1',
    options: {
      viewport: { width: 390, height: 844 },
      colorScheme: 'light',
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    },
  },
];

const TEXTS = ['Open', 'At stake', 'Oldest', 'In the ERP today', 'Today', `Last ${DAYS} days`];
const HEADINGS = ['Open problems, oldest first', 'Invoices', 'Last delivery of each flow'];

/** Publishes the page, lets its table look like a month of work, and takes one picture a view. */
export async function takeStatusPages(
  stage: Stage,
  folder: string,
  took: (name: string, file: string) => void,
): Promise<void> {
  await spreadOverMonth(stage);
  await stage.client.publish(stage.imported.statusPage);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    const { user: username, password } = SIGN_INS.people;
    for (const { file, from, options } of VIEWS) {
      const context = await browser.newContext({ ...options, httpCredentials: { username, password } });
      const page = await context.newPage();
      await page.goto(`${stage.n8n.url}/webhook/jaggaer-erp-status`);
      await checkPage(page);
      await page.locator('summary').first().click();
      await page.locator(from).first().scrollIntoViewIfNeeded();
      await page.evaluate((selector) => {
        const top = document.querySelector(selector)?.getBoundingClientRect().top ?? 0;
        scrollTo(0, scrollY + top - 24);
      }, from);
      const target = path.join(folder, `${file}.png`);
      await page.screenshot({ path: target });
      took(file, target);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

/** Everything is there, seen and whole, folded and unfolded. */
async function checkPage(page: Page): Promise<void> {
  for (const name of HEADINGS) await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
  for (const text of TEXTS) await page.getByText(text, { exact: true }).first().waitFor();
  await expectWhole(page);
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.locator('details[open] td').first().waitFor();
  await expectWhole(page);
  for (const summary of await page.locator('summary').all()) await summary.click();
}

async function expectWhole(page: Page): Promise<void> {
  const wrong = [...(await beyondWindow(page)), ...(await cutOff(page, 'body'))];
  if (wrong.length > 0) throw new Error(`The status page cuts off: ${wrong.join(' | ')}`);
}

/** Moves what the main job did in a minute over a month: booked invoices day by day, trouble of the last days. */
async function spreadOverMonth({ client }: Stage): Promise<void> {
  const rows = await client.rows(AUDIT);
  const booked = (row: (typeof rows)[number]) => row.outcome === 'posted';
  const moved = [rows.filter(booked), rows.filter((row) => !booked(row))].flatMap((list, kind) =>
    list.map((row, at) => {
      const hours = kind === 0 ? ((at * 7) % DAYS) * 24 : (at * 5) % 70;
      return {
        ...withoutSystemColumns(row),
        at: new Date(Date.now() - hours * HOUR - at * 60_000).toISOString(),
      };
    }),
  );
  await client.emptyTable(AUDIT);
  await client.insertRows(AUDIT, moved);
}
