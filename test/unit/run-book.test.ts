/** The documentation names every cause that a node can give, so that nobody gets an alert that no page explains. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const read = (...parts: string[]): string => readFileSync(path.join(root, ...parts), 'utf8');

const sources = readdirSync(path.join(root, 'nodes'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

/** `held('po.closed', …)`, `cause: 'po.closed'`, `match ? 'a.b' : 'c.d'` as the first argument. */
const GIVEN = /(?:\b(?:held|rejected|hold|refuse|lacking|doubt|refused)\(|\bcause:)\s*([^,;]{0,160})/g;
const CAUSE = /'([a-z]+\.[a-zA-Z]+)'/g;

const causes = [
  ...new Set(
    sources.flatMap((name) =>
      [...read('nodes', name).matchAll(GIVEN)].flatMap(([, first = '']) =>
        [...first.matchAll(CAUSE)].map(([, cause = '']) => cause),
      ),
    ),
  ),
].sort();

const pages = [
  ...['operations.md', 'jaggaer.md', 'acumatica.md', 'exact-online.md', 'quickbooks-online.md'],
  ...['sage-intacct.md', 'syspro.md'],
]
  .map((name) => read('docs', name))
  .join('\n');

describe('the run book', () => {
  it('finds the causes in the code', () => {
    expect(causes.length).toBeGreaterThan(60);
    expect(causes).toEqual(expect.arrayContaining(['po.closed', 'total.mismatch', 'connection.signIn']));
  });

  it.each(causes)('explains %s', (cause) => {
    const [family = ''] = cause.split('.');
    const whole = family === 'setting' ? '`setting.*`' : `\`${cause}\``;
    expect(pages).toContain(whole);
  });
});
