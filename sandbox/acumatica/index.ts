/** The Acumatica simulator: the contract-based REST API, version 4, of one invented tenant. */
import type { Simulator, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import { billRoutes } from './billRoutes';
import { expireTokens } from './identity';
import { readingRoutes } from './reading';
import { notFoundPage } from './replies';
import type { AcumaticaSeed, PartialSeed } from './seed';
import { signInRoutes } from './signIn';
import { controlRoutes } from './control';
import { readState } from './state';
import type { World } from './world';
import { createWorld } from './world';
import { describeRoutes } from './describe';

export type { AcumaticaSeed, PartialSeed, World };
export { defaultSeed, year } from './defaultSeed';

const acumatica: SimulatorSpec<World> = {
  name: 'acumatica',
  seed: createWorld,
  routes: [...signInRoutes, ...describeRoutes, ...billRoutes, ...readingRoutes],
  state: readState,
  control: controlRoutes,
  expireTokens,
  end: (world) => world.push.end(),
  notFound: notFoundPage,
};

export interface AcumaticaOptions {
  port?: number;
  /** Parts that are left out come from the default tenant. */
  seed?: PartialSeed;
  /** Path of the instance, such as /Granite. */
  path?: string;
}

/** Starts a tenant on the loopback address. */
export const startAcumatica = (options: AcumaticaOptions = {}): Promise<Simulator<World>> =>
  startSimulator(acumatica, options);
