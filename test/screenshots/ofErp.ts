/** Pictures of one ERP: the panel of its posting node, and that node with what it did in an execution. */
import type { Stage } from '../../sandbox/stage';
import type { Editor } from './editor';

/** What each posting node's panel must show, by ERP. */
const POSTING: Record<string, string[]> = {
  'exact-online': ['Resource', 'Operation', 'Dry Run', 'Division'],
  'quickbooks-online': ['Resource', 'Operation', 'Dry Run', 'Purchase Orders', 'When Lines Need'],
  'sage-intacct': ['Resource', 'Operation', 'Dry Run', 'Post As', 'Header Fields', 'Line Fields'],
  syspro: ['Resource', 'Operation', 'Dry Run', 'Cost Centre'],
};

/** Checks every template on the canvas; takes the main template, the panel and the output of its posting node. */
export async function takeErp(
  editor: Editor,
  stage: Stage,
  execution: string,
  take: (name: string) => Promise<void>,
): Promise<void> {
  const { id } = stage.erp.kind;
  for (const [short, workflow] of Object.entries(stage.imported)) {
    if (short === 'again') continue;
    await editor.openWorkflow(workflow);
    const { nodes } = await stage.client.workflow(workflow);
    await editor.checkCanvas(
      nodes.filter((node) => !node.type.endsWith('.stickyNote')).map((node) => node.name),
    );
    if (short === 'bills') await take(`${id}-template`);
  }
  await editor.openWorkflow(stage.imported.bills);
  await editor.openNode('Post Bills');
  await editor.checkPanel(POSTING[id] ?? ['Resource', 'Operation', 'Dry Run']);
  await take(id);
  await editor.closeNode();
  await editor.openExecution(stage.imported.bills, execution);
  await editor.closeMessages();
  await editor.openNode('Post Bills');
  await editor.showOutput(/Needs attention/i);
  await editor.expectTexts(['"outcome"', '"reason"', '"advice"']);
  await take(`${id}-attention`);
}
