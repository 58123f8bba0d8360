/** The sample world: the same invented companies as JAGGAER, the ERP and the mapping table have them. */
import type { PartialSeed } from '../acumatica/seed';
import type { Expectation } from './expectation';
import { expectationOf } from './expectation';
import type { MappingRow } from './masters';
import { STRANGER, SUPPLIERS, acumaticaSeed, mappingRows } from './masters';
import { Random } from './random';
import { recipeOf } from './recipe';
import { wireInvoice } from './wire';

export type { Expectation, MappingRow };

export interface JaggaerSeed {
  /** Invoice details `{header, lineList}`. */
  invoices: Array<Record<string, unknown>>;
  companies: Array<Record<string, unknown>>;
  purchaseOrders: Array<Record<string, unknown>>;
}

export interface World {
  jaggaer: JaggaerSeed;
  acumatica: PartialSeed;
  mapping: MappingRow[];
  expected: Expectation[];
}

/** Builds a world of so many invoices; the same seed gives the same world. */
export function buildWorld({ seed, invoices }: { seed: number; invoices: number }): World {
  const random = new Random(seed);
  const recipes = Array.from({ length: invoices }, (_, at) => recipeOf(at, random));
  return {
    jaggaer: {
      invoices: recipes.map(wireInvoice),
      companies: [...SUPPLIERS, STRANGER].map((supplier) => ({
        returnCompanyInfo: {
          bravoId: supplier.id,
          companyName: supplier.names[0],
          extCode: supplier.number,
          type: 'SELLER',
          status: 'ENABLED',
          isoCountry: 'US',
          currency: 'USD',
          lastModTime: '20260401120000',
        },
      })),
      purchaseOrders: [],
    },
    acumatica: acumaticaSeed(),
    mapping: mappingRows(),
    expected: recipes.map(expectationOf),
  };
}
