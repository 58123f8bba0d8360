/** Starts, stops and kills a real n8n with the packed pack installed as a community package. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { end, freePort, removeFolder, spawnLogged, temporaryFolder, waitForStart } from './children';

export { end, freePort, waitFor } from './children';

const ROOT = path.resolve(__dirname, '..', '..');
const N8N = path.join(ROOT, 'sandbox', 'n8n', 'node_modules', 'n8n', 'bin', 'n8n');
/** The Node that n8n needs, from the root's packages. */
export const NODE_24 = path.join(ROOT, 'node_modules', '.bin', 'node');

/** n8n calls nobody and shows no banners. */
const QUIET = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
  N8N_DISABLED_MODULES:
    'mcp-registry,instance-ai,chat-hub,agents,insights,quick-connect,instance-version-history',
};

export interface N8nOptions {
  /** User folder; a new one in the temporary folder by default. */
  folder?: string;
  port?: number;
  /** Packed pack; the one that set-up made by default. */
  tarball?: string;
  env?: Record<string, string>;
  /** Commits a poll's cursor together with its execution; off by default, as in n8n. */
  durableCursors?: boolean;
}

const DURABLE_CURSORS = {
  N8N_SCHEDULER_ENABLED: 'true',
  N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
  N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
  N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

export interface N8nProcess {
  url: string;
  folder: string;
  logFile: string;
  database: string;
  env: NodeJS.ProcessEnv;
  /** Resident memory of n8n itself in bytes, the peak since its start. */
  peakMemory(): number;
  /** Starts a worker of queue mode with the same key, package and databases; waits until it takes jobs. */
  startWorker(concurrency?: number): Promise<ChildProcess>;
  /** Stops n8n; the workers first. */
  stop(): Promise<void>;
  /** Kills n8n and its task runner at once, as a power cut does. Workers live on. */
  kill9(): Promise<void>;
  /** Starts again on the same folder and port after a stop or a kill. */
  restart(): Promise<void>;
  /** Stops n8n for good and removes the folder, unless it was given. */
  close(): Promise<void>;
}

/** Starts n8n and waits until it is ready to work. */
export async function startN8n(options: N8nOptions = {}): Promise<N8nProcess> {
  const folder = options.folder ?? temporaryFolder('n8n');
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const logFile = path.join(folder, 'n8n.log');
  const env: NodeJS.ProcessEnv = {
    PATH: `${path.dirname(NODE_24)}${path.delimiter}${process.env.PATH ?? ''}`,
    HOME: folder,
    ...QUIET,
    N8N_USER_FOLDER: folder,
    N8N_ENCRYPTION_KEY: 'sandbox-key-of-no-secret',
    N8N_PORT: String(port),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_HOST: '127.0.0.1',
    N8N_EDITOR_BASE_URL: url,
    WEBHOOK_URL: url,
    N8N_SECURE_COOKIE: 'false',
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
    N8N_LOG_LEVEL: 'info',
    GENERIC_TIMEZONE: 'UTC',
    ...(options.durableCursors ? DURABLE_CURSORS : {}),
    ...options.env,
  };
  installPack(folder, options.tarball ?? packedTarball());
  let child = await launch(env, url, logFile);
  let peak = 0;
  const workers: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(workers.map((worker) => end(worker, 'SIGTERM')));
    await end(child, 'SIGTERM');
  };
  return {
    url,
    folder,
    logFile,
    env,
    database: path.join(folder, '.n8n', 'database.sqlite'),
    peakMemory: () => (peak = Math.max(peak, readPeak(child.pid))),
    startWorker: async (concurrency = 10) => {
      const worker = await launchWorker(env, concurrency, logFile);
      workers.push(worker);
      return worker;
    },
    stop,
    kill9: () => end(child, 'SIGKILL'),
    restart: async () => {
      child = await launch(env, url, logFile);
    },
    close: async () => {
      await stop();
      removeFolder(folder);
    },
  };
}

/** The tarball that set-up packed. */
export function packedTarball(): string {
  const name = readdirSync(path.join(ROOT, '.tmp')).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('The pack is not packed: run `node sandbox/setup.mjs` first.');
  return path.join(ROOT, '.tmp', name);
}

/** Unpacks a tarball where n8n keeps its community packages; a folder that has it already keeps it. */
function installPack(folder: string, tarball: string): void {
  const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  const { name } = JSON.parse(manifest) as { name: string };
  const target = path.join(folder, '.n8n', 'nodes', 'node_modules', name);
  if (existsSync(target)) return;
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
}

async function launch(env: NodeJS.ProcessEnv, url: string, logFile: string): Promise<ChildProcess> {
  const child = spawnLogged(NODE_24, [N8N, 'start'], { env, logFile });
  await waitForStart('n8n', child, logFile, () => isReady(url), 180_000);
  return child;
}

async function launchWorker(
  shared: NodeJS.ProcessEnv,
  concurrency: number,
  logFile: string,
): Promise<ChildProcess> {
  const port = await freePort();
  const env = {
    ...shared,
    // each process has a task broker of its own, so the main's port is taken
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
    N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
    QUEUE_HEALTH_CHECK_ACTIVE: 'true',
    QUEUE_HEALTH_CHECK_PORT: String(port),
  };
  const child = spawnLogged(NODE_24, [N8N, 'worker', `--concurrency=${concurrency}`], { env, logFile });
  await waitForStart('the worker', child, logFile, () => isReady(`http://127.0.0.1:${port}`), 120_000);
  return child;
}

/** Ready to work; plain `/healthz` says so before migrations have ended. */
async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/healthz/readiness`).catch(() => null);
  return answer?.status === 200;
}

function readPeak(pid: number | undefined): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}
