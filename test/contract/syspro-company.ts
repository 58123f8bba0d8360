/** The simulated company that the contract tests of SYSPRO share. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { connect } from '../../nodes/Syspro/transport/connection';
import type { Connection } from '../../nodes/Syspro/transport/connection';
import { order } from '../../sandbox/control';
import type { Fault, Simulator } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/syspro';
import { defaultSeed, startSyspro } from '../../sandbox/syspro';
import { SysproN8n, sysproCredential } from '../fixtures/syspro-n8n';

export const json = (items: INodeExecutionData[] | null | undefined): IDataObject[] =>
  (items ?? []).map((item) => item.json);

/** What the simulator says about sessions. */
export interface Sessions {
  openSessions: number;
  logons: number;
  logoffs: number;
  evicted: number;
}

export class Company {
  private constructor(
    readonly sim: Simulator<World>,
    readonly n8n: SysproN8n,
  ) {}

  /** @param change of the credential */
  static async start(seed: PartialSeed = {}, change: IDataObject = {}): Promise<Company> {
    const sim = await startSyspro({ seed });
    const signIn = { ...defaultSeed().signIn, ...seed.signIn };
    return new Company(sim, new SysproN8n({ ...sysproCredential(sim.url, signIn), ...change }));
  }

  close = (): Promise<void> => this.sim.close();

  control = (path: string, body: object): Promise<unknown> => order(this.sim.url, path, body);

  faults = (...list: object[]): Promise<unknown> => this.control('faults', { faults: list as Fault[] });

  sessions = async (): Promise<Sessions> => (await order(this.sim.url, 'state')) as unknown as Sessions;

  /** A connection that does not wait long between attempts; each of its calls has a session of its own. */
  connection = async (parameters: INodeParameters = {}): Promise<Connection> => ({
    ...(await connect(this.n8n.context(parameters))),
    retries: { attempts: 3, baseMs: 5, longestMs: 20 },
  });

  /** Items of each output. */
  run = async (parameters: INodeParameters, items: object[] = [{}]): Promise<IDataObject[][]> =>
    (await this.n8n.execute(parameters, items)).map(json);

  /** Calls so far, by verb, object and table. */
  calls = (): Record<string, number> => this.sim.calls().byRoute;
}
