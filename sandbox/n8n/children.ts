/** Child processes and folders of the sandbox: each child a process group of its own; none outlives the parent. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const running = new Set<ChildProcess>();

const folders = new Set<string>();

const clearAway = () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
  for (const folder of folders) removeFolder(folder);
};
process.on('exit', clearAway);
// A signal without a handler ends this process without an `exit` event, and the groups would live on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  const onSignal = () => {
    // somebody else ends this process in order; should that take too long, the next signal finds only us
    if (process.listenerCount(signal) > 1) return;
    clearAway();
    process.off(signal, onSignal);
    process.kill(process.pid, signal);
  };
  process.on(signal, onSignal);
}

/**
 * A new folder in the temporary one, removed when this process ends or by `removeFolder`.
 * `SANDBOX_KEEP_FOLDERS=1` keeps them, to look into.
 */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `jaggaer-erp-${name}-`));
  folders.add(folder);
  return folder;
}

/** Removes a folder that `temporaryFolder` made, and no other. */
export function removeFolder(folder: string): void {
  if (!folders.delete(folder) || process.env.SANDBOX_KEEP_FOLDERS === '1') return;
  try {
    // what was killed just now may still write its last file
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error) {
    console.error(`${folder} is left behind: ${String(error)}`);
  }
}

export interface ChildOptions {
  env: NodeJS.ProcessEnv;
  logFile: string;
  cwd?: string;
  uid?: number;
  gid?: number;
}

/** Starts a program as a process group of its own, its output in a log file. */
export function spawnLogged(command: string, args: string[], options: ChildOptions): ChildProcess {
  const { logFile, ...rest } = options;
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(command, args, { ...rest, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  running.add(child);
  const watch = watchOver(child);
  child.once('exit', () => {
    running.delete(child);
    watch?.kill('SIGKILL');
    signalGroup(child, 'SIGKILL');
  });
  child.once('close', () => log.end());
  child.once('error', (error) => {
    running.delete(child);
    log.write(`${error.message}\n`);
  });
  return child;
}

/** Kills the group when this process is gone, however it went: the pipe from it closes then. */
function watchOver({ pid }: ChildProcess): ChildProcess | undefined {
  if (pid === undefined) return undefined;
  const script = `read _; kill -s KILL -- -${pid}`;
  const watch = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watch.unref();
  return watch;
}

/** Ends a process group; one that does not stop in time is killed. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(child, signal);
  const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000);
  await gone;
  clearTimeout(late);
}

/** Waits until a started child answers; fails with the end of its log when it ends or takes too long. */
export async function waitForStart(
  title: string,
  child: ChildProcess,
  logFile: string,
  ready: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  await waitFor(
    `${title} to be ready`,
    async () => {
      if (child.pid === undefined || hasEnded(child)) throw new Error(`${title} ended at its start.`);
      return await ready();
    },
    timeoutMs,
  ).catch((error: Error) => {
    signalGroup(child, 'SIGKILL');
    throw new Error(`${error.message}\n${tail(logFile)}`);
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

/** A started process and what it started are one group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // the group is gone already
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

const tail = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-25).join('\n') : '';
