/** What n8n's queue mode needs: a Redis and a PostgreSQL of its own, on free ports, thrown away afterwards. */
import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { end, freePort, removeFolder, spawnLogged, temporaryFolder, waitFor } from './children';

export interface QueueServices {
  /** Settings that put n8n's main process and its workers into queue mode. */
  env: Record<string, string>;
  close(): Promise<void>;
}

const POSTGRES_HOMES = '/usr/lib/postgresql';

/** Starts both. @throws Error where they are not installed */
export async function startQueueServices(): Promise<QueueServices> {
  const folder = temporaryFolder('queue');
  const [redisPort, postgresPort] = [await freePort(), await freePort()];
  const redis = spawnLogged(
    'redis-server',
    ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { env: process.env, logFile: path.join(folder, 'redis.log') },
  );
  const postgres = startPostgres(folder, postgresPort);
  await Promise.all([redisPort, postgresPort].map(waitForPort));
  await waitFor('PostgreSQL to take work', () => {
    const made = asPostgres(program('createdb'), [
      ...['-h', '127.0.0.1', '-p', String(postgresPort), '-U', 'n8n', 'n8n'],
    ]);
    return spawnSync(made.command, made.args, { cwd: folder, stdio: 'ignore' }).status === 0;
  });
  return {
    env: {
      EXECUTIONS_MODE: 'queue',
      // runs that a person starts go to a worker too
      OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
      QUEUE_BULL_REDIS_HOST: '127.0.0.1',
      QUEUE_BULL_REDIS_PORT: String(redisPort),
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: '127.0.0.1',
      DB_POSTGRESDB_PORT: String(postgresPort),
      DB_POSTGRESDB_DATABASE: 'n8n',
      DB_POSTGRESDB_USER: 'n8n',
      DB_POSTGRESDB_PASSWORD: 'n8n',
    },
    async close() {
      await Promise.all([end(redis, 'SIGKILL'), end(postgres, 'SIGINT')]);
      removeFolder(folder);
    },
  };
}

function startPostgres(folder: string, port: number): ChildProcess {
  const data = path.join(folder, 'postgres');
  if (isRoot()) {
    chmodSync(folder, 0o755);
    execFileSync('install', ['-d', '-o', 'postgres', '-g', 'postgres', '-m', '700', data]);
  }
  const init = asPostgres(program('initdb'), ['-D', data, '-U', 'n8n', '--auth=trust', '--no-sync']);
  execFileSync(init.command, init.args, { cwd: folder, stdio: 'ignore' });
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'unix_socket_directories=',
  ];
  const start = asPostgres(program('postgres'), [
    ...['-D', data, '-p', String(port), '-h', '127.0.0.1'],
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  const logFile = path.join(folder, 'postgres.log');
  return spawnLogged(start.command, start.args, { cwd: folder, env: process.env, logFile });
}

/** PostgreSQL refuses to run as root; setpriv becomes the program itself, so a signal reaches it. */
const asPostgres = (command: string, args: string[]): { command: string; args: string[] } =>
  isRoot()
    ? {
        command: 'setpriv',
        args: ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args],
      }
    : { command, args };

const isRoot = (): boolean => process.getuid?.() === 0;

function program(name: string): string {
  const homes = existsSync(POSTGRES_HOMES) ? readdirSync(POSTGRES_HOMES) : [];
  const found = homes
    .map((version) => path.join(POSTGRES_HOMES, version, 'bin', name))
    .find((file) => existsSync(file));
  return found ?? name;
}

async function waitForPort(port: number): Promise<void> {
  await waitFor(
    `port ${port}`,
    () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.destroy();
          resolve(true);
        }).once('error', () => resolve(false));
      }),
  );
}
