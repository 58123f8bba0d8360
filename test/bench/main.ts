/** `npm run bench`: how fast the pack's own code is, without network and n8n. Prints rates; judges nothing. */
import { bookInvoice } from '../../nodes/shared/booking';
import { newCursor } from '../../nodes/shared/cursor';
import { pick } from '../../nodes/shared/selection';
import { mapDocuments } from '../../nodes/Crosswalk/crosswalk';
import { readRows } from '../../nodes/Crosswalk/rows';
import { readInvoice } from '../../nodes/Jaggaer/documents/invoice';
import type { Invoice } from '../../nodes/shared/documents';
import { buildWorld } from '../../sandbox/world';
import { rulesOf } from '../unit/crosswalkSamples';

const COUNT = 5_000;
const origin = { environment: 'test' as const, tenant: 'northwind-paper' };

async function timed<T>(title: string, count: number, work: () => Promise<T> | T): Promise<T> {
  await work();
  const started = performance.now();
  const result = await work();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${title.padEnd(40)} ${Math.round(count / seconds).toLocaleString('en')} a second`);
  return result;
}

async function main(): Promise<void> {
  const world = buildWorld({ seed: 1, invoices: COUNT, trouble: false });
  const { accountSegments, subaccountSegments } = world.crosswalk;
  const rules = rulesOf({
    accountSegments: [...accountSegments],
    dimensions: [
      {
        name: 'subaccount',
        source: 'segment',
        sourceNames: [...subaccountSegments],
        value: '',
        whenMissing: 'hold',
        whenUnmapped: 'hold',
      } as never,
    ],
  });
  const wire = world.jaggaer.invoices as unknown as Array<Record<string, unknown>>;
  const read = await timed('invoices read', COUNT, () => wire.map((each) => readInvoice(each, origin)));
  const rows = readRows(world.mapping, rules.cleaning);
  const mapped = await timed('invoices mapped', COUNT, () => mapDocuments(read, rows, rules));
  const ready = mapped.flatMap((verdict) => ('mapped' in verdict ? [verdict.mapped as Invoice] : []));
  await timed('invoices booked', ready.length, () =>
    ready.flatMap((invoice) => {
      try {
        return [bookInvoice(invoice, { tolerance: '0', rounding: null })];
      } catch {
        return [];
      }
    }),
  );
  const sightings = read.map((record, at) => ({
    time: new Date(1.7e12 + at).toISOString(),
    id: record.id,
    record,
  }));
  async function* pages() {
    for (let start = 0; start < sightings.length; start += 100) yield sightings.slice(start, start + 100);
  }
  await timed('list rows scanned by a poll', COUNT, () =>
    pick(newCursor('s', '2020-01-01T00:00:00Z'), pages(), { limit: 500, overlapMs: 600_000 }),
  );
}

void main();
