/**
 * The same world in Exact Online: one division, cost centers by their codes, branches are cost units. Relations have
 * numbers there, so vendors get one each. The same number of a supplier is taken twice: that no bill is doubled is then
 * our doing alone. Orders are Exact's own, with an item for each account.
 */
import type { World } from '.';
import { division } from '../exact-online/defaultSeed';
import type { PartialSeed, SeedAccount, SeedDivision, SeedEntry, SeedOrder } from '../exact-online/seed';
import { SIGN_INS } from '../signIns';
import type { Month } from './calendar';
import { NO_BUSINESS_UNIT } from './catalogue';
import type { ErpAccount, ErpBill, ErpMasters, ErpOrder, ErpVendor } from './erpMasters';
import type { Expectation } from './expected';
import { ORDER_DEFAULT } from './expected';
import type { MappingRow } from './mapping';
import type { Masters } from './masters';
import type { Step } from './payments';

/** In the division's currency, for one unit. */
const RATES: Record<string, number> = { EUR: 1.1, GBP: 1.25 };
const FIRST_CODE = 10_001;
const USER = '0a7c1e5d-0000-4000-8000-0000000000e1';
/** 12 bank, 22 payables, 121 costs. */
const TYPES: Record<ErpAccount['kind'], number> = { asset: 12, liability: 22, expense: 121 };

export function exactOnlineWorld(erp: ErpMasters): PartialSeed {
  const { clientId, clientSecret, webhookSecret, accessToken, refreshToken } = SIGN_INS.exactOnline;
  const own = divisionOf(erp);
  const other = division(own.code + 1, 'Northwind Paper Archive');
  return {
    clients: [
      { id: clientId, secret: clientSecret, webhookSecret, connected: { accessToken, refreshToken } },
    ],
    // the division that the user saw last is another one
    users: [{ id: USER, name: 'Integration User', current: other.code }],
    divisions: [own, other],
  };
}

function divisionOf(erp: ErpMasters): SeedDivision {
  const { name, country, currency } = erp.company;
  return {
    ...{ code: SIGN_INS.exactOnline.division, name, country, currency, status: 1, roundingLimit: '0' },
    rates: RATES,
    periods: exactOnlinePeriods(erp.periods),
    accounts: erp.vendors.map(account),
    glAccounts: erp.accounts.map(({ code, description, kind, active }) => ({
      ...{ code, description, type: TYPES[kind], blocked: !active },
    })),
    costCenters: erp.costCenters,
    costUnits: erp.branches.map(({ id, name: description }) => ({ code: id, description })),
    vatCodes: [
      { code: '0', description: 'No VAT', percentage: 0, type: 'N' },
      { code: '1', description: 'VAT high, excluding', percentage: 0.21, type: 'E' },
      { code: '2', description: 'VAT high, including', percentage: 0.21, type: 'I' },
    ],
    journals: [
      { code: '60', description: 'Purchase journal', type: 22 },
      { code: '50', description: 'Sales journal', type: 20 },
      { code: '20', description: 'Bank journal', type: 12 },
    ],
    conditions: erp.terms.map(({ id, days }) => ({ code: id, description: `${days} days`, days })),
    items: erp.accounts
      .filter(({ kind, active }) => kind === 'expense' && active)
      .map(({ code, description }) => ({ code: itemOf(code), description, costs: code })),
    // an order of a supplier that is nobody's vendor cannot be there
    orders: erp.purchaseOrders.filter(({ vendor }) => vendor !== '').map(order),
    entries: [],
  };
}

const itemOf = (account: string): string => `P${account}`;

function account({ id, name, active, currency, terms, taxId, contact, bank }: ErpVendor): SeedAccount {
  const { email, phone, address } = contact ?? {};
  return {
    ...{ code: id, name, supplier: true, blocked: !active, currency },
    ...(terms !== undefined && { condition: terms }),
    ...(bank && { bank }),
    fields: {
      ...{ VATNumber: taxId ?? null, Email: email ?? null, Phone: phone ?? null },
      ...{ AddressLine1: address?.line1 ?? null, City: address?.city ?? null, State: address?.state ?? null },
      ...{ Postcode: address?.postalCode ?? null, Country: address?.country ?? null },
    },
  };
}

const STATUS = { Open: undefined, Completed: 30, Closed: 40 };

/** Every fifth order is still to be approved. */
function order(
  { number, status, vendor, currency, branch, date, description, lines }: ErpOrder,
  at: number,
): SeedOrder {
  const closed = STATUS[status];
  return {
    ...{ number: Number(number.replace(/\D/g, '')), supplier: vendor, date, currency, description },
    ...{ reference: number, approval: at % 5 === 4 ? 0 : 2, ...(closed !== undefined && { status: closed }) },
    lines: lines.map((line) => ({
      ...{ item: itemOf(line.account), description: line.description, costCenter: line.costCenter },
      ...{ quantity: Number(line.quantity), price: Number(line.unitPrice), received: Number(line.received) },
      costUnit: branch,
    })),
  };
}

/** Months, open or not; also what `/_sandbox/masters` takes when periods are opened. */
export const exactOnlinePeriods = (periods: readonly Month[]): SeedDivision['periods'] =>
  periods.map(({ year, number, from, to, state }) => ({
    ...{ year: Number(year), period: Number(number), from, to, open: state === 'open' },
  }));

/** The world with a number for each vendor, wherever a vendor is named. */
export function withVendorCodes(world: World): World {
  const codes = new Map(world.erp.vendors.map(({ id }, at) => [id, String(FIRST_CODE + at)]));
  const codeOf = (id: string): string => codes.get(id) ?? id;
  const named = <T extends { vendor: string }>(one: T): T => ({ ...one, vendor: codeOf(one.vendor) });
  const rows = (all: MappingRow[]) =>
    all.map((row) => (row.kind === 'supplier' ? { ...row, to: codeOf(row.to) } : row));
  const masters = (all: Masters): Masters => ({ ...all, suppliers: all.suppliers.map(named) });
  const expected = (all: Expectation[]) => all.map(named);
  const { erp, mending } = world;
  return {
    ...world,
    erp: {
      ...erp,
      vendors: erp.vendors.map((vendor) => ({ ...vendor, id: codeOf(vendor.id) })),
      purchaseOrders: erp.purchaseOrders.map(named),
      receipts: erp.receipts.map(named),
    },
    ...{ masters: masters(world.masters), mapping: rows(world.mapping), expected: expected(world.expected) },
    mending: {
      ...{ ...mending, rows: rows(mending.rows), masters: masters(mending.masters) },
      expected: expected(mending.expected),
    },
  };
}

/** An entry as `/_sandbox/entries` takes it, with one line; a credit by a negative amount. */
export const exactOnlineEntry = ({ type, vendor, vendorRef, amount, ...bill }: ErpBill): SeedEntry => ({
  ...{ supplier: vendor, reference: vendorRef, date: bill.date, currency: bill.currency },
  description: bill.description,
  lines: [
    {
      ...{ account: ORDER_DEFAULT.account, costCenter: ORDER_DEFAULT.subaccount },
      ...{ costUnit: NO_BUSINESS_UNIT.branch, amount: Number(amount) * (type === 'Bill' ? 1 : -1) },
    },
  ],
});

/** What AP does about payments as the body of `/_sandbox/payments`; null where there is nothing to do. */
export function exactOnlinePayment(step: Exclude<Step, { do: 'settle' }>): object | null {
  switch (step.do) {
    case 'release':
      return null;
    case 'pay': {
      const entries = step.bills.map(({ bill, ...rest }) => ({ entry: bill.referenceNbr, ...rest }));
      return { entries, reference: step.reference, date: step.date, ...(step.waits && { status: 30 }) };
    }
    default:
      return step.do === 'void' ? { undo: step.reference } : { finish: step.reference };
  }
}
