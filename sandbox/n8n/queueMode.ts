/** Queue mode in one call: the databases it needs, n8n and its workers. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type N8nOptions, type N8nProcess, startN8n } from './process';
import { startQueueServices } from './queue';

export interface QueueMode {
  n8n: N8nProcess;
  workers: ChildProcess[];
  /** Stops the workers, n8n and both databases, and removes their folders. */
  stop(): Promise<void>;
}

/** Why queue mode cannot run on this machine; null when it can. */
export function queueModeMissing(): string | null {
  if (spawnSync('redis-server', ['--version']).status !== 0) return 'redis-server is not installed';
  if (!existsSync('/usr/lib/postgresql')) return 'postgresql is not installed';
  return null;
}

/** Starts both databases, n8n and its workers; manual runs go to the workers too. */
export async function startQueueMode(
  options: N8nOptions & { workers: number; concurrency?: number },
): Promise<QueueMode> {
  const missing = queueModeMissing();
  if (missing) throw new Error(`Queue mode cannot run: ${missing}.`);
  const services = await startQueueServices();
  let n8n: N8nProcess | undefined;
  const stop = async () => {
    await n8n?.close();
    await services.close();
  };
  try {
    n8n = await startN8n({ ...options, env: { ...services.env, ...options.env } });
    const workers: ChildProcess[] = [];
    while (workers.length < options.workers) workers.push(await n8n.startWorker(options.concurrency));
    return { n8n, workers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
