/**
 * Suppliers as the other side of Create or Update.
 *
 * Each is one call: Exact takes no batch. Echoes cannot arise, see `shared/syncSides.ts`: values are compared before anything is
 * sent, and with nothing to change there is no call, so the record keeps its row version and the trigger has nothing to tell.
 */
import type { Supplier } from '../../shared/documents';
import { Refusal, held } from '../../shared/outcome';
import { notCreated, numberOf, plainNumber, supplierName } from '../../shared/supplierAction';
import { mappedToNobody, refuseStranger, vendorCode } from '../../shared/supplierMatch';
import type { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Match, SyncTarget } from '../../shared/syncTarget';
import type { SupplierRules } from '../supplierDocuments';
import { CODE_WIDTH, isAccountCode, supplierChange } from '../supplierDocuments';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { create, update } from '../transport/list';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import type { Key, MatchKey } from './supplierLookup';
import { ACCOUNTS, matchesOf, readAccounts } from './supplierLookup';

export interface SupplierSettings extends SupplierRules {
  /** Keys that are tried after the mapping, in this order; the first that finds something decides. */
  matchBy: MatchKey[];
  /** Whose number is the code of a new supplier: JAGGAER's, or the next one that Exact gives. */
  newCode: 'number' | 'sequence';
  /** What becomes of a supplier that Exact does not have. */
  whenMissing: 'create' | 'skip';
  /** Asked once a look-up. @throws Refusal where the mapping cannot be used */
  numbers(): SupplierNumbers;
}

/** Keys that find the supplier's own record and no other. */
const CERTAIN: readonly string[] = ['created', 'lost', 'mapping'] satisfies Key[];

const WORDS = { system: 'Exact Online', word: 'supplier' };

export function supplierTarget(connection: Connection, rules: SupplierSettings): SyncTarget<Supplier, Json> {
  let numbers: SupplierNumbers;
  /** Codes of the suppliers that this run created; '' while Exact has not told it. */
  const created = new Map<string, string>();
  const keys: Key[] = ['created', 'mapping', ...rules.matchBy, 'lost'];
  const mappedTo = (supplier: Supplier): string | null => vendorCode(supplier, numbers);
  const newCodeOf = (supplier: Supplier): string =>
    (mappedTo(supplier) ?? (rules.newCode === 'sequence' ? '' : numberOf(supplier))).trim();
  const valueOf = (supplier: Supplier, key: Key): string => {
    const { key: own } = supplierName(supplier);
    const values: Record<Key, string | null> = {
      created: created.get(own) ?? null,
      // sent without a code, and no answer came
      lost: created.get(own) === '' ? supplier.name : null,
      mapping: mappedTo(supplier),
      number: numberOf(supplier),
      vatNumber: supplier.vatNumber,
      duns: supplier.duns,
      name: supplier.name,
    };
    return values[key]?.trim() ?? '';
  };

  return {
    system: WORDS.system,
    company: connection.division,
    environment: originOf(connection).environment,
    kind: 'supplier',
    batchSize: 1,
    readsBack: true,
    nameOf: supplierName,
    slotOf: (supplier) =>
      newCodeOf(supplier) || plainNumber(supplier.vatNumber) || `name ${supplier.name.toLowerCase()}`,

    async find(suppliers) {
      numbers = rules.numbers();
      const accounts = await readAccounts(connection, (key) =>
        keys.includes(key) ? suppliers.map((supplier) => valueOf(supplier, key)) : [],
      );
      return new Map(
        suppliers.map((supplier): [string, Array<Match<Json>>] => [
          supplierName(supplier).key,
          matchesOf(accounts, keys, (key) => valueOf(supplier, key), !numbers.areSame),
        ]),
      );
    },

    plan(supplier, match) {
      if (match && !CERTAIN.includes(match.matchedBy)) {
        const theirs = textAt(match.record, 'VATNumber');
        const taxId = { word: 'VAT number', ours: [supplier.vatNumber], theirs };
        refuseStranger(supplier, match, numbers, WORDS, { taxId });
      }
      const code = match ? '' : newCodeOf(supplier);
      if (!match && !supplier.active) return notCreated(WORDS.system);
      if (!match) {
        const mapped = numbers.areSame ? null : mappedTo(supplier);
        if (mapped !== null) throw mappedToNobody(supplier, mapped, WORDS);
        if (rules.whenMissing === 'skip') return LEFT_OUT;
        refuseCode(supplier, code);
      }
      const { fields, differences, notCarried } = supplierChange(
        supplier,
        match?.record ?? null,
        rules,
        code,
      );
      return { payload: fields, differences, notCarried };
    },

    async write([order]) {
      if (!order) return [];
      const { document, match, change } = order;
      const { key, name } = supplierName(document);
      const body = change.payload as Json;
      if (match) {
        await update(connection, ACCOUNTS, textAt(match.record, 'ID'), body, `to change ${name}`);
        return [{ kind: 'written', id: match.id, warnings: [] }];
      }
      created.set(key, newCodeOf(document));
      const made = await create(connection, ACCOUNTS, body, `to create ${name}`);
      const id = textAt(made, 'Code') || newCodeOf(document);
      created.set(key, id);
      return [{ kind: 'written', id, warnings: [] }];
    },
  };
}

const LEFT_OUT = {
  ...{ payload: {}, differences: [], notCarried: [] },
  note: 'Exact Online does not have it, and the node is set to create none.',
};

/** Exact's codes of relations are numbers. */
function refuseCode(supplier: Supplier, code: string): void {
  if (code === '' || isAccountCode(code)) return;
  throw new Refusal(
    held(
      'supplier.code',
      `${code} cannot be the code of supplier ${supplier.name}: Exact Online takes up to ${CODE_WIDTH} digits.`,
      'Let Exact Online number new suppliers (Code of a New Supplier), or give the supplier a number of digits in JAGGAER.',
      'support',
    ),
  );
}
