/** PORQRY, one purchase order, and PORQPO, a list of them. */
import type { XmlNode } from '../kit/xml';
import type { BusinessObject } from './call';
import { kid, readDocument, word } from './input';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import type { Row } from './tables';
import { big } from './values';
import type { World } from './world';
import { orderKey, showOrder, showSupplier, tableOf } from './world';

const STATUS: Record<string, string> = {
  '1': 'Ready to print',
  '4': 'Order printed',
  '9': 'Complete',
  '*': 'Cancelled',
};

const linesOf = (world: World, order: Row): Row[] =>
  tableOf(world, 'PorMasterDetail')
    .all()
    .filter(({ PurchaseOrder }) => PurchaseOrder === order.PurchaseOrder);

/** Numbers with separators, beside which the Unedited_ ones stand [REC test_por_query]. */
const edited = (text: string): string => {
  const [whole = '', rest = ''] = big(text).toFixed(3).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
};

const supplierName = (world: World, order: Row): string =>
  tableOf(world, 'ApSupplier').get(order.Supplier ?? '')?.SupplierName ?? '';

export const queryOrder: BusinessObject = ({ world, input }) => {
  const number = word(kid(readDocument(input), 'Key'), 'PurchaseOrder');
  const order = tableOf(world, 'PorMasterHdr').get(orderKey(number));
  if (!order)
    return document('PorDetail', [
      container(sim('notFound', 'PurchaseOrder', number, `purchase order '${number}' not found`)),
    ]);
  const lines = linesOf(world, order).map((line): Markup =>
    tag('PurchaseOrderLine', [
      ...fields({ Line: line.Line, MStockCode: line.MStockCode, MStockDes: line.MStockDes }),
      ...fields({ MWarehouse: line.MWarehouse, MOrderUom: line.MOrderUom, MGlCode: line.MGlCode }),
      ...['MOrderQty', 'MReceivedQty', 'MPrice'].flatMap((name) => [
        tag(name, edited(line[name] ?? '')),
        tag(`Unedited_${name}`, line[name] ?? ''),
      ]),
      ...fields({ MLatestDueDate: line.MLatestDueDate, MCompleteFlag: line.MCompleteFlag }),
    ]),
  );
  return document('PorDetail', [
    // a blank in front of it [REC]
    tag('PurchaseOrder', ` ${showOrder(order.PurchaseOrder ?? '')}`),
    ...fields({ Supplier: showSupplier(world, order.Supplier ?? '') }),
    ...fields({ SupplierName: supplierName(world, order), CustomerPoNumber: order.CustomerPoNumber }),
    ...fields({ OrderStatus: order.OrderStatus, Currency: order.Currency }),
    tag('OrderStatusDescription', STATUS[order.OrderStatus ?? ''] ?? ''),
    ...fields({ OrderEntryDate: order.OrderEntryDate, OrderDueDate: order.OrderDueDate }),
    tag('PurchaseOrderLines', lines),
  ]);
};

/** A(ll), S(ingle) or R(ange) of a filter's values [SMP]. */
function passes(filter: XmlNode | undefined, value: string): boolean {
  const { FilterType = 'A', FilterValue = '' } = filter?.attributes ?? {};
  const [from = '', to = ''] = FilterValue.split(',');
  if (FilterType === 'S') return value === from;
  return FilterType !== 'R' || (value >= from && value <= to);
}

export const queryOrders: BusinessObject = ({ world, input }) => {
  const query = readDocument(input);
  const option = kid(query, 'Option');
  const filter = kid(query, 'Filter');
  const hidden = [
    ...(word(option, 'IncludeCompletedOrders') === 'Y' ? [] : ['9']),
    ...(word(option, 'IncludeCancelledOrders') === 'Y' ? [] : ['*']),
  ];
  const found = tableOf(world, 'PorMasterHdr')
    .all()
    .filter(({ OrderStatus = '' }) => !hidden.includes(OrderStatus))
    .filter((order) => {
      const values: Record<string, string> = {
        ...{ Supplier: showSupplier(world, order.Supplier ?? ''), Currency: order.Currency ?? '' },
        ...{ PurchaseOrder: showOrder(order.PurchaseOrder ?? ''), OrderDate: order.OrderEntryDate ?? '' },
        Buyer: order.Buyer ?? '',
      };
      return Object.entries(values).every(([name, value]) => passes(kid(filter, name), value));
    });
  return document(
    'PorQuery',
    found.map((order) =>
      tag('PurchaseOrderItem', [
        tag('PurchaseOrder', showOrder(order.PurchaseOrder ?? '')),
        ...fields({ OrderStatus: order.OrderStatus, Supplier: showSupplier(world, order.Supplier ?? '') }),
        ...fields({ OrderDueDate: order.OrderDueDate, OrderType: order.OrderType, Currency: order.Currency }),
        ...fields({ SupplierName: supplierName(world, order) }),
      ]),
    ),
  );
};
