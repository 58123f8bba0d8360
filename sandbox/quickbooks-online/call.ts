/** What a write or a query knows about the call it belongs to. */
import type { SimContext } from '../kit/simulator';
import type { Settings } from './switches';
import type { Fields } from './values';
import type { World } from './world';

export interface Call {
  world: World;
  settings: Settings;
  sim: SimContext;
  /** Options of the call, such as allowduplicatedocnum. */
  include: ReadonlySet<string>;
}

/** A checked write that has only to be carried out; it gives what the answer holds. */
export type Commit = () => Fields;

/** A call of people in the browser. */
export const byHand = (world: World): Call => ({
  ...{ world, settings: world.seed.settings, include: new Set(['allowduplicatedocnum']) },
  sim: { now: () => world.now(), fault: () => undefined },
});
