/**
 * Suppliers as the other side of Create or Update. Nothing on a supplier says when it was changed, so all of them are
 * read, once, with their addresses; they are read again after writing.
 *
 * Echoes cannot arise, see `shared/syncSides.ts`: values are compared before anything is sent, so a supplier that
 * already says the same stays as it is, and the trigger, which compares what suppliers say, has nothing to tell.
 */
import type { Supplier } from '../../shared/documents';
import { Refusal } from '../../shared/outcome';
import { notCreated, numberOf, plainNumber, supplierName, taxIdOf } from '../../shared/supplierAction';
import type { Evidence } from '../../shared/supplierMatch';
import {
  mappedToNobody,
  matchesByKey,
  refuseLongId,
  refuseStranger,
  vendorCode,
} from '../../shared/supplierMatch';
import type { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Change, Match, SyncTarget, WriteOrder, Written } from '../../shared/syncTarget';
import type { SupplierKeys } from '../keys';
import { readSupplierKeys, shownKey, wholeKey } from '../keys';
import type { SupplierRules } from '../supplierDocuments';
import { carried, supplierChange } from '../supplierDocuments';
import { readSupplierRows } from '../supplierRows';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { interpret } from '../transport/errors';
import { setUp } from '../transport/request';
import type { Row, XmlFields } from '../transport/xml';
import { child, children, errorsIn, text } from '../transport/xml';

/** Keys beside the mapping. */
export const MATCH_KEYS = ['supplierCode', 'taxNumber', 'vatNumber', 'name'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];
type Key = MatchKey | 'created' | 'mapping';

export interface SupplierSettings extends SupplierRules {
  /** Keys that are tried after the mapping, in this order; the first that finds something decides. */
  matchBy: MatchKey[];
  /** What a new supplier is called: a prefix and JAGGAER's number, or what SYSPRO numbers by itself. */
  newCode: 'number' | 'sequence';
  prefix: string;
  batchSize: number;
  /** Asked once a look-up. @throws Refusal where the mapping cannot be used */
  numbers(): SupplierNumbers;
}

/** Keys that find the supplier's own record and no other. */
const CERTAIN: readonly string[] = ['created', 'mapping'] satisfies Key[];

/** Longest supplier code (source: columns). */
const LONGEST_CODE = 15;
const WORDS = { system: 'SYSPRO', word: 'supplier' };
const OBJECT = 'APSSSP';

export function supplierTarget(connection: Connection, rules: SupplierSettings): SyncTarget<Supplier, Row> {
  let numbers: SupplierNumbers;
  let keys: SupplierKeys | null = null;
  /** Rows as they are now; null after a write. */
  let rows: Row[] | null = null;
  /** Codes of the suppliers that this run created, or tried to, by our own key. */
  const created = new Map<string, string>();
  const order: Key[] = ['created', 'mapping', ...rules.matchBy];
  const whole = (code: string): string => (keys ? wholeKey(code, keys) : code.trim());
  const shown = (key: string): string => (keys ? shownKey(key, keys) : key);

  const mappedTo = (supplier: Supplier): string | null => vendorCode(supplier, numbers);
  const newCodeOf = (supplier: Supplier): string =>
    (
      mappedTo(supplier) ?? (rules.newCode === 'sequence' ? '' : `${rules.prefix}${numberOf(supplier)}`)
    ).trim();
  const valueOf = (supplier: Supplier, key: Key): string => {
    const values: Record<Key, string | null> = {
      created: created.get(supplierName(supplier).key) ?? null,
      mapping: mappedTo(supplier),
      supplierCode: `${rules.prefix}${numberOf(supplier)}`,
      taxNumber: supplier.taxNumber,
      vatNumber: supplier.vatNumber,
      name: carried('SupplierName', supplier.name),
    };
    return values[key]?.trim() ?? '';
  };
  const isMeant = (row: Row, key: Key, value: string): boolean => {
    if (key === 'name') return text(row, 'SupplierName') === value;
    if (key === 'taxNumber' || key === 'vatNumber')
      return plainNumber(value) !== '' && plainNumber(text(row, 'TaxRegnNum')) === plainNumber(value);
    return whole(text(row, 'Supplier')) === whole(value);
  };

  return {
    system: 'SYSPRO',
    company: connection.companyId,
    environment: originOf(connection).environment,
    kind: 'supplier',
    batchSize: rules.batchSize,
    readsBack: true,
    nameOf: supplierName,
    slotOf: (supplier) =>
      whole(newCodeOf(supplier)) || `tax ${plainNumber(taxIdOf(supplier)) || supplier.id}`,

    async find(suppliers) {
      numbers = rules.numbers();
      keys ??= await readSupplierKeys(connection);
      rows ??= await readSupplierRows(connection);
      const all = rows;
      return new Map(
        suppliers.map((supplier) => [
          supplierName(supplier).key,
          matchesByKey(all, {
            ...{ keys: order, isMeant, mappingDecides: !numbers.areSame },
            valueOf: (key) => valueOf(supplier, key),
            idOf: (row) => shown(text(row, 'Supplier')),
          }),
        ]),
      );
    },

    plan(supplier, match) {
      if (match && !CERTAIN.includes(match.matchedBy))
        refuseStranger(supplier, match, numbers, WORDS, evidenceOf(supplier, match));
      if (!match && !supplier.active) return notCreated('SYSPRO');
      const code = match ? match.id : newCodeOf(supplier);
      if (!match) {
        const mapped = numbers.areSame ? null : mappedTo(supplier);
        if (mapped !== null) throw mappedToNobody(supplier, mapped, WORDS);
        refuseLongId(code, LONGEST_CODE, 'supplier code', WORDS);
      }
      const { elements, differences, notCarried } = supplierChange(supplier, match?.record ?? null, rules);
      // an empty key lets SYSPRO number it
      const payload = { [match ? 'Update' : 'Add']: { Key: { Supplier: code }, ...elements } };
      return { payload, differences, notCarried } satisfies Change;
    },

    async write(orders) {
      rows = null;
      for (const { document, match } of orders) {
        const code = match === null ? newCodeOf(document) : '';
        if (code !== '') created.set(supplierName(document).key, code);
      }
      const results = new Map<WriteOrder<Supplier, Row>, Written>();
      for (const action of ['Add', 'Update'] as const) {
        const own = orders.filter(({ match }) => (match === null) === (action === 'Add'));
        if (own.length === 0) continue;
        const isFirst = results.size === 0;
        const written = await send(connection, action, own).catch((error: unknown) => {
          // what the first call did stays true
          if (isFirst) throw error;
          const reason = error instanceof Error ? error.message : String(error);
          return own.map((): Written => ({ kind: 'unknown', reason, final: error instanceof Refusal }));
        });
        own.forEach((one, at) => results.set(one, written[at] ?? SILENT));
      }
      return orders.map((one) => {
        const written = results.get(one) ?? SILENT;
        if (written.kind === 'written' && one.match === null && written.id !== '')
          created.set(supplierName(one.document).key, written.id);
        return written;
      });
    },
  };
}

const SILENT: Written = { kind: 'unknown', reason: 'the answer does not mention it', final: false };

/** Every item by itself; defaults of this object are not those of postings (reference 2.3). */
const PARAMETERS: XmlFields = {
  SetupApSupplier: {
    Parameters: { IgnoreWarnings: 'Y', ApplyIfEntireDocumentValid: 'N', ValidateOnly: 'N' },
  },
};

/** One result each, in order: the answer repeats the items. @throws Refusal, SignInRefused, NoAnswer */
async function send(
  connection: Connection,
  action: 'Add' | 'Update',
  orders: Array<WriteOrder<Supplier, Row>>,
): Promise<Written[]> {
  const items = orders.map(({ change }) => (change.payload as Record<string, XmlFields>)[action] ?? {});
  const input: XmlFields = { SetupApSupplier: { Item: items } };
  const what = `${orders.length} suppliers (${action})`;
  const { content } = await setUp(connection, action, OBJECT, PARAMETERS, input, what);
  const answers = children(content, 'item');
  return orders.map(({ document }, at): Written => {
    const answer = answers[at];
    if (!answer) return SILENT;
    const errors = errorsIn(answer);
    const warnings = errors.filter(({ warning }) => warning).map(({ words }) => words);
    if (errors.length > warnings.length)
      return { kind: 'refused', problem: interpret(errors, `supplier ${document.name}`).problem };
    return { kind: 'written', id: text(child(answer, 'key'), 'supplier'), warnings };
  });
}

/** Mapping rows may name a supplier by any form of its key. */
function evidenceOf(supplier: Supplier, { id, record }: Match<Row>): Evidence {
  const whole = text(record, 'Supplier');
  const codes = new Set([id, whole, ...(whole === id ? [] : [whole.replace(/^0+(?=\d)/, '')])]);
  const ours = [supplier.taxNumber, supplier.vatNumber];
  const theirs = text(record, 'TaxRegnNum');
  return {
    codes: [...codes],
    taxId: { word: 'tax number', ours, theirs, record: `supplier ${id} of SYSPRO` },
  };
}
