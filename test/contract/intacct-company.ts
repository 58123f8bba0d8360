/** The simulated company that the contract tests of Sage Intacct's bills share. */
import type { INodeParameters } from 'n8n-workflow';
import { connect } from '../../nodes/SageIntacct/transport/connection';
import type { Connection } from '../../nodes/SageIntacct/transport/connection';
import type { Fault, Simulator } from '../../sandbox/kit/simulator';
import type { IntacctBill, PartialSeed, World } from '../../sandbox/sage-intacct';
import { booked, defaultSeed, startSageIntacct } from '../../sandbox/sage-intacct';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';

export type { Fault, Simulator, World };

/** A fresh company of one entity; its vendors and accounts are those of the sample invoices. */
export const startCompany = (seed: PartialSeed = {}): Promise<Simulator<World>> =>
  startSageIntacct({
    seed: {
      entities: [],
      locations: [
        { id: '110', name: 'Main Office' },
        { id: '210', name: 'North Yard' },
      ],
      vendors: ['HARBOUR', 'OLDHARBOUR', 'QUARRY'].map((id) => ({
        id,
        name: id,
        currency: 'USD',
        terms: 'N30',
      })),
      accounts: [
        { number: '61000', title: 'Office Supplies' },
        { number: '62000', title: 'Tools' },
        { number: '63000', title: 'Freight' },
      ],
      ...seed,
    },
  });

/** The node in an n8n that has the company's credential. */
export const nodeFor = (company: Simulator<World>): SageIntacctN8n =>
  new SageIntacctN8n(intacctCredential(company.url, { ...defaultSeed().signIn }));

/** A connection that does not wait long between attempts. */
export const hasty = async (n8n: SageIntacctN8n, parameters: INodeParameters = {}): Promise<Connection> => ({
  ...(await connect(n8n.context(parameters))),
  retries: { attempts: 4, baseMs: 10, longestMs: 20 },
});

/** Bills and adjustments as the simulator's books have them. */
export const books = ({ world }: Simulator<World>): IntacctBill[] => booked(world);

/** Requests that did something, by what they are known by, as in `create:APBILL`. */
export const requestsFor = (company: Simulator<World>, what: string): number =>
  Object.entries(company.calls().byRoute)
    .filter(([route]) => route.includes(what))
    .reduce((total, [, count]) => total + count, 0);
