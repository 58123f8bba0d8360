/**
 * All the set-up that `npm start`, `npm test` and `npm run sandbox` need on a fresh machine with Node 20 or newer:
 * packages, Node 24 for n8n, the pinned n8n host, the packed pack; for tests also Debian's browser and databases.
 * Needs no package itself. Steps that are done already are skipped.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const host = path.join(root, 'sandbox', 'n8n');
const scratch = path.join(root, '.tmp');
const packOnly = process.argv.includes('--pack-only');
const forTests = process.argv.includes('--test');
const bin = path.join(root, 'node_modules', '.bin');
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };

const hash = (files) => {
  const sum = createHash('sha256');
  for (const file of files) sum.update(file).update(readFileSync(file));
  return sum.digest('hex');
};

/** Files below a folder that count for a build. */
const sources = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
      reject(new Error(`${command} ${args.join(' ')} failed\n${tail}`));
    });
  });
}

/** One visible step; skipped when the stamp says that the same work is done. */
async function step(title, stamp, inputs, work) {
  const wanted = inputs ? hash(inputs()) : '';
  if (stamp && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const live = process.stderr.isTTY;
  const ticker = live ? setInterval(() => process.stderr.write(`\r  … ${title} ${seconds()} `), 1000) : null;
  if (!live) console.error(`  … ${title}`);
  try {
    await work();
    if (stamp) {
      mkdirSync(path.dirname(stamp), { recursive: true });
      writeFileSync(stamp, wanted);
    }
    console.error(`${live ? '\r' : ''}  ✓ ${title} (${seconds()})          `);
  } catch (error) {
    console.error(`${live ? '\r' : ''}  ✗ ${title}\n\n${error.message}\n`);
    console.error(
      'If this speaks of the network: set-up needs the npm registry, and for tests Debian’s packages.',
    );
    process.exit(1);
  } finally {
    if (ticker) clearInterval(ticker);
  }
}

async function debianPackages() {
  const wanted = { chromium: 'chromium', 'redis-server': 'redis-server', postgres: 'postgresql' };
  const found = (program) =>
    spawnSync('sh', ['-c', `command -v ${program} || ls /usr/lib/postgresql/*/bin/${program}`]).status === 0;
  const missing = Object.entries(wanted).filter(([program]) => !found(program));
  if (missing.length === 0) return;
  await step(`Debian packages: ${missing.map(([, name]) => name).join(', ')}`, null, null, async () => {
    if (process.getuid?.() !== 0)
      throw new Error('Installing them needs root: install them by hand, then run again.');
    env.DEBIAN_FRONTEND = 'noninteractive';
    await run('apt-get', ['update', '-q'], root);
    await run(
      'apt-get',
      ['install', '-yq', '--no-install-recommends', ...missing.map(([, name]) => name)],
      root,
    );
  });
}

const lockFiles = (folder) => () => [
  path.join(folder, 'package.json'),
  path.join(folder, 'package-lock.json'),
];
const npm = (args, cwd) => run('npm', [...args, '--no-progress', '--loglevel=error'], cwd);

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error('Node 20 or newer is needed.');
  process.exit(1);
}

await step('packages of the pack', path.join(root, 'node_modules', '.set-up'), lockFiles(root), async () => {
  // `install`, not `ci`: registries may lack other platforms' packages, which the lock then cannot name
  await npm(['install', '--legacy-peer-deps'], root);
  await npm(['rebuild', 'node', '--ignore-scripts=false'], root);
});
if (!packOnly) {
  await step(
    'n8n 2.41.1 (about 2 GB)',
    path.join(host, 'node_modules', '.set-up'),
    lockFiles(host),
    async () => {
      await npm(['install'], host);
      await npm(['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'], host);
    },
  );
  const inputs = () => [
    ...sources(path.join(root, 'nodes')),
    ...sources(path.join(root, 'credentials')),
    ...sources(path.join(root, 'workflows')),
    ...['package.json', 'tsconfig.json', 'gulpfile.js'].map((name) => path.join(root, name)),
  ];
  await step('the pack, built and packed', path.join(scratch, 'packed'), inputs, async () => {
    mkdirSync(scratch, { recursive: true });
    for (const old of readdirSync(scratch).filter((name) => name.endsWith('.tgz')))
      rmSync(path.join(scratch, old));
    await run(path.join(bin, 'gulp'), ['build'], root);
    await npm(['pack', '--pack-destination', scratch], root);
  });
}
if (forTests) await debianPackages();
