/** Create, update, delete and void of any entity [reference 3.7]. */
import type { Call, Commit } from './call';
import { prepareAttachable } from './attachments';
import { prepareDocument, removeDocument } from './documents';
import { refuse, notFound, QboFault } from './fault';
import { prepareList } from './lists';
import { preparePayment, removePayment } from './payments';
import type { EntitySchema } from './schema';
import type { Fields } from './values';
import { listAt, textAt } from './values';
import { readBody } from './validate';
import type { Stored } from './world';
import { recordOf } from './world';

/** Checks a write; what comes back carries it out. `operation` is empty where the body decides. */
export function prepareWrite(call: Call, schema: EntitySchema, operation: string, body: Fields): Commit {
  if (schema.isReadOnly) throw refuse('500', `Operation create of ${schema.name} is not supported.`);
  if (operation === 'delete') return prepareDelete(call, schema, body);
  if (operation === 'void') return prepareVoid(call, schema);
  const isUpdate = operation === 'update' || body.Id !== undefined;
  const old = isUpdate ? current(call, schema, body) : undefined;
  const given = readBody(schema, body, call, old && body.sparse === true ? old.fields : {});
  const whole = old && body.sparse === true ? merged(call, schema, given, body, old) : given;
  const commit = prepareOf(call, schema, whole, old);
  return () => {
    // somebody may have been faster since it was checked
    if (old) current(call, schema, body);
    return commit();
  };
}

function prepareOf(call: Call, schema: EntitySchema, fields: Fields, old?: Stored): Commit {
  if (schema.name === 'Attachable') return prepareAttachable(call, fields, old);
  if (schema.name === 'BillPayment') return preparePayment(call, fields, old);
  if (schema.isTransaction) return prepareDocument(call, schema, fields, old);
  return prepareList(call, schema, fields, old);
}

/** The record that Id and SyncToken name. @throws QboFault 2020, 610, 5010 */
function current({ world }: Call, schema: EntitySchema, body: Fields): Stored {
  const id = textAt(body, 'Id');
  if (id === '') throw refuse('2020', 'Required parameter Id is missing in the request', 'Id');
  const found = recordOf(world, schema.name, id);
  if (!found) throw notFound('Id');
  const token = textAt(body, 'SyncToken');
  if (token === '')
    throw refuse('2020', 'Required parameter SyncToken is missing in the request', 'SyncToken');
  if (token !== String(found.token)) {
    // [client code]
    const detail =
      'Stale Object Error : You and Sandbox User were working on this at the same time. Sandbox User finished before you did, so your work was not saved.';
    throw refuse('5010', detail);
  }
  return found;
}

/** A sparse update merges; null takes a field away. */
function merged(call: Call, schema: EntitySchema, given: Fields, body: Fields, old: Stored): Fields {
  const whole: Fields = {};
  for (const [name, field] of Object.entries(schema.fields)) {
    if (field.kind === 'readOnly' || body[name] === null) continue;
    const value = given[name] ?? old.fields[name];
    if (value !== undefined) whole[name] = value;
  }
  if (given.Line !== undefined || whole.Line === undefined) return whole;
  // sparse updates of bills were seen to lose lines or memos of lines [community]
  const lines = listAt(whole, 'Line');
  if (call.settings.sparseLines === 'linesLost') return { ...whole, Line: lines.slice(0, 1) };
  if (call.settings.sparseLines !== 'memosLost') return whole;
  return {
    ...whole,
    Line: lines.map((line) =>
      Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'Description')),
    ),
  };
}

/** Lists know no deletion [client code]; documents answer with status Deleted [client code: qbo_api delete/*]. */
function prepareDelete(call: Call, schema: EntitySchema, body: Fields): Commit {
  if (!schema.isTransaction)
    throw refuse('500', `Operation delete of ${schema.name} is not supported. Make it inactive instead.`);
  const old = current(call, schema, body);
  if (schema.name === 'Bill' || schema.name === 'VendorCredit' || schema.name === 'PurchaseOrder')
    removeDocument.check(call, old);
  return () => {
    const found = current(call, schema, body);
    if (schema.name === 'BillPayment') removePayment(call, found);
    else removeDocument.carryOut(call, found);
    return { [schema.name]: { domain: 'QBO', status: 'Deleted', Id: found.id } };
  };
}

/** Not there for purchases: a fault inside HTTP 200, or nothing at all [community]. */
function prepareVoid({ settings }: Call, { name }: EntitySchema): Commit {
  if (settings.voidBill === 'empty') return () => ({});
  throw new QboFault('10000', `Operation void of ${name} is not supported.`, '', 200);
}
