/** What the control API of this simulator takes beside the kit's. */
import type { Route } from '../kit/simulator';
import type { Json } from './call';
import { isJson, list, part, text } from './call';
import { changeCompanies } from './companyOrders';
import { changeInvoices, exportInvoices } from './exports';
import { glValue } from './glValues';
import type { PushAnswer, PushTarget } from './pusher';
import type { Tenant } from './tenant';
import { glKey } from './tenant';
import type { WireInvoice, WirePurchaseOrder } from './wire';

const ok = (body: unknown) => ({ status: 200, body });

export const controlRoutes: Route<Tenant>[] = [
  {
    ...{ method: 'POST', path: '/export' },
    handle: (request, tenant) => {
      const ids = exportInvoices(tenant, request.json());
      return ok({ exported: ids.length, ids });
    },
  },
  {
    ...{ method: 'POST', path: '/invoices' },
    handle: (request, tenant) => {
      const ids = changeInvoices(tenant, request.json());
      return ok({ ids, invoices: tenant.invoices.size });
    },
  },
  {
    ...{ method: 'POST', path: '/companies' },
    handle: (request, tenant) => {
      const ids = changeCompanies(tenant, request.json());
      return ok({ ids, companies: tenant.companies.length });
    },
  },
  {
    ...{ method: 'POST', path: '/purchaseorders' },
    handle: (request, tenant) => {
      const numbers = changeOrders(tenant, request.json());
      return ok({ numbers, purchaseOrders: tenant.purchaseOrders.length });
    },
  },
  {
    ...{ method: 'POST', path: '/glvalues' },
    handle: (request, tenant) => {
      const values = list(request.json(), 'values').map(glValue);
      for (const value of values) tenant.glValues.set(glKey(value), value);
      return ok({ glValues: tenant.glValues.size });
    },
  },
  {
    ...{ method: 'POST', path: '/push' },
    handle: async (request, tenant) => ok({ answers: await orderPush(tenant, request.json()) }),
  },
  {
    ...{ method: 'GET', path: '/push' },
    handle: (_, tenant) => ok({ onExport: tenant.pusher.target, answers: tenant.pusher.answers }),
  },
];

/** `{orders: [whole]}` adds or replaces by poNumber, `{remove: [poNumbers]}` deletes. `lastUpdate` moves to now. */
function changeOrders(tenant: Tenant, order: unknown): string[] {
  if (!isJson(order)) throw new TypeError('Purchase orders are ordered with an object: orders or remove.');
  const put = list(order, 'orders').map((given) => {
    const number = text(part(given, 'header'), 'poNumber');
    if (number === '') throw new TypeError('A purchase order needs header.poNumber.');
    tenant.putOrder(given as unknown as WirePurchaseOrder);
    return number;
  });
  const removed = (Array.isArray(order.remove) ? order.remove : []).map(String);
  for (const number of removed) {
    const at = tenant.purchaseOrders.findIndex(({ header }) => header.poNumber === number);
    if (at >= 0) tenant.purchaseOrders.splice(at, 1);
  }
  return [...put, ...removed];
}

/**
 * `{url, ids}` or `{url, all: true}` pushes invoices now, `{url, onExport: true}` with every later export, `{url: null}`
 * ends that. @throws TypeError or RangeError on an order that cannot be carried out
 */
async function orderPush(tenant: Tenant, order: unknown): Promise<PushAnswer[]> {
  if (!isJson(order)) throw new TypeError('A push is ordered with an object: url, and ids, all or onExport.');
  if (order.url === null) {
    tenant.pusher.target = null;
    return [];
  }
  const target = targetOf(order);
  if (order.onExport === true) {
    tenant.pusher.target = target;
    return [];
  }
  return await tenant.pusher.push(chosen(tenant, order), target);
}

function chosen(tenant: Tenant, order: Json): WireInvoice[] {
  if (order.all === true) return [...tenant.invoices.values()];
  if (!Array.isArray(order.ids)) throw new TypeError('A push needs ids, all or onExport.');
  return order.ids.map((id) => {
    const invoice = tenant.invoices.get(Number(id));
    if (!invoice) throw new RangeError(`There is no invoice ${String(id)}.`);
    return invoice;
  });
}

function targetOf(order: Json): PushTarget {
  const url = text(order, 'url');
  if (!URL.canParse(url)) throw new TypeError('The url of a push is none.');
  const { name, value } = part(order, 'auth');
  const flags = ['bareAmpersand', 'cdata', 'doctype'].filter((flag) => typeof order[flag] === 'boolean');
  const texts = ['identity', 'sharedSecret'].filter((one) => typeof order[one] === 'string');
  return {
    url,
    ...(typeof name === 'string' && typeof value === 'string' && { auth: { name, value } }),
    ...Object.fromEntries([...flags, ...texts].map((one) => [one, order[one]])),
  };
}
