/** Purchase orders and receipts that are there already, or that people enter. */
import type { SeedOrder, SeedReceipt } from './seed';
import type { Row } from './tables';
import { grnNumber } from './grns';
import { big, decimal, money, plusDays } from './values';
import type { World } from './world';
import { nextNumber, orderKey, put, supplierOf, tableOf } from './world';

export function placeOrder(world: World, order: SeedOrder): Row {
  const supplier = supplierOf(world, order.supplier);
  if (!supplier) throw new TypeError(`There is no supplier ${order.supplier}.`);
  const PurchaseOrder = orderKey(order.number);
  if (/^\d+$/.test(order.number))
    world.numbers.order = Math.max(world.numbers.order ?? 0, Number(order.number));
  const currency = supplier.Currency ?? '';
  const rate = world.seed.currencies.find(({ code }) => code === currency)?.rate ?? '1';
  for (const line of order.lines)
    put(world, 'PorMasterDetail', {
      ...{ PurchaseOrder, Line: String(line.line), LineType: '1', MStockCode: line.stockCode ?? '' },
      ...{ MStockDes: line.description, MWarehouse: '**', MOrderQty: decimal(big(line.quantity), 6) },
      ...{ MReceivedQty: decimal(big('0'), 6), MOrderUom: line.unit, MPrice: decimal(big(line.price), 5) },
      ...{ MPriceUom: line.unit, MLatestDueDate: plusDays(order.date, 14), MGlCode: line.ledgerCode },
      ...{ MProductClass: '', MCompleteFlag: '' },
    });
  return put(world, 'PorMasterHdr', {
    ...{ PurchaseOrder, OrderStatus: order.status ?? '4', Supplier: supplier.Supplier ?? '' },
    ...{ OrderEntryDate: order.date, OrderDueDate: plusDays(order.date, 14) },
    ...{ CustomerPoNumber: order.reference ?? '', Currency: currency, ExchangeRate: decimal(big(rate), 6) },
    ...{ OrderType: 'L', TaxStatus: 'E', Buyer: '', Warehouse: '' },
    CancelledFlag: order.status === '*' ? 'Y' : '',
  });
}

/** Takes an order out with its lines, as an archiving does; goods received of it stay. */
export function removeOrder(world: World, number: string): void {
  const PurchaseOrder = orderKey(number);
  const header = tableOf(world, 'PorMasterHdr').get(PurchaseOrder);
  if (!header) throw new TypeError(`There is no order ${number}.`);
  tableOf(world, 'PorMasterHdr').remove(header);
  const lines = tableOf(world, 'PorMasterDetail');
  for (const line of lines.all()) if (line.PurchaseOrder === PurchaseOrder) lines.remove(line);
}

/** Receives goods: a GRN of the line's value. @throws TypeError where there is no such line */
export function placeReceipt(world: World, receipt: SeedReceipt): Row {
  const PurchaseOrder = orderKey(receipt.order);
  const order = tableOf(world, 'PorMasterHdr').get(PurchaseOrder);
  const line = tableOf(world, 'PorMasterDetail').get(PurchaseOrder, String(receipt.line));
  if (!order || !line) throw new TypeError(`There is no line ${receipt.line} of order ${receipt.order}.`);
  const number = receipt.grn ?? String(100_000_000 + nextNumber(world, 'GRN'));
  const received = big(line.MReceivedQty).plus(big(receipt.quantity));
  const isWhole = received.gte(big(line.MOrderQty));
  put(world, 'PorMasterDetail', {
    ...{ ...line, MReceivedQty: decimal(received, 6), MCompleteFlag: isWhole ? 'Y' : '' },
  });
  const value = money(big(receipt.quantity).times(big(line.MPrice)));
  return put(world, 'GrnDetails', {
    ...{ Supplier: order.Supplier ?? '', Grn: grnNumber(number), GrnSource: 'I' },
    ...{ Journal: String(nextNumber(world, 'INV journal')), JournalEntry: '1', PurchaseOrder },
    ...{ PurchaseOrderLin: line.Line ?? '', OrigReceiptDate: receipt.date },
    ...{ DeliveryNote: receipt.deliveryNote ?? '', StockCode: line.MStockCode ?? '' },
    ...{ StockDescription: line.MStockDes ?? '', Warehouse: line.MWarehouse ?? '' },
    ...{ QtyReceived: decimal(big(receipt.quantity), 6), OrigGrnValue: value, CurGrnValue: value },
    ...{ MatchedValue: '0.00', GrnMatchedFlag: 'N', GrnYear: receipt.date.slice(0, 4) },
    ...{ GrnMonth: String(Number(receipt.date.slice(5, 7))), goods: line.MGlCode ?? '' },
  });
}
