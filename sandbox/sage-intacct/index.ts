/**
 * A simulated Sage Intacct company behind its XML gateway. Written from public material; each behaviour in the code
 * carries how sure it is; what is inferred or open is a switch.
 */
import type { Simulator, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import { controlRoutes } from './control';
import { callName, gatewayRoutes } from './gateway';
import type { PartialSeed } from './seed';
import { readState } from './state';
import type { World } from './world';
import { createWorld } from './world';

export type { IntacctSeed, PartialSeed } from './seed';
export { defaultSeed, year } from './defaultSeed';
export type { IntacctBill } from './state';
export { booked } from './state';
export type { World };

const intacct: SimulatorSpec<World> = {
  name: 'sage-intacct',
  seed: createWorld,
  routes: gatewayRoutes,
  callName,
  state: readState,
  control: controlRoutes,
  expireTokens: (world) => world.sessions.clear(),
  end: (world) => world.slots.hold(false),
};

export interface IntacctOptions {
  port?: number;
  /** Parts that are left out come from the default company. */
  seed?: PartialSeed;
}

/** Starts a company on the loopback address; the gateway is at /ia/xml/xmlgw.phtml. */
export const startSageIntacct = (options: IntacctOptions = {}): Promise<Simulator<World>> =>
  startSimulator(intacct, options);
