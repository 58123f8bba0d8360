/** Orders and suppliers of SYSPRO's simulator, as the flows compare them, and what people do to them. */
import Big from 'big.js';
import { order } from '../control';
import type { BookedOrder, OrderStanding } from '../world/orders';
import type { BookedVendor, Party } from '../world/supplierSync';
import type { ErpSide } from './erp';

type Row = Record<string, string>;

const rowsOf = async (url: string, table: string): Promise<Row[]> =>
  ((await order(url, `state?table=${table}`)) as { rows: Row[] }).rows;

/** The members of an ERP's side that are about purchase orders and suppliers. */
export const ordersAndSuppliers = (url: string): Partial<ErpSide> => ({
  orders: async () => {
    const lines = await rowsOf(url, 'PorMasterDetail');
    return (await rowsOf(url, 'PorMasterHdr')).map((header) => bookedOrder(header, lines));
  },
  clearOrders: async () => {
    const numbers = (await rowsOf(url, 'PorMasterHdr')).map(({ PurchaseOrder = '' }) => PurchaseOrder);
    await order(url, 'orders', { remove: numbers });
  },
  billOrder: (number, how) => receive(url, number, how),
  vendors: async () => {
    const addresses = new Map((await rowsOf(url, 'ApSupplierAddr')).map((row) => [row.Supplier, row]));
    return (await rowsOf(url, 'ApSupplier')).map((row) =>
      bookedVendor({ ...addresses.get(row.Supplier), ...row }),
    );
  },
  changeVendor: async (id, changes) => {
    for (const [field, value] of Object.entries(changes)) {
      const [table, column] = FIELDS[field as keyof Party];
      if (column !== '') await order(url, 'edit', { table, key: [id], fields: { [column]: value } });
    }
  },
  written: async () => {
    const { meter } = (await order(url, 'state')) as { meter: Record<string, { items: number }> };
    return meter.APSSSP?.items ?? 0;
  },
});

/** The stock code of a line is JAGGAER's order and line, `PO/line`, with `#2` and so on for its parts. */
function bookedOrder(header: Row, all: Row[]): BookedOrder {
  const lines = all.filter(({ PurchaseOrder }) => PurchaseOrder === header.PurchaseOrder);
  return {
    ...{ number: header.CustomerPoNumber ?? '', vendor: header.Supplier ?? '' },
    standing: standingOf(header, lines),
    lines: lines
      .filter(({ MOrderQty = '0' }) => !new Big(MOrderQty).eq(0))
      .map(({ MStockCode = '', MOrderQty = '', MPrice = '', MGlCode = '' }) => {
        const [account = '', ...rest] = MGlCode.split('-');
        return {
          line: /\/([^/#]+)(?:#\d+)?$/.exec(MStockCode)?.[1] ?? MStockCode,
          ...{ quantity: MOrderQty, unitPrice: MPrice, account, costCenter: rest.join('-'), branch: null },
        };
      }),
  };
}

/** What has been received is to be invoiced: it is as good as billed. */
function standingOf({ OrderStatus }: Row, lines: Row[]): OrderStanding {
  if (OrderStatus === '*') return 'closed';
  if (lines.length > 0 && lines.every(({ MCompleteFlag }) => MCompleteFlag === 'Y')) return 'billed';
  return lines.some(({ MReceivedQty = '0' }) => new Big(MReceivedQty).gt(0)) ? 'partBilled' : 'open';
}

/** Receives all of it, or half of what its first line orders. */
async function receive(url: string, number: string, how: 'inPart' | 'inFull'): Promise<void> {
  const header = (await rowsOf(url, 'PorMasterHdr')).find((row) => row.CustomerPoNumber === number);
  if (!header) throw new Error(`There is no purchase order ${number}.`);
  const own = (await rowsOf(url, 'PorMasterDetail')).filter(
    ({ PurchaseOrder }) => PurchaseOrder === header.PurchaseOrder,
  );
  const lines = own
    .sort((a, b) => Number(a.Line) - Number(b.Line))
    .slice(0, how === 'inPart' ? 1 : undefined);
  await order(
    url,
    'receipts',
    lines.map(({ Line, MOrderQty = '0' }) => ({
      ...{ order: header.PurchaseOrder, line: Number(Line), date: header.OrderEntryDate },
      quantity: new Big(MOrderQty).times(how === 'inPart' ? '0.5' : 1).toFixed(),
    })),
  );
}

/** Table and column; SYSPRO has no field for a website. */
const FIELDS: Record<keyof Party, [table: string, column: string]> = {
  ...{ name: ['ApSupplier', 'SupplierName'], currency: ['ApSupplier', 'Currency'] },
  ...{ taxNumber: ['ApSupplier', 'TaxRegnNum'], email: ['ApSupplier', 'Email'] },
  ...{ phone: ['ApSupplier', 'Telephone'], website: ['ApSupplier', ''] },
  ...{ street: ['ApSupplierAddr', 'SupAddr1'], city: ['ApSupplierAddr', 'SupAddr3'] },
  ...{ region: ['ApSupplierAddr', 'SupAddr4'], country: ['ApSupplierAddr', 'SupAddr5'] },
  postalCode: ['ApSupplierAddr', 'SupPostalCode'],
};

function bookedVendor(row: Row): BookedVendor {
  const party = Object.fromEntries(
    Object.entries(FIELDS).map(([field, [, column]]) => [field, row[column] ?? '']),
  ) as unknown as Party;
  return {
    ...party,
    street: [row.SupAddr1, row.SupAddr2].filter(Boolean).join(', '),
    ...{ id: row.Supplier ?? '', active: row.OnHold !== 'Y', rest: JSON.stringify(row) },
  };
}
