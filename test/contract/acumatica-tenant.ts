/** The simulated tenant that the contract tests of Acumatica share. */
import type { Fault, Simulator } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/acumatica';
import { defaultSeed, startAcumatica } from '../../sandbox/acumatica';

export type { Fault, Simulator, World };

/** A fresh tenant below a path; its vendors are those of the sample invoices. */
export const startTenant = (seed: PartialSeed = {}): Promise<Simulator<World>> =>
  startAcumatica({
    path: '/Granite',
    seed: {
      vendors: [
        ...defaultSeed().vendors.filter(({ id }) => id !== 'OLDHARBOUR'),
        { id: 'OLDHARBOUR', name: 'Old Harbour Stationers', currency: 'USD' },
      ],
      ...seed,
    },
  });

/** The bills' header fields, oldest first. */
export const books = (tenant: Simulator<World>): Array<Record<string, unknown>> =>
  (tenant.world.stores.get('Bill')?.all() ?? []).map(({ fields }) => fields);
