/**
 * The same world in QuickBooks Online: cost centers are classes, branches are locations, which a bill has one of. The
 * same bill number is taken twice: that no bill is doubled is then our doing alone. Goods received are not known there.
 */
import type { PartialSeed, SeedDocument, SeedOrder } from '../quickbooks-online/seed';
import { SIGN_INS } from '../signIns';
import type { Month } from './calendar';
import { plusDays } from './calendar';
import { NO_BUSINESS_UNIT } from './catalogue';
import type { ErpBill, ErpMasters, ErpOrder } from './erpMasters';
import { ORDER_DEFAULT } from './expected';
import { UNMAPPED_SUPPLIERS } from './suppliers';

/** In home currency, for one unit. */
const RATES: Record<string, string> = { EUR: '1.1', GBP: '1.25' };
const PAYABLE = 'Accounts Payable';
const LONGEST_NUMBER = 21;

export function quickBooksOnlineWorld(erp: ErpMasters): PartialSeed {
  const { name, country, currency } = erp.company;
  const { clientId, clientSecret, realmId, accessToken, refreshToken } = SIGN_INS.quickBooksOnline;
  const foreign = erp.currencies.map(({ id }) => id).filter((id) => id !== currency);
  const types = { asset: 'Bank', liability: PAYABLE, expense: 'Expense' };
  return {
    signIn: { clientId, clientSecret, realmId, connected: { accessToken, refreshToken } },
    company: { name, country, currency, plan: 'Plus' },
    preferences: {
      ...{ MultiCurrencyEnabled: true, WarnDuplicateBillNumber: false },
      ...quickBooksOnlinePeriods(erp.periods),
    },
    rates: Object.fromEntries(foreign.map((id) => [id, RATES[id] ?? '1'])),
    terms: erp.terms.map(({ id, days }) => ({ name: id, days })),
    accounts: erp.accounts.map(({ code, description, kind, active, currency: own }) => ({
      ...{ number: code, name: description, type: types[kind], active },
      ...(own !== undefined && { currency: own }),
    })),
    departments: erp.branches.map(({ id }) => ({ name: id })),
    classes: erp.costCenters.map(({ code }) => ({ name: code })),
    items: [{ name: 'Purchase from JAGGAER', type: 'NonInventory', expenseAccount: ORDER_DEFAULT.account }],
    vendors: erp.vendors.map(({ id, contact, taxId, terms, ...vendor }) => ({
      ...{ number: id, name: vendor.name, active: vendor.active, currency: vendor.currency },
      ...(terms !== undefined && { term: terms }),
      ...(taxId !== undefined && { taxId }),
      ...contact,
      ...(vendor.bank && { bank: vendor.bank }),
    })),
    // a supplier that is not a vendor yet: a customer has its name
    customers: UNMAPPED_SUPPLIERS.map(({ names }) => ({ name: names[0] })),
    employees: [{ name: 'Robin Marlow' }],
    purchaseOrders: erp.purchaseOrders.map(order),
    ...{ bills: [], vendorCredits: [] },
  };
}

/** Books are closed up to a day: the last of the closed months, else the one before all; for `preferences`. */
export function quickBooksOnlinePeriods(periods: readonly Month[]): { BookCloseDate: string } {
  const closed = periods.filter(({ state }) => state === 'closed').map(({ to }) => to);
  const first = periods.map(({ from }) => from).sort()[0];
  return { BookCloseDate: closed.sort().at(-1) ?? (first === undefined ? '' : plusDays(first, -1)) };
}

/** Lines by account: what is billed of them counts by amount. */
const order = ({ number, status, vendor, currency, date, description, lines }: ErpOrder): SeedOrder => ({
  ...{ number, vendor, currency, date, note: description },
  // what has been received is still to be billed
  status: status === 'Closed' ? 'Closed' : 'Open',
  lines: lines.map((line) => ({
    ...{ quantity: line.quantity, price: line.unitPrice, account: line.account, class: line.costCenter },
    description: line.description,
  })),
});

/** A bill or a credit as `/_sandbox/bills` and `/_sandbox/credits` take it, with one line. */
export const quickBooksOnlineBill = ({
  vendor,
  vendorRef,
  date,
  currency,
  ...bill
}: ErpBill): SeedDocument => ({
  ...{ vendor, number: vendorRef.slice(0, LONGEST_NUMBER), date, currency, note: bill.description },
  department: NO_BUSINESS_UNIT.branch,
  lines: [{ account: ORDER_DEFAULT.account, class: ORDER_DEFAULT.subaccount, amount: bill.amount }],
});
