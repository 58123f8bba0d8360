/** Reads n8n's SQLite database directly, beside a running n8n: what its REST interface does not show. */
import { execFileSync } from 'node:child_process';
import { NODE_24 } from './process';

type Row = Record<string, string | number | null>;

export interface StoredExecution {
  id: number;
  workflowId: string;
  status: string;
  mode: string;
  /** Size of the stored execution data; what a node puts out, n8n stores. */
  bytes: number;
}

/** Static data of a workflow: `global` and one entry a node; null when nothing is stored yet. */
export function readStaticData(file: string, workflowId: string): Record<string, unknown> | null {
  const text = readStaticText(file, workflowId);
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

/** Size of a workflow's static data in bytes. */
export function staticDataBytes(file: string, workflowId: string): number {
  return Buffer.byteLength(readStaticText(file, workflowId) ?? '');
}

/** Cursors that n8n keeps itself when durable poll cursors are on, one a poll trigger. */
export function readPollerState(file: string): Row[] {
  return select(file, 'SELECT * FROM poller_state');
}

/** Executions from the oldest to the newest, of one workflow or of all. */
export function readExecutions(file: string, workflowId?: string): StoredExecution[] {
  const rows = select(
    file,
    `SELECT e.id, e.workflowId, e.status, e.mode, COALESCE(LENGTH(CAST(d.data AS BLOB)), 0) AS bytes
       FROM execution_entity e LEFT JOIN execution_data d ON d.executionId = e.id
      WHERE e.deletedAt IS NULL AND (? IS NULL OR e.workflowId = ?) ORDER BY e.id`,
    workflowId ?? null,
    workflowId ?? null,
  );
  return rows.map((row) => ({
    id: Number(row.id),
    workflowId: String(row.workflowId),
    status: String(row.status),
    mode: String(row.mode),
    bytes: Number(row.bytes),
  }));
}

function readStaticText(file: string, workflowId: string): string | null {
  const [row] = select(file, 'SELECT staticData FROM workflow_entity WHERE id = ?', workflowId);
  return typeof row?.staticData === 'string' ? row.staticData : null;
}

// Node 24 reads: on a fresh clone `npm test` runs on the Node it was started with, which may lack `node:sqlite`.
const READ = `
  const { DatabaseSync } = require('node:sqlite');
  const [file, sql, values] = process.argv.slice(1);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  process.stdout.write(JSON.stringify(database.prepare(sql).all(...JSON.parse(values))));`;

function select(file: string, sql: string, ...values: Array<string | null>): Row[] {
  const args = ['--no-warnings', '-e', READ, file, sql, JSON.stringify(values)];
  return JSON.parse(execFileSync(NODE_24, args, { encoding: 'utf8', maxBuffer: 1 << 28 })) as Row[];
}
