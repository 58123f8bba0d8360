/** `ji/v1/invoices`: list and detail. Path of the list [I], of the detail [C UCLA]; both bodies [P]. */
import type { Route, SimReply } from '../kit/simulator';
import type { Call } from './call';
import { unknownId } from './call';
import { exportInvoices } from './exports';
import { guarded } from './guard';
import { listReply } from './listing';
import type { ListHeader, Tenant } from './tenant';

/** Names a filter may know, where invoices take filters at all [I]. */
const FIELDS = [
  ...['invoiceId', 'invoiceNumber', 'invoiceName', 'invoiceType', 'lastUpdate', 'paymentStatus'],
  ...['workflowStatus', 'matchStatus', 'businessUnit', 'supplierInvoiceNumber', 'invoiceDate', 'dueDate'],
  ...['accountingDate', 'invoiceCreateDate', 'supplierNumber'],
];

export const invoiceRoutes: Array<Route<Tenant>> = [
  ...guarded('ji', 'GET', 'invoices', listInvoices),
  ...guarded('ji', 'GET', 'invoices/:id', (call) => {
    // the object itself, without the envelope [P]
    const detail = call.tenant.detail(call.request.params.id ?? '');
    return detail ? { status: 200, body: detail } : unknownId(call, 'invoiceId');
  }),
];

/** Rows have a header and nothing else: every invoice to be posted costs one more call [P]. */
function listInvoices(call: Call): SimReply {
  const reply = listReply(call, {
    rows: call.tenant.listHeaders(),
    container: (rows) => ({
      jiinvoiceList: { jiinvoice: Array.isArray(rows) ? rows.map(row) : row(rows) },
    }),
    field,
    fields: FIELDS,
    product: 'ji',
    filter: call.setting('invoiceFilter'),
  });
  // something happens between this page and the next: a fault of kind `exportAfterPage`
  const order = call.sim.fault('exportAfterPage');
  if (order !== undefined) exportInvoices(call.tenant, order === true ? { count: 1 } : order);
  return reply;
}

const row = (header: ListHeader) => ({ header });

function field(header: ListHeader, name: string): string | undefined {
  if (name === 'supplierNumber') return header.supplier.supplierNumber;
  const value: unknown = Object.entries(header).find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
