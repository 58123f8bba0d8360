/** PORTOI: purchase orders are added, changed and cancelled. Nothing is kept unless ValidateOnly is N [XSD]. */
import type { XmlNode } from '../kit/xml';
import type { BusinessObject, Call } from './call';
import { PartReader, parameter, readDocument, rooted } from './input';
import type { LineRules } from './orderLines';
import { bookLines } from './orderLines';
import { container, sim } from './problems';
import type { Problem } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import type { Row } from './tables';
import { big, decimal } from './values';
import { count, nextNumber, orderKey, put, savePoint, showOrder, showSupplier } from './world';
import { supplierOf, tableOf, today } from './world';

const ROOT = 'PostPurchaseOrders';
const ACTIONS = ['A', 'C', 'D'] as const;

export const postOrders: BusinessObject = (call) => {
  const given = call.parameters === '' ? undefined : rooted(readDocument(call.parameters), ROOT);
  const is = (name: string, byDefault: string) => parameter(given, name, byDefault) === 'Y';
  const rules: LineRules = {
    ...{ nonStocked: is('AllowNonStockItems', 'N'), zeroPrice: is('AllowZeroPrice', 'N') },
    ...{ blankLedgerCode: is('AllowBlankLedgerCode', 'Y'), status: parameter(given, 'Status', '1') },
    ignoresWarnings: is('IgnoreWarnings', 'N'),
  };
  const orders = split(rooted(readDocument(call.input), ROOT));
  count(call.world, 'PORTOI', orders.length);
  const results = orders.map((order) => post(call, order, rules, is('ValidateOnly', 'Y')));
  const invalid = results.filter(({ problems }) => problems.length > 0).length;
  return document('postpurchaseorders', [
    ...results.map(show),
    // a capital less than elsewhere, and filled with zeros [SMP]
    tag('StatusofItems', [
      tag('ItemsProcessed', String(results.length - invalid).padStart(6, '0')),
      tag('ItemsInvalid', String(invalid).padStart(6, '0')),
    ]),
  ]);
};

interface OrderNodes {
  header: XmlNode;
  details: XmlNode | undefined;
}

/** A header begins an order, be it in an Orders of its own or not [inferred]. */
function split(document: XmlNode | undefined): OrderNodes[] {
  const found: OrderNodes[] = [];
  for (const orders of document?.children ?? []) {
    if (orders.name !== 'Orders') continue;
    for (const part of orders.children) {
      if (part.name === 'OrderHeader') found.push({ header: part, details: undefined });
      const last = found.at(-1);
      if (part.name === 'OrderDetails' && last) last.details = part;
    }
  }
  return found;
}

interface Result {
  number: string;
  action: string;
  supplier: string;
  at: number;
  problems: Problem[];
}

const show = ({ number, action, supplier, problems }: Result, at: number): Markup =>
  tag('Order', [
    tag('Key', [tag('PurchaseOrder', number)]),
    tag('ItemNumber', String(at + 1).padStart(6, '0')),
    ...fields({ OrderActionType: action }),
    ...(problems.some(({ element }) => element === 'Supplier') ? [] : fields({ Supplier: supplier })),
    ...problems.map((one) => container(one)),
  ]);

function post(call: Call, { header, details }: OrderNodes, rules: LineRules, validateOnly: boolean): Result {
  const { world, settings } = call;
  const undo = savePoint(world);
  const reader = new PartReader(header, 'OrderHeader', settings);
  const action = reader.oneOf('OrderActionType', ACTIONS);
  const given = reader.text('PurchaseOrder', 20);
  const there = given === '' ? undefined : tableOf(world, 'PorMasterHdr').get(orderKey(given));
  const key = action === 'A' ? newKey(call, given, there, reader) : (there?.PurchaseOrder ?? '');
  if (action !== 'A' && !there)
    reader.add(sim('notFound', 'PurchaseOrder', given, `purchase order '${given}' not found`));
  if (there && action !== 'A' && ['9', '*'].includes(there.OrderStatus ?? ''))
    reader.add(sim('state', 'PurchaseOrder', given, `purchase order '${given}' is complete or cancelled`));
  const order = action === 'D' ? cancelled(call, there, reader) : headerOf(call, key, there, reader, rules);
  const problems = [...reader.problems];
  if (order && problems.length === 0) {
    put(world, 'PorMasterHdr', order);
    if (action !== 'D') problems.push(...bookLines(call, order, details, rules));
  }
  if (validateOnly || problems.length > 0) undo();
  const supplier = showSupplier(world, order?.Supplier ?? there?.Supplier ?? '');
  return { number: validateOnly ? '' : showOrder(key), action, supplier, at: 0, problems };
}

function newKey({ world }: Call, given: string, there: Row | undefined, reader: PartReader): string {
  if (there) reader.add(sim('exists', 'PurchaseOrder', given, `purchase order '${given}' exists`));
  if (world.seed.orderNumbering === 'manual') return orderKey(given || reader.needed('PurchaseOrder'));
  // a number of one's own is not taken where SYSPRO numbers [inferred]
  return orderKey(String(nextNumber(world, 'order')));
}

function headerOf(
  { world }: Call,
  key: string,
  there: Row | undefined,
  reader: PartReader,
  rules: LineRules,
): Row | null {
  const code = there ? (there.Supplier ?? '') : reader.needed('Supplier', 15);
  const supplier = supplierOf(world, code);
  if (code !== '' && !supplier) reader.add(sim('notFound', 'Supplier', code, `supplier '${code}' not found`));
  if (supplier?.OnHold === 'Y' && !rules.ignoresWarnings)
    reader.add({ ...sim('onHold', 'Supplier', code, `supplier '${code}' is on hold`), warning: true });
  if (!supplier) return null;
  const set = (name: string, column: string, length?: number): Row =>
    reader.has(name) ? { [column]: reader.text(name, length) } : {};
  const rate = world.seed.currencies.find((one) => one.code === supplier.Currency)?.rate ?? '1';
  return {
    ...{ OrderEntryDate: today(world), OrderDueDate: today(world), CustomerPoNumber: '', Buyer: '' },
    ...{ Warehouse: '', OrderType: 'L', TaxStatus: 'E', CancelledFlag: '', OrderStatus: rules.status },
    ...{ Currency: supplier.Currency ?? '', ExchangeRate: decimal(big(rate), 6) },
    ...there,
    ...{ PurchaseOrder: key, Supplier: supplier.Supplier ?? '' },
    ...set('CustomerPoNumber', 'CustomerPoNumber', 30),
    ...set('Buyer', 'Buyer'),
    ...set('Warehouse', 'Warehouse'),
    ...(reader.date('OrderDate') !== '' && { OrderEntryDate: reader.date('OrderDate') }),
    ...(reader.date('DueDate') !== '' && { OrderDueDate: reader.date('DueDate') }),
  };
}

/** D cancels [inferred], and not where goods have come. */
function cancelled({ world }: Call, there: Row | undefined, reader: PartReader): Row | null {
  if (!there) return null;
  const isReceived = tableOf(world, 'PorMasterDetail')
    .all()
    .some((line) => line.PurchaseOrder === there.PurchaseOrder && big(line.MReceivedQty).gt(0));
  if (isReceived)
    reader.add(sim('state', 'PurchaseOrder', there.PurchaseOrder ?? '', 'goods were received already'));
  return { ...there, OrderStatus: '*', CancelledFlag: 'Y' };
}
