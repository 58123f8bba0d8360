/**
 * `npm run screenshots`: drives Chromium through a real n8n with the templates, asserts what must be legible, and
 * writes docs/images/*.png; with `-- --erp NAME` those of another ERP. Fails when text is missing, cut off, or larger than its box.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { DEFAULT_ERP, erpOf } from '../../sandbox/erps';
import { AUDIT, runMainJob } from '../../sandbox/run';
import type { Stage } from '../../sandbox/stage';
import { readTemplate, setStage } from '../../sandbox/stage';
import { Editor } from './editor';
import { takeErp } from './ofErp';
import { takeStatusPages } from './statusPage';

const IMAGES = path.resolve(__dirname, '..', '..', 'docs', 'images');
const CHROMIUM = '/usr/bin/chromium';
const LARGEST = 300_000;
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

/** Which templates are pictured, by the stage's short name; the others are only checked. */
const CANVASES = new Map([
  ['setUp', 'set-up'],
  ['bills', 'template'],
  ['replay', 'replay'],
  ['alerts', 'alerts'],
  ['reconcile', 'reconcile'],
  ['paymentsToJaggaer', 'payments'],
]);

/** What each node's panel must show, by the node's name in the template. */
const PANELS = [
  { node: 'Invoice Approved', file: 'jaggaer-trigger', texts: ['Event', 'Poll Times', 'Filters'] },
  { node: 'Read Invoices', file: 'jaggaer', texts: ['Resource', 'Operation', 'Simplify'] },
  { node: 'Map Codes', file: 'crosswalk', texts: ['Mode', 'Match Suppliers By', 'Account Segment'] },
  {
    node: 'Post Bills',
    file: 'acumatica',
    texts: ['Resource', 'Operation', 'Header Fields', 'Line Fields', 'Dry Run', 'Purchase Orders'],
  },
];

async function main(): Promise<void> {
  if (!existsSync(CHROMIUM))
    throw new Error(`There is no ${CHROMIUM}: install Debian's packages chromium and fonts-liberation.`);
  mkdirSync(IMAGES, { recursive: true });
  const { values } = parseArgs({ options: { erp: { type: 'string', default: DEFAULT_ERP.id } } });
  const erp = erpOf(values.erp);
  const stage = await setStage({ erp, invoices: 200, seed: 1, tell: (step) => console.log(`  … ${step}`) });
  const profile = mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-screenshots-'));
  try {
    console.log('  … the main job');
    const { ok, faults } = await runMainJob(stage);
    if (!ok) throw new Error(`The main job is not right: ${faults.join('; ')}`);
    const held = await heldExecution(stage);
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      headless: true,
      args: QUIET,
      viewport: { width: 1600, height: 900 },
      colorScheme: 'light',
    });
    try {
      const editor = new Editor(await context.newPage(), stage.n8n.url, IMAGES);
      await editor.signIn();
      if (erp.id !== DEFAULT_ERP.id) {
        await takeErp(editor, stage, held, (name) => take(editor, name));
        return;
      }
      await takeAll(editor, stage, held);
      console.log('  … the status page');
      await takeStatusPages(stage, IMAGES, told);
    } finally {
      await context.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
    await stage.close();
  }
}

/** The execution of the template that posted the bills. */
async function heldExecution(stage: Stage): Promise<string> {
  for (const { id } of await stage.client.executions(stage.imported.bills)) {
    const { nodes } = await stage.client.runData(id);
    if (nodes['Map Codes']?.[0]?.outputs[1]?.length) return id;
  }
  throw new Error('No execution held an invoice.');
}

async function takeAll(editor: Editor, stage: Stage, execution: string): Promise<void> {
  for (const [short, id] of Object.entries(stage.imported)) {
    if (short === 'again') continue;
    await editor.openWorkflow(id);
    const { nodes } = await stage.client.workflow(id);
    await editor.checkCanvas(
      nodes.filter((node) => !node.type.endsWith('.stickyNote')).map((node) => node.name),
    );
    const picture = CANVASES.get(short);
    if (picture) await take(editor, picture);
  }
  // the stage polls every ten seconds; the pictures show the template as it is shipped
  const shipped = readTemplate(`${stage.erp.kind.id}/invoices-to-bills.json`);
  const copy = await stage.client.importWorkflow(shipped, stage.credentials);
  for (const { node, file, texts } of PANELS) {
    await editor.openWorkflow(node === 'Invoice Approved' ? copy : stage.imported.bills);
    await editor.openNode(node);
    await editor.checkPanel(texts);
    await take(editor, file);
    await editor.closeNode();
  }
  await editor.openExecution(stage.imported.bills, execution);
  await editor.expectTexts(['Problem in node', 'unmapped.supplier']);
  await take(editor, 'execution');
  await editor.closeMessages();
  await editor.openNode('Map Codes');
  await editor.showOutput(/Unmapped Branch/);
  await editor.expectTexts(['"outcome"', '"reason"', '"advice"']);
  await take(editor, 'held');
  await editor.openTable((await stage.client.tableId(AUDIT)) ?? '');
  // what needs attention comes behind what is posted
  await editor.lastPage();
  await editor.showColumn('outcome');
  await editor.expectTexts(['outcome', 'reason', 'advice', 'held']);
  await take(editor, 'audit');
}

async function take(editor: Editor, name: string): Promise<void> {
  told(name, await editor.take(name));
}

/** Says that a picture was taken. @throws Error where it is too large for the documentation */
function told(name: string, file: string): void {
  const { size } = statSync(file);
  if (size > LARGEST) throw new Error(`${name}.png has ${size} bytes, more than ${LARGEST}.`);
  console.log(`  ✓ ${name}.png (${Math.round(size / 1024)} kB)`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
