/** The functions, by name. */
import { createAttachment, createFolder, deleteAttachment, getAttachment } from './attachments';
import type { DocumentObject } from './bills';
import { book, deleteDocument, readGeneric, readLegacy, reverseBill, updateDocument } from './bills';
import type { Call, Handler, Outcome } from './call';
import { getDimensions, inspect, lookup, readEntityDetails } from './describe';
import type { FunctionName } from './grammar';
import { legacyDate } from './input';
import { createMaster, deleteMaster, updateMaster } from './masters';
import { createPayment } from './payments';
import { createOrder, deleteOrder, updateOrder } from './purchasing';
import { objectOf, runQuery } from './query';
import { readByQuery, readKeys, readMore } from './reading';
import type { GatewayError } from './refusal';
import { Refusal, couldNot, invalid, refuse } from './refusal';
import type { Row } from './records';
import type { ObjectSchema } from './schema';
import type { Markup, XmlNode } from '../kit/xml';
import { childOf, tag, textOf } from '../kit/xml';

/** Answer of a generic create or update: names in small letters [recorded]. */
const written = (schema: ObjectSchema, row: Row): Markup =>
  tag(schema.name.toLowerCase(), [
    tag('RECORDNO', row.RECORDNO ?? ''),
    schema.key === 'RECORDNO' ? undefined : tag(schema.key, row[schema.key] ?? ''),
    schema.name === 'APBILL'
      ? tag('RECORD_URL', `https://www.intacct.com/ia/acct/ur.phtml?.r=${row.RECORDNO ?? ''}`)
      : undefined,
  ]);

/** Each object on its own: what is good is kept, what is bad reported [recorded]. */
const generic =
  (one: (node: XmlNode, schema: ObjectSchema, call: Call) => Row): Handler =>
  (node, call) => {
    const saved: Markup[] = [];
    const errors: GatewayError[] = [];
    for (const child of node.children) {
      try {
        const schema = objectOf(call, child.name);
        saved.push(written(schema, one(child, schema, call)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        errors.push(...error.errors);
      }
    }
    const data = tag('data', saved, { listtype: 'objects', count: saved.length });
    return { data, cost: saved.length, ...(errors.length > 0 && { errors }) };
  };

function createOne(node: XmlNode, schema: ObjectSchema, call: Call): Row {
  if (schema.name === 'APBILL') return book(readGeneric(node, 'APBILL', call), call);
  if (schema.name === 'APADJUSTMENT' && call.settings.genericAdjustment === 'accepted')
    return book(readGeneric(node, 'APADJUSTMENT', call), call);
  if (schema.name === 'APPYMT') return createPayment(node, call);
  if (!schema.writable || schema.transactional) throw notSupported('create', schema);
  return createMaster(node, schema, call);
}

function updateOne(node: XmlNode, schema: ObjectSchema, call: Call): Row {
  if (schema.name === 'APBILL') return updateDocument(node, call);
  if (!schema.writable || schema.transactional) throw notSupported('update', schema);
  return updateMaster(node, schema, call);
}

/** Adjustments and purchasing documents have legacy functions only [doc]; the refusal's text is inferred. */
const notSupported = (verb: string, { name }: ObjectSchema): Refusal =>
  couldNot(verb, name, [invalid(`The operation ${verb} is not supported for ${name}.`)]);

const isDocument = (name: string): name is DocumentObject => name === 'APBILL' || name === 'APADJUSTMENT';

function remove(node: XmlNode, call: Call): Outcome {
  const schema = objectOf(call, textOf(node, 'object'));
  const keys = textOf(node, 'keys').split(',');
  for (const key of keys.map((one) => one.trim())) {
    if (isDocument(schema.name)) deleteDocument(schema.name, key, call);
    else if (schema.name === 'PODOCUMENT') deleteOrder(key, call);
    else if (!schema.writable || schema.transactional) throw notSupported('delete', schema);
    else deleteMaster(schema, key, call);
  }
  return { cost: keys.length };
}

const legacy =
  (object: DocumentObject): Handler =>
  (node, call) => ({ key: book(readLegacy(node, object, call), call).RECORDNO ?? '', cost: 1 });

function reverse(node: XmlNode, call: Call): Outcome {
  const date = legacyDate(childOf(node, 'datereversed'));
  if (!date) throw refuse('BL03000018', 'The date of the reversal is not valid.');
  return reverseBill(node.attributes.key ?? '', date, call);
}

export const HANDLERS: Record<Exclude<FunctionName, 'getAPISession'>, Handler> = {
  create: generic(createOne),
  update: generic(updateOne),
  delete: remove,
  read: readKeys,
  readByName: readKeys,
  readByQuery,
  readMore,
  query: runQuery,
  lookup,
  inspect,
  get: getAttachment,
  getDimensions,
  readEntityDetails,
  create_bill: legacy('APBILL'),
  create_apadjustment: legacy('APADJUSTMENT'),
  reverse_bill: reverse,
  create_potransaction: createOrder,
  update_potransaction: updateOrder,
  create_supdocfolder: createFolder,
  create_supdoc: createAttachment,
  delete_supdoc: deleteAttachment,
};

/** Functions that change nothing. */
export const READING = new Set<string>([
  ...['read', 'readByName', 'readByQuery', 'readMore', 'query', 'lookup', 'inspect', 'get'],
  ...['getDimensions', 'readEntityDetails', 'getAPISession'],
]);
