/**
 * Suppliers that both sides hold, as they must stand on either once they were kept in step. Worked out from the masters
 * of both sides and from which side wins: the winner's values count where both have one, the other's fill what is empty.
 */
import type { World } from '.';
import type { WireCompany, WireCompanyInfo } from '../jaggaer/wire';
import type { ErpVendor } from './erpMasters';
import { MAPPED_SUPPLIERS, STREET, TELEPHONE } from './suppliers';

export type Side = 'erp' | 'jaggaer';

/** What both sides hold of a supplier; empty where they have nothing. */
export interface Party {
  name: string;
  currency: string;
  taxNumber: string;
  email: string;
  phone: string;
  website: string;
  street: string;
  city: string;
  region: string;
  postalCode: string;
  /** ISO 3166. */
  country: string;
}

/** A vendor in the ERP's books. */
export interface BookedVendor extends Party {
  id: string;
  active: boolean;
  /** Every other text of the record, to see that bank data stays. */
  rest: string;
}

export interface SupplierSync {
  /** What buyers do in JAGGAER first: new suppliers, and fields that somebody emptied. */
  order: { companies: object[]; edits: Array<{ extCode: string; info: Record<string, null> }> };
  /** By the ERP's vendor id; nobody else is there. `touched`: written once, and no more. */
  vendors: Map<string, { party: Party; active: boolean; touched: boolean }>;
  /** By JAGGAER's supplier number; nobody else is there. */
  companies: Map<string, { party: Party; touched: boolean }>;
  /** JAGGAER's number and the ERP's id of each supplier that both hold, and that no other shares. */
  pairs: Array<{ number: string; vendor: string }>;
}

const TAKEN_VAT = MAPPED_SUPPLIERS.find(({ vat }) => vat !== undefined)?.vat ?? '';

/** Not in the ERP yet: two to be created, one that is inactive, one with another supplier's VAT number. */
const NEWCOMERS: Array<{ info: Partial<WireCompanyInfo>; isCreated: boolean }> = [
  newcomer('0088101', 'Larkrise Signage & Print', 'Tulsa', 'OK', '74103', 'US', { currency: 'USD' }),
  newcomer('0088102', 'Käserei Überlingen', 'Kassel', 'HE', '34117', 'DE', {
    ...{ currency: 'EUR', euVat: 'DE000777888', webSite: 'https://kaeserei.example' },
  }),
  newcomer('0088103', 'Gone Fishing Supplies', 'Dayton', 'OH', '45402', 'US', { status: 'DISABLED' }),
  newcomer('0088104', 'Kiefernthal Handel', 'Kassel', 'HE', '34117', 'DE', {
    ...{ euVat: TAKEN_VAT, currency: 'EUR' },
  }),
].map((info, at) => ({ info, isCreated: at < 2 }));

function newcomer(
  extCode: string,
  companyName: string,
  ...[city, province, zip, isoCountry, more]: [string, string, string, string, Partial<WireCompanyInfo>]
): Partial<WireCompanyInfo> {
  const name = companyName.toLowerCase().replace(/[^a-z]+/g, '-');
  return {
    ...{ extCode, extUniqueCode: extCode, companyName, type: 'SELLER', status: 'ENABLED' },
    ...{ bizEmail: `accounts@${name}.example`, bizPhone: TELEPHONE, address: STREET },
    ...{ city, province, zip, isoCountry, ...more },
  };
}

const GAPS: Array<Array<keyof WireCompanyInfo>> = [
  ['bizPhone'],
  ['address', 'city', 'zip', 'province', 'isoCountry'],
];

/**
 * Both sides after a turn in each direction, all codes mended.
 * @param bothWays false: vendors go to JAGGAER only, and nobody does anything in JAGGAER first
 * @param hidesTaxNumbers true: the ERP never shows them, so that nobody is known by his
 * @param lacks what the ERP has no field for
 */
export function supplierSync(
  world: World,
  winner: Side,
  bothWays: boolean,
  hidesTaxNumbers = false,
  lacks: ReadonlyArray<keyof Party> = [],
): SupplierSync {
  const held = (party: Party): Party => ({
    ...party,
    ...Object.fromEntries(lacks.map((field) => [field, ''])),
  });
  const { suppliers: facts } = world.mending.masters;
  const newcomers = bothWays ? NEWCOMERS : [];
  const equal = facts.filter(({ kind }) => kind === 'equal');
  const edits = (bothWays ? GAPS : []).map((fields, at) => ({
    extCode: equal[at]?.suppliers[0] ?? '',
    info: Object.fromEntries(fields.map((field) => [field, null])),
  }));
  const infos = new Map<string, Partial<WireCompanyInfo>>(
    world.jaggaer.companies.map(({ returnCompanyInfo: info }) => [info.extCode, info]),
  );
  for (const { extCode, info } of edits) infos.set(extCode, { ...infos.get(extCode), ...info });
  const result: SupplierSync = {
    order: { companies: newcomers.map(({ info }) => ({ returnCompanyInfo: info })), edits },
    ...{ vendors: new Map(), companies: new Map(), pairs: [] },
  };
  for (const { info, isCreated } of newcomers) {
    const [number, party] = [info.extCode ?? '', partyOfCompany(info)];
    result.companies.set(number, { party, touched: false });
    if (!isCreated && !(hidesTaxNumbers && info.euVat === TAKEN_VAT)) continue;
    result.vendors.set(number, { party: held(party), active: true, touched: true });
    result.pairs.push({ number, vendor: number });
  }
  const shared = new Set(facts.filter(({ kind }) => kind === 'ambiguous').flatMap((fact) => fact.suppliers));
  for (const [number, info] of infos)
    if (shared.has(number)) result.companies.set(number, { party: partyOfCompany(info), touched: false });
  for (const vendor of world.erp.vendors) {
    const fact = facts.find((one) => one.vendor === vendor.id);
    const theirs = partyOfVendor(vendor);
    const [number = ''] = fact?.suppliers ?? [];
    const info = fact?.suppliers.length === 1 ? infos.get(number) : undefined;
    if (!info) {
      result.vendors.set(vendor.id, { party: theirs, active: vendor.active, touched: false });
      if (fact?.kind !== 'new') continue;
      result.companies.set(vendor.id, { party: theirs, touched: true });
      result.pairs.push({ number: vendor.id, vendor: vendor.id });
      continue;
    }
    const ours = partyOfCompany(info);
    const party = winner === 'jaggaer' ? over(ours, theirs) : over(theirs, ours);
    const here = bothWays ? held(party) : theirs;
    result.vendors.set(vendor.id, {
      party: here,
      active: vendor.active,
      touched: !isSameParty(here, theirs),
    });
    result.companies.set(number, { party, touched: !isSameParty(party, ours) });
    result.pairs.push({ number, vendor: vendor.id });
  }
  return result;
}

/** One value where it has one, the other's where not; an address is one value. */
export function over(one: Party, other: Party): Party {
  const place = ['street', 'city', 'region', 'postalCode', 'country'] as const;
  const hasPlace = place.some((field) => one[field] !== '');
  return Object.fromEntries(
    Object.entries(other).map(([field, value]) => {
      const own = one[field as keyof Party];
      const isPlace = (place as readonly string[]).includes(field);
      return [field, isPlace ? (hasPlace ? own : value) : own || value];
    }),
  ) as unknown as Party;
}

/** What of a company's profile both sides know. */
export const partyOfCompany = (info: Partial<WireCompanyInfo>): Party => ({
  ...{ name: info.companyName ?? '', currency: info.currency ?? '' },
  ...{ taxNumber: info.euVat ?? info.fiscalCode ?? '', email: info.bizEmail ?? '' },
  ...{ phone: info.bizPhone ?? '', website: info.webSite ?? '', street: info.address ?? '' },
  ...{ city: info.city ?? '', region: info.province ?? '', postalCode: info.zip ?? '' },
  country: info.isoCountry ?? '',
});

const partyOfVendor = ({ name, currency, taxId, contact }: ErpVendor): Party => ({
  ...{ name, currency, taxNumber: taxId ?? '', email: contact?.email ?? '', phone: contact?.phone ?? '' },
  ...{ website: '', street: contact?.address.line1 ?? '', city: contact?.address.city ?? '' },
  ...{ region: contact?.address.state ?? '', postalCode: contact?.address.postalCode ?? '' },
  country: contact?.address.country ?? '',
});

const FIELDS: ReadonlyArray<keyof Party> = [
  ...(['name', 'currency', 'taxNumber', 'email', 'phone', 'website'] as const),
  ...(['street', 'city', 'region', 'postalCode', 'country'] as const),
];

/** Whether both say the same in every field. */
export const isSameParty = (one: Party, other: Party): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

/** What is not as it should be, in words. @param where name of the side */
export function wrongParties(
  where: string,
  expected: ReadonlyMap<string, { party: Party }>,
  found: ReadonlyMap<string, Party>,
): string[] {
  const wrong = [...expected].flatMap(([id, { party }]) => {
    const there = found.get(id);
    if (!there) return [`${where} has no supplier ${id} (${party.name})`];
    return FIELDS.filter((field) => there[field] !== party[field]).map(
      (field) => `${where}, supplier ${id}: ${field} is “${there[field]}”, expected “${party[field]}”`,
    );
  });
  const strangers = [...found.keys()].filter((id) => !expected.has(id));
  return [...wrong, ...strangers.map((id) => `${where} has a supplier ${id} that nobody expects`)];
}

/** JAGGAER's companies by their external code. */
export const partiesOfCompanies = (companies: readonly WireCompany[]): Map<string, Party> =>
  new Map(
    companies.map(({ returnCompanyInfo: info }) => [info.extCode || info.bravoId, partyOfCompany(info)]),
  );
