/** Mapping rows as a consultant would have entered them. */
import {
  ACCOUNTS,
  BUSINESS_UNITS,
  COST_CENTERS,
  NO_BUSINESS_UNIT,
  NO_SUBACCOUNT,
  TERMS,
  UNMAPPED_ACCOUNT,
} from './catalogue';
import { DEPOSIT, FUEL } from './planInvoice';
import { FORMER_VENDOR, MAPPED_SUPPLIERS, UNMAPPED_SUPPLIERS } from './suppliers';

export interface MappingRow {
  kind: 'supplier' | 'account' | 'dimension' | 'entity' | 'item' | 'charge' | 'terms';
  from: string;
  to: string;
  scope?: string;
  /** `YYYY-MM-DD`. */
  validFrom?: string;
  note?: string;
}

/** Where a charge of the header goes. */
export type ChargeTarget = { to: 'account'; account: string; subaccount: string } | { to: 'spread' };

/** By kind, or `misc:` and the fee's name. Handling and other fees are left out on purpose. */
export const CHARGE_TARGETS: Record<string, ChargeTarget> = {
  tax1: { to: 'account', account: '63100', subaccount: NO_SUBACCOUNT },
  tax2: { to: 'spread' },
  freight: { to: 'account', account: '62000', subaccount: '200-000' },
  discount: { to: 'spread' },
  [`misc:${FUEL}`]: { to: 'account', account: '62100', subaccount: NO_SUBACCOUNT },
};

/** Segments and cut-offs that the Crosswalk is to be told for this world. */
export const CROSSWALK = {
  accountSegments: ['Account', 'FAUAccountNumber'],
  subaccountSegments: ['CostCenter', 'FAUCostCenter'],
  /** The ERP's name for the dimension that a cost center becomes. */
  dimension: 'subaccount',
};

/** What the Crosswalk is told. */
export type Crosswalk = typeof CROSSWALK;

/** Everything the mapping table holds. @param dimension the ERP's name for what a cost center becomes */
export function mappingRows(dimension: string): MappingRow[] {
  return [
    {
      ...{ kind: 'supplier', from: FORMER_VENDOR.supplierNumber, to: FORMER_VENDOR.vendor },
      note: `until ${FORMER_VENDOR.until}`,
    },
    ...MAPPED_SUPPLIERS.map((supplier): MappingRow => {
      const follows = supplier.number === FORMER_VENDOR.supplierNumber;
      return {
        ...{ kind: 'supplier', from: supplier.number, to: supplier.vendor ?? '', note: supplier.names[0] },
        ...(follows && { validFrom: FORMER_VENDOR.until }),
      };
    }),
    ...ACCOUNTS.map(({ chart, code, description, erp }): MappingRow => ({
      ...{ kind: 'account', from: code, to: erp ?? '', note: description },
      ...(chart === 'old' && { scope: CROSSWALK.accountSegments[1] }),
    })),
    ...COST_CENTERS.flatMap(({ code, subaccount }): MappingRow[] =>
      code === null || code === 'none'
        ? []
        : [{ kind: 'dimension', scope: dimension, from: code, to: subaccount }],
    ),
    { kind: 'dimension', scope: dimension, from: '', to: NO_SUBACCOUNT, note: 'no cost center' },
    ...[...BUSINESS_UNITS, NO_BUSINESS_UNIT].map(({ code, branch }): MappingRow => ({
      kind: 'entity',
      from: code,
      to: branch,
    })),
    ...Object.entries(CHARGE_TARGETS).map(([from, target]): MappingRow => ({
      ...{ kind: 'charge', from },
      to: target.to === 'spread' ? 'spread' : accountTarget(target, dimension),
    })),
    ...Object.entries(TERMS).map(([from, { erp }]): MappingRow => ({ kind: 'terms', from, to: erp })),
  ];
}

/** As the Crosswalk reads it: a subaccount has a short form. */
const accountTarget = (
  { account, subaccount }: { account: string; subaccount: string },
  dimension: string,
) =>
  dimension === 'subaccount'
    ? `account:${account}/${subaccount}`
    : `account:${account};${dimension}=${subaccount}`;

/** What somebody decides about the codes that are left out: then nothing is unmapped any more. */
export const MENDED = {
  vendor: 'TIDEWATER',
  account: '64000',
  charge: { to: 'spread' } satisfies ChargeTarget,
};

export const mendingRows = (): MappingRow[] => [
  ...UNMAPPED_SUPPLIERS.map(({ number, names }): MappingRow => ({
    ...{ kind: 'supplier', from: number, to: MENDED.vendor, note: names[0] },
  })),
  { kind: 'account', from: UNMAPPED_ACCOUNT.code, to: MENDED.account, note: UNMAPPED_ACCOUNT.description },
  { kind: 'charge', from: 'handling', to: MENDED.charge.to },
  { kind: 'charge', from: `misc:${DEPOSIT}`, to: MENDED.charge.to },
];
