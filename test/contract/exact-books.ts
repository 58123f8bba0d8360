/** A site whose suppliers and accounts are those of the sample invoices, and its books. */
import type { IDataObject } from 'n8n-workflow';
import { ExactOnlineLedger } from '../../nodes/ExactOnline/ledger/ledger';
import type { ExactSettings } from '../../nodes/ExactOnline/ledger/settings';
import type { Connection } from '../../nodes/ExactOnline/transport/connection';
import type { Invoice } from '../../nodes/shared/documents';
import type { ExactBill, PartialSeed, SeedDivision } from '../../sandbox/exact-online';
import { division, year } from '../../sandbox/exact-online';
import { exactSettings } from '../fixtures/exact-online';
import { said } from '../fixtures/results';
import { MAIN, NORTH, Site } from './exact-site';

const supplier = (code: string, name: string) => ({ code, name, supplier: true, condition: '30' });

/** Relations have numbers in Exact; the codes of the sample invoices are kept as they are. */
export const booksDivision = (change: Partial<SeedDivision> = {}): SeedDivision => ({
  ...division(Number(MAIN), 'Granite Main'),
  periods: [...year(2025, 12), ...year(2026, 1)],
  accounts: [
    supplier('HARBOUR', 'Harbour Paper Mills'),
    supplier('OLDHARBOUR', 'Old Harbour Paper'),
    supplier('QUARRY', 'Quarry Lane Stone'),
  ],
  glAccounts: [
    { code: '1300', description: 'Accounts receivable', type: 20 },
    { code: '1600', description: 'Accounts payable', type: 22 },
    { code: '1510', description: 'VAT to claim', type: 24 },
    { code: '61000', description: 'Office supplies' },
    { code: '62000', description: 'Tools', vatCode: '1' },
    { code: '63000', description: 'Freight', useCostcenter: 2 },
    { code: '64000', description: 'Projects', useCostunit: 1 },
  ],
  journals: [
    { code: '60', description: 'Purchase journal', type: 22 },
    { code: '50', description: 'Sales journal', type: 20 },
  ],
  ...change,
});

export const startBooks = (
  change: Partial<SeedDivision> = {},
  settings: PartialSeed['settings'] = {},
): Promise<Site> =>
  Site.start({
    divisions: [booksDivision(change), division(Number(NORTH), 'Granite North')],
    settings: { accountCodes: 'any', ...settings },
  });

export const booksOf = async (site: Site): Promise<ExactBill[]> => (await site.control('state?bills')).bills;

/** A ledger that does not wait long between attempts. */
export async function ledgerFor(
  site: Site,
  change: Partial<ExactSettings> = {},
): Promise<{ ledger: ExactOnlineLedger; connection: Connection }> {
  const connection = await site.hasty();
  return { ledger: new ExactOnlineLedger(connection, exactSettings(change)), connection };
}

/** Items of both outputs of Purchase Entry ▸ Post. */
export const postTo = async (
  site: Site,
  batch: Invoice[],
  parameters: IDataObject = {},
): Promise<IDataObject[]> =>
  (await site.run({ resource: 'purchaseEntry', operation: 'post', ...parameters } as never, batch)).flat();

/** Outcome and cause of each invoice; those done come first. */
export const saidOf = async (...given: Parameters<typeof postTo>): Promise<string[]> =>
  said(await postTo(...given));
