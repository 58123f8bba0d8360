/** APSTRI: invoices that are registered before they are approved; nothing reaches the ledger [XSD, SMP]. */
import type { XmlNode } from '../kit/xml';
import { invoiceOf } from './apItem';
import type { BusinessObject, Call } from './call';
import { PartReader, kids, parameter, readDocument, rooted, word } from './input';
import { container, sim } from './problems';
import type { Markup } from './reply';
import { document, fields, tag } from './reply';
import { REGISTERED } from './tables';
import { money, plusDays } from './values';
import { count, orderKey, put, showSupplier, supplierOf, tableOf, today } from './world';

/** Purchase orders an invoice may name [XSD]. */
const MOST_ORDERS = 20;
const ROOT = 'PostApRegisterInvoice';

export const registerInvoices: BusinessObject = (call) => {
  const given = call.parameters === '' ? undefined : rooted(readDocument(call.parameters), ROOT);
  const ignores = parameter(given, 'IgnoreWarnings', 'N') !== 'N';
  const items = kids(rooted(readDocument(call.input), ROOT), 'Item');
  count(call.world, 'APSTRI', items.length);
  // each by itself: there is no parameter for the whole document [XSD]
  return document(
    'postapregisterinvoice',
    items.map((item) => register(call, item, ignores)),
  );
};

function register({ world, settings }: Call, item: XmlNode, ignoresWarnings: boolean): Markup {
  const reader = new PartReader(item, 'Item', settings);
  const code = reader.needed('Supplier', 15);
  const invoice = reader.needed('Invoice', 20);
  const type = reader.oneOf('TransactionType', ['I']);
  const supplier = supplierOf(world, code);
  const key = supplier?.Supplier ?? '';
  if (code !== '' && !supplier) reader.add(sim('notFound', 'Supplier', code, `supplier '${code}' not found`));
  if (supplier?.OnHold === 'Y' && !ignoresWarnings)
    reader.add({
      ...sim('onHold', 'Supplier', code, `supplier '${code}' is on hold`),
      warning: true,
    });
  const there = tableOf(world, REGISTERED).get(key, invoice, type);
  if (supplier && (there || invoiceOf(world, key, invoice, settings)))
    reader.add(sim('exists', 'Invoice', invoice, `invoice '${invoice}' exists`));
  const value = reader.number('InvoiceValue');
  const date = reader.date('InvoiceDate') || today(world);
  const branch = reader.text('Branch', 10) || (supplier?.Branch ?? '');
  if (supplier && !world.seed.branches.some((one) => one.code === branch))
    reader.add(sim('notFound', 'Branch', branch, `branch '${branch}' not found`));
  const orders = kids(reader.part('Orders'), 'PurchaseOrder').flatMap(({ text }) =>
    text.trim() === '' ? [] : [text.trim()],
  );
  for (const order of orders)
    if (!tableOf(world, 'PorMasterHdr').get(orderKey(order)))
      reader.add(sim('notFound', 'PurchaseOrder', order, `purchase order '${order}' not found`));
  if (orders.length > MOST_ORDERS)
    reader.add(
      sim('notAllowed', 'Orders', String(orders.length), `more than ${MOST_ORDERS} purchase orders`),
    );
  const days = world.seed.terms.find((one) => one.code === supplier?.TermsCode)?.days ?? 0;
  const row = {
    ...{ Supplier: key, Invoice: invoice, TransactionType: type, EntryNumber: '1', Branch: branch },
    ...{ InvoiceValue: value ? money(value) : '0.00', Reference: reader.text('Reference', 30) },
    ...{ InvoiceDate: date, DueDate: reader.date('DueDate') || plusDays(date, days) },
    ...{ DiscountDate: reader.date('DiscountDate'), Department: word(item, 'Department') },
    ...{ AuthorisingPerson: word(item, 'AuthorisingPerson'), Narration: word(item, 'Narration') },
    Orders: orders.join(','),
  };
  if (reader.problems.length > 0)
    return tag('Item', [
      ...fields({
        Invoice: reader.problems.some(({ element }) => element === 'Invoice') ? undefined : invoice,
      }),
      ...reader.problems.map((one) => container(one)),
    ]);
  put(world, REGISTERED, row);
  const shown = { Supplier: showSupplier(world, key), Invoice: invoice, TransactionType: type };
  return tag('Item', [tag('Key', fields({ ...shown, EntryNumber: '1' }))]);
}
