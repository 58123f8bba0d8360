/** SYSPRO's general ledger and registered invoices, as the flows compare them. */
import Big from 'big.js';
import { order } from '../control';
import type { SeedPeriods } from '../syspro/seed';
import type { ErpSide, LedgerBalance } from './erp';

type Row = Record<string, string>;

const rowsOf = async (url: string, what: string): Promise<Row[]> =>
  ((await order(url, `state?${what}`)) as { rows: Row[] }).rows;

/** The members of an ERP's side that are about the general ledger and what is registered. */
export const ledgerBooks = (url: string): Partial<ErpSide> => ({
  registered: async () =>
    (await rowsOf(url, 'registered')).map(({ Supplier = '', Invoice = '', InvoiceValue = '' }) => ({
      ...{ vendor: Supplier, vendorRef: Invoice, amount: InvoiceValue },
    })),
  balances: async () => {
    const { periods } = (await order(url, 'state')) as { periods: SeedPeriods };
    const history = await rowsOf(url, 'table=GenHistory');
    return (await rowsOf(url, 'table=GenMaster')).map(({ GlCode = '' }) => {
      const own = history.find((row) => row.GlCode === GlCode && row.GlYear === String(periods.year));
      return balanceOf(GlCode, own ?? {}, periods);
    });
  },
});

function balanceOf(account: string, row: Row, { year, month: period }: SeedPeriods): LedgerBalance {
  const opening = (period === 1 ? row.BeginYearBalance : row[`ClosingBalPer${period - 1}`]) ?? '0';
  const balance = row[`ClosingBalPer${period}`] ?? '0';
  const movement = Number(new Big(balance).minus(opening).toFixed());
  return { account, year, period, opening: Number(opening), movement, balance: Number(balance) };
}
