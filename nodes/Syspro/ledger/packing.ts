/** How many items make the next document. */
import type { Connection } from '../transport/connection';
import { addressLength, addressRoom } from '../transport/request';
import type { XmlFields } from '../transport/xml';

export interface Packing {
  object: string;
  parameters: XmlFields;
  /** The document around items. */
  wrap(items: XmlFields[]): XmlFields;
  /** Most of them by PostLD. */
  most: number;
}

/** As many as the user lets travel by PostLD, else as many as an address holds; at least one. */
export function fitting(connection: Connection, items: XmlFields[], packing: Packing): number {
  const { object, parameters, wrap, most } = packing;
  if (connection.largeDocuments) return Math.min(most, items.length);
  let room = addressRoom(connection, object, parameters) - addressLength(wrap([]));
  const over = items.findIndex((item) => {
    room -= addressLength({ Item: item });
    return room < 0;
  });
  return Math.max(1, over < 0 ? items.length : over);
}
