/** What the sandbox starts ends with it, however it ends; read from the list of processes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from '../../sandbox/n8n/children';

const PARENT = path.join(__dirname, '..', 'fixtures', 'parent.ts');

interface Started {
  parent: ChildProcess;
  group: number;
  folder: string;
}

const parents: ChildProcess[] = [];
afterEach(() => parents.splice(0).forEach((parent) => parent.kill('SIGKILL')));

async function start(how: string, env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const parent = spawn(process.execPath, ['--import', 'tsx', PARENT, how], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  parents.push(parent);
  const { group, folder } = JSON.parse(await said(parent)) as { group: number; folder: string };
  await waitFor('both members of the group', () => members(group) === 2, 20_000);
  return { parent, group, folder };
}

const said = (parent: ChildProcess) =>
  new Promise<string>((resolve) => parent.stdout?.once('data', (data) => resolve(String(data))));

/** Living processes of a group; what nobody has collected yet does not count. */
const members = (group: number): number =>
  execFileSync('ps', ['-e', '-o', 'pgid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([pgid, stat]) => Number(pgid) === group && !stat?.startsWith('Z')).length;

const ended = (parent: ChildProcess) =>
  new Promise<number | string | null>((resolve) =>
    parent.once('exit', (code, signal) => resolve(signal ?? code)),
  );

describe('children and folders of the sandbox', () => {
  it.each<[string, number | string, (started: Started) => void]>([
    ['waits', 'SIGINT', ({ parent }) => parent.kill('SIGINT')],
    ['waits', 'SIGTERM', ({ parent }) => parent.kill('SIGTERM')],
    ['waits', 'SIGHUP', ({ parent }) => parent.kill('SIGHUP')],
    ['throws', 1, ({ parent }) => parent.stdin?.write('now')],
    ['exits', 3, ({ parent }) => parent.stdin?.write('now')],
  ])('end with a parent that %s (%s)', async (how, wanted, stop) => {
    const started = await start(how);
    const end = ended(started.parent);
    stop(started);
    expect(await end).toBe(wanted);
    await waitFor('the group to be gone', () => members(started.group) === 0);
    expect(existsSync(started.folder)).toBe(false);
  });

  it('end with a parent that is killed without notice; only the folder stays', async () => {
    const { parent, group, folder } = await start('waits');
    parent.kill('SIGKILL');
    await waitFor('the group to be gone', () => members(group) === 0);
    rmSync(folder, { recursive: true });
  });

  it('are left to a parent that ends itself in order, until it is told twice', async () => {
    const { parent, group } = await start('slow');
    const end = ended(parent);
    parent.kill('SIGTERM');
    expect(await said(parent)).toBe('in a moment\n');
    expect(members(group)).toBe(2);
    parent.kill('SIGTERM');
    expect(await end).toBe('SIGTERM');
    await waitFor('the group to be gone', () => members(group) === 0);
  });

  it('keep their folders where the environment asks for it', async () => {
    const { parent, folder } = await start('waits', { SANDBOX_KEEP_FOLDERS: '1' });
    const end = ended(parent);
    parent.kill('SIGTERM');
    await end;
    expect(existsSync(folder)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
