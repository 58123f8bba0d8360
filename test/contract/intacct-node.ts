/** A simulated company and the node that reads it, for the contract tests of masters and payments. */
import type { PartialSeed, World } from '../../sandbox/sage-intacct';
import { defaultSeed, startSageIntacct } from '../../sandbox/sage-intacct';
import { SimulatedCompany } from '../fixtures/company';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';

export class Company extends SimulatedCompany<World, SageIntacctN8n> {
  static async start(seed: PartialSeed = {}): Promise<Company> {
    const sim = await startSageIntacct({ seed });
    return new Company(sim, new SageIntacctN8n(intacctCredential(sim.url, { ...defaultSeed().signIn })));
  }

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

/** Vendor ▸ Create or Update, and what became of it in the company that runs then. */
export const vendorsOf = (running: () => Company) => ({
  upsert: (items: object[], parameters: object = {}, rows: object[] = MAPPING_OF_ACCOUNTS) =>
    running().run({ resource: 'vendor', operation: 'upsert', ...parameters }, items, rows),
  vendor: (id: string) =>
    running()
      .records('VENDOR')
      .find(({ VENDORID }) => VENDORID === id),
  writes: () =>
    Object.entries(running().calls())
      .filter(([route]) => /(create|update):VENDOR/.test(route))
      .reduce((sum, [, count]) => sum + count, 0),
});
