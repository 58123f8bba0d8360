/**
 * A simulated SYSPRO installation behind the REST host of e.net Solutions. Written from public material; each behaviour
 * in the code carries how sure it is; what is inferred or open is a switch.
 */
import type { Simulator, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import { controlRoutes } from './control';
import type { PartialSeed } from './seed';
import { callName, notFound, serviceRoutes } from './service';
import { end } from './session';
import { readState } from './state';
import type { World } from './world';
import { createWorld } from './world';

export type { PartialSeed, SysproSeed } from './seed';
export { defaultSeed } from './defaultSeed';
export type { SysproBill } from './state';
export { booked } from './state';
export type { World };

const syspro: SimulatorSpec<World> = {
  name: 'syspro',
  seed: createWorld,
  routes: serviceRoutes,
  callName,
  state: readState,
  control: controlRoutes,
  expireTokens: (world) => {
    for (const id of [...world.sessions.keys()]) end(world, id);
  },
  notFound,
};

export interface SysproOptions {
  port?: number;
  /** Parts that are left out come from the default company. */
  seed?: PartialSeed;
}

/** Starts an installation on the loopback address; the service is at /SYSPROWCFService/Rest. */
export const startSyspro = (options: SysproOptions = {}): Promise<Simulator<World>> =>
  startSimulator(syspro, options);
