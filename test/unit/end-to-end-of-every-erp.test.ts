/** An ERP that can be set on the stage is tested there: its folder below test/e2e has what every ERP must show. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ERPS } from '../../sandbox/erps';

const FOLDER = path.join(__dirname, '..', 'e2e');

it.each(ERPS)('$name has its flows and operations tested in a real n8n', ({ id }) => {
  for (const name of ['flows', 'operations'])
    expect([name, existsSync(path.join(FOLDER, id, `${name}.test.ts`))]).toEqual([name, true]);
});
