/** n8n's editor as a person sees it, and what of it must be legible. */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { OWNER } from '../../sandbox/n8n/client';
import { cutOff } from './legible';

const PATIENCE_MS = 20_000;
const at = (name: string): string => `[data-test-id="${name}"]`;
const nodeAt = (name: string): string => `${at('canvas-node')}[data-node-name=${JSON.stringify(name)}]`;

interface Box {
  name: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export class Editor {
  constructor(
    private readonly page: Page,
    private readonly url: string,
    private readonly folder: string,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
  }

  async signIn(): Promise<void> {
    await this.page.goto(`${this.url}/signin`);
    await this.page.locator('input[name=emailOrLdapLoginId], input[type=email]').first().fill(OWNER.email);
    await this.page.locator('input[type=password]').fill(OWNER.password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/signin'));
  }

  /** Shows the whole workflow, in a window so high that n8n's own button covers none of it. */
  async openWorkflow(id: string): Promise<void> {
    await this.page.setViewportSize({ width: 1600, height: 640 });
    await this.page.goto(`${this.url}/workflow/${id}`);
    for (let height = 640; height <= 1000; height += 60) {
      await this.page.setViewportSize({ width: 1600, height });
      await this.canvasAtRest();
      const [button] = await this.boxes(at('execute-workflow-button'));
      const nodes = await this.boxes(at('canvas-node'));
      if (!button) return;
      // a node's name and subtitle hang below its box
      if (!nodes.some((node) => overlap(button, { ...node, bottom: node.bottom + 48 }))) return;
    }
    throw new Error(`The button that runs workflow ${id} covers a node.`);
  }

  async openExecution(workflow: string, execution: string): Promise<void> {
    await this.page.setViewportSize({ width: 1600, height: 900 });
    await this.page.goto(`${this.url}/workflow/${workflow}/executions/${execution}`);
    await this.canvasAtRest();
  }

  /** Every node is shown with its icon and its whole name; no note covers one, and no note's text is cut off. */
  async checkCanvas(nodes: string[]): Promise<void> {
    for (const name of nodes) {
      const node = this.page.locator(nodeAt(name));
      await node.waitFor({ state: 'visible' });
      if ((await node.getByText(name, { exact: true }).count()) === 0)
        throw new Error(`The canvas does not write “${name}” at its node.`);
      const icons = await node
        .locator('img')
        .evaluateAll((list) => list.map((image) => (image as HTMLImageElement).naturalWidth > 0));
      if (icons.includes(false)) throw new Error(`The icon of ${name} does not load.`);
    }
    const boxes = await this.boxes(at('canvas-node'));
    const notes = await this.boxes(at('sticky'));
    for (const note of notes)
      for (const box of boxes) if (overlap(note, box)) throw new Error(`A note covers the node ${box.name}.`);
    await this.expectNoOverflow(at('sticky'));
  }

  async openNode(name: string): Promise<void> {
    await this.page.setViewportSize({ width: 1600, height: 900 });
    await this.canvasAtRest();
    await this.page.locator(nodeAt(name)).dblclick();
    await this.page.locator(at('ndv')).waitFor();
    await this.page.locator(at('node-parameters')).waitFor();
    await this.atRest(at('node-parameters'));
  }

  async closeNode(): Promise<void> {
    await this.page.locator(at('ndv-close-button')).click();
    await this.page.locator(at('ndv')).waitFor({ state: 'hidden' });
  }

  /** The texts are in the node's own column, and nothing there is wider than its place. */
  async checkPanel(texts: string[]): Promise<void> {
    await this.expectTexts(texts, at('node-parameters'));
    await this.expectNoOverflow(`${at('node-parameters')} ${at('input-label')}`);
    await this.expectNoOverflow(`${at('node-parameters')} .notice-content`);
  }

  /** Shows one output of the open node as JSON. */
  async showOutput(name: RegExp): Promise<void> {
    await this.closeMessages();
    const output = this.page.locator(at('output-panel'));
    await output.getByText(name).first().click();
    await output.locator(at('radio-button-json')).click();
    await output
      .getByText('"outcome"')
      .first()
      .waitFor({ state: 'visible' })
      .catch(() => undefined);
    await this.atRest(at('output-panel'));
  }

  async openTable(id: string): Promise<void> {
    await this.page.goto(`${this.url}/home/datatables`);
    await this.page.locator(`a[href$="/datatables/${id}"]`).first().click();
    await this.page.waitForURL((url) => url.pathname.endsWith(id));
    await this.page.locator('.ag-row').first().waitFor();
    await this.atRest('.ag-root');
  }

  /** The last page of the open table. */
  async lastPage(): Promise<void> {
    await this.page
      .locator(`${at('pagination-item')}, .el-pager .number`)
      .last()
      .click();
    await this.atRest('.ag-root');
  }

  /** Scrolls the table until the column stands near its left edge. */
  async showColumn(name: string): Promise<void> {
    const headers = this.page.locator('.ag-header-cell');
    await this.page.mouse.move(800, 200);
    for (let step = 0; step < 80; step++) {
      const box = await headers
        .filter({ hasText: name })
        .first()
        .boundingBox({ timeout: 500 })
        .catch(() => null);
      if (box && box.x < 420) return await this.atRest('.ag-root');
      await this.page.mouse.wheel(150, 0);
      await this.frame();
    }
    throw new Error(`The table has no column ${name}, but ${(await headers.allInnerTexts()).join(', ')}.`);
  }

  async expectTexts(texts: string[], within = 'body'): Promise<void> {
    for (const text of texts) {
      const found = this.page
        .locator(within)
        .getByText(text)
        .or(this.page.locator(`${within} input`).and(this.page.locator(`[value=${JSON.stringify(text)}]`)));
      await found.first().waitFor({ state: 'attached' });
    }
  }

  /** n8n's own messages lie over what is to be seen. */
  async closeMessages(): Promise<void> {
    const close = this.page.locator('.el-notification__closeBtn');
    while ((await close.count()) > 0) {
      await close.first().click();
      await this.page.locator('.el-notification').first().waitFor({ state: 'hidden' });
    }
  }

  async take(name: string): Promise<string> {
    const file = path.join(this.folder, `${name}.png`);
    await this.page.mouse.move(800, 4);
    await this.page.screenshot({ path: file });
    return file;
  }

  private async expectNoOverflow(selector: string): Promise<void> {
    const cut = await cutOff(this.page, selector);
    if (cut.length > 0) throw new Error(`Cut off: ${cut.join(' | ')}`);
  }

  private async boxes(selector: string): Promise<Box[]> {
    return await this.page.locator(selector).evaluateAll((list) =>
      list.map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { name: element.getAttribute('data-node-name') ?? '', left, top, right, bottom };
      }),
    );
  }

  private async canvasAtRest(): Promise<void> {
    await this.page.locator(at('canvas-node')).first().waitFor();
    await this.page.locator(at('zoom-to-fit')).first().click();
    await this.atRest(at('canvas'));
  }

  /** Waits until nothing moves or loads there any more. */
  private async atRest(selector: string): Promise<void> {
    const place: Locator = this.page.locator(selector).first();
    let before = '';
    for (let same = 0, tries = 0; same < 8 && tries < 120; tries++) {
      const now = await place.evaluate((element) =>
        [element, ...element.querySelectorAll('*')]
          .map((each) => {
            const { x, y, width } = each.getBoundingClientRect();
            return `${Math.round(x)},${Math.round(y)},${Math.round(width)}`;
          })
          .join(' '),
      );
      same = now === before ? same + 1 : 0;
      before = now;
      await this.frame();
    }
  }

  private async frame(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60))),
    );
  }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
