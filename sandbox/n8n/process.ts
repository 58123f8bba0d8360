/** Starts, stops and kills a real n8n with the packed pack installed as a community package. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const N8N = path.join(ROOT, 'sandbox', 'n8n', 'node_modules', 'n8n', 'bin', 'n8n');
const NODE_24 = path.join(ROOT, 'node_modules', '.bin', 'node');

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
}

export interface N8nProcess {
  url: string;
  folder: string;
  logFile: string;
  database: string;
  env: NodeJS.ProcessEnv;
  /** Resident memory of n8n itself in bytes, the peak since its start. */
  peakMemory(): number;
  /** Starts another n8n process (a worker) on the same folder and database. */
  startWorker(concurrency?: number): Promise<ChildProcess>;
  stop(): Promise<void>;
  kill9(): Promise<void>;
  /** Starts again on the same folder and port after a stop or a kill. */
  restart(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Waits until the condition gives something; fails with the title when it takes longer. */
export async function waitFor<T>(
  title: string,
  condition: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 60_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > until) throw new Error(`Waited ${timeoutMs / 1000} s in vain for: ${title}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Starts n8n and waits until it is ready to work. */
export async function startN8n(options: N8nOptions = {}): Promise<N8nProcess> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-n8n-'));
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
    ...options.env,
  };
  installPack(folder, options.tarball ?? packedTarball());
  let child = await launch(env, url, logFile);
  let peak = 0;
  return {
    url,
    folder,
    logFile,
    env,
    database: path.join(folder, '.n8n', 'database.sqlite'),
    peakMemory: () => (peak = Math.max(peak, readPeak(child.pid))),
    startWorker: async (concurrency = 10) => {
      const own = { ...env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
      return spawnN8n(['worker', `--concurrency=${concurrency}`], own, logFile);
    },
    stop: () => end(child, 'SIGTERM'),
    kill9: () => end(child, 'SIGKILL'),
    restart: async () => {
      child = await launch(env, url, logFile);
    },
  };
}

/** The tarball that set-up packed. */
export function packedTarball(): string {
  const name = readdirSync(path.join(ROOT, '.tmp')).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('The pack is not packed: run `node sandbox/setup.mjs` first.');
  return path.join(ROOT, '.tmp', name);
}

function installPack(folder: string, tarball: string): void {
  const target = path.join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-jaggaer-erp');
  if (existsSync(target)) return;
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
}

async function launch(env: NodeJS.ProcessEnv, url: string, logFile: string): Promise<ChildProcess> {
  const child = spawnN8n(['start'], env, logFile);
  await waitFor(
    'n8n to be ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`n8n ended at its start:\n${tail(logFile)}`);
      const answer = await fetch(`${url}/healthz/readiness`).catch(() => null);
      return answer?.status === 200;
    },
    180_000,
  ).catch((error: Error) => {
    signalGroup(child, 'SIGKILL');
    throw new Error(`${error.message}\n${tail(logFile)}`);
  });
  return child;
}

function spawnN8n(args: string[], env: NodeJS.ProcessEnv, logFile: string): ChildProcess {
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(NODE_24, [N8N, ...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    signalGroup(child, 'SIGKILL');
  });
  return child;
}

/** n8n and its task runner are one process group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // the group is gone already
  }
}

/** Ends a process group; one that does not stop in time is killed. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(child, signal);
  const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000);
  await gone;
  clearTimeout(late);
}

const tail = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-25).join('\n') : '';

function readPeak(pid: number | undefined): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}
