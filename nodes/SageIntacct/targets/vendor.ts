/**
 * Vendors as the other side of Create or Update.
 *
 * Each vendor is one function of a request. Its control id is made of the supplier, of what is written and of the state
 * of the vendor that it is written on: the same operation has the same id and is carried out once, however often it is
 * sent, while a later update, also one back to earlier values, is another operation.
 *
 * Echoes cannot arise, see `shared/syncSides.ts`: values are compared before anything is sent, and an update with
 * nothing to change is no call, so the vendor keeps its WHENMODIFIED and the trigger has nothing to tell.
 */
import { createHash } from 'crypto';
import type { Supplier } from '../../shared/documents';
import type { Problem } from '../../shared/outcome';
import { notCreated, numberOf, plainNumber, supplierName, taxIdOf } from '../../shared/supplierAction';
import { mappedToNobody, refuseLongId, refuseStranger, vendorCode } from '../../shared/supplierMatch';
import type { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Change, Match, SyncTarget, WriteOrder, Written } from '../../shared/syncTarget';
import { VENDOR_FIELDS } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { interpret } from '../transport/errors';
import type { Sent } from '../transport/request';
import { send } from '../transport/request';
import type { Row, XmlFields } from '../transport/xml';
import { text } from '../transport/xml';
import type { VendorRules } from '../vendorDocuments';
import { vendorChange } from '../vendorDocuments';
import type { Key, MatchKey } from './vendorLookup';
import { matchesOf, readVendors } from './vendorLookup';

export interface VendorSettings extends VendorRules {
  /** Keys that are tried after the mapping, in this order; the first that finds something decides. */
  matchBy: MatchKey[];
  /** What a new vendor is called: a prefix and JAGGAER's number, or what Sage Intacct numbers by itself. */
  newId: 'number' | 'sequence';
  prefix: string;
  batchSize: number;
  /** Asked once a look-up. @throws Refusal where the mapping cannot be used */
  numbers(): SupplierNumbers;
}

const WORDS = { system: 'Sage Intacct', word: 'vendor' };

/** Keys that find the supplier's own vendor and no other. */
const CERTAIN: readonly string[] = ['created', 'link', 'mapping'] satisfies Key[];

/** Longest vendor id (source: vendors). */
const LONGEST_ID = 20;

export function vendorTarget(connection: Connection, rules: VendorSettings): SyncTarget<Supplier, Row> {
  let numbers: SupplierNumbers;
  /** Ids of the vendors that this run created, or tried to, by the supplier's key. */
  const created = new Map<string, string>();
  const keys: Key[] = [
    'created',
    'mapping',
    ...rules.matchBy.filter((key) => key !== 'link' || rules.linkField !== ''),
  ];
  const fields = [
    ...new Set([...VENDOR_FIELDS, ...Object.keys(rules.more), ...(rules.linkField ? [rules.linkField] : [])]),
  ];
  const mappedTo = (supplier: Supplier): string | null => vendorCode(supplier, numbers);
  const valueOf = (supplier: Supplier, key: Key): string => {
    const values: Record<Key, string | null> = {
      created: created.get(target.nameOf(supplier).key) ?? null,
      mapping: mappedTo(supplier),
      link: supplier.id,
      vendorId: `${rules.prefix}${numberOf(supplier)}`,
      taxNumber: supplier.taxNumber,
      vatNumber: supplier.vatNumber,
      name: supplier.name,
    };
    return values[key]?.trim() ?? '';
  };
  const newIdOf = (supplier: Supplier): string =>
    (mappedTo(supplier) ?? (rules.newId === 'sequence' ? '' : `${rules.prefix}${numberOf(supplier)}`)).trim();

  const target: SyncTarget<Supplier, Row> = {
    system: 'Sage Intacct',
    company: connection.companyId,
    environment: originOf(connection).environment,
    kind: 'vendor',
    batchSize: rules.batchSize,
    readsBack: true,
    nameOf: supplierName,
    slotOf: (supplier) => newIdOf(supplier) || `tax ${plainNumber(taxIdOf(supplier)) || supplier.id}`,

    async find(suppliers) {
      numbers = rules.numbers();
      const found = await readVendors(
        connection,
        fields,
        (key) => (keys.includes(key) ? suppliers.map((supplier) => valueOf(supplier, key)) : []),
        rules.linkField,
      );
      return new Map(
        suppliers.map((supplier): [string, Array<Match<Row>> | Problem] => [
          target.nameOf(supplier).key,
          matchesOf(found, keys, (key) => valueOf(supplier, key), {
            linkField: rules.linkField,
            mappingDecides: !numbers.areSame,
          }),
        ]),
      );
    },

    plan(supplier, match) {
      if (match && !CERTAIN.includes(match.matchedBy)) {
        const ours = [supplier.taxNumber, supplier.vatNumber];
        const taxId = { word: 'tax number', ours, theirs: text(match.record, 'TAXID') };
        refuseStranger(supplier, match, numbers, WORDS, { taxId });
      }
      const id = match ? '' : newIdOf(supplier);
      const change = vendorChange(supplier, match?.record ?? null, rules, id);
      if (!match && !supplier.active) return notCreated('Sage Intacct');
      if (!match) {
        const mapped = numbers.areSame ? null : mappedTo(supplier);
        if (mapped !== null) throw mappedToNobody(supplier, mapped, WORDS);
        refuseLongId(id, LONGEST_ID, 'vendor ID', WORDS);
      }
      const verb = match ? 'update' : 'create';
      const { differences, notCarried } = change;
      return { payload: { [verb]: { VENDOR: change.fields } }, differences, notCarried } satisfies Change;
    },

    async write(orders) {
      const functions = orders.map((order) => ({
        controlId: controlIdOf(order),
        body: order.change.payload as XmlFields,
      }));
      const note = ({ document, match }: WriteOrder<Supplier, Row>, id: string) => {
        if (match === null && id !== '') created.set(target.nameOf(document).key, id);
      };
      for (const order of orders) note(order, newIdOf(order.document));
      const results = await send(connection, functions, { unique: true, repeatable: true });
      return orders.map((order, at) => {
        const written = writtenOf(order, results[at]);
        if (written.kind === 'written') note(order, written.id);
        return written;
      });
    },
  };
  return target;
}

/** Up to 256 characters (source: published schema). */
function controlIdOf({ document, change, match }: WriteOrder<Supplier, Row>): string {
  const base = match ? [match.id, text(match.record, 'WHENMODIFIED'), change.differences] : [];
  const hash = createHash('sha256')
    .update(JSON.stringify([change.payload, base]))
    .digest('hex')
    .slice(0, 32);
  const { environment, tenant, id } = document;
  return `jaggaer-vendor-${environment}-${tenant}-${id}`.slice(0, 200) + `-${hash}`;
}

function writtenOf({ document, match }: WriteOrder<Supplier, Row>, result: Sent | undefined): Written {
  const what = `vendor ${match?.id ?? document.name}`;
  if (!result) return { kind: 'unknown', reason: 'the answer does not mention it', final: false };
  if (result.status === 'success') {
    const id = text(result.rows[0] ?? {}, 'VENDORID');
    return { kind: 'written', id: id || (match?.id ?? ''), warnings: [] };
  }
  const { kind, problem } = interpret(result.errors, what);
  // a look-up tells whether it was ours
  if (kind === 'repeated' || kind === 'inProcess')
    return { kind: 'unknown', reason: problem.reason, final: false };
  if (kind === 'duplicate' && result.resent) return { kind: 'unknown', reason: problem.reason, final: false };
  if (kind === 'transient') return { kind: 'unknown', reason: problem.reason, final: true };
  return { kind: 'refused', problem };
}
