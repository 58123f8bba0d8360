/** Queue mode: one n8n and its workers over a Redis and a PostgreSQL of their own, thrown away at the end. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { end, freePort, spawnLogged, waitForStart } from './children';
import { type N8nOptions, type N8nProcess, type N8nWorker, startN8n } from './process';

const DEBIAN = '/usr/lib/postgresql';

export interface QueueMode {
  n8n: N8nProcess;
  workers: N8nWorker[];
  /** Stops n8n, the workers and both databases, and removes the databases. */
  stop(): Promise<void>;
}

interface Backend {
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Why queue mode cannot run on this machine; null when it can. */
export function queueModeMissing(): string | null {
  if (spawnSync('redis-server', ['--version']).status !== 0) return 'redis-server is not installed';
  if (postgresFolder() === null) return 'postgresql is not installed';
  if (process.getuid?.() === 0 && postgresUser() === null) return 'there is no user postgres';
  return null;
}

/** Starts both databases, n8n and its workers; manual runs go to the workers too. */
export async function startQueueMode(
  options: N8nOptions & { workers: number; concurrency?: number },
): Promise<QueueMode> {
  const missing = queueModeMissing();
  if (missing) throw new Error(`Queue mode cannot run: ${missing}.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-queue-'));
  const started: Array<{ stop(): Promise<void> }> = [];
  const stop = async () => {
    for (const each of started.reverse()) await each.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const redis = await startRedis(folder);
    started.push(redis);
    const postgres = await startPostgres(folder);
    started.push(postgres);
    const env = {
      EXECUTIONS_MODE: 'queue',
      OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
      ...redis.env,
      ...postgres.env,
    };
    const n8n = await startN8n({ ...options, env: { ...env, ...options.env } });
    started.push(n8n);
    const workers: N8nWorker[] = [];
    while (workers.length < options.workers) workers.push(await n8n.startWorker(options.concurrency));
    return { n8n, workers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startRedis(folder: string): Promise<Backend> {
  const port = await freePort();
  const logFile = path.join(folder, 'redis.log');
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawnLogged('redis-server', args, { env: process.env, logFile, cwd: folder });
  await waitForStart('Redis', child, logFile, () => answersPing(port), 30_000);
  return {
    env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
    stop: () => end(child, 'SIGTERM'),
  };
}

async function startPostgres(folder: string): Promise<Backend> {
  const port = await freePort();
  const programs = postgresFolder() ?? '';
  const logFile = path.join(folder, 'postgres.log');
  const home = mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-postgres-'));
  // PostgreSQL refuses to run as root
  const user = process.getuid?.() === 0 ? postgresUser() : null;
  if (user) chownSync(home, user.uid, user.gid);
  const data = path.join(home, 'data');
  const initdb = ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(path.join(programs, 'initdb'), initdb, { ...user, cwd: home, stdio: 'pipe' });
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', `unix_socket_directories=${home}`];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawnLogged(path.join(programs, 'postgres'), args, {
    env: process.env,
    logFile,
    cwd: home,
    ...user,
  });
  const ready = async () =>
    spawnSync(path.join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0;
  await waitForStart('PostgreSQL', child, logFile, ready, 30_000);
  return {
    env: {
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: '127.0.0.1',
      DB_POSTGRESDB_PORT: String(port),
      DB_POSTGRESDB_DATABASE: 'postgres',
      DB_POSTGRESDB_USER: 'n8n',
      DB_POSTGRESDB_PASSWORD: '',
    },
    stop: async () => {
      // its fast shutdown; SIGTERM would wait for every client
      await end(child, 'SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Folder of the newest installed server's programs, which Debian keeps off the PATH. */
function postgresFolder(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const folders = readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, 'bin'));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

function postgresUser(): { uid: number; gid: number } | null {
  const ask = (option: string) => spawnSync('id', [option, 'postgres'], { encoding: 'utf8' });
  const [uid, gid] = [ask('-u'), ask('-g')];
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

async function answersPing(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
