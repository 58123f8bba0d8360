/** Which inputs and outputs each operation has; n8n draws them from here. */

interface Ports {
  inputs: readonly string[];
  outputs: readonly string[];
}

/** Names by `resource.operation`, in n8n's order. */
export const PORTS: Record<string, Ports> = {
  'adoption.match': {
    inputs: ['JAGGAER Invoices', 'ERP Bills', 'Mapping Rows'],
    outputs: ['Matched', 'Unmatched'],
  },
  'audit.keepHouse': { inputs: ['Audit Rows'], outputs: ['Purge', 'Report'] },
  'delivery.findOverdue': { inputs: ['JAGGAER Invoices', 'Audit Rows'], outputs: ['Overdue'] },
  'problem.group': { inputs: ['Audit Rows', 'Notices', 'Mapping Rows'], outputs: ['To Tell', 'Quiet'] },
  'problem.listOpen': { inputs: ['Audit Rows'], outputs: ['Open'] },
  'reconciliation.compare': {
    inputs: ['JAGGAER Invoices', 'Audit Rows', 'ERP Bills', 'Mapping Rows'],
    outputs: ['Summary', 'Missing', 'Findings'],
  },
  'settlement.markAsInErp': { inputs: ['Documents'], outputs: ['Settled'] },
  'statusPage.render': { inputs: ['Audit Rows'], outputs: ['Page'] },
};

/** The expression that gives n8n the ports of the chosen operation. */
export function portsExpression(side: keyof Ports): `={{${string}}}` {
  // only objects of lists: two closing braces in a row would end the expression
  const names = Object.fromEntries(
    Object.entries(PORTS).map(([operation, ports]) => [operation, ports[side]]),
  );
  const chosen = `(${JSON.stringify(names)}[$parameter["resource"] + "." + $parameter["operation"]] || ["Items"])`;
  return `={{ ${chosen}.map((name) => ({ type: "main", displayName: name })) }}`;
}
