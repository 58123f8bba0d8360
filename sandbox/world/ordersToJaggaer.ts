/**
 * Purchase orders of an ERP that orders itself, as JAGGAER must hold them: worked out from the ERP's books and from the mapping
 * rows, not from what travels.
 */
import Big from 'big.js';
import type { WirePurchaseOrder } from '../jaggaer/wire';
import type { MappingRow } from './mapping';

/** An order in the ERP's own books. */
export interface ErpSideOrder {
  number: string;
  vendor: string;
  currency: string;
  state: 'pending' | 'open' | 'closed' | 'cancelled';
  lines: Array<{ line: string; quantity: string; unitPrice: string; account: string; costCenter: string }>;
}

/** The way back that several of JAGGAER's codes, or none, leave open. */
export interface WayBack {
  kind: 'toJaggaer';
  scope: string;
  from: string;
  to: string;
}

/** JAGGAER's code for one of the ERP, by the rows of its kind that JAGGAER's current chart of accounts goes by. */
const sourcesOf = (rows: readonly MappingRow[], kind: MappingRow['kind'], to: string): string[] => [
  ...new Set(
    rows.flatMap((row) =>
      row.kind === kind && row.to === to && (kind === 'dimension' || row.scope === undefined)
        ? [row.from]
        : [],
    ),
  ),
];

/** Rows that a consultant adds, so that each code of the orders leads to one of JAGGAER. */
export function waysBack(
  orders: readonly ErpSideOrder[],
  rows: readonly MappingRow[],
  dimension: string,
): WayBack[] {
  const lines = orders.flatMap((order) => order.lines);
  const missing = (kind: 'account' | 'dimension', scope: string, codes: string[]): WayBack[] =>
    [...new Set(codes)].flatMap((from) => {
      const sources = sourcesOf(rows, kind, from);
      if (sources.length === 1 || from === '') return [];
      return [{ kind: 'toJaggaer' as const, scope, from, to: sources[0] ?? `NEW-${from}` }];
    });
  return [
    ...missing(
      'account',
      'account',
      lines.map(({ account }) => account),
    ),
    ...missing(
      'dimension',
      dimension,
      lines.map(({ costCenter }) => costCenter),
    ),
  ];
}

/** What is not as it must be in JAGGAER, in words; every order that is there is looked at. */
export function wrongOrdersInJaggaer(
  orders: readonly ErpSideOrder[],
  shown: readonly WirePurchaseOrder[],
  ways: readonly WayBack[],
  facts: { rows: readonly MappingRow[]; dimension: string; wasThere: ReadonlySet<string> },
): string[] {
  const faults: string[] = [];
  const left = new Map(shown.map((order) => [order.header.poNumber, order]));
  if (left.size < shown.length) faults.push('an order is in JAGGAER twice');
  for (const order of orders) {
    const found = left.get(order.number);
    left.delete(order.number);
    const say = (what: string) => faults.push(`order ${order.number} (${order.state}): ${what}`);
    // a vendor of several suppliers: nobody knows whose order it is
    const isClear = suppliersOf(facts.rows, order.vendor).length < 2;
    const wanted = isClear && (order.state === 'open' || facts.wasThere.has(order.number));
    if (wanted !== (found !== undefined)) say(wanted ? 'is missing' : 'is there, and should not be');
    if (wanted && found) faultsOf(order, found, ways, facts).forEach(say);
  }
  return [...faults, ...[...left.keys()].map((number) => `nobody expects order ${number}`)];
}

const suppliersOf = (rows: readonly MappingRow[], vendor: string): string[] =>
  rows.flatMap(({ kind, from, to }) => (kind === 'supplier' && to === vendor ? [from] : []));

const WORDS = { open: 'Completed', closed: 'Closed', cancelled: 'Cancelled', pending: 'Completed' };

function faultsOf(
  order: ErpSideOrder,
  { header, lineList }: WirePurchaseOrder,
  ways: readonly WayBack[],
  { rows, dimension }: { rows: readonly MappingRow[]; dimension: string },
): string[] {
  const faults: string[] = [];
  const codeOf = (kind: 'account' | 'dimension', from: string): string => {
    const scope = kind === 'account' ? 'account' : dimension;
    const chosen = ways.find((way) => way.scope === scope && way.from === from);
    return chosen ? chosen.to : (sourcesOf(rows, kind, from)[0] ?? '');
  };
  const compare = (what: string, found: unknown, wanted: string) => {
    if (String(found ?? '') !== wanted) faults.push(`${what} is ${String(found ?? '')} instead of ${wanted}`);
  };
  compare('status', header.workflowStatus, WORDS[order.state]);
  compare('supplier', header.supplier.supplierNumber, suppliersOf(rows, order.vendor)[0] ?? order.vendor);
  compare('currency', header.total.currency, order.currency);
  const lines = lineList.purchaseOrderLine;
  if (lines.length !== order.lines.length) faults.push(`has ${lines.length} lines`);
  for (const wanted of order.lines) {
    const line = lines.find(({ poLineNumber }) => String(poLineNumber) === wanted.line);
    const text = JSON.stringify(line ?? {});
    const fieldOf = (name: string): string =>
      new RegExp(`"internalName":"${name}","value":"([^"]*)"`).exec(text)?.[1] ?? '';
    if (!new Big(line?.quantity ?? 0).eq(wanted.quantity)) faults.push(`line ${wanted.line}: quantity`);
    if (!new Big(Number(line?.unitPrice ?? 0)).eq(wanted.unitPrice))
      faults.push(`line ${wanted.line}: price`);
    compare(`account of line ${wanted.line}`, fieldOf('Account'), codeOf('account', wanted.account));
    compare(
      `cost center of line ${wanted.line}`,
      fieldOf('CostCenter'),
      codeOf('dimension', wanted.costCenter),
    );
  }
  return faults;
}
