/** The sample world through the real nodes: JAGGAER ▸ Get Many, Crosswalk, SYSPRO ▸ AP Invoice ▸ Post; judged by the books. */
import { Crosswalk } from '../../nodes/Crosswalk/Crosswalk.node';
import { Jaggaer } from '../../nodes/Jaggaer/Jaggaer.node';
import { compareBooks } from '../../sandbox/books';
import { SIMULATED } from '../../sandbox/erps';
import { startJaggaer } from '../../sandbox/jaggaer';
import { SIGN_INS } from '../../sandbox/signIns';
import { connected, order } from '../fixtures/jaggaer';
import { InProcessN8n } from '../fixtures/n8n';
import { SysproN8n, sysproCredential } from '../fixtures/syspro-n8n';

test.each([1, 5, 12])(
  'world %i: each invoice becomes one bill with its lines, or ends as it should; a second run changes nothing',
  async (seed) => {
    const syspro = SIMULATED.find(({ id }) => id === 'syspro');
    if (!syspro) throw new Error('no SYSPRO');
    const world = syspro.world({ seed, invoices: 200 });
    const jaggaer = await startJaggaer({ seed: world.jaggaer });
    const company = await syspro.start(world);
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
      const { accountSegments, subaccountSegments, dimension } = world.crosswalk;
      const n8n = new SysproN8n(sysproCredential(company.url, { ...SIGN_INS.syspro }));
      const [mapped = []] = await new InProcessN8n({}).execute(
        new Crosswalk(),
        {
          ...{ mode: 'map', accountSegments: accountSegments.join(', ') },
          dimensions: {
            dimension: [{ name: dimension, source: 'segment', sourceName: subaccountSegments.join(', ') }],
          },
          options: { targetSystem: 'SYSPRO' },
        },
        read.map(({ json }) => json),
        {},
        undefined,
        world.mapping,
      );
      const post = async () =>
        await n8n.execute(
          { resource: 'apInvoice', operation: 'post', creditMemos: 'negative' },
          mapped.map(({ json }) => json),
        );
      const [done = [], attention = []] = await post();
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
      const [again = []] = await post();
      expect(again.map(({ json }) => json.outcome)).toEqual(done.map(() => 'alreadyPosted'));
      expect(await company.books()).toEqual(before);
    } finally {
      await Promise.all([jaggaer.close(), company.close()]);
    }
  },
);
