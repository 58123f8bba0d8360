/** What a simulated JAGGAER holds: invoices as Indirect has them, and the snapshots that its exports made. */
import { DETAIL_ONLY } from '../sample/wire';

export type Json = Record<string, unknown>;

export interface JaggaerState {
  clientId: string;
  clientSecret: string;
  /** Token → instant it ends, epoch milliseconds. */
  tokens: Map<string, number>;
  issued: number;
  tokenSeconds: number;
  pageSize: number;
  /** As they are in the system, exported or not. */
  invoices: Map<string, Json>;
  /** What J1P shows: an invoice is invisible until the tenant's export fires [I, strong]. */
  exported: Map<string, Json>;
  /** List rows in the order of the list, made anew after an export. */
  rows: Json[] | null;
  companies: Json[];
  purchaseOrders: Json[];
}

export interface JaggaerInput {
  invoices?: Json[];
  companies?: Json[];
  purchaseOrders?: Json[];
  clientId?: string;
  clientSecret?: string;
  tokenSeconds?: number;
  pageSize?: number;
}

export const headerOf = (detail: Json): Json => (detail.header ?? {}) as Json;
const idOf = (detail: Json): string => String(headerOf(detail).invoiceId ?? '');

/** @throws TypeError where the seed is no object or has invoices without an id */
export function readState(input: unknown, signIn: { clientId: string; clientSecret: string }): JaggaerState {
  if (input !== undefined && (typeof input !== 'object' || input === null))
    throw new TypeError('The seed must be an object.');
  const given = (input ?? {}) as JaggaerInput;
  const state: JaggaerState = {
    clientId: given.clientId ?? signIn.clientId,
    clientSecret: given.clientSecret ?? signIn.clientSecret,
    tokens: new Map(),
    issued: 0,
    tokenSeconds: given.tokenSeconds ?? 3600,
    pageSize: given.pageSize ?? 100,
    invoices: new Map(),
    exported: new Map(),
    rows: null,
    companies: given.companies ?? [],
    purchaseOrders: given.purchaseOrders ?? [],
  };
  for (const detail of given.invoices ?? []) addInvoice(state, detail);
  return state;
}

/** Adds or replaces an invoice in the system; J1P does not show it before the next export. */
export function addInvoice(state: JaggaerState, detail: Json): void {
  if (idOf(detail) === '') throw new TypeError('An invoice needs header.invoiceId.');
  state.invoices.set(idOf(detail), detail);
}

/**
 * The tenant's export: takes snapshots. `lastUpdate` is the export's time and the last twelve hex digits of the
 * message id are the same instant, a little earlier [P: 0.3 to 3.5 s in all 64 rows].
 */
export function exportInvoices(state: JaggaerState, ids: string[], at: Date, spreadMs: number): number {
  ids.forEach((id, nth) => {
    const detail = state.invoices.get(id);
    if (!detail) throw new TypeError(`There is no invoice ${id}.`);
    const time = new Date(at.getTime() + nth * spreadMs);
    const sent = (time.getTime() - 800).toString(16).padStart(12, '0');
    const header = {
      ...headerOf(detail),
      lastUpdate: time.toISOString(),
      originalRequestMessageId: `a7c1f0de-4b1d-11f0-9c3a-${sent}`,
    };
    state.exported.set(id, { ...detail, header });
  });
  state.rows = null;
  return ids.length;
}

/** List rows: `{header}` without what only the detail has, ordered by invoiceId ascending [P]. */
export function listRows(state: JaggaerState): Json[] {
  state.rows ??= [...state.exported.values()]
    .sort((a, b) => Number(headerOf(a).invoiceId) - Number(headerOf(b).invoiceId))
    .map((detail) => ({
      header: Object.fromEntries(
        Object.entries(headerOf(detail)).filter(([name]) => !DETAIL_ONLY.includes(name)),
      ),
    }));
  return state.rows;
}
