import type { Erp } from './erp';
import { byHand, makeTable, note, own } from './parts';
import { workflowOf } from './template';

/** Makes the data tables and checks both connections. */
export function setUp(erp: Erp) {
  const check = { resource: 'connection', operation: 'check' };
  const once = { executeOnce: true };
  return workflowOf({
    name: 'JAGGAER ERP: Set Up',
    nodes: [
      note(
        [-420, -80],
        [400, 220],
        '## Set up once\nRun this by hand. It makes the data tables for mapping, audit and alerts (tables that are there already are kept) and checks both connections.\n\nThen fill `jaggaer_erp_mapping` with rows: **kind**, **from** (JAGGAER code), **to** (ERP code).',
        4,
      ),
      byHand('Run Once', [40, 0]),
      makeTable('Mapping Table', 'mapping', [260, 0]),
      makeTable('Audit Table', 'audit', [480, 0]),
      makeTable('Notice Table', 'notice', [700, 0]),
      note(
        [900, 160],
        [420, 130],
        '### Connections\nEach row says in plain words whether a part of the connection works and, if not, who mends it where. Nothing is written to either system.',
      ),
      own('Check JAGGAER', 'jaggaer', [940, 0], check, once),
      own(`Check ${erp.name}`, erp.node, [1160, 0], check, once, erp.credentials),
    ],
    links: [
      'Run Once > Mapping Table',
      'Mapping Table > Audit Table',
      'Audit Table > Notice Table',
      'Notice Table > Check JAGGAER',
      `Check JAGGAER > Check ${erp.name}`,
    ],
  });
}
