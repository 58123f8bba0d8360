/** The OAuth2 sign-in as a person does it: n8n's connect address, the consent page, the callback. */
import { type Browser, chromium } from 'playwright-core';
import type { RunData } from '../../sandbox/n8n/client';
import { SIGN_INS } from '../../sandbox/signIns';
import { type Stage, readTemplate, setStage } from '../../sandbox/stage';

jest.setTimeout(240_000);

describe('Acumatica OAuth2 API', () => {
  let stage: Stage;
  let browser: Browser;

  beforeAll(async () => {
    stage = await setStage({ invoices: 5, seed: 2 });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('signs in through the consent page and carries the connection check', async () => {
    const { environment, endpointName, endpointVersion, clientId, clientSecret } = SIGN_INS.acumatica;
    const id = await stage.client.createCredential('Acumatica by consent', 'acumaticaOAuth2Api', {
      ...{ instanceUrl: stage.erp.url, environment, endpointName, endpointVersion },
      ...{ clientId, clientSecret },
    });
    const setUp = readTemplate('acumatica/set-up.json');
    const workflow = await stage.client.importWorkflow(setUp, {
      ...stage.credentials,
      acumaticaOAuth2Api: { id, name: 'Acumatica by consent' },
    });
    const before = await stage.client.run(workflow, 'Run Once');
    expect(checksOf(before).every((row) => row.ok === true) && before.error === null).toBe(false);

    const address = (await stage.client.call('GET', `/rest/oauth2-credential/auth?id=${id}`)) as string;
    expect(new URL(address).origin).toBe(new URL(stage.erp.url).origin);
    expect(new URL(address).searchParams.get('scope')).toBe('api offline_access');
    expect(address).not.toContain(clientSecret);

    const context = await browser.newContext();
    await context.addCookies(
      stage.client.session.split('; ').map((cookie) => {
        const [name = '', ...value] = cookie.split('=');
        return { name, value: value.join('='), url: stage.n8n.url };
      }),
    );
    const page = await context.newPage();
    await page.goto(address);
    await page.click('#allow');
    await page.waitForURL(/\/rest\/oauth2-credential\/callback/);
    expect(await page.textContent('body')).toMatch(/success|connected/i);

    const after = await stage.client.run(workflow, 'Run Once');
    expect(after).toMatchObject({ status: 'success', error: null });
    const checks = checksOf(after);
    expect(checks.length).toBeGreaterThan(3);
    expect(checks.filter((row) => row.ok !== true)).toEqual([]);
  });
});

const checksOf = (run: RunData): Array<Record<string, unknown>> =>
  run.nodes['Check Acumatica']?.[0]?.outputs.flat() ?? [];
