/** The ERPs that the sandbox has. A new one is a file beside this one and its name in `SIMULATED`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { acumatica } from './acumatica';
import type { Erp } from './erp';
import { exactOnline } from './exactOnline';
import { quickBooksOnline } from './quickBooksOnline';
import { sageIntacct } from './sageIntacct';
import { syspro } from './syspro';

export type { Erp, ErpSide } from './erp';

/** All that have a simulator. */
export const SIMULATED: readonly Erp[] = [acumatica, sageIntacct, quickBooksOnline, exactOnline, syspro];

/** The workflow that an ERP must have to be set on the stage. */
export const MAIN_TEMPLATE = 'invoices-to-bills.json';

/** The folder of the templates. */
export const WORKFLOWS = path.join(__dirname, '..', '..', 'workflows');

/** Those that have templates: what `--erp` takes. */
export const ERPS = SIMULATED.filter(({ id }) => existsSync(path.join(WORKFLOWS, id, MAIN_TEMPLATE)));

/** What is taken where no other is asked for. */
export const DEFAULT_ERP: Erp = acumatica;

/** The ERP that `--erp` names. @throws Error where there is none of that name, naming those that are */
export function erpOf(id: string): Erp {
  const found = ERPS.find((erp) => erp.id === id);
  if (!found)
    throw new Error(`--erp ${id} is not there yet. There is: ${ERPS.map((erp) => erp.id).join(', ')}.`);
  return found;
}
