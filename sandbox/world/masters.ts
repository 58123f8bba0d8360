/**
 * Master data on both sides, as the sync has to find it: vendors that JAGGAER does not know, that differ, that are equal,
 * that are inactive; the same for accounts and subaccounts.
 */
import type { GlValue } from '../jaggaer/tenant';
import { ACCOUNTS, COST_CENTERS, TERMS } from './catalogue';
import type { ErpAccount, ErpContact, ErpMasters, ErpVendor } from './erpMasters';
import type { Books } from './expected';
import type { MappingRow } from './mapping';
import type { Supplier } from './suppliers';
import { FORMER_VENDOR, MAPPED_SUPPLIERS, STREET, TELEPHONE, emailOf } from './suppliers';

/** Fields of a company profile that a vendor of the ERP has a word in. */
export type ProfileField =
  | 'companyName'
  | 'bizEmail'
  | 'bizPhone'
  | 'address'
  | 'zip'
  | 'city'
  | 'province'
  | 'isoCountry'
  | 'currency'
  | 'euVat';

export interface SupplierFact {
  /** The ERP's vendor id. */
  vendor: string;
  /** new: to be created in JAGGAER; inactive: in the ERP only, and inactive there; ambiguous: two suppliers share it. */
  kind: 'new' | 'differs' | 'equal' | 'inactive' | 'ambiguous';
  /** Numbers of the JAGGAER suppliers that the mapping table has for it now. */
  suppliers: string[];
  /** What the ERP says otherwise than JAGGAER. */
  differing: ProfileField[];
}

export interface AccountFact {
  /** JAGGAER's field: accounts are values of the one, subaccounts of the other, branches of a third where it has one. */
  field: 'Account' | 'CostCenter' | 'Department';
  code: string;
  /** inactive: in the ERP only, and inactive there; deactivated: inactive in the ERP, still active in JAGGAER. */
  kind: 'new' | 'differs' | 'equal' | 'inactive' | 'deactivated';
  description: string;
  active: boolean;
}

export interface Masters {
  suppliers: SupplierFact[];
  accounts: AccountFact[];
  /** All bank data in the ERP: none of it may turn up anywhere else. */
  bankValues: string[];
}

/** What the ERP says about some vendors otherwise than JAGGAER: every fourth, in turn. */
const CHANGES: Array<[ProfileField[], (contact: ErpContact, vendor: ErpVendor) => void]> = [
  [['city', 'zip'], ({ address }) => Object.assign(address, { city: 'Utica', postalCode: '13501' })],
  [['bizPhone'], (contact) => Object.assign(contact, { phone: '+1 315 555 0190' })],
  [['companyName'], (_, vendor) => Object.assign(vendor, { name: `${vendor.name} Group` })],
  [
    ['bizEmail', 'address'],
    (contact) => {
      contact.email = `billing@${contact.email.split('@')[1]}`;
      Object.assign(contact.address, { line1: '7 Weir Lane' });
    },
  ],
];
const differsAt = (at: number) => (at % 4 === 1 ? CHANGES[Math.floor(at / 4) % CHANGES.length] : undefined);

/** JAGGAER does not know them; the last has no mail address, the one before is inactive. */
const STRANGERS: ErpVendor[] = [
  {
    ...{ id: 'OTTERBROOK', name: 'Otter Brook Glass', currency: 'USD', terms: '30D', active: true },
    contact: contact('ap@otter-brook.example', ['4 Kiln Road', 'Utica', 'NY', '13501', 'US']),
  },
  {
    ...{ id: 'PENHALLOW', name: 'Penhallow & Daughters', currency: 'GBP', terms: '45D', active: true },
    contact: contact('ledger@penhallow.example', ['1 Fore Street', 'Truro', 'Cornwall', 'TR1 2QQ', 'GB']),
    taxId: 'GB000111222',
  },
  {
    ...{ id: 'ZEDERNHOF', name: 'Zedernhöfer Prüftechnik', currency: 'EUR', terms: '30D', active: true },
    contact: contact('buchhaltung@zedernhof.example', ['Am Wehr 9', 'Kassel', 'HE', '34117', 'DE']),
    taxId: 'DE000333444',
  },
  {
    ...{ id: 'COBBLEDOCK', name: 'Cobble Dock Storage', currency: 'USD', active: false },
    contact: contact('ap@cobble-dock.example', ['8 Dock', 'Dayton', 'OH', '45402', 'US']),
  },
  {
    ...{ id: 'MOSSWICK', name: 'Mosswick Printing', currency: 'USD', terms: '30D', active: true },
    contact: contact('', ['22 Press Street', 'Tulsa', 'OK', '74103', 'US']),
  },
];

function contact(
  email: string,
  [line1, city, state, postalCode, country]: [string, string, string, string, string],
): ErpContact {
  return { email, phone: TELEPHONE, address: { line1, city, state, postalCode, country } };
}

/** One vendor for each code, although two supplier records may share it. */
export function vendors(): ErpVendor[] {
  const byId = new Map<string, Supplier>();
  for (const supplier of MAPPED_SUPPLIERS) byId.set(supplier.vendor ?? '', supplier);
  const known = [...byId].map(([id, supplier], at): ErpVendor => {
    const { city, state, postalCode, country } = supplier;
    const own = contact(emailOf(supplier), [STREET, city, state, postalCode, country]);
    const vendor: ErpVendor = {
      ...{ id, name: supplier.names[0], active: true, currency: supplier.currency },
      ...{ terms: TERMS[supplier.terms]?.erp ?? '30D', contact: own },
      ...(supplier.vat !== undefined && { taxId: supplier.vat }),
    };
    differsAt(at)?.[1](own, vendor);
    return vendor;
  });
  const former: ErpVendor = {
    ...{ id: FORMER_VENDOR.vendor, name: 'Old Harrow Stationers', active: false, currency: 'USD' },
  };
  return [...known, former, ...STRANGERS].map((vendor, at) => ({
    ...vendor,
    ...(at % 2 === 0 && bank(vendor.id)),
  }));
}

/** Invented bank data, as a canary. */
const bank = (id: string): Required<Pick<ErpVendor, 'bank'>> => ({
  bank: { iban: `XX00 CANARY ${id} 0001`, bic: `CANARYXX${id}` },
});

/** Accounts of which JAGGAER shall not know every fifth, and shall know another every fifth by another name. */
function turnOf(at: number): 'new' | 'differs' | 'equal' {
  return at % 5 === 0 ? 'new' : at % 5 === 1 ? 'differs' : 'equal';
}

/** Closed in the ERP lately: JAGGAER still offers it. */
export const CLOSED_ACCOUNT: ErpAccount = {
  ...{ code: '69900', description: 'Old freight, no longer used', kind: 'expense', active: false },
};

/** What the sync has to find; `rows` is what the mapping table says about suppliers. */
export function mastersOf(
  erp: Pick<ErpMasters, 'vendors' | 'accounts' | 'costCenters' | 'branches'>,
  rows: readonly MappingRow[],
  { codesOnly = false }: Pick<Books, 'codesOnly'> = {},
): Masters {
  // of two rows for one supplier the one that is valid from a later day counts
  const mapped = new Map<string, string>();
  const byDay = [...rows].sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
  for (const { kind, from, to } of byDay) if (kind === 'supplier') mapped.set(from, to);
  const numbersOf = (vendor: string) => [...mapped].filter(([, to]) => to === vendor).map(([from]) => from);
  return {
    suppliers: erp.vendors.map((vendor, at) => supplierFact(vendor, at, numbersOf(vendor.id))),
    accounts: [
      ...erp.accounts.map((account, at) => accountFact('Account', account, at)),
      ...erp.costCenters.map((center, at) => accountFact('CostCenter', { ...center, active: true }, at)),
      ...(codesOnly ? erp.branches : []).map(({ id, name }, at) =>
        accountFact('Department', { code: id, description: name, active: true }, at),
      ),
    ],
    bankValues: erp.vendors.flatMap(({ bank: own }) => (own ? [own.iban, own.bic] : [])),
  };
}

function supplierFact({ id, active }: ErpVendor, at: number, suppliers: string[]): SupplierFact {
  if (suppliers.length === 0) {
    return { vendor: id, kind: active ? 'new' : 'inactive', suppliers, differing: [] };
  }
  const differing = differsAt(at)?.[0] ?? [];
  if (suppliers.length > 1) return { vendor: id, kind: 'ambiguous', suppliers, differing };
  return { vendor: id, kind: differing.length > 0 ? 'differs' : 'equal', suppliers, differing };
}

function accountFact(
  field: AccountFact['field'],
  { code, description, active }: Pick<ErpAccount, 'code' | 'description' | 'active'>,
  at: number,
): AccountFact {
  const isClosed = code === CLOSED_ACCOUNT.code;
  const kind = active ? turnOf(at) : isClosed ? 'deactivated' : 'inactive';
  return { field, code, kind, description, active };
}

/** The values that JAGGAER's fields have: its own codes, and what it was once given of the ERP's. */
export function glValues(accounts: readonly AccountFact[]): GlValue[] {
  const own = [
    ...ACCOUNTS.filter(({ chart }) => chart === 'new').map(({ code, description }) => ({
      ...{ internalName: 'Account', value: code, description, active: true },
    })),
    ...COST_CENTERS.flatMap(({ chart, code, subaccount }) =>
      chart === 'new' && code !== null && code !== 'none'
        ? [{ internalName: 'CostCenter', value: code, description: `Department ${subaccount}`, active: true }]
        : [],
    ),
  ];
  const given = accounts.flatMap(({ field, code, kind, description }): GlValue[] =>
    kind === 'new' || kind === 'inactive'
      ? []
      : [
          {
            ...{ internalName: field, value: code, active: true },
            description: kind === 'differs' ? `${description} (old name)` : description,
          },
        ],
  );
  return [...own, ...given];
}
