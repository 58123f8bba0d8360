/** An installation whose suppliers and ledger codes are those of the sample invoices, and its books. */
import type { IDataObject } from 'n8n-workflow';
import { SysproLedger } from '../../nodes/Syspro/ledger/ledger';
import type { SysproSettings } from '../../nodes/Syspro/ledger/settings';
import type { Connection } from '../../nodes/Syspro/transport/connection';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed, SysproBill } from '../../sandbox/syspro';
import { booked } from '../../sandbox/syspro';
import { sysproSettings } from '../fixtures/syspro';
import { said } from '../fixtures/results';
import { Company } from './syspro-company';

const expense = (code: string) => ({ code, description: `Code ${code}`, type: 'E' as const });

export const SEED = {
  supplierKey: { type: 'A', length: 15, automatic: false, next: 1 },
  suppliers: [
    ...['HARBOUR', 'OLDHARBOUR', 'QUARRY'].map((code) => ({
      ...{ code, name: `${code} Ltd`, grnMatching: false, branch: 'HO', terms: '30' },
    })),
    { code: 'EUROPE', name: 'Alpine Ltd', currency: 'EUR', grnMatching: false, branch: 'HO', terms: '15' },
    { code: 'HELD', name: 'Held Ltd', onHold: true, grnMatching: false, branch: 'HO', terms: '15' },
  ],
  sections: { account: 0, costCenter: 1 },
  ledgerCodes: [
    { code: '20000-000-000', description: 'Accounts payable', type: 'L' as const, control: true },
    { code: '20500-000-000', description: 'Goods received', type: 'L' as const },
    ...['61000', '62000', '63000'].map((code) => expense(`${code}-000-000`)),
    expense('61000-100'),
  ],
  posting: {
    ...{ control: '20000-000-000', grnSuspense: '20500-000-000', freight: '63000-000-000' },
    ...{ miscellaneous: '63000-000-000', tax: '63000-000-000' },
  },
  purchaseOrders: [],
  receipts: [],
} satisfies PartialSeed;

export const startBooks = (seed: PartialSeed = {}): Promise<Company> => Company.start({ ...SEED, ...seed });

export const booksOf = (company: Company): SysproBill[] => booked(company.sim.world);

/** A ledger that does not wait long between attempts; each of its calls has a session of its own. */
export async function ledgerFor(
  company: Company,
  change: Partial<SysproSettings> = {},
  options: IDataObject = {},
): Promise<{ ledger: SysproLedger; connection: Connection }> {
  const connection = await company.connection({ connectionOptions: options as never });
  return { ledger: new SysproLedger(connection, sysproSettings(change)), connection };
}

export const POST = {
  ...{ resource: 'apInvoice', operation: 'post', creditMemos: 'negative' },
  ...{ costCentre: 'section', ledgerCodeForm: '{account}-{subaccount}' },
};

/** Items of both outputs of AP Invoice ▸ Post. */
export const postTo = async (
  company: Company,
  batch: Invoice[],
  parameters: IDataObject = {},
): Promise<IDataObject[]> => (await company.run({ ...POST, ...parameters } as never, batch)).flat();

/** Outcome and cause of each invoice; those done come first. */
export const saidOf = async (...given: Parameters<typeof postTo>): Promise<string[]> =>
  said(await postTo(...given));
