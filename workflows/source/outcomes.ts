/** The end that every writing flow shares: both outputs of the writing node → audit rows → alert. */
import { core, groupByCause, needsAttention, tellSomebody, writeRows } from './parts';
import type { TemplateNode } from './template';

/** Nodes from `x` on, to be fed at `All Outcomes` and `All Outcomes:1`. */
export const outcomeNodes = (x: number, y = 0): TemplateNode[] => [
  core('All Outcomes', 'merge', 3.2, [x, y], { mode: 'append', numberInputs: 2 }),
  writeRows('Write Audit Rows', 'audit', [x + 220, y], 'audit'),
  needsAttention([x + 440, y]),
  groupByCause([x + 640, y]),
  tellSomebody([x + 840, y]),
];

export const outcomeLinks = (writer: string): string[] => [
  `${writer} > All Outcomes`,
  `${writer}:1 > All Outcomes:1`,
  'All Outcomes > Write Audit Rows',
  'Write Audit Rows > Needs Attention',
  'Needs Attention > Group by Cause',
  'Group by Cause > Tell Somebody',
];
