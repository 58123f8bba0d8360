/** What a call to the API is carried out with. */
import type { SimRequest } from '../kit/simulator';
import type { EntitySchema } from './schema';
import type { SeedClient, SeedUser } from './seed';
import type { Settings } from './switches';
import type { Division, World } from './world';

/** What a write needs to know. */
export interface Write {
  world: World;
  division: Division;
  settings: Settings;
  user?: SeedUser;
  /** Booked before the period was closed. */
  anyPeriod?: boolean;
}

export interface Call extends Write {
  request: SimRequest;
  schema: EntitySchema;
  /** Key in brackets; null where there is none. */
  key: string | null;
  /** What follows the key: a navigation property. */
  tail: string;
  client: SeedClient;
  user: SeedUser;
}
