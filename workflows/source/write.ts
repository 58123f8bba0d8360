/** `npm run templates`: writes the templates to the files that people import. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { templates } from '.';

const folder = path.join(__dirname, '..');

async function main(): Promise<void> {
  const style = await resolveConfig(folder);
  for (const [name, workflow] of Object.entries(templates)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await format(JSON.stringify(workflow), { ...style, parser: 'json' }));
  }
}

void main();
