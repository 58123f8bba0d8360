/** A company whose vendors and accounts are those of the sample invoices, and its books. */
import type { IDataObject } from 'n8n-workflow';
import { QuickBooksLedger } from '../../nodes/QuickBooksOnline/ledger/ledger';
import type { QuickBooksSettings } from '../../nodes/QuickBooksOnline/ledger/settings';
import type { Connection } from '../../nodes/QuickBooksOnline/transport/connection';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed, QuickBooksBill } from '../../sandbox/quickbooks-online';
import { booked } from '../../sandbox/quickbooks-online';
import { quickBooksSettings } from '../fixtures/quickbooks-online';
import { said } from '../fixtures/results';
import { Company } from './quickbooks-company';

export const SEED = {
  vendors: ['HARBOUR', 'OLDHARBOUR', 'QUARRY'].map((number) => ({ name: `${number} Ltd`, number })),
  accounts: [
    { number: '10200', name: 'Operating Bank', type: 'Bank' },
    { number: '20000', name: 'Accounts Payable', type: 'Accounts Payable' },
    { number: '61000', name: 'Office Supplies', type: 'Expense' },
    { number: '62000', name: 'Tools', type: 'Expense' },
    { number: '63000', name: 'Freight', type: 'Expense' },
  ],
  items: [],
} satisfies PartialSeed;

export const startBooks = (seed: PartialSeed = {}): Promise<Company> => Company.start({ ...SEED, ...seed });

export const booksOf = (company: Company): QuickBooksBill[] => booked(company.sim.world);

/** A ledger that does not wait long between attempts. */
export async function ledgerFor(
  company: Company,
  change: Partial<QuickBooksSettings> = {},
  batchSize = 30,
): Promise<{ ledger: QuickBooksLedger; connection: Connection }> {
  const connection = await company.hasty({ connectionOptions: { batchSize } });
  return { ledger: new QuickBooksLedger(connection, quickBooksSettings(change)), connection };
}

/** Outcome and cause of each invoice; those done come first. */
export const saidOf = async (...given: Parameters<typeof postTo>): Promise<string[]> =>
  said(await postTo(...given));

/** Items of both outputs of Bill ▸ Post. */
export const postTo = async (
  company: Company,
  batch: Invoice[],
  parameters: IDataObject = {},
): Promise<IDataObject[]> =>
  (await company.run({ resource: 'bill', operation: 'post', ...parameters } as never, batch)).flat();
