/**
 * A simulated QuickBooks Online company: OAuth 2.0 and the accounting API, version 3. Written from public material; each
 * behaviour in the code carries how sure it is; what is inferred or open is a switch.
 */
import type { Simulator, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import { controlRoutes } from './control';
import { callName, companyRoutes } from './routes';
import type { PartialSeed } from './seed';
import { signInRoutes } from './signIn';
import { readState } from './state';
import type { World } from './world';
import { createWorld } from './world';

export type { PartialSeed, QuickBooksSeed } from './seed';
export { defaultSeed } from './defaultSeed';
export type { QuickBooksBill } from './state';
export { booked } from './state';
export type { World };

const quickBooks: SimulatorSpec<World> = {
  name: 'quickbooks-online',
  seed: createWorld,
  routes: [...signInRoutes, ...companyRoutes],
  callName,
  state: readState,
  control: controlRoutes,
  expireTokens: (world) => world.identity.access.clear(),
  end: (world) => {
    world.inside.hold(false);
    world.webhooks.end();
  },
};

export interface QuickBooksOptions {
  port?: number;
  /** Parts that are left out come from the default company. */
  seed?: PartialSeed;
}

/** Starts a company on the loopback address; the API is below /v3/company/{realmId}. */
export const startQuickBooksOnline = (options: QuickBooksOptions = {}): Promise<Simulator<World>> =>
  startSimulator(quickBooks, options);
