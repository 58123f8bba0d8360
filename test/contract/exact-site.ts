/** The simulated site that the contract tests of Exact Online share. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { connect } from '../../nodes/ExactOnline/transport/connection';
import type { Connection } from '../../nodes/ExactOnline/transport/connection';
import { forgetLimits } from '../../nodes/ExactOnline/transport/limits';
import { order } from '../../sandbox/control';
import type { PartialSeed, World } from '../../sandbox/exact-online';
import { startExactOnline } from '../../sandbox/exact-online';
import { SimulatedCompany } from '../fixtures/company';
import type { Tree } from '../fixtures/simulatorClient';
import { ExactN8n, exactCredential } from '../fixtures/exact-n8n';

/** No limit of calls that a test meets by chance: their own tests set them. */
const WIDE = { callsPerMinute: 100_000, callsPerDay: 1_000_000 };
const HASTY = { attempts: 4, baseMs: 5, longestMs: 20 };

export const MAIN = '124132';
export const NORTH = '124133';
const USER = '7e57ab1e-0000-4000-8000-000000000001';
const DIVISION: INodeParameters = { division: { __rl: true, mode: 'id', value: MAIN } };

/** A fresh site with two divisions and an n8n that is signed in to it. */
export class Site extends SimulatedCompany<World, ExactN8n> {
  /** @param signedIn more of what n8n has stored, such as `n8n_expires_at` */
  static async start(seed: PartialSeed = {}, signedIn: IDataObject = {}): Promise<Site> {
    forgetLimits();
    const sim = await startExactOnline({ seed: { ...seed, settings: { ...WIDE, ...seed.settings } } });
    const tokens = (await order(sim.url, 'consent', { user: USER })) as IDataObject;
    const oauthTokenData = { n8n_expires_at: String(Date.now() + 600_000), ...tokens, ...signedIn };
    return new Site(sim, new ExactN8n(exactCredential(sim.url, { oauthTokenData })), DIVISION);
  }

  /** The tokens that n8n has stored. */
  get tokens(): Record<string, string> {
    return this.n8n.credential.oauthTokenData as Record<string, string>;
  }

  storeTokens(change: IDataObject): void {
    this.n8n.change({ oauthTokenData: { ...this.tokens, ...change } });
  }

  /** A connection to the main division that does not wait long between attempts. */
  hasty = async (parameters: INodeParameters = DIVISION): Promise<Connection> => ({
    ...(await connect(this.n8n.context(parameters))),
    retries: HASTY,
  });

  /** Rows of an endpoint as the main division has them. */
  async rows(path: string): Promise<Tree[]> {
    return (await this.control(`state?rows=${path}`)).rows;
  }

  /** Tells the calls from now on by method and endpoint, as they come. */
  listen(): string[] {
    const seen: string[] = [];
    this.sim.watch(({ method, path, when }) => {
      const name = path.startsWith(`${method} `) ? path : `${method} ${path}`;
      if (when === 'before') seen.push(name.replace('/api/v1/', '').replace('/api/oauth2/', ''));
    });
    return seen;
  }
}
