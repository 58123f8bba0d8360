/** What is published: built, packed and unpacked as an n8n would get it, then judged by n8n's own scanner. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const TWO_MEGABYTES = 2 * 1024 * 1024;
const MAY_BE_PACKED = /^(dist\/|workflows\/|docs\/|README\.md$|CHANGELOG\.md$|LICENSE$|package\.json$)/;
const SCAN = `
  const { analyzePackage } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
  const verdicts = {};
  for (const [name, [directory, patterns]] of Object.entries(JSON.parse(process.argv[1]))) {
    verdicts[name] = await analyzePackage(directory, patterns);
  }
  process.stdout.write(JSON.stringify(verdicts));
  process.exit(0);
`;

interface Manifest {
  name: string;
  version: string;
  dependencies?: unknown;
  n8n: { nodes: string[]; credentials: string[] };
}

let scratch = '';
let tarball = '';
let unpacked = '';
let packedFiles: string[] = [];
let verdicts: Record<'packed' | 'sources' | 'planted', unknown>;

/** The rules take any file for a node while NODE_ENV is `test`, as it is under Jest. */
const run = (command: string, args: string[]): string =>
  execFileSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });

/** Verdicts of n8n's scanner, by name; one process, since loading the rules takes longer than using them. */
const scan = <T extends string>(
  what: Record<T, [directory: string, patterns: string[]]>,
): Record<T, unknown> =>
  JSON.parse(run(process.execPath, ['--input-type=module', '-e', SCAN, JSON.stringify(what)])) as never;

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
    )
    .sort();

const manifestOf = (directory: string): Manifest =>
  JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as Manifest;

describe('the packed package', () => {
  beforeAll(() => {
    scratch = mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-pack-'));
    run(process.execPath, [path.join('node_modules', 'gulp', 'bin', 'gulp.js'), 'build']);
    run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch]);
    tarball = path.join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? '');
    run('tar', ['-xzf', tarball, '-C', scratch]);
    unpacked = path.join(scratch, 'package');
    packedFiles = filesBelow(unpacked);
  });

  beforeAll(() => {
    const planted = path.join(scratch, 'planted');
    cpSync(unpacked, planted, { recursive: true });
    writeFileSync(
      path.join(planted, 'dist', 'planted.js'),
      '/* eslint-disable */\nsetTimeout(() => {}, 1);\n',
    );
    verdicts = scan({
      packed: [unpacked, ['**/*.js', '**/*.ts', '**/*.json']],
      sources: [ROOT, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
      planted: [planted, ['dist/planted.js']],
    });
    // three scans
  }, 360_000);

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('passes the scanner of n8n, inline disables not counted', () => {
    expect(verdicts.packed).toEqual({ passed: true });
  });

  it('passes it in its sources as well, as n8n scans them from the repository', () => {
    expect(verdicts.sources).toEqual({ passed: true });
  });

  it('would not pass with a forbidden global behind an inline disable', () => {
    expect(verdicts.planted).toMatchObject({
      passed: false,
      details: expect.stringContaining('no-restricted-globals'),
    });
  });

  it('brings no dependencies', () => {
    expect(manifestOf(unpacked).dependencies).toBeUndefined();
    expect(packedFiles.filter((file) => file.includes('node_modules/'))).toEqual([]);
  });

  it('is smaller than 2 MB', () => {
    expect(statSync(tarball).size).toBeLessThan(TWO_MEGABYTES);
  });

  it('holds the built nodes, the workflows and the docs, and nothing else', () => {
    expect(packedFiles.filter((file) => !MAY_BE_PACKED.test(file))).toEqual([]);
    expect(packedFiles.filter((file) => /\.(ts|map|test\.js)$/.test(file))).toEqual([]);
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md']) expect(packedFiles).toContain(file);
  });

  it('holds every registered node and credential, with its icons, and no node that is not registered', () => {
    const { n8n } = manifestOf(unpacked);
    const registered = [...n8n.nodes, ...n8n.credentials].sort();
    const built = packedFiles.filter((file) => /^dist\/.*\.(node|credentials)\.js$/.test(file));
    expect(built).toEqual(registered);
    for (const file of registered) {
      const source = readFileSync(path.join(unpacked, file), 'utf8');
      const icons = [...source.matchAll(/file:([\w.-]+\.svg)/g)].map(([, icon]) => icon ?? '');
      expect(icons).toHaveLength(2);
      for (const icon of icons)
        expect(packedFiles).toContain(path.posix.join(path.posix.dirname(file), icon));
      if (file.endsWith('.node.js')) expect(packedFiles).toContain(file.replace(/\.js$/, '.json'));
    }
  });

  it('can be loaded: every node and credential gives its description', () => {
    const { n8n } = manifestOf(unpacked);
    const load = `
      const [root, ...files] = process.argv.slice(1);
      const types = files.map((file) => Object.values(require(root + '/' + file)).map((Type) => new Type()));
      process.stdout.write(JSON.stringify(types.flat().map((type) => type.description?.name ?? type.name)));
    `;
    // The pack's own modules resolve in place; n8n-workflow and luxon come from the host, as in n8n.
    const names = execFileSync(process.execPath, ['-e', load, unpacked, ...n8n.nodes, ...n8n.credentials], {
      cwd: unpacked,
      encoding: 'utf8',
      env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') },
    });
    const list = JSON.parse(names) as string[];
    expect(list).toHaveLength(n8n.nodes.length + n8n.credentials.length);
    expect(new Set(list).size).toBe(list.length);
  });

  it('needs at run time only what both n8n 1.123 and 2.41 have', () => {
    const code = packedFiles
      .filter((file) => file.startsWith('dist/') && file.endsWith('.js'))
      .map((file) => readFileSync(path.join(unpacked, file), 'utf8'))
      .join('\n');
    const all = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name]) => name))].sort();
    // exports of n8n-workflow 1.120.31, which is 1.123's, and of 2.41
    const exported = ['NodeApiError', 'NodeConnectionTypes', 'NodeOperationError', 'sleep'];
    expect(exported).toEqual(expect.arrayContaining(all(/\bn8n_workflow_\d+\.(\w+)/g)));
    expect(all(/\brequire\(["']([^."'][^"']*)["']\)/g)).toEqual(['crypto', 'luxon', 'n8n-workflow']);
  });
});

describe('the sources', () => {
  it('switch no rule off', () => {
    const sources = ['nodes', 'credentials'].flatMap((folder) =>
      filesBelow(path.join(ROOT, folder)).map((file) => path.join(ROOT, folder, file)),
    );
    const offenders = sources.filter((file) =>
      /eslint-disable|@ts-(ignore|nocheck|expect-error)/.test(readFileSync(file, 'utf8')),
    );
    expect(offenders).toEqual([]);
  });

  it('keep the kernel free of any system, and the systems free of each other', () => {
    const systems = [
      'Jaggaer',
      'Acumatica',
      'SageIntacct',
      'ExactOnline',
      'QuickBooksOnline',
      'Syspro',
      'Crosswalk',
    ];
    const offenders = systems.flatMap((system) =>
      filesBelow(path.join(ROOT, 'nodes'))
        .filter((file) => file.endsWith('.ts') && !file.startsWith(`${system}/`))
        .filter((file) =>
          new RegExp(`from '[./]*/${system}/`).test(readFileSync(path.join(ROOT, 'nodes', file), 'utf8')),
        )
        .map((file) => `${file} imports ${system}`),
    );
    expect(offenders).toEqual([]);
  });
});
