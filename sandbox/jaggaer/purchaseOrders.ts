/** `ji/v1/purchaseorders`: no path or shape is public; drawn after the invoice [I, weak]. */
import { isDeepStrictEqual } from 'node:util';
import type { SimReply } from '../kit/simulator';
import type { Call, Json } from './call';
import { badRequest, failed, isJson, list, part, text, unknownId } from './call';
import { listReply } from './listing';
import type { Tenant } from './tenant';
import type { WirePurchaseOrder, WireSupplier } from './wire';

const orderHeader = ({ header }: WirePurchaseOrder) => ({ header });

export function listOrders(call: Call): SimReply {
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

export function readOrder(call: Call): SimReply {
  const id = call.request.params.id ?? '';
  const found = call.tenant.purchaseOrders.find(
    ({ header }) => String(header.purchaseOrderId) === id || header.poNumber === id,
  );
  return found ? { status: 200, body: found } : unknownId(call, 'purchaseOrderId');
}

/** Creates or updates by poNumber; one order a call. Header fields that are not sent stay, lines are replaced. */
export function saveOrder(call: Call): SimReply {
  const { tenant } = call;
  const body = call.request.json();
  if (!isJson(body)) return badRequest('A purchase order is missing');
  const sent = isJson(body.purchaseOrder) ? body.purchaseOrder : body;
  const problem = problemOf(tenant, sent);
  if (problem) {
    tenant.wrote('purchaseorders', 'refused');
    return failed(problem);
  }
  const poNumber = text(part(sent, 'header'), 'poNumber');
  const at = tenant.purchaseOrders.findIndex(({ header }) => header.poNumber === poNumber);
  const known = tenant.purchaseOrders[at];
  const next = merged(tenant, known, sent);
  const isSame = known !== undefined && isDeepStrictEqual(known, next);
  const result = known ? (isSame ? 'unchanged' : 'updated') : 'created';
  tenant.wrote('purchaseorders', result);
  if (!isSame) tenant.putOrder(next);
  const { purchaseOrderId } = next.header;
  return { status: 200, body: { returnCode: 0, returnMessage: '', purchaseOrderId, poNumber, result } };
}

/** What is missing or unknown, as a coded message. */
function problemOf(tenant: Tenant, sent: Json): string | null {
  const header = part(sent, 'header');
  if (text(header, 'poNumber') === '') return '124(poNumber)';
  const number = text(part(header, 'supplier'), 'supplierNumber');
  const isKnown = tenant.companies.some(({ returnCompanyInfo }) => returnCompanyInfo.extCode === number);
  if (number === '' || !isKnown) return '124(supplierNumber)';
  const lines = list(sent.lineList, 'purchaseOrderLine');
  if (lines.length === 0) return '124(purchaseOrderLine)';
  const numbers = lines.map((line) => text(line, 'poLineNumber'));
  const isOdd = numbers.includes('') || new Set(numbers).size < numbers.length;
  if (isOdd) return '124(poLineNumber)';
  const hasAmounts = lines.every(({ quantity, unitPrice }) =>
    [quantity, unitPrice].every((one) => typeof one === 'number'),
  );
  return hasAmounts ? null : '124(quantity,unitPrice)';
}

function merged(tenant: Tenant, known: WirePurchaseOrder | undefined, sent: Json): WirePurchaseOrder {
  const { supplier, ...given } = part(sent, 'header');
  const fresh = {
    purchaseOrderId: tenant.purchaseOrders.reduce(
      (highest, { header }) => Math.max(highest, header.purchaseOrderId),
      5_000_000,
    ),
    ...{ workflowStatus: 'Completed', poDate: `${tenant.now().toISOString().slice(0, 10)}T00:00:00.000Z` },
    total: { currency: '', value: 0 },
  };
  fresh.purchaseOrderId += 1;
  const header = {
    ...{ ...fresh, ...known?.header, ...given },
    supplier: supplierOf(tenant, known, text(supplier, 'supplierNumber')),
    ...(known && { purchaseOrderId: known.header.purchaseOrderId }),
    // moved by the tenant when it keeps a change
    lastUpdate: known?.header.lastUpdate ?? '',
  };
  const lines = list(sent.lineList, 'purchaseOrderLine').map((line) => ({
    ...line,
    poLineNumber: text(line, 'poLineNumber'),
  }));
  return { header, lineList: { purchaseOrderLine: lines } } as unknown as WirePurchaseOrder;
}

/** As invoices name it. JI's own supplier id has no public relation to bravoId [C]; here it is derived. */
function supplierOf(tenant: Tenant, known: WirePurchaseOrder | undefined, number: string): WireSupplier {
  if (known?.header.supplier.supplierNumber === number) return known.header.supplier;
  const company = tenant.companies.find(({ returnCompanyInfo }) => returnCompanyInfo.extCode === number);
  const { bravoId = '0', companyName = '' } = company?.returnCompanyInfo ?? {};
  return { id: Number(bravoId) - 300_000, name: companyName, supplierNumber: number };
}
