/** What a business object is called with. */
import type { Settings } from './switches';
import type { World } from './world';

export interface Call {
  world: World;
  settings: Settings;
  operator: string;
  /** XmlIn. */
  input: string;
  /** XmlParameters; '' for queries. */
  parameters: string;
  /** Add, Update or Delete, of the Setup verbs. */
  action: 'Add' | 'Update' | 'Delete';
}

/** @returns the answer's XML. @throws ServiceError for a text with status 200 */
export type BusinessObject = (call: Call) => string;
