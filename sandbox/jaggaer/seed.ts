/** What a simulated JAGGAER tenant starts with. */
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

const PARTS = ['clients', 'invoices', 'companies', 'purchaseOrders', 'files', 'glValues'] as const;

/**
 * A whole seed from what was given; an empty tenant with the sandbox's sign-in where nothing was.
 * @throws TypeError where a part is not what it should be
 */
export function readSeed(input: unknown): WholeSeed {
  if (input !== undefined && input !== null && (typeof input !== 'object' || Array.isArray(input))) {
    throw new TypeError('The seed must be an object.');
  }
  const given = (input ?? {}) as JaggaerSeed;
  for (const name of Object.keys(given)) {
    if (name !== 'settings' && !PARTS.some((part) => part === name)) {
      throw new TypeError(`The seed has no part called ${name}.`);
    }
  }
  for (const part of PARTS) {
    if (given[part] !== undefined && !Array.isArray(given[part]))
      throw new TypeError(`${part} must be a list.`);
  }
  const { clientId, clientSecret } = SIGN_INS.jaggaer;
  return {
    clients: given.clients ?? [{ clientId, clientSecret }],
    invoices: given.invoices ?? [],
    companies: given.companies ?? [],
    purchaseOrders: given.purchaseOrders ?? [],
    files: given.files ?? [],
    glValues: given.glValues ?? [],
    settings: readSettings(given.settings),
  };
}
