/** Exact Online on the stage. */
import { order } from '../control';
import { suppliersBothWays } from '../flows/bothWays';
import type { OrderHands } from '../flows/ordersToJaggaer';
import { purchaseOrdersToJaggaer } from '../flows/ordersToJaggaer';
import { suppliersToErp } from '../flows/toErp';
import { accountsToJaggaer, paymentsToJaggaer, vendorsToJaggaer } from '../flows/toJaggaer';
import { startExactOnline } from '../exact-online';
import type { ExactBill } from '../exact-online';
import { SIGN_INS } from '../signIns';
import type { World } from '../world';
import { buildWorld } from '../world';
import type { ErpBill } from '../world/erpMasters';
import type { ErpSideOrder } from '../world/ordersToJaggaer';
import type { BookedVendor, Party } from '../world/supplierSync';
import {
  exactOnlineEntry,
  exactOnlinePayment,
  exactOnlinePeriods,
  exactOnlineWorld,
  withVendorCodes,
} from '../world/exactOnline';
import type { Erp } from './erp';

/** YourRef holds so many signs. */
const LONGEST_REFERENCE = 50;

/** A real minute has 60 calls: the sample company would take its time. What the limits do has tests of its own. */
const HURRY = { callsPerMinute: 3_000, callsPerDay: 500_000 };

export const exactOnline: Erp = {
  ...{ id: 'exact-online', name: 'Exact Online', port: 7405 },
  world: (options) =>
    ordersAreItsOwn(
      buildWorld({
        ...{ ...options, dimension: 'costCenter' },
        books: {
          orders: 'text',
          blindTo: ['orderClosed', 'orderNotReceived', 'orderOverBilled'],
          number: (reference) => reference.slice(0, LONGEST_REFERENCE),
        },
      }),
    ),
  async start(world, port = 0) {
    const seed = { ...exactOnlineWorld(world.erp), settings: HURRY };
    const { url, calls, watch, close } = await startExactOnline({ port, seed });
    return {
      ...{ kind: exactOnline, url, calls, watch, close },
      books: async () => ((await order(url, 'state?bills')) as { bills: ExactBill[] }).bills,
      costs: () => ({ 'Exact Online calls': calls().total }),
      setPeriods: async (periods) => {
        await order(url, 'masters', { periods: exactOnlinePeriods(periods) });
      },
      placeBill: async (bill) => {
        const entry = await place(url, bill);
        if (bill.state === 'paid' && bill.type === 'Bill') await order(url, 'payments', { entry });
        return entry;
      },
      deleteBill: async ({ referenceNbr }) => {
        await order(url, 'entries', { remove: [referenceNbr] });
      },
      carryOut: async (step) => {
        if (step.do === 'settle') {
          const credit = await place(url, step.credit);
          await order(url, 'payments', { entry: step.bill.referenceNbr, credit, date: step.credit.date });
          return;
        }
        const body = exactOnlinePayment(step);
        if (body) await order(url, 'payments', body);
      },
      files: async () =>
        (await rowsOf(url, 'documents/DocumentAttachments')).map(({ FileName }) => textOf(FileName)),
      vendors: async () => {
        const banks = await rowsOf(url, 'crm/BankAccounts');
        return (await rowsOf(url, 'crm/Accounts'))
          .filter(({ IsSupplier }) => IsSupplier === true)
          .map((row) =>
            bookedVendor(
              row,
              banks.filter(({ Account }) => Account === row.ID),
            ),
          );
      },
      changeVendor: async (id, changes) => {
        const fields = Object.fromEntries(
          Object.entries(changes).map(([name, value]) => [VENDOR_FIELDS[name as keyof Party], value]),
        );
        await order(url, 'edit', { path: 'crm/Accounts', name: id, fields });
      },
      written: () => {
        const { byRoute } = calls();
        const writes = Object.entries(byRoute).filter(([route]) => /^(POST|PUT) crm\/Accounts\b/.test(route));
        return Promise.resolve(writes.reduce((sum, [, count]) => sum + count, 0));
      },
    };
  },
  credentials: (url) => {
    const { clientId, clientSecret, environment, accessToken, refreshToken } = SIGN_INS.exactOnline;
    const oauthTokenData = {
      ...{ access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer', expires_in: '600' },
    };
    return {
      exactOnlineOAuth2Api: {
        name: 'Exact Online',
        data: { clientId, clientSecret, environment, baseUrl: url, oauthTokenData },
      },
    };
  },
  prepare({ type, parameters }) {
    if (!/\.exactOnline(Trigger)?$/.test(type)) return;
    parameters.division = { __rl: true, mode: 'id', value: String(SIGN_INS.exactOnline.division) };
  },
  flows: [
    ...[suppliersToErp, vendorsToJaggaer, suppliersBothWays, accountsToJaggaer, paymentsToJaggaer],
    purchaseOrdersToJaggaer(({ erp }) => orderHands(erp.url)),
  ],
  ...{ winner: 'jaggaer', showsPeriods: false },
  budget: { 'Exact Online calls': 1_110 },
  billsInCall: 1,
  purposeOf({ path }) {
    if (path === 'POST purchaseentry/PurchaseEntries') return 'create';
    return /^GET (purchaseentry\/PurchaseEntries|\w+\/Financial\/TransactionLines)\b/.test(path)
      ? 'lookUp'
      : null;
  },
};

/** JAGGAER has no orders but those that come from Exact. */
function ordersAreItsOwn(world: World): World {
  const coded = withVendorCodes(world);
  return { ...coded, jaggaer: { ...coded.jaggaer, purchaseOrders: [] } };
}

/** @returns the entry's number */
async function place(url: string, bill: ErpBill): Promise<string> {
  const { rows } = (await order(url, 'entries', { entries: [exactOnlineEntry(bill)] })) as {
    rows: Array<{ EntryNumber: number }>;
  };
  return String(rows[0]?.EntryNumber ?? '');
}

type Row = Record<string, unknown>;

const rowsOf = async (url: string, path: string): Promise<Row[]> =>
  ((await order(url, `state?rows=${path}`)) as { rows: Row[] }).rows;

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

const VENDOR_FIELDS: Record<keyof Party, string> = {
  ...{ name: 'Name', currency: 'PurchaseCurrency', taxNumber: 'VATNumber', email: 'Email', phone: 'Phone' },
  ...{ website: 'Website', street: 'AddressLine1', city: 'City', region: 'State', postalCode: 'Postcode' },
  country: 'Country',
};

function bookedVendor(row: Row, banks: Row[]): BookedVendor {
  const party = Object.fromEntries(
    Object.entries(VENDOR_FIELDS).map(([field, name]) => [field, textOf(row[name])]),
  ) as unknown as Party;
  const street = ['AddressLine1', 'AddressLine2', 'AddressLine3'].flatMap((name) => textOf(row[name]) || []);
  return {
    ...{ ...party, street: street.join(', '), id: textOf(row.Code), active: row.Blocked !== true },
    rest: JSON.stringify([row, banks]),
  };
}

/** Whom neither JAGGAER nor the mapping knows. */
const STRANGER = { code: '19001', name: 'Holm Oak Scaffolding', supplier: true, currency: 'USD' };

function orderHands(url: string): OrderHands {
  const change = async (body: object) => void (await order(url, 'orders', body));
  return {
    orders: () => ordersIn(url),
    async orderOfStranger() {
      await order(url, 'masters', { accounts: [STRANGER] });
      const [item] = await rowsOf(url, 'logistics/Items');
      const lines = [{ item: textOf(item?.Code), quantity: 2, price: 12.5 }];
      await change({ orders: [{ number: 99_001, supplier: STRANGER.code, date: '2026-05-04', lines }] });
      return STRANGER.code;
    },
    approve: (number) => change({ approve: [Number(number)] }),
    cancel: (number) => change({ cancel: [Number(number)] }),
    async orderMore(number) {
      const found = (await ordersIn(url)).find((each) => each.number === number);
      const [first] = found?.lines ?? [];
      const lineFields = { QuantityInPurchaseUnits: Number(first?.quantity) + 1 };
      await change({ change: { order: Number(number), line: Number(first?.line), lineFields } });
    },
    async bill(number) {
      const found = (await ordersIn(url)).find((each) => each.number === number);
      const lines = Object.fromEntries(
        (found?.lines ?? []).map(({ line, quantity }) => [line, Number(quantity)]),
      );
      await change({ receive: { order: Number(number), lines } });
      await change({ invoice: { order: Number(number), lines } });
    },
  };
}

/** As the books have them: a line's account is the cost account of its item. */
async function ordersIn(url: string): Promise<ErpSideOrder[]> {
  const [headers, lines, items] = await Promise.all(
    ['purchaseorder/PurchaseOrders', 'purchaseorder/PurchaseOrderLines', 'logistics/Items'].map((path) =>
      rowsOf(url, path),
    ),
  );
  const accounts = new Map((items ?? []).map((item) => [item.ID, textOf(item.GLCostsCode)]));
  return (headers ?? []).map((header) => ({
    ...{ number: textOf(header.OrderNumber), vendor: textOf(header.SupplierCode) },
    ...{ currency: textOf(header.Currency), state: stateOf(header) },
    lines: (lines ?? [])
      .filter(({ PurchaseOrderID }) => PurchaseOrderID === header.PurchaseOrderID)
      .map((line) => ({
        ...{ line: textOf(line.LineNumber), quantity: textOf(line.QuantityInPurchaseUnits) },
        ...{ unitPrice: textOf(line.NetPrice), account: accounts.get(line.Item) ?? '' },
        costCenter: textOf(line.CostCenter),
      })),
  }));
}

/** 40 is cancelled; approval 0 is awaited; invoiced 30 is complete [doc]. */
function stateOf({ OrderStatus, ApprovalStatus, InvoiceStatus }: Row): ErpSideOrder['state'] {
  if (OrderStatus === 40) return 'cancelled';
  if (ApprovalStatus === 0) return 'pending';
  return InvoiceStatus === 30 ? 'closed' : 'open';
}
