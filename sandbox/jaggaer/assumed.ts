/** Resources without any public trace of a path or body: what a tenant might have, each behind a switch. All [I]. */
import type { Route, SimReply } from '../kit/simulator';
import type { Call, Json } from './call';
import { badRequest, failed, isJson, list, noSuchPath, part, text, unknownId } from './call';
import { guarded } from './guard';
import { listReply } from './listing';
import type { Answer } from './guard';
import type { SwitchName } from './switches';
import type { GlValue, Tenant } from './tenant';
import type { WireDetail, WirePurchaseOrder } from './wire';

/** A path that exists only while its switch is on. */
const ifOn =
  (name: Extract<SwitchName, 'purchaseOrders' | 'glValues' | 'paymentStatus'>, answer: Answer): Answer =>
  (call) =>
    call.setting(name) === 'on' ? answer(call) : noSuchPath;

export const assumedRoutes: Array<Route<Tenant>> = [
  ...guarded('ji', 'GET', 'purchaseorders', ifOn('purchaseOrders', listOrders)),
  ...guarded('ji', 'GET', 'purchaseorders/:id', ifOn('purchaseOrders', readOrder)),
  ...guarded('ji', 'GET', 'customfieldvalues', ifOn('glValues', listValues)),
  ...guarded('ji', 'POST', 'customfieldvalues', ifOn('glValues', saveValues)),
  ...guarded('ji', 'PUT', 'invoices/:id/paymentstatus', ifOn('paymentStatus', writePayment)),
];

const orderHeader = ({ header }: WirePurchaseOrder) => ({ header });

function listOrders(call: Call): SimReply {
  return listReply(call, {
    rows: call.tenant.purchaseOrders,
    container: (rows) => ({
      jipurchaseOrderList: {
        jipurchaseOrder: Array.isArray(rows) ? rows.map(orderHeader) : orderHeader(rows),
      },
    }),
    field: ({ header }, name) => ({ poNumber: header.poNumber, lastUpdate: header.lastUpdate })[name],
    fields: ['poNumber', 'lastUpdate'],
    product: 'ji',
    filter: 'honoured',
  });
}

function readOrder(call: Call): SimReply {
  const id = call.request.params.id ?? '';
  const found = call.tenant.purchaseOrders.find(
    ({ header }) => String(header.purchaseOrderId) === id || header.poNumber === id,
  );
  return found ? { status: 200, body: found } : unknownId(call, 'purchaseOrderId');
}

function listValues(call: Call): SimReply {
  return listReply(call, {
    rows: [...call.tenant.glValues.values()],
    container: (rows) => ({ customFieldValueList: { customFieldValue: rows } }),
    field: (row: GlValue, name) => ({ internalName: row.internalName, value: row.value })[name],
    fields: ['internalName', 'value'],
    product: 'ji',
    filter: 'honoured',
  });
}

/** Creates or updates by field and value, which is all that such a load needs. */
function saveValues(call: Call): SimReply {
  const body = call.request.json();
  const rows = Array.isArray(body) ? body.filter(isJson) : list(body, 'customFieldValue');
  if (rows.length === 0) return badRequest('customFieldValue is missing');
  const odd = rows.findIndex((row) => text(row, 'internalName') === '' || text(row, 'value') === '');
  if (odd >= 0) return failed(`124(customFieldValue[${odd}])`);
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const row of rows) {
    const next = glValue(row);
    const key = `${next.internalName}\n${next.value}`;
    const known = call.tenant.glValues.get(key);
    const same = known?.description === next.description && known.active === next.active;
    counts[known ? (same ? 'unchanged' : 'updated') : 'created'] += 1;
    call.tenant.glValues.set(key, next);
  }
  return { status: 200, body: { returnCode: 0, returnMessage: '', ...counts } };
}

const glValue = (row: Json): GlValue => ({
  internalName: text(row, 'internalName'),
  value: text(row, 'value'),
  description: text(row, 'description'),
  // booleans may be text, as everywhere in JAGGAER
  active: String(row.active ?? 'true') === 'true',
});

/**
 * Marks an invoice as paid. The same again changes nothing; what is not approved is refused; the snapshot shows it
 * at once, and gets a new `lastUpdate` only by the switch `paymentExports`.
 */
function writePayment(call: Call): SimReply {
  const { request, tenant } = call;
  const body = request.json();
  const shown = tenant.detail(request.params.id ?? '');
  if (!shown) return failed('124(invoiceId)');
  const status = text(body, 'paymentStatus');
  if (status === '') return failed('124(paymentStatus)');
  const { header } = shown;
  if (header.workflowStatus !== 'Completed') return failed('124(workflowStatus)');
  const payment = { ...header.payment, ...paymentOf(body) };
  const same = header.paymentStatus === status && JSON.stringify(header.payment) === JSON.stringify(payment);
  if (!same) {
    const own = tenant.invoices.get(header.invoiceId);
    if (own) tenant.put({ ...own, header: { ...own.header, paymentStatus: status, payment } });
    if (call.setting('paymentExports') === 'yes') tenant.export(header.invoiceId, tenant.now());
    else tenant.show({ ...shown, header: { ...header, paymentStatus: status, payment } });
  }
  return { status: 200, body: { returnCode: 0, returnMessage: '' } };
}

/** Names of a payment's fields are invented [I]. */
function paymentOf(body: unknown): Partial<WireDetail['header']['payment']> {
  const [method, date, number] = ['paymentMethod', 'paymentDate', 'paymentNumber'].map((name) =>
    text(body, name),
  );
  const amount = part(body, 'amount');
  const value = Number(amount.value);
  return {
    ...(method && { method }),
    ...(date && { paymentDate: date }),
    ...(number && { paymentNumber: number }),
    ...(Number.isFinite(value) && { amount: { currency: text(amount, 'currency'), value } }),
  };
}
