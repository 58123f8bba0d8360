/** Company profiles as the other side of Create or Update. */
import type { Supplier } from '../../shared/documents';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Change, Match, SyncTarget } from '../../shared/syncTarget';
import type { ProfileRules } from '../documents/companyProfile';
import { infoOf, numbersOf, plainNumber, profileChange, vendorOf } from '../documents/companyProfile';
import { text } from '../documents/fields';
import { fillTemplate } from '../documents/template';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { findRows, keyName } from '../transport/lookUp';
import { sendWrite } from '../transport/send';
import { demandConfirmed } from '../transport/writes';

/** Keys beside the ERP's vendor id. */
export const MATCH_KEYS = ['duns', 'taxNumber', 'vatNumber'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

export interface SupplierRules extends ProfileRules {
  /** Keys that are tried after the ERP's vendor id, in this order; the first that finds something decides. */
  matchBy: MatchKey[];
  /** Filter of the supplier list, e.g. `TYPE==SELLER`. */
  listFilter: string;
  lookUpByFilter: boolean;
  /** Asked once a look-up. @throws Refusal where the mapping cannot be used */
  numbers(): SupplierNumbers;
  dryRun: boolean;
}

type Key = MatchKey | 'erpVendor' | 'mapping';

const FILTERS: Record<Key, string> = {
  mapping: 'extCode',
  erpVendor: 'extCode',
  duns: 'extUniqueCode',
  taxNumber: 'fiscalCode',
  vatNumber: 'euVat',
};

export const bravoIdOf = (row: Json): string => text(infoOf(row).bravoId) ?? '';

/** @throws Refusal where writing is not confirmed */
export function supplierTarget(connection: Connection, rules: SupplierRules): SyncTarget<Supplier, Json> {
  const write = connection.writeOf('supplier');
  const keys: Key[] = ['mapping', 'erpVendor', ...rules.matchBy];
  const valuesOf = (supplier: Supplier, key: Key): string[] => {
    if (key === 'mapping') return numbers.numbersOf(vendorOf(supplier));
    return [key === 'erpVendor' ? vendorOf(supplier) : plainNumber(supplier[key])].filter(
      (each) => each !== null,
    );
  };
  let numbers = SupplierNumbers.none;
  /** Key values that several new suppliers of the batch share. */
  const shared = new Map<string, string[]>();
  const namesOf = (supplier: Supplier): string[] =>
    keys.flatMap((key) => valuesOf(supplier, key).map((value) => keyName(key, value)));
  /** By the first key that finds something. */
  const matchesOf = (supplier: Supplier, rows: Map<string, Json[]>): Array<Match<Json>> => {
    for (const matchedBy of keys) {
      const hits = valuesOf(supplier, matchedBy).flatMap(
        (value) => rows.get(keyName(matchedBy, value)) ?? [],
      );
      if (hits.length > 0) return hits.map((record) => ({ id: bravoIdOf(record), matchedBy, record }));
    }
    return [];
  };
  const refuseShared = (supplier: Supplier): void => {
    const name = namesOf(supplier).find((each) => (shared.get(each) ?? []).length > 1);
    if (name === undefined) return;
    const vendors = (shared.get(name) ?? []).join(', ');
    throw new Refusal(
      held(
        'match.double',
        `Vendors ${vendors} are not in JAGGAER and have the same ${name.replace('\n', ': ')}.`,
        'None was created. Correct the number in the ERP, or do not match by it.',
        'erp',
      ),
    );
  };
  const target: SyncTarget<Supplier, Json> = {
    system: 'JAGGAER',
    company: connection.origin.tenant,
    environment: connection.origin.environment,
    kind: 'supplier',
    batchSize: 1,
    readsBack: true,
    nameOf: (supplier) => ({
      key: `${supplier.environment}:${supplier.tenant}:${supplier.id}`,
      name: `Supplier ${vendorOf(supplier)} ${supplier.name}`,
    }),

    async find(suppliers) {
      if (!rules.dryRun) demandConfirmed(write);
      numbers = rules.numbers();
      const wanted = (key: Key) => new Set(suppliers.flatMap((supplier) => valuesOf(supplier, key)));
      const rows = await findRows(
        connection,
        'suppliers',
        keys.map((key) => ({
          ...{ name: key, filter: FILTERS[key], wanted: wanted(key) },
          of: (row: Json) => numbersOf[key === 'mapping' ? 'erpVendor' : key](infoOf(row)),
        })),
        { idOf: bravoIdOf, byFilter: rules.lookUpByFilter, filter: rules.listFilter },
      );
      const found = new Map<string, Array<Match<Json>> | Problem>();
      shared.clear();
      for (const supplier of suppliers) {
        const matches = matchesOf(supplier, rows);
        found.set(target.nameOf(supplier).key, matches);
        if (matches.length > 0) continue;
        for (const name of namesOf(supplier)) {
          shared.set(name, [...(shared.get(name) ?? []), vendorOf(supplier)]);
        }
      }
      return found;
    },

    plan(supplier, match) {
      if (match) refuseTaken(supplier, match, numbers);
      const change = profileChange(supplier, match?.record ?? null, rules);
      if (!match && !supplier.active) {
        const note = 'It is inactive in the ERP and not in JAGGAER: there is nothing to create.';
        return { payload: {}, differences: [], notCarried: [], note };
      }
      if (!match) refuseShared(supplier);
      const values = {
        operationCode: match ? 'UPDATE' : 'CREATE',
        companyInfo: change.info,
        bravoId: match?.id ?? null,
        erpVendor: vendorOf(supplier),
        name: supplier.name,
      };
      return { ...change, payload: fillTemplate(write.body, values) } satisfies Change;
    },

    async write([order]) {
      if (!order) return [];
      const idOf = (answer: Json) => text(answer.bravoId) ?? '';
      const sent = sendWrite(connection, write, order.change.payload as Json, { idOf });
      return [await sent.catch(explained)];
    },
  };
  return target;
}

/** A profile that has a number of its own is taken over only where a mapping row says so. */
function refuseTaken(
  supplier: Supplier,
  { matchedBy, record, id }: Match<Json>,
  numbers: SupplierNumbers,
): void {
  const vendor = vendorOf(supplier);
  const code = numbersOf.erpVendor(infoOf(record));
  if (matchedBy === 'mapping' || code === null) return;
  const other = numbers.vendorOf(code);
  if (code === vendor ? other === null || other === vendor : isDuns(code, record)) return;
  throw new Refusal(
    held(
      'match.taken',
      `Supplier ${vendor} matches JAGGAER’s supplier ${id} by ${matchedBy}, but that one is number ${code}${other === null ? '' : `, which is mapped to ${other}`}.`,
      `If both are one company, add a mapping row supplier ${code} → ${vendor}; otherwise correct the number they share.`,
      'mapping',
    ),
  );
}

/** Some clients put the DUNS number into the external code as well (source: CCS client). */
const isDuns = (code: string, record: Json): boolean => plainNumber(code) === numbersOf.duns(infoOf(record));

/** JAGGAER's answer to a profile that is there already (source: CCS client). */
function explained(error: unknown): never {
  if (error instanceof Refusal && /return code -996/.test(error.problem.reason)) {
    const advice =
      'JAGGAER has this company or its user already: enter the ERP’s vendor id as its external code there, or match by DUNS or VAT number.';
    throw new Refusal({ ...error.problem, cause: 'jaggaer.exists', advice });
  }
  throw error;
}
