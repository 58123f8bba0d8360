/**
 * Values of the chart-of-accounts fields as the other side of Create or Update: in JAGGAER an account is an allowed
 * value of a custom field (source: UCLA sample data). Path and shape are assumed.
 */
import type { Dimension, GlAccount } from '../../shared/documents';
import type { Difference } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { Match, SyncTarget, WriteOrder } from '../../shared/syncTarget';
import { text } from '../documents/fields';
import type { GlValue } from '../documents/glValues';
import { glIdOf, glValueId, readGlValue } from '../documents/glValues';
import { fillTemplate } from '../documents/template';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { findRows, keyName } from '../transport/lookUp';
import { sendWrite } from '../transport/send';
import { demandConfirmed } from '../transport/writes';

export type Account = Dimension | GlAccount;

export interface GlRules {
  /** Internal name of the field that takes the accounts; empty = none. */
  accountField: string;
  /** Internal name of the field for each dimension, by the dimension's name. */
  dimensionFields: ReadonlyMap<string, string>;
  /** How many values one call takes. */
  batchSize: number;
  lookUpByFilter: boolean;
  dryRun: boolean;
}

/** @throws Refusal where writing is not confirmed */
export function glValueTarget(connection: Connection, rules: GlRules): SyncTarget<Account, GlValue> {
  const write = connection.writeOf('glAccount');
  const fieldOf = (account: Account): string =>
    account.document === 'glAccount'
      ? rules.accountField
      : (rules.dimensionFields.get(account.name.toLowerCase()) ?? '');
  const bodyOf = (accounts: Account[]): Json => {
    const values = accounts.map((account) => ({
      internalName: fieldOf(account),
      value: account.code,
      description: account.description || null,
      active: account.active,
    }));
    return fillTemplate(write.body, { values, ...values[0] });
  };
  return {
    system: 'JAGGAER',
    company: connection.origin.tenant,
    environment: connection.origin.environment,
    kind: 'glValue',
    // a template without a list takes one value a call
    batchSize: write.body.includes('{each values}') ? rules.batchSize : 1,
    readsBack: true,
    nameOf,
    slotOf: (account) => glValueId(fieldOf(account), account.code),

    async find(accounts) {
      if (!rules.dryRun) demandConfirmed(write);
      const wanted = new Set(accounts.map((account) => glValueId(fieldOf(account), account.code)));
      const rows = await rowsOf(connection, new Set(accounts.map(fieldOf)), wanted, rules.lookUpByFilter);
      const matches = accounts.map((account): [string, Array<Match<GlValue>>] => {
        const id = glValueId(fieldOf(account), account.code);
        return [nameOf(account).key, rows.filter((row) => row.id === id)];
      });
      return new Map(matches);
    },

    plan(account, match) {
      if (fieldOf(account) === '') throw noField(account);
      const payload = bodyOf([account]);
      if (!match && !account.active) {
        const note = 'It is inactive in the ERP and not in JAGGAER: there is nothing to create.';
        return { payload: {}, differences: [], notCarried: [], note };
      }
      return { payload, differences: differencesOf(account, match?.record ?? null), notCarried: [] };
    },

    async write(orders: Array<WriteOrder<Account, GlValue>>) {
      const body = bodyOf(orders.map(({ document }) => document));
      const written = await sendWrite(connection, write, body);
      return orders.map(({ document: account }) =>
        written.kind === 'written' ? { ...written, id: glValueId(fieldOf(account), account.code) } : written,
      );
    },
  };
}

/** An account and a dimension may have the same code. */
function nameOf(account: Account): { key: string; name: string } {
  const { environment, tenant, id, code } = account;
  const isAccount = account.document === 'glAccount';
  return {
    key: `${environment}:${tenant}:${isAccount ? id : `${account.name}:${id}`}`,
    name: `${isAccount ? 'Account' : account.name} ${code}`,
  };
}

async function rowsOf(
  connection: Connection,
  fields: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  byFilter: boolean,
): Promise<Array<Match<GlValue>>> {
  const names = new Set([...fields].filter((name) => name !== ''));
  const key = {
    ...{ name: 'field', filter: 'internalName', wanted: names },
    of: (row: Json) => (wanted.has(glIdOf(row)) ? text(row.internalName) : null),
  };
  const found = await findRows(connection, 'glValues', [key], { idOf: glIdOf, byFilter });
  return [...names].flatMap((name) =>
    (found.get(keyName('field', name)) ?? []).map((row) => ({
      ...{ id: glIdOf(row), matchedBy: 'code', record: readGlValue(row) },
    })),
  );
}

function differencesOf({ description, active }: Account, shown: GlValue | null): Difference[] {
  const words = (value: boolean) => (value ? 'active' : 'inactive');
  const all = [
    { field: 'description', expected: description.trim(), found: shown?.description ?? '' },
    { field: 'active', expected: words(active), found: shown ? words(shown.active) : '' },
  ];
  return all.filter(({ expected, found }) => expected !== '' && expected !== found);
}

const noField = (account: Account): Refusal =>
  new Refusal(
    held(
      'setting.field',
      account.document === 'glAccount'
        ? 'No JAGGAER field is named for accounts.'
        : `No JAGGAER field is named for the dimension ${account.name}.`,
      'Fill in the internal name of the custom field in this node; an invoice’s accounting splits show the names.',
      'support',
    ),
  );
