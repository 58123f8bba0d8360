/** Purchase orders: a header and lines that always name an item [doc pi, sherin]. */
import Big from 'big.js';
import type { Write } from './call';
import type { Lookup } from './input';
import { missing, referred, refuseIfAny } from './input';
import type { Row } from './records';
import { Refusal } from './refusal';
import { schemaOf } from './schema';
import type { SeedOrder } from './seed';
import { cents, inDivisionCurrency } from './vat';
import type { Division, World } from './world';
import { add, change, day, nextNumber, noteDeleted, remove, tableOf, wallClock } from './world';

export const ORDERS = 'purchaseorder/PurchaseOrders';
export const ORDER_LINES = 'purchaseorder/PurchaseOrderLines';
const STATES = { open: 10, partial: 20, complete: 30, cancelled: 40 };
/** Made over REST [doc]. */
const OVER_REST = 11;

/** Enters an order with its lines. @throws Refusal */
export function createOrder(write: Write, given: Row, lines: Row[] | null): Row {
  const { world, division, settings, user } = write;
  const errors = missing(schemaOf(ORDERS), given);
  const lookup: Lookup = { division, settings, errors };
  const supplier = referred(lookup, 'Supplier', 'crm/Accounts', given.Supplier);
  if (supplier && supplier.IsSupplier !== true) errors.push('Invalid: Supplier (Type)');
  const currency = given.Currency ?? division.seed.currency;
  const rate = currency === division.seed.currency ? 1 : division.seed.rates[String(currency)];
  if (rate === undefined) errors.push('Invalid reference: Currency');
  referred(lookup, 'PaymentCondition', 'cashflow/PaymentConditions', given.PaymentCondition);
  if (!lines || lines.length === 0) errors.push('Mandatory: Purchase order lines');
  const made = (lines ?? []).map((line) => lineOf(lookup, line));
  const taken = tableOf(division, ORDERS).where('OrderNumber', given.OrderNumber ?? null).length > 0;
  if (typeof given.OrderNumber === 'number' && taken) errors.push('Already exists: Order number');
  refuseIfAny(errors);
  const order = add(
    world,
    division,
    ORDERS,
    {
      ...{ OrderDate: wallClock(world), ApprovalStatus: 1, Source: OVER_REST, DropShipment: false, ...given },
      ...{ OrderNumber: given.OrderNumber ?? nextNumber(division, 'order'), Currency: currency },
      ...{ SupplierCode: supplier?.Code ?? null, SupplierName: supplier?.Name ?? null },
      PaymentCondition: given.PaymentCondition ?? supplier?.PaymentConditionPurchase ?? null,
      ...{
        ExchangeRate: rate ?? 1,
        OrderStatus: STATES.open,
        ReceiptStatus: STATES.open,
        InvoiceStatus: STATES.open,
      },
    },
    user,
  );
  made.forEach((line, at) => {
    add(world, division, ORDER_LINES, {
      ...{ ...line, PurchaseOrderID: order.PurchaseOrderID ?? null, LineNumber: at + 1 },
      AmountDC: inDivisionCurrency(cents(line.AmountFC), rate ?? 1),
    });
  });
  return sumUp(world, division, order);
}

/** NetPrice is UnitPrice less the discount, unless it is sent [inferred]; without VAT [inferred]. */
function lineOf(lookup: Lookup, given: Row): Row {
  lookup.errors.push(...missing(schemaOf(ORDER_LINES), given));
  const item = referred(lookup, 'Item', 'logistics/Items', given.Item);
  const costCenter = referred(lookup, 'CostCenter', 'hrm/Costcenters', given.CostCenter);
  const costUnit = referred(lookup, 'CostUnit', 'hrm/Costunits', given.CostUnit);
  const vatCode = referred(lookup, 'VATCode', 'vat/VATCodes', given.VATCode);
  const unitPrice = Number(given.UnitPrice ?? given.NetPrice ?? 0);
  const discount = Number(given.Discount ?? 0);
  const net = given.NetPrice ?? new Big(unitPrice).times(new Big(1).minus(discount)).toNumber();
  const quantity = Number(given.QuantityInPurchaseUnits ?? 0);
  const amount = cents(new Big(quantity).times(Number(net)));
  return {
    ...{ ReceivedQuantity: 0, InvoicedQuantity: 0, ...given, Discount: discount },
    ...{ ItemCode: item?.Code ?? null, ItemDescription: item?.Description ?? null, Unit: item?.Unit ?? null },
    ...{ Quantity: quantity, UnitPrice: unitPrice, NetPrice: Number(net), AmountFC: amount.toNumber() },
    ...{ CostCenter: costCenter?.Code ?? null, CostCenterDescription: costCenter?.Description ?? null },
    ...{ CostUnit: costUnit?.Code ?? null, CostUnitDescription: costUnit?.Description ?? null },
    ...{ VATCode: vatCode?.Code ?? null, VATPercentage: vatCode?.Percentage ?? null },
    Description: given.Description ?? item?.Description ?? null,
  };
}

export const linesOfOrder = (division: Division, order: Row): Row[] =>
  tableOf(division, ORDER_LINES).where('PurchaseOrderID', order.PurchaseOrderID);

/** Works the header out from its lines. Any change gives the header and all lines new row versions [doc]. */
export function sumUp(world: World, division: Division, order: Row, fields: Row = {}): Row {
  const lines = linesOfOrder(division, order);
  const total = lines.reduce((sum, line) => sum.plus(cents(line.AmountFC)), new Big(0));
  const rate = Number(order.ExchangeRate ?? 1);
  const stateOf = (field: 'ReceivedQuantity' | 'InvoicedQuantity') => {
    const isDone = lines.every((line) => Number(line[field] ?? 0) >= Number(line.QuantityInPurchaseUnits));
    const isBegun = lines.some((line) => Number(line[field] ?? 0) > 0);
    return isDone && isBegun ? STATES.complete : isBegun ? STATES.partial : STATES.open;
  };
  const received = stateOf('ReceivedQuantity');
  const isOver = fields.OrderStatus === STATES.cancelled || order.OrderStatus === STATES.cancelled;
  const changed = change(world, division, ORDERS, order, {
    ...{
      AmountFC: total.toNumber(),
      AmountFCExclVat: total.toNumber(),
      AmountDC: inDivisionCurrency(total, rate),
    },
    ...{
      PurchaseOrderLineCount: lines.length,
      ReceiptStatus: received,
      InvoiceStatus: stateOf('InvoicedQuantity'),
    },
    ...{ OrderStatus: received, ...(isOver && { OrderStatus: STATES.cancelled }), ...fields },
  });
  for (const line of lines) change(world, division, ORDER_LINES, line, {});
  return changed;
}

/** @throws Refusal */
export function updateOrder({ world, division, settings }: Write, order: Row, given: Row): void {
  const errors: string[] = [];
  const lookup: Lookup = { division, settings, errors };
  const supplier = referred(lookup, 'Supplier', 'crm/Accounts', given.Supplier);
  if (order.OrderStatus === STATES.complete || order.OrderStatus === STATES.cancelled)
    errors.push('Not allowed: the order is closed');
  refuseIfAny(errors);
  const names: Row = supplier
    ? { SupplierCode: supplier.Code ?? null, SupplierName: supplier.Name ?? null }
    : {};
  sumUp(world, division, order, { ...given, ...names });
}

/** @throws Refusal where something was received */
export function deleteOrder({ world, division, settings }: Write, order: Row): void {
  const lines = linesOfOrder(division, order);
  if (lines.some((line) => Number(line.ReceivedQuantity) > 0)) throw new Refusal(['Used in: Receipts']);
  for (const line of lines) {
    remove(world, division, ORDER_LINES, line);
    // whether lines are noted beside their header is not known
    if (settings.deletedOrderKeys === 'headerAndLines') noteDeleted(world, division, 22, line.ID ?? null);
  }
  remove(world, division, ORDERS, order);
}

const orderOfLine = (division: Division, line: Row): Row => {
  const order = tableOf(division, ORDERS).get(line.PurchaseOrderID);
  if (!order) throw new Error('A line without its order.');
  return order;
};

/** @throws Refusal */
export function updateOrderLine({ world, division, settings }: Write, line: Row, given: Row): void {
  const lookup: Lookup = { division, settings, errors: [] };
  const made = lineOf(lookup, { ...line, NetPrice: null, ...given });
  refuseIfAny(lookup.errors);
  const order = orderOfLine(division, line);
  const AmountDC = inDivisionCurrency(cents(made.AmountFC), Number(order.ExchangeRate ?? 1));
  change(world, division, ORDER_LINES, line, { ...made, AmountDC });
  sumUp(world, division, order);
}

/** An order keeps a line [doc]. @throws Refusal */
export function deleteOrderLine({ world, division, settings }: Write, line: Row): void {
  const order = orderOfLine(division, line);
  if (linesOfOrder(division, order).length < 2) throw new Refusal(['Mandatory: Purchase order lines']);
  remove(world, division, ORDER_LINES, line);
  if (settings.deletedOrderKeys === 'headerAndLines') noteDeleted(world, division, 22, line.ID ?? null);
  sumUp(world, division, order);
}

/** The feed: header rows (line 0) and line rows; there CostCenter is the GUID, CostCenterCode the code [doc]. */
export function orderFeed(division: Division): Row[] {
  const heads = new Map(
    tableOf(division, ORDERS)
      .all()
      .map((row) => [row.PurchaseOrderID, row]),
  );
  const idOf = (path: string, code: Row[string] | undefined) =>
    tableOf(division, path).find('Code', code)?.ID ?? null;
  const lines = tableOf(division, ORDER_LINES)
    .all()
    .map((line) => ({
      ...{ ...heads.get(line.PurchaseOrderID), ...line },
      ...{ CostCenter: idOf('hrm/Costcenters', line.CostCenter), CostCenterCode: line.CostCenter ?? null },
      ...{ CostUnit: idOf('hrm/Costunits', line.CostUnit), CostUnitCode: line.CostUnit ?? null },
    }));
  return [
    ...[...heads.values()].map((head) => ({ ...head, ID: head.PurchaseOrderID ?? null, LineNumber: 0 })),
    ...lines,
  ];
}

/** An order as people in the company enter it. @throws Refusal */
export function placeOrder(world: World, division: Division, order: SeedOrder): Row {
  const idOf = (path: string, code: string) => tableOf(division, path).find('Code', code)?.ID ?? null;
  const { number, supplier, date, currency, description, reference, approval = 2, status } = order;
  const made = createOrder(
    { world, division, settings: { ...world.seed.settings, inactiveReference: 'accepted' } },
    {
      ...{
        Supplier: idOf('crm/Accounts', supplier),
        OrderDate: day(date),
        Source: 1,
        ApprovalStatus: approval,
      },
      ...(number !== undefined && { OrderNumber: number }),
      ...(currency !== undefined && { Currency: currency }),
      ...{ Description: description ?? null, YourRef: reference ?? null },
    },
    order.lines.map((line) => ({
      ...{
        Item: idOf('logistics/Items', line.item),
        QuantityInPurchaseUnits: line.quantity,
        UnitPrice: line.price,
      },
      ...{
        Description: line.description ?? null,
        CostCenter: line.costCenter ?? null,
        Notes: line.notes ?? null,
      },
      ...{ CostUnit: line.costUnit ?? null, ReceivedQuantity: line.received ?? 0 },
    })),
  );
  return status === undefined ? made : sumUp(world, division, made, { OrderStatus: status });
}
