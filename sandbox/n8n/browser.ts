/** Chromium in n8n's editor, signed in as the owner. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { OWNER } from './client';

/** Debian's package; `sandbox/setup.mjs --test` installs it. */
export const CHROMIUM = '/usr/bin/chromium';

/** The browser calls nobody but n8n. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface EditorWindow {
  page: Page;
  close(): Promise<void>;
}

/** Opens the editor and signs in through its own form, which also gives the browser its id. */
export async function openEditor(
  url: string,
  viewport = { width: 1600, height: 900 },
): Promise<EditorWindow> {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no ${CHROMIUM}: install Debian's package chromium.`);
  const profile = mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: QUIET,
    viewport,
  });
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    await page.goto(`${url}/signin`);
    await page.locator('input[type="email"], input[name="emailOrLdapLoginId"]').first().fill(OWNER.email);
    await page.locator('input[type="password"]').fill(OWNER.password);
    await page.locator('button:has-text("Sign in")').click();
    await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
  } catch (error) {
    await close();
    throw error;
  }
  return { page, close };
}
