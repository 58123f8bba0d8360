/** The golden files, and the documents behind them as posting books them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BookedBill } from '../../nodes/shared/booking';
import type { Invoice } from '../../nodes/shared/documents';
import { bookedStrictly } from '../fixtures/refusals';

/** A golden document of a folder as it goes over the wire: JSON in one line. */
export const goldenJson =
  (folder: string) =>
  (name: string): string =>
    JSON.stringify(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));

/** The same for XML. */
export const goldenXml =
  (folder: string) =>
  (name: string): string =>
    readFileSync(path.join(folder, `${name}.xml`), 'utf8')
      .trim()
      .replace(/>\n\s*</g, '><');

/** @throws Error where there is no document of that name */
export function bookedOf(documents: Record<string, Invoice>, name: string): BookedBill {
  const invoice = documents[name];
  if (!invoice) throw new Error(`no document ${name}`);
  return bookedStrictly(invoice);
}
