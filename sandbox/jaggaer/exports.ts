/** What makes invoices appear in J1P, and what changes them in Indirect: ordered by the control API. */
import type { Json } from './call';
import { isJson } from './call';
import type { Tenant } from './tenant';
import type { WireInvoice } from './wire';

/**
 * Exports invoices: `{ids}`, `{count}` of those never exported, or `{all: true}`. All get the same `lastUpdate`, now
 * or `at`, unless `spreadMs` sets them apart.
 * @returns the ids exported, in order @throws TypeError or RangeError on an order that cannot be carried out
 */
export function exportInvoices(tenant: Tenant, order: unknown): number[] {
  if (!isJson(order)) throw new TypeError('An export is ordered with an object: ids, count or all.');
  const at = typeof order.at === 'string' ? new Date(order.at) : tenant.now();
  if (Number.isNaN(at.getTime())) throw new TypeError('`at` is no valid time.');
  const spread = typeof order.spreadMs === 'number' ? order.spreadMs : 0;
  const ids = chosen(tenant, order);
  ids.forEach((id, nth) => tenant.export(id, new Date(at.getTime() + nth * spread)));
  const { target } = tenant.pusher;
  const pushed = ids.flatMap((id) => tenant.invoices.get(id) ?? []);
  if (target) void tenant.pusher.push(pushed, target);
  return ids;
}

function chosen(tenant: Tenant, order: Json): number[] {
  const known = () => [...tenant.invoices.keys()].sort((a, b) => a - b);
  if (Array.isArray(order.ids)) return order.ids.map(Number);
  if (typeof order.count === 'number') {
    return known()
      .filter((id) => !tenant.exported.has(id))
      .slice(0, order.count);
  }
  if (order.all === true) return known();
  throw new TypeError('An export needs ids, count or all.');
}

/**
 * Changes Indirect: `{invoices: [whole ones]}` adds or replaces, `{edits: [{invoiceId, header?, lineList?}]}` changes
 * header fields (null takes one away) or lines, `{remove: [ids]}` deletes. A list, or one invoice, is taken as
 * `invoices`. J1P sees changes with the next export only; a deleted invoice is gone at once.
 * @returns the ids touched
 */
export function changeInvoices(tenant: Tenant, order: unknown): number[] {
  if (Array.isArray(order)) return changeInvoices(tenant, { invoices: order });
  if (!isJson(order)) throw new TypeError('Invoices are ordered with an object: invoices, edits or remove.');
  if ('header' in order) return changeInvoices(tenant, { invoices: [order] });
  const added = listOf(order.invoices).map((invoice) => {
    if (!isJson(invoice.header)) throw new TypeError('An invoice needs a header.');
    const lineList = isJson(invoice.lineList) ? invoice.lineList : { invoiceLine: [] };
    const header = { ...invoice.header, invoiceId: invoice.header.invoiceId ?? nextId(tenant) };
    const whole = { header, lineList } as unknown as WireInvoice;
    tenant.put(whole);
    return whole.header.invoiceId;
  });
  const edited = listOf(order.edits).map((edit) => editInvoice(tenant, edit));
  const removed = (Array.isArray(order.remove) ? order.remove : []).map(Number);
  for (const id of removed) tenant.remove(id);
  return [...added, ...edited, ...removed];
}

function editInvoice(tenant: Tenant, edit: Json): number {
  const id = Number(edit.invoiceId);
  const invoice = tenant.invoices.get(id);
  if (!invoice) throw new RangeError(`There is no invoice ${id}.`);
  const header: Json = { ...invoice.header };
  for (const [name, value] of Object.entries(isJson(edit.header) ? edit.header : {})) {
    if (value === null) delete header[name];
    else header[name] = value;
  }
  const lineList = isJson(edit.lineList) ? edit.lineList : invoice.lineList;
  tenant.put({ header: { ...header, invoiceId: id }, lineList } as unknown as WireInvoice);
  return id;
}

/** One more than the highest id there is. */
export const nextId = (tenant: Tenant): number =>
  [...tenant.invoices.keys()].reduce((highest, id) => Math.max(highest, id), 2_400_000) + 1;

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
