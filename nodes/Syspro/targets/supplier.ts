/**
 * Suppliers as the other side of Create or Update. Nothing on a supplier says when it was changed, so all of them are
 * read, once, with their addresses; they are read again after writing.
 *
 * Echoes cannot arise, see `shared/syncSides.ts`: values are compared before anything is sent, so a supplier that
 * already says the same stays as it is, and the trigger, which compares what suppliers say, has nothing to tell.
 */
import type { Supplier } from '../../shared/documents';
import { Refusal, held } from '../../shared/outcome';
import {
  mappedToNobody,
  notCreated,
  numberOf,
  plainNumber,
  refuseTaken,
  supplierName,
  taxIdOf,
} from '../../shared/supplierAction';
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

/** Longest supplier code (source: columns). A longer one might be cut, and found nevermore. */
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

  const mappedTo = (supplier: Supplier): string | null => {
    if (numbers.areSame) return supplier.erpVendor || supplier.number;
    const row = numbers.vendorOfSupplier(supplier);
    // JAGGAER itself knows no vendor; another value was filled in by a mapping
    return row ?? (supplier.erpVendor !== supplier.number ? supplier.erpVendor : null);
  };
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
  const matchesOf = (supplier: Supplier, all: Row[]): Array<Match<Row>> => {
    for (const key of order) {
      const value = valueOf(supplier, key);
      const hits = value === '' ? [] : all.filter((row) => isMeant(row, key, value));
      if (hits.length > 0)
        return hits.map((record) => ({ id: shown(text(record, 'Supplier')), matchedBy: key, record }));
      // what a mapping row names and SYSPRO does not have is nobody else
      if (key === 'mapping' && value !== '' && !numbers.areSame) return [];
    }
    return [];
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
      return new Map(suppliers.map((supplier) => [supplierName(supplier).key, matchesOf(supplier, all)]));
    },

    plan(supplier, match) {
      if (match) refuseStranger(supplier, match, numbers);
      if (!match && !supplier.active) return notCreated('SYSPRO');
      const code = match ? match.id : newCodeOf(supplier);
      if (!match) refuseNew(supplier, code, numbers.areSame ? null : mappedTo(supplier));
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

/** One that belongs to another supplier, or has another tax number, is only taken where a mapping row says so. */
function refuseStranger(
  supplier: Supplier,
  { matchedBy, record, id }: Match<Row>,
  numbers: SupplierNumbers,
): void {
  if (matchedBy === 'created' || matchedBy === 'mapping') return;
  // mapping rows may name it by any form of its key
  const whole = text(record, 'Supplier');
  const codes = new Set([id, whole, ...(whole === id ? [] : [whole.replace(/^0+(?=\d)/, '')])]);
  refuseTaken(supplier, { id, matchedBy }, [...codes], numbers, WORDS);
  const known = [supplier.taxNumber, supplier.vatNumber].map(plainNumber).filter(Boolean);
  const theirs = plainNumber(text(record, 'TaxRegnNum'));
  if (known.length === 0 || theirs === '' || known.includes(theirs)) return;
  throw new Refusal(
    held(
      'match.stranger',
      `Supplier ${numberOf(supplier)} matches supplier ${id} of SYSPRO by ${matchedBy}, but that one has the tax number ${text(record, 'TaxRegnNum')}.`,
      `If both are one company, add a mapping row supplier ${numberOf(supplier)} → ${id}; otherwise correct the key they share, or do not match by it.`,
      'mapping',
    ),
  );
}

function refuseNew(supplier: Supplier, code: string, mapped: string | null): void {
  if (mapped !== null) throw mappedToNobody(supplier, mapped, WORDS);
  if (code.length <= LONGEST_CODE) return;
  throw new Refusal(
    held(
      'vendor.id',
      `${code} is longer than the ${LONGEST_CODE} characters that a supplier code may have.`,
      'Give the supplier a shorter number in JAGGAER, or let SYSPRO number new suppliers.',
      'jaggaer',
    ),
  );
}
