/** Documents that people enter in the browser, through the same checks as the API's. */
import { byHand } from './call';
import { prepareDocument } from './documents';
import { QboFault } from './fault';
import { named, refTo } from './fill';
import type { SeedDocument, SeedLine, SeedOrder } from './seed';
import { schemaOf } from './entities';
import type { Fields } from './values';
import { big, fieldsAt, listAt, refAt, textAt } from './values';
import { readBody } from './validate';
import type { Stored, World } from './world';
import { recordOf } from './world';

type DocumentName = 'PurchaseOrder' | 'Bill' | 'VendorCredit';

/** Enters a document, in a closed period too. @throws TypeError where a name leads nowhere, or QBO would refuse it */
export function placeDocument(world: World, entity: DocumentName, document: SeedDocument): Stored {
  const vendor = named(world, 'Vendor', document.vendor);
  const { BookCloseDate: closed } = world.seed.preferences;
  const body: Fields = {
    VendorRef: { value: vendor.id },
    ...(document.number !== undefined && { DocNumber: document.number }),
    TxnDate: document.date,
    ...(document.dueDate !== undefined && entity !== 'VendorCredit' && { DueDate: document.dueDate }),
    CurrencyRef: { value: document.currency ?? refAt(vendor.fields, 'CurrencyRef') },
    ...(document.department !== undefined &&
      entity !== 'PurchaseOrder' && { DepartmentRef: refTo(world, 'Department', document.department) }),
    ...(document.note !== undefined && { PrivateNote: document.note }),
    Line: document.lines.map((line) => lineOf(world, line)),
  };
  const currency = refAt(body, 'CurrencyRef');
  const payable = [...(world.tables.get('Account')?.values() ?? [])].find(
    ({ fields }) => fields.AccountType === 'Accounts Payable' && refAt(fields, 'CurrencyRef') === currency,
  );
  if (payable) body.APAccountRef = { value: payable.id };
  const call = byHand(world);
  try {
    // people with the password enter what they like
    world.seed.preferences.BookCloseDate = '';
    const made = prepareDocument(call, schemaOf(entity), readBody(schemaOf(entity), body, call))();
    const stored = recordOf(world, entity, textAt(fieldsAt(made, entity), 'Id'));
    if (!stored) throw new Error(`${entity} was not stored`);
    const { status } = document as SeedOrder;
    return status === undefined || entity !== 'PurchaseOrder' ? stored : withStatus(world, stored, status);
  } catch (error) {
    throw error instanceof QboFault ? new TypeError(`${error.code} ${error.detail}`) : error;
  } finally {
    world.seed.preferences.BookCloseDate = closed;
  }
}

function withStatus(world: World, order: Stored, status: 'Open' | 'Closed'): Stored {
  const closed = { ...order, fields: { ...order.fields, POStatus: status } };
  world.tables.get('PurchaseOrder')?.set(order.id, closed);
  return closed;
}

function lineOf(world: World, line: SeedLine): Fields {
  const product = () => big(line.quantity ?? 1).times(big(line.price ?? 0));
  const amount = line.amount === undefined ? product() : big(line.amount);
  const coding = line.class === undefined ? {} : { ClassRef: refTo(world, 'Class', line.class) };
  const type = line.item === undefined ? 'AccountBasedExpenseLineDetail' : 'ItemBasedExpenseLineDetail';
  const detail: Fields =
    line.item === undefined
      ? { ...coding, AccountRef: refTo(world, 'Account', line.account ?? '') }
      : {
          ...{ ...coding, ItemRef: refTo(world, 'Item', line.item) },
          ...(line.quantity !== undefined && { Qty: Number(line.quantity) }),
          ...(line.price !== undefined && { UnitPrice: Number(line.price) }),
        };
  return {
    Amount: amount.round(2, 1).toNumber(),
    ...(line.description !== undefined && { Description: line.description }),
    ...{ DetailType: type, [type]: detail },
    ...(line.order && { LinkedTxn: [linkTo(world, line.order)] }),
  };
}

function linkTo(world: World, { number, line }: { number: string; line: number }): Fields {
  const order = named(world, 'PurchaseOrder', number);
  const found = listAt(order.fields, 'Line').find((one) => one.LineNum === line);
  if (!found) throw new TypeError(`Purchase order ${number} has no line ${line}.`);
  return { TxnId: order.id, TxnType: 'PurchaseOrder', TxnLineId: textAt(found, 'Id') };
}
