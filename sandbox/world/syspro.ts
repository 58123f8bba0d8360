/**
 * The same world in SYSPRO: a ledger code is account and cost center, branches are AP's. Orders are there under numbers
 * of SYSPRO's own, with JAGGAER's as the buyer's reference, and each receipt of a line is a GRN. An invoice number is
 * taken once a supplier, as the real key has it.
 */
import type { PartialSeed, SeedInvoice, SeedPeriods, SeedReceipt, SysproSeed } from '../syspro/seed';
import { SIGN_INS } from '../signIns';
import type { Month } from './calendar';
import { NO_BUSINESS_UNIT, NO_SUBACCOUNT } from './catalogue';
import type { ErpBill, ErpMasters } from './erpMasters';
import { ORDER_DEFAULT } from './expected';
import type { MappingRow } from './mapping';
import { CHARGE_TARGETS } from './mapping';

/** In local currency, for one unit. */
const RATES: Record<string, string> = { EUR: '1.1', GBP: '1.25' };
const GOODS_NOT_INVOICED = '20500';
const LONGEST_NUMBER = 20;
const STATUS = { Open: '4', Completed: '9', Closed: '*' };
const TYPES = { asset: 'A', liability: 'L', expense: 'E' } as const;

/** The ledger code of an account and a cost center. */
export const ledgerCode = (account: string, costCenter: string = NO_SUBACCOUNT): string =>
  `${account}-${costCenter}`;

/** A code of terms has two characters in SYSPRO: those that are longer get one by their place. */
const termsCode = (erp: Pick<ErpMasters, 'terms'>, id: string | undefined): string => {
  const at = erp.terms.findIndex((one) => one.id === id);
  return at < 0 ? '' : `T${at + 1}`;
};

/** The mapping rows as a consultant writes them for SYSPRO. */
export const sysproMapping = (rows: readonly MappingRow[], erp: ErpMasters): MappingRow[] =>
  rows.map((row) => (row.kind === 'terms' ? { ...row, to: termsCode(erp, row.to) } : row));

const chargeAccount = (name: string): string => {
  const target = CHARGE_TARGETS[name];
  return ledgerCode(target?.to === 'account' ? target.account : ORDER_DEFAULT.account);
};

export function sysproWorld(erp: ErpMasters): PartialSeed {
  const { operator, operatorPassword, companyId, companyPassword } = SIGN_INS.syspro;
  const { name, currency } = erp.company;
  const periods = sysproPeriods(erp.periods);
  // an order of a supplier that nobody has mapped is not in SYSPRO
  const orders = erp.purchaseOrders.filter(({ vendor }) => erp.vendors.some(({ id }) => id === vendor));
  const numbers = new Map(orders.map(({ number }, at) => [number, String(at + 1)]));
  return {
    signIn: { operator, operatorPassword, companyId, companyPassword },
    ...{ operators: [], analysisCodes: [], taxCodes: [], stockCodes: [], invoices: [] },
    company: { name, currency, date: `${periods.year}-${String(periods.month).padStart(2, '0')}-15` },
    currencies: erp.currencies
      .filter(({ id }) => id !== currency)
      .map(({ id }) => ({ code: id, rate: RATES[id] ?? '1' })),
    supplierKey: { type: 'A', length: 15, automatic: false, next: 1 },
    terms: erp.terms.map(({ id, days }) => ({ code: termsCode(erp, id), days })),
    branches: erp.branches.map(({ id, name: branch }) => ({ code: id, name: branch })),
    structure: [
      { name: 'Account', values: erp.accounts.map(({ code, description }) => ({ code, description })) },
      { name: 'Cost centre', values: erp.costCenters },
    ],
    sections: { account: 0, costCenter: 1 },
    ledgerCodes: ledgerCodes(erp),
    posting: {
      ...{ control: ledgerCode('20000'), grnSuspense: ledgerCode(GOODS_NOT_INVOICED) },
      ...{
        freight: chargeAccount('freight'),
        miscellaneous: chargeAccount('misc'),
        tax: chargeAccount('tax1'),
      },
    },
    mayUntickGrnMatching: true,
    periods,
    suppliers: erp.vendors.map(({ id, active, taxId, terms, contact, bank, ...vendor }) => ({
      ...{ code: id, name: vendor.name, currency: vendor.currency, onHold: !active },
      ...{ branch: NO_BUSINESS_UNIT.branch, terms: termsCode(erp, terms) },
      ...(taxId !== undefined && { taxNumber: taxId }),
      ...(contact && {
        ...{ email: contact.email, telephone: contact.phone, postalCode: contact.address.postalCode },
        address: [
          contact.address.line1,
          '',
          contact.address.city,
          contact.address.state,
          contact.address.country,
        ],
      }),
      ...(bank && { bank: { branch: bank.bic, account: bank.iban } }),
    })),
    purchaseOrders: orders.map(({ number, vendor, ...order }) => ({
      ...{ number: numbers.get(number) ?? '', supplier: vendor, date: order.date, reference: number },
      status: STATUS[order.status],
      lines: order.lines.map((line) => ({
        ...{ line: line.line, description: line.description, quantity: line.quantity, unit: line.unit },
        ...{ price: line.unitPrice, ledgerCode: ledgerCode(line.account, line.costCenter) },
      })),
    })),
    receipts: erp.receipts.flatMap(({ date, lines }): SeedReceipt[] =>
      lines.flatMap(({ order, quantity }) => {
        const number = numbers.get(order.number);
        return number === undefined ? [] : [{ order: number, line: order.line, quantity, date }];
      }),
    ),
  };
}

/** Expenses with every cost center, all else with none. */
function ledgerCodes({ accounts, costCenters }: ErpMasters): SysproSeed['ledgerCodes'] {
  const own = accounts.flatMap(({ code, description, kind, active }) => {
    const centers = kind === 'expense' ? costCenters : [{ code: NO_SUBACCOUNT, description: '' }];
    return centers.map((center) => ({
      ...{ code: ledgerCode(code, center.code), type: TYPES[kind], onHold: !active },
      description: center.code === NO_SUBACCOUNT ? description : `${description}, ${center.description}`,
      ...(code === '20000' && { control: true }),
    }));
  });
  const goods = { code: ledgerCode(GOODS_NOT_INVOICED), description: 'Goods received, not invoiced' };
  return [...own, { ...goods, type: 'L' }];
}

const indexOf = (year: number, month: number): number => year * 12 + month - 1;
const SLOTS = ['C', 'P', 'B'] as const;

/**
 * Three months can be posted in: the current one and the two before. Months that are opened beyond them pull the current
 * period back until the latest of them is in reach, as when AP's period is set back; closed ones stay closed in AP.
 */
export function sysproPeriods(months: readonly Month[], now?: SeedPeriods): SeedPeriods {
  const of = (state: Month['state']) =>
    months
      .filter((one) => one.state === state)
      .map(({ year, number }) => indexOf(Number(year), Number(number)));
  const open = of('open');
  const before = now ? indexOf(now.year, now.month) : null;
  const earlier = open.filter((one) => before !== null && one < before - 2);
  const current =
    before === null ? Math.min(...open) + 2 : earlier.length > 0 ? Math.max(...earlier) + 2 : before;
  const closed = new Set(of('closed'));
  const isClosed = (at: number): boolean =>
    closed.has(current - at) || (current === before && !open.includes(current - at) && wasClosed(now, at));
  return {
    ...{ year: Math.floor(current / 12), month: (current % 12) + 1 },
    closedInAp: SLOTS.filter((_, at) => isClosed(at)),
    closedInGl: [],
  };
}

const wasClosed = (now: SeedPeriods | undefined, at: number): boolean =>
  now?.closedInAp.some((slot) => slot === SLOTS[at]) === true;

/** An invoice as `/_sandbox/invoices` takes it, with one line; a credit is a negative one. */
export const sysproInvoice = ({
  type,
  vendor,
  vendorRef,
  date,
  amount,
  description,
}: ErpBill): SeedInvoice => {
  const value = type === 'Bill' ? amount : `-${amount}`;
  return {
    ...{ supplier: vendor, invoice: vendorRef.slice(0, LONGEST_NUMBER), date, value },
    ...{ branch: NO_BUSINESS_UNIT.branch, reference: description.slice(0, 30) },
    lines: [{ ledgerCode: ledgerCode(ORDER_DEFAULT.account, ORDER_DEFAULT.subaccount), value }],
  };
};
