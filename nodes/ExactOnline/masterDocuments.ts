/** Suppliers, GL accounts, cost centers and cost units → the canonical documents; pure functions. */
import type { Dimension, GlAccount, Origin } from '../shared/documents';
import type { Json } from './transport/wire';
import { dateAt, instantAt, isTrue, textAt } from './transport/wire';

/** Names of the lists whose values are dimensions, as documents and mapping rows call them, and their endpoints. */
export const DIMENSIONS = { costCenter: 'hrm/Costcenters', costUnit: 'hrm/Costunits' } as const;
export type DimensionName = keyof typeof DIMENSIONS;

export const GL_FIELDS = [
  ...['ID', 'Code', 'Description', 'Type', 'TypeDescription', 'BalanceSide', 'BalanceType', 'IsBlocked'],
  ...['VATCode', 'UseCostcenter', 'UseCostunit', 'Costcenter', 'Costunit', 'Modified'],
];
export const DIMENSION_FIELDS: Record<DimensionName, string[]> = {
  costCenter: ['ID', 'Code', 'Description', 'Active', 'EndDate', 'Modified'],
  costUnit: ['ID', 'Code', 'Description', 'EndDate', 'Modified'],
};

/** @param offset seconds that the server's clock is ahead of UTC */
export const glAccountDocument = (account: Json, origin: Origin, offset: number): GlAccount => ({
  document: 'glAccount',
  ...origin,
  id: textAt(account, 'ID'),
  code: textAt(account, 'Code'),
  description: textAt(account, 'Description'),
  type: textAt(account, 'TypeDescription') || textAt(account, 'Type') || null,
  active: !isTrue(account, 'IsBlocked'),
  currency: null,
  lastUpdate: instantAt(account, 'Modified', offset),
});

/** Lines take the code of a cost center or cost unit, not its GUID. */
export const dimensionDocument = (
  record: Json,
  name: DimensionName,
  origin: Origin,
  offset: number,
): Dimension => ({
  document: 'dimension',
  ...origin,
  name,
  id: textAt(record, 'ID'),
  code: textAt(record, 'Code'),
  description: textAt(record, 'Description'),
  active: record.Active !== false && !hasEnded(record),
  lastUpdate: instantAt(record, 'Modified', offset),
});

/** Whether the record's last day is over. */
export function hasEnded(record: Json, today = new Date().toISOString().slice(0, 10)): boolean {
  const last = dateAt(record, 'EndDate');
  return last !== null && last < today;
}
