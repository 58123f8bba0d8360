/** The sample world through the real nodes, whatever the ERP: JAGGAER ▸ Get Many, Crosswalk, Post; judged by the books. */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Jaggaer } from '../../nodes/Jaggaer/Jaggaer.node';
import { compareBooks } from '../../sandbox/books';
import type { Erp } from '../../sandbox/erps';
import { startJaggaer } from '../../sandbox/jaggaer';
import { crosswalked } from '../fixtures/crosswalk';
import { connected, order } from '../fixtures/jaggaer';

/** One ERP with its node. */
export interface WorldUnderTest {
  erp: Erp;
  /** Seeds of the worlds; the test runs once for each. */
  seeds: number[];
  /** Its node, signed in to the simulator at the address. */
  connect(url: string): {
    execute(parameters: INodeParameters, items: object[]): Promise<INodeExecutionData[][]>;
  };
  /** Parameters of the node that post. */
  post: INodeParameters;
}

export function worldContract({ erp, seeds, connect, post }: WorldUnderTest): void {
  test.each(seeds)(
    'world %i: each invoice becomes one bill with its lines, or ends as it should; a second run changes nothing',
    async (seed) => {
      const world = erp.world({ seed, invoices: 200 });
      const jaggaer = await startJaggaer({ seed: world.jaggaer });
      const company = await erp.start(world);
      try {
        await order(jaggaer, 'export', { all: true });
        const [read = []] = await connected(jaggaer).execute(
          new Jaggaer(),
          {
            ...{ resource: 'invoice', operation: 'getAll', returnAll: true, withLines: true },
            filters: { workflowStatuses: 'Completed' },
          },
          [{}],
        );
        const documents = read.map(({ json }) => json);
        const { mapped } = await crosswalked(world, documents, world.mapping, {
          ...{ mode: 'map', options: { targetSystem: erp.name } },
        });
        const node = connect(company.url);
        const [done = [], attention = []] = await node.execute(post, mapped);
        const exact = { missing: [], duplicates: [], amountMismatches: [], strangers: [] };
        expect(compareBooks(world.expected, await company.books())).toMatchObject(exact);
        const wanted = new Map(world.expected.map(({ invoiceId, outcome }) => [invoiceId, outcome]));
        for (const { json } of [...done, ...attention]) {
          const { id } = json.document as { id: string };
          const outcome = wanted.get(id) === 'notApproved' ? 'held' : wanted.get(id);
          expect([id, json.outcome]).toEqual([id, outcome]);
        }
        expect(done.length).toBeGreaterThan(100);
        expect(attention.length).toBeGreaterThan(10);
        const before = await company.books();
        const [again = []] = await node.execute(post, mapped);
        expect(again.map(({ json }) => json.outcome)).toEqual(done.map(() => 'alreadyPosted'));
        expect(await company.books()).toEqual(before);
      } finally {
        await Promise.all([jaggaer.close(), company.close()]);
      }
    },
  );
}
