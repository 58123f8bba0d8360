/**
 * Vendors as the other side of Create or Update. The list is read once, a page for each 1,000, because the number of a
 * vendor cannot be asked for; what writes answer keeps it up to date, so nothing is read after a write.
 *
 * Updates are sparse: the tax number comes back hidden, and sending the whole record would destroy it.
 */
import { randomUUID } from 'crypto';
import type { Supplier } from '../../shared/documents';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { notCreated, numberOf, supplierName } from '../../shared/supplierAction';
import { mappedToNobody, mappedVendor, matchesByKey, refuseStranger } from '../../shared/supplierMatch';
import type { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Match, SyncTarget } from '../../shared/syncTarget';
import { cleanName } from '../masterDocuments';
import { batch } from '../transport/batch';
import type { Connection } from '../transport/connection';
import { MOST_IN_BATCH, originOf } from '../transport/connection';
import type { Fault } from '../transport/errors';
import { existingId } from '../transport/errors';
import { ALSO_INACTIVE, literal, query, rowsIn } from '../transport/query';
import type { Json } from '../transport/wire';
import { isActive, textAt } from '../transport/wire';
import type { VendorRules } from '../vendorDocuments';
import { NAME_LENGTH, sameName, vendorChange, vendorName } from '../vendorDocuments';
import { Shelf } from './shelf';
import { writeRecords } from './writing';

/** Keys beside the mapping. */
export const MATCH_KEYS = ['number', 'name', 'companyName', 'email'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];
type Key = MatchKey | 'created' | 'mapping';

export interface VendorSettings extends VendorRules {
  /** Keys that are tried after the mapping, in this order; the first that finds something decides. */
  matchBy: MatchKey[];
  /** Asked once a look-up. @throws Refusal where the mapping cannot be used */
  numbers(): SupplierNumbers;
}

/** Keys that find the supplier's own vendor and no other. */
const CERTAIN: readonly string[] = ['created', 'mapping'] satisfies Key[];

const WORDS = { system: 'QuickBooks Online', word: 'vendor' };

export function vendorTarget(connection: Connection, rules: VendorSettings): SyncTarget<Supplier, Json> {
  let numbers: SupplierNumbers;
  let attempts = 0;
  const run = randomUUID();
  /** Ids of the vendors that this run created, by the supplier's key. */
  const created = new Map<string, string>();
  const shelf = new Shelf(() => query(connection, { entity: 'Vendor', where: [ALSO_INACTIVE] }));
  const keys: Key[] = ['created', 'mapping', ...rules.matchBy];
  const mappedTo = (supplier: Supplier): string | null => mappedVendor(supplier, numbers);
  const valueOf = (supplier: Supplier, key: Key): string => {
    const values: Record<Key, string | null> = {
      created: created.get(target.nameOf(supplier).key) ?? null,
      mapping: mappedTo(supplier),
      number: supplier.number,
      name: vendorName(supplier.name),
      companyName: vendorName(supplier.name),
      email: supplier.email,
    };
    return values[key]?.trim() ?? '';
  };

  const target: SyncTarget<Supplier, Json> = {
    system: 'QuickBooks Online',
    company: connection.realm,
    environment: originOf(connection).environment,
    kind: 'vendor',
    batchSize: MOST_IN_BATCH,
    readsBack: true,
    nameOf: supplierName,
    slotOf: (supplier) => vendorName(supplier.name).toLowerCase(),

    async find(suppliers) {
      numbers = rules.numbers();
      const vendors = await shelf.all();
      return new Map(
        suppliers.map((supplier): [string, Array<Match<Json>>] => [
          target.nameOf(supplier).key,
          matchesOf(vendors, keys, (key) => valueOf(supplier, key), !numbers.areSame),
        ]),
      );
    },

    plan(supplier, match) {
      if (match && !CERTAIN.includes(match.matchedBy)) {
        const codes = [match.id, textAt(match.record, 'AcctNum')].filter(Boolean);
        refuseStranger(supplier, match, numbers, WORDS, { codes });
      }
      if (!match && !supplier.active) return notCreated('QuickBooks Online');
      if (!match) refuseNew(supplier, mappedTo(supplier));
      const { fields, differences, notCarried } = vendorChange(supplier, match?.record ?? null, rules);
      const state = match ? { Id: match.id, SyncToken: textAt(match.record, 'SyncToken'), sparse: true } : {};
      return { payload: { ...state, ...fields }, differences, notCarried };
    },

    async write(orders) {
      attempts += 1;
      await shelf.all();
      const writes = orders.map(({ document, match, change }) => {
        const fresh = match && shelf.byId(match.id);
        // somebody may have changed it since it was compared
        const { payload } = match && fresh ? target.plan(document, { ...match, record: fresh }) : change;
        return { entity: 'Vendor', body: payload as Json, what: `vendor ${document.name}` };
      });
      const results = await writeRecords(
        connection,
        shelf,
        writes,
        `${run} ${attempts}`,
        (fault, write, problem) => nameTaken(connection, fault, textAt(write.body, 'DisplayName'), problem),
      );
      for (const [at, result] of results.entries()) {
        const order = orders[at];
        if (order && result.kind === 'written' && order.match === null)
          created.set(target.nameOf(order.document).key, result.id);
      }
      return results;
    },
  };
  return target;
}

/** By the first key that finds something; active vendors before inactive ones. */
function matchesOf(
  vendors: Json[],
  keys: Key[],
  valueOf: (key: Key) => string,
  mappingDecides: boolean,
): Array<Match<Json>> {
  const isId = (vendor: Json, value: string) => textAt(vendor, 'Id') === value;
  const isNumber = (vendor: Json, value: string) => sameName(textAt(vendor, 'AcctNum'), value);
  const isName = (vendor: Json, value: string) =>
    sameName(cleanName(textAt(vendor, 'DisplayName')), vendorName(value));
  const same: Record<Key, (vendor: Json, value: string) => boolean> = {
    ...{ created: isId, number: isNumber, name: isName },
    mapping: (vendor, value) => isMeant(vendor, value),
    companyName: (vendor, value) => sameName(textAt(vendor, 'CompanyName'), value),
    email: (vendor, value) => sameName(textAt(vendor, 'PrimaryEmailAddr.Address'), value),
  };
  return matchesByKey(vendors, {
    ...{ keys, valueOf, mappingDecides },
    isMeant: (vendor, key, value) => same[key](vendor, value),
    idOf: (vendor) => textAt(vendor, 'Id'),
    best: (hits) => (hits.some(isActive) ? hits.filter(isActive) : hits),
  });
}

/** Mapping rows name a vendor by its id or its number; `id:7` and `number:7` say which is meant. */
function isMeant(vendor: Json, code: string): boolean {
  const [, kind = '', rest = code] = /^(id|number):(.*)$/i.exec(code) ?? [];
  const byId = kind.toLowerCase() !== 'number' && textAt(vendor, 'Id') === rest.trim();
  const byNumber = kind.toLowerCase() !== 'id' && sameName(textAt(vendor, 'AcctNum'), rest);
  return rest.trim() !== '' && (byId || byNumber);
}

function refuseNew(supplier: Supplier, mapped: string | null): void {
  if (mapped !== null) throw mappedToNobody(supplier, mapped, WORDS);
  const { length } = vendorName(supplier.name);
  if (length > 0 && length <= NAME_LENGTH) return;
  throw new Refusal(
    held(
      'vendor.name',
      `The name of supplier ${numberOf(supplier)} has ${length} characters; QuickBooks Online takes 1 to ${NAME_LENGTH}.`,
      'Shorten it in JAGGAER.',
      'jaggaer',
    ),
  );
}

const OTHERS = ['Vendor', 'Customer', 'Employee'];

/** Vendors, customers and employees share one list of names: says who has it (code 6240). */
async function nameTaken(
  connection: Connection,
  fault: Fault,
  name: string,
  problem: Problem,
): Promise<Problem> {
  if (problem.cause !== 'erp.duplicateName' || name === '') return problem;
  const where = `WHERE DisplayName = ${literal(name)} AND Active IN (true, false)`;
  const items = OTHERS.map((entity, at) => ({ bId: String(at), query: `SELECT * FROM ${entity} ${where}` }));
  const answers = await batch(connection, items);
  const owners = answers.flatMap((answer, at) => {
    const entity = OTHERS[at] ?? '';
    if (answer.state !== 'rows') return [];
    return rowsIn(answer.response, entity).map((row) => `${entity.toLowerCase()} (id ${textAt(row, 'Id')})`);
  });
  const id = existingId(fault);
  const who = owners.join(', ') || (id === '' ? 'another record' : `the record with id ${id}`);
  return {
    ...problem,
    reason: `${problem.reason} The name “${name}” belongs to ${who}.`,
    advice:
      'Vendors, customers and employees of a company share one list of names. Rename the other one in QuickBooks Online (for example “… (customer)”), or give the supplier another name in JAGGAER; if the other one is this supplier’s vendor, add a mapping row.',
  };
}
