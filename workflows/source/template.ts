/** Builds importable workflows: nodes with readable names, links written as `From:output > To:input`. */

export interface TemplateNode {
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: null; name: string }>;
  [key: string]: unknown;
}

export interface Template {
  name: string;
  nodes: TemplateNode[];
  /** `From > To`, with `:1` behind a name for any other than the first output or input. */
  links: string[];
  /** It reads the whole audit table often, and n8n would store all of it again with each successful run. */
  readsAll?: boolean;
}

interface Link {
  node: string;
  type: 'main';
  index: number;
}

/** The workflow as n8n imports it. @throws Error where a link names no node */
export function workflowOf({ name, nodes, links, readsAll = false }: Template) {
  const connections: Record<string, { main: Link[][] }> = {};
  for (const link of links) {
    const [from, to] = link.split(' > ').map((end) => readEnd(end, nodes, link));
    if (!from || !to) throw new Error(`Not a link: ${link}`);
    const { main } = (connections[from.node] ??= { main: [] });
    while (main.length <= from.index) main.push([]);
    main[from.index]?.push({ node: to.node, type: 'main', index: to.index });
  }
  return {
    name,
    nodes: nodes.map((node, at) => ({ id: `n${at + 1}`, ...node })),
    connections,
    settings: {
      executionOrder: 'v1',
      timezone: 'Etc/UTC',
      saveDataErrorExecution: 'all',
      saveDataSuccessExecution: readsAll ? 'none' : 'all',
    },
  };
}

function readEnd(text: string, nodes: TemplateNode[], link: string): { node: string; index: number } {
  const [node = '', index = '0'] = text.split(':');
  if (!nodes.some(({ name }) => name === node)) throw new Error(`No node is called ${node}: ${link}`);
  return { node, index: Number(index) };
}
