/** The simulated company that the contract tests of SYSPRO share. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { connect } from '../../nodes/Syspro/transport/connection';
import type { Connection } from '../../nodes/Syspro/transport/connection';
import type { Fault } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/syspro';
import { defaultSeed, startSyspro } from '../../sandbox/syspro';
import { SimulatedCompany } from '../fixtures/company';
import { SysproN8n, sysproCredential } from '../fixtures/syspro-n8n';

/** What the simulator says about sessions. */
export interface Sessions {
  openSessions: number;
  logons: number;
  logoffs: number;
  evicted: number;
}

export class Company extends SimulatedCompany<World, SysproN8n> {
  /** @param change of the credential */
  static async start(seed: PartialSeed = {}, change: IDataObject = {}): Promise<Company> {
    const sim = await startSyspro({ seed });
    const signIn = { ...defaultSeed().signIn, ...seed.signIn };
    return new Company(sim, new SysproN8n({ ...sysproCredential(sim.url, signIn), ...change }));
  }

  faults = (...list: object[]): Promise<unknown> => this.control('faults', { faults: list as Fault[] });

  sessions = async (): Promise<Sessions> => (await this.control('state')) as Sessions;

  /** A connection that does not wait long between attempts; each of its calls has a session of its own. */
  connection = async (parameters: INodeParameters = {}): Promise<Connection> => ({
    ...(await connect(this.n8n.context(parameters))),
    retries: { attempts: 3, baseMs: 5, longestMs: 20 },
  });
}
