/** What a simulated JAGGAER tenant starts with. */
import { completeSeed } from '../kit/seed';
import { SIGN_INS } from '../signIns';
import type { Settings } from './switches';
import { readSettings } from './switches';
import type { GlValue } from './tenant';
import type { WireCompany, WireInvoice, WirePurchaseOrder } from './wire';

export interface SeedClient {
  clientId: string;
  clientSecret: string;
}

/** A file that can be downloaded; its bytes are a PDF with this text. */
export interface SeedFile {
  fileId: string;
  fileName: string;
  secureToken: string;
  text: string;
}

export interface JaggaerSeed {
  clients?: SeedClient[];
  invoices?: WireInvoice[];
  companies?: WireCompany[];
  purchaseOrders?: WirePurchaseOrder[];
  files?: SeedFile[];
  /** Allowed values of the chart-of-accounts fields. */
  glValues?: GlValue[];
  /** Positions of the switches, until a fault of kind `switch` says otherwise. */
  settings?: Partial<Settings>;
}

export type WholeSeed = Required<Omit<JaggaerSeed, 'settings'>> & { settings: Settings };

const emptySeed = (): Omit<WholeSeed, 'settings'> => {
  const { clientId, clientSecret } = SIGN_INS.jaggaer;
  return {
    clients: [{ clientId, clientSecret }],
    ...{ invoices: [], companies: [], purchaseOrders: [], files: [], glValues: [] },
  };
};

/**
 * A whole seed from what was given; an empty tenant with the sandbox's sign-in where nothing was.
 * @throws TypeError where a part is not what it should be
 */
export function readSeed(input: unknown): WholeSeed {
  const seed = completeSeed(emptySeed(), input, { also: ['settings'] });
  return { ...seed, settings: readSettings(seed.settings) };
}
