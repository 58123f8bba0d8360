/** The shipped workflow files are what their source makes, and every link in them leads somewhere. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { templates } from '../../workflows/source';
import { workflowOf } from '../../workflows/source/template';

const folder = path.join(__dirname, '..', '..', 'workflows');
const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

describe('templates', () => {
  it('has a source for each shipped file, and a file for each source', () => {
    expect(shipped.sort()).toEqual(Object.keys(templates).sort());
  });

  it.each(Object.entries(templates))('%s is up to date (npm run templates)', (name, workflow) => {
    expect(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))).toEqual(workflow);
  });

  it.each(Object.entries(templates))(
    '%s uses neither code nor environment, and asks for credentials',
    (_, workflow) => {
      const text = JSON.stringify(workflow);
      expect(text).not.toMatch(/n8n-nodes-base\.code|\$env/);
      for (const node of workflow.nodes) {
        for (const credential of Object.values(node.credentials ?? {})) expect(credential.id).toBeNull();
        if (node.parameters.pollTimes)
          // a preset that people can read in the editor
          expect(node.parameters.pollTimes).toEqual({
            item: [expect.objectContaining({ mode: expect.stringMatching(/^every(X|Day)$/) as string })],
          });
      }
    },
  );

  it.each(Object.entries(templates))('%s names each node once', (_, workflow) => {
    const names = workflow.nodes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('let the same side win in both directions between JAGGAER and an ERP', () => {
    const pairs = Object.keys(templates).filter((name) => name.endsWith('/suppliers-from-jaggaer.json'));
    expect(pairs.length).toBeGreaterThan(0);
    for (const name of pairs) {
      const files = [name, name.replace('suppliers-from-jaggaer', 'vendors-to-jaggaer')];
      const winners = files.flatMap((file) =>
        (Object.entries(templates).find(([each]) => each === file)?.[1].nodes ?? [])
          .filter(({ parameters }) => parameters.operation === 'upsert' && !('dataTableId' in parameters))
          .map(({ parameters }) => parameters.winner),
      );
      expect([name, winners]).toEqual([name, winners.map(() => expect.stringMatching(/^(erp|jaggaer)$/))]);
      expect([name, new Set(winners).size]).toEqual([name, 1]);
    }
  });

  it('refuses a link to a node that is not there', () => {
    expect(() => workflowOf({ name: 'x', nodes: [], links: ['A > B'] })).toThrow('No node is called A');
  });

  it('names tables so that none contains another: n8n finds them by a part of the name', () => {
    const names = [...JSON.stringify(templates).matchAll(/jaggaer_erp_\w+/g)].map(([name]) => name);
    const distinct = [...new Set(names)];
    expect(distinct.length).toBeGreaterThan(1);
    for (const one of distinct)
      for (const other of distinct) if (one !== other) expect(other).not.toContain(one);
  });
});
