/** A simulated company and the node that reads it, for the contract tests of masters and payments. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { SageIntacct } from '../../nodes/SageIntacct/SageIntacct.node';
import type { Simulator } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/sage-intacct';
import { defaultSeed, startSageIntacct } from '../../sandbox/sage-intacct';
import { order } from '../../sandbox/control';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';

export const json = (items: INodeExecutionData[] | null | undefined): IDataObject[] =>
  (items ?? []).map((item) => item.json);

export class Company {
  private constructor(
    readonly sim: Simulator<World>,
    readonly n8n: SageIntacctN8n,
  ) {}

  static async start(seed: PartialSeed = {}): Promise<Company> {
    const sim = await startSageIntacct({ seed });
    return new Company(sim, new SageIntacctN8n(intacctCredential(sim.url, { ...defaultSeed().signIn })));
  }

  close = (): Promise<void> => this.sim.close();

  control = (path: string, body: object): Promise<unknown> => order(this.sim.url, path, body);

  /** Items of each output; mapping rows at the second input. */
  async run(parameters: INodeParameters, items: object[] = [{}], rows?: object[]): Promise<IDataObject[][]> {
    const { n8n } = this.n8n;
    return (await n8n.execute(new SageIntacct(), parameters, items, {}, undefined, rows)).map(json);
  }

  /** Requests to the gateway so far, by what they do. */
  calls = (): Record<string, number> => this.sim.calls().byRoute;

  /** Stored records of an object. */
  records = (object: string): Array<Readonly<Record<string, string>>> =>
    this.sim.world.tables.get(object)?.all() ?? [];

  /** API transactions since the last time it was asked. */
  async spent(): Promise<number> {
    const { transactions } = this.sim.world.usage;
    await this.control('usage', {});
    return transactions;
  }
}

const NOBODY = {
  ...{ duns: null, vatNumber: null, taxNumber: null, email: null, phone: null, website: null },
  ...{ currency: null, address: null, erpVendor: null, bankFields: {}, lastUpdate: null },
};
/** A supplier as the JAGGAER node puts it out. */
export const supplier = (id: string, name: string, change: object = {}) => ({
  ...{ document: 'supplier', environment: 'test', tenant: 'NORTHWIND', id, number: id, name, active: true },
  ...NOBODY,
  ...change,
});
/** A row of the mapping table: JAGGAER's number or id → vendor. */
export const mappingRow = (from: string, to: string, scope = 'number') => ({
  kind: 'supplier',
  scope,
  from,
  to,
});
/** Rows of another kind: the table is there, and says nothing about suppliers. */
export const MAPPING_OF_ACCOUNTS = [{ kind: 'account', from: '1', to: '6400' }];
