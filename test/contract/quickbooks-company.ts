/** The simulated company that the contract tests of QuickBooks Online share. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { connect } from '../../nodes/QuickBooksOnline/transport/connection';
import type { Connection } from '../../nodes/QuickBooksOnline/transport/connection';
import { order } from '../../sandbox/control';
import type { PartialSeed, World } from '../../sandbox/quickbooks-online';
import { startQuickBooksOnline } from '../../sandbox/quickbooks-online';
import { SimulatedCompany } from '../fixtures/company';
import type { Tree } from '../fixtures/simulatorClient';
import { QuickBooksN8n, quickBooksCredential } from '../fixtures/quickbooks-n8n';

/** No limits: their own tests set them. */
const UNLIMITED = { perMinute: 0, perSecond: 0, batchPerMinute: 0 };
const HASTY = { attempts: 4, baseMs: 5, longestMs: 20 };

/** A fresh company and an n8n that is signed in to it. */
export class Company extends SimulatedCompany<World, QuickBooksN8n> {
  static async start(seed: PartialSeed = {}): Promise<Company> {
    const sim = await startQuickBooksOnline({
      seed: { ...seed, settings: { ...UNLIMITED, ...seed.settings } },
    });
    const oauthTokenData = (await order(sim.url, 'connect', {})) as IDataObject;
    return new Company(sim, new QuickBooksN8n(quickBooksCredential(sim.url, { oauthTokenData })));
  }

  /** A connection that does not wait long between attempts. */
  hasty = async (parameters: INodeParameters = {}): Promise<Connection> => ({
    ...(await connect(this.n8n.context(parameters))),
    retries: HASTY,
  });

  /** Records of an entity as the company has them. */
  async records(entity: string): Promise<Tree[]> {
    return (await this.control(`state?entity=${entity}`)).records;
  }

  /** Requests that came through since the last time it was asked. */
  async spent(): Promise<{ reads: number; writes: number }> {
    const { reads, writes } = this.sim.world.usage;
    await this.control('usage', {});
    return { reads, writes };
  }
}
