/** POST, PUT and DELETE: 201 with the record, 204, 204 [doc example; recorded]. */
import type { SimReply } from '../kit/simulator';
import type { Call } from './call';
import { ENTRIES, createEntry, deleteEntry, updateEntry } from './entries';
import type { Input } from './input';
import { readInput } from './input';
import {
  createAttachment,
  createDocument,
  createMaster,
  createSubscription,
  deleteMaster,
  updateMaster,
} from './masters';
import {
  ORDERS,
  ORDER_LINES,
  createOrder,
  deleteOrder,
  deleteOrderLine,
  updateOrder,
  updateOrderLine,
} from './orders';
import { keyOf, viewOf } from './reading';
import type { Row, Value } from './records';
import { BadRequest, Refusal } from './refusal';
import { answer, show, uriOf } from './render';
import { tableOf } from './world';

/** POST of an endpoint. @throws BadRequest, Refusal */
export function create(call: Call): SimReply {
  const { request, schema, settings, key } = call;
  if (key !== null || !schema.methods.has('POST')) throw methodNotAllowed(call);
  const input = readInput(request, schema, settings);
  const row = createRow(call, input);
  const view = viewOf(call);
  const isWhole =
    settings.preferNeeded === 'no' || /return=representation/i.test(String(request.headers.prefer ?? ''));
  // without Prefer many properties are null; only the address is sure [community basvanbeek.nl; recorded]
  const sent: Row = isWhole ? row : { ...input.fields, [schema.key]: row[schema.key] ?? null };
  const expand = settings.postedLines === 'expanded' ? { expand: null } : {};
  const shown = show(view, schema, sent, expand);
  const reply = answer(request, settings, 201, shown, [shown]);
  return { ...reply, headers: { ...reply.headers, location: uriOf(view, schema, row) } };
}

function createRow(call: Call, { fields, lines }: Input): Row {
  const { schema, request, client } = call;
  switch (schema.path) {
    case ENTRIES:
      return createEntry(call, fields, lines);
    case ORDERS:
      return createOrder(call, fields, lines);
    case ORDER_LINES:
      // never alone [doc]
      throw new Refusal(['Not allowed: Purchase order line']);
    case 'documents/Documents':
      return createDocument(call, schema, fields);
    case 'documents/DocumentAttachments':
      return createAttachment(call, schema, fields, `http://${request.headers.host ?? ''}`);
    case 'webhooks/WebhookSubscriptions':
      return createSubscription(call, schema, fields, client);
    default:
      return createMaster(call, schema, fields);
  }
}

function rowOf(call: Call, key: string): Row {
  const { schema, division } = call;
  const row = tableOf(division, schema.table).get(keyOf(schema, key) satisfies Value);
  if (!row)
    throw new BadRequest(`Resource not found for the segment '${schema.path.split('/').at(-1)}'.`, 404);
  return row;
}

/** PUT of a record: what is not sent stays [doc]. @throws BadRequest, Refusal */
export function update(call: Call): SimReply {
  const { request, schema, settings, key } = call;
  if (key === null || !schema.methods.has('PUT')) throw methodNotAllowed(call);
  // listed, but refused in practice [client dotnet PR #63]
  if (schema.path === 'webhooks/WebhookSubscriptions')
    throw new Refusal(['Not allowed: Webhook subscription']);
  const row = rowOf(call, key);
  const { fields, lines } = readInput(request, schema, settings);
  if (lines !== null) throw new Refusal([`Not allowed: ${schema.navigation?.name ?? ''}`]);
  if (schema.path === ENTRIES) updateEntry(call, row, fields);
  else if (schema.path === ORDERS) updateOrder(call, row, fields);
  else if (schema.path === ORDER_LINES) updateOrderLine(call, row, fields);
  else updateMaster(call, schema, row, fields);
  return { status: 204 };
}

/** @throws BadRequest, Refusal */
export function erase(call: Call): SimReply {
  const { schema, key, world } = call;
  if (key === null || !schema.methods.has('DELETE')) throw methodNotAllowed(call);
  const row = rowOf(call, key);
  if (schema.path === ENTRIES) deleteEntry(call, row);
  else if (schema.path === ORDERS) deleteOrder(call, row);
  else if (schema.path === ORDER_LINES) deleteOrderLine(call, row);
  else deleteMaster(call, schema, row);
  world.files.delete(String(row.ID ?? ''));
  return { status: 204 };
}

const methodNotAllowed = ({ request }: Call): BadRequest =>
  new BadRequest(`The method ${request.method} is not allowed here.`, 405);
