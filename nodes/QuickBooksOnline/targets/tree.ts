/**
 * Accounts, locations and classes as the other side of Create or Update: lists with parents, known by their whole name
 * `Parent:Child`, accounts by their number as well. The list is read once; nothing is read after a write.
 */
import { randomUUID } from 'crypto';
import type { Dimension, GlAccount } from '../../shared/documents';
import type { Difference, Owner } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { Match, SyncTarget } from '../../shared/syncTarget';
import { cleanName, pathOf } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { MOST_IN_BATCH, originOf } from '../transport/connection';
import { ALSO_INACTIVE, query } from '../transport/query';
import type { Json } from '../transport/wire';
import { isActive, ref, textAt } from '../transport/wire';
import { sameName } from '../vendorDocuments';
import { Shelf } from './shelf';
import { writeRecords } from './writing';

export type ListDocument = Dimension | GlAccount;

export interface TreeRules {
  entity: 'Account' | 'Department' | 'Class';
  /** As people call it, e.g. `account`. */
  word: string;
  /** Whether codes of accounts are numbers; else they are whole names. */
  byNumber: boolean;
  /** Type of new accounts whose document names none of QuickBooks' own. */
  accountType: string;
  /** Whether a record becomes inactive, or active again, with its document. */
  carryStatus: boolean;
  /** On a record that is there only what is empty is filled. */
  fillOnly: boolean;
}

/** All of AccountType (source: API-ref Account). */
export const ACCOUNT_TYPES = [
  ...['Accounts Payable', 'Accounts Receivable', 'Bank', 'Cost of Goods Sold', 'Credit Card', 'Equity'],
  ...['Expense', 'Fixed Asset', 'Income', 'Long Term Liability', 'Non-Posting', 'Other Asset'],
  ...['Other Current Asset', 'Other Current Liability', 'Other Expense', 'Other Income'],
];

/** Longest names and numbers (source: API-ref); in the US, the UK and India QuickBooks takes 7 signs of a number. */
const NAME_LENGTH = 100;
const NUMBER_LENGTH = 20;
const LEVELS = 5;

export function treeTarget(connection: Connection, rules: TreeRules): SyncTarget<ListDocument, Json> {
  let attempts = 0;
  const run = randomUUID();
  const shelf = new Shelf(() => query(connection, { entity: rules.entity, where: [ALSO_INACTIVE] }));
  let known: Json[] = [];
  const target: SyncTarget<ListDocument, Json> = {
    system: 'QuickBooks Online',
    company: connection.realm,
    environment: originOf(connection).environment,
    kind: rules.word,
    batchSize: MOST_IN_BATCH,
    readsBack: true,
    nameOf: ({ environment, tenant, id, code }) => ({
      key: `${environment}:${tenant}:${id}`,
      name: `${rules.word[0]?.toUpperCase() ?? ''}${rules.word.slice(1)} ${code}`,
    }),
    slotOf: ({ code }) => code.trim().toLowerCase(),

    async find(documents) {
      known = await shelf.all();
      return new Map(
        documents.map((document) => [target.nameOf(document).key, matchesOf(document, known, rules)]),
      );
    },

    plan(document, match) {
      if (!match && !document.active) {
        const note = 'It is inactive in JAGGAER and not in QuickBooks Online: there is nothing to create.';
        return { payload: {}, differences: [], notCarried: [], note };
      }
      return match ? planUpdate(document, match, rules) : planNew(document, known, rules);
    },

    async write(orders) {
      attempts += 1;
      known = await shelf.all();
      const writes = orders.map(({ document, match, change }) => {
        const fresh = match && shelf.byId(match.id);
        const { payload } = match && fresh ? target.plan(document, { ...match, record: fresh }) : change;
        return { entity: rules.entity, body: payload as Json, what: `${rules.word} ${document.code}` };
      });
      return await writeRecords(connection, shelf, writes, `${run} ${attempts}`);
    },
  };
  return target;
}

/** By number where codes are numbers, else and then by the whole name; active records before inactive ones. */
function matchesOf(document: ListDocument, records: Json[], rules: TreeRules): Array<Match<Json>> {
  const code = document.code.trim();
  const keys: Array<[string, (record: Json) => boolean]> = [
    ['number', (record) => rules.byNumber && sameName(textAt(record, 'AcctNum'), code)],
    ['name', (record) => sameName(pathOf(record), wholeName(document, rules)) && isFree(record, code, rules)],
  ];
  for (const [matchedBy, isMeant] of keys) {
    const hits = records.filter(isMeant);
    const active = hits.filter(isActive);
    const found = active.length > 0 ? active : hits;
    if (found.length > 0) return found.map((record) => ({ id: textAt(record, 'Id'), matchedBy, record }));
  }
  return [];
}

/** An inactive account of another number leaves its name free. */
const isFree = (record: Json, code: string, rules: TreeRules): boolean =>
  isActive(record) || !hasOtherNumber(record, code, rules);

function hasOtherNumber(record: Json, code: string, { byNumber }: TreeRules): boolean {
  const number = textAt(record, 'AcctNum');
  return byNumber && number !== '' && !sameName(number, code);
}

/** What the record is called: an account that goes by its number by its description, anything else by its code. */
const wholeName = (document: ListDocument, { byNumber }: TreeRules): string =>
  byNumber ? plainName(document.description) || document.code.trim() : document.code.trim();

/** Without the signs that an account's name may not have; a colon would make it a child. */
const plainName = (name: string): string =>
  name
    .replace(/"/g, '')
    .replace(/\s*:\s*/g, ' - ')
    .trim();

function planUpdate(document: ListDocument, { id, record }: Match<Json>, rules: TreeRules) {
  const own = textAt(record, 'AcctNum');
  if (hasOtherNumber(record, document.code.trim(), rules) && !rules.fillOnly) {
    throw lacks(
      'list.otherNumber',
      `The ${rules.word} ${nameIn(record)} has the number ${own} in QuickBooks Online, and ${document.code} in JAGGAER.`,
      'If both are one, give it the same number on both sides; otherwise rename one of them. Mapping rows may name the number, so it is not changed here.',
      'mapping',
    );
  }
  const fields: Json = {};
  const differences: Difference[] = [];
  const notCarried: string[] = [];
  const change = (field: string, expected: string, found: string, wire: Json) => {
    if (expected === '' || expected === found || (rules.fillOnly && found !== '')) return;
    differences.push({ field, expected, found });
    Object.assign(fields, wire);
  };
  if (rules.byNumber) {
    const name = plainName(document.description);
    change('name', name, plainName(cleanName(textAt(record, 'Name'))) === name ? name : nameIn(record), {
      Name: name,
    });
    change('number', document.code.trim(), textAt(record, 'AcctNum'), { AcctNum: document.code.trim() });
  }
  const wasActive = isActive(record);
  if (document.active !== wasActive) {
    if (rules.carryStatus) {
      const words = (active: boolean) => (active ? 'active' : 'inactive');
      differences.push({ field: 'status', expected: words(document.active), found: words(wasActive) });
      // the name keeps “(deleted)” otherwise
      Object.assign(
        fields,
        { Active: document.active },
        document.active && { Name: fields.Name ?? nameIn(record) },
      );
    } else {
      const there = document.active ? 'active' : 'inactive';
      notCarried.push(`It is ${there} in JAGGAER; Carry Status is not switched on`);
    }
  }
  const state = { Id: id, SyncToken: textAt(record, 'SyncToken'), sparse: true };
  // required, and a sparse update without it was not recorded
  return { payload: { ...state, Name: nameIn(record), ...fields }, differences, notCarried };
}

const nameIn = (record: Json): string => cleanName(textAt(record, 'Name'));

function planNew(document: ListDocument, known: Json[], rules: TreeRules) {
  const whole = wholeName(document, rules);
  const parts = whole.split(':').map((part) => part.trim());
  const name = parts.at(-1) ?? '';
  const above = parts.slice(0, -1).join(':');
  if (parts.length > LEVELS || parts.some((part) => part === '' || part.length > NAME_LENGTH)) {
    const limits = `names of 1 to ${NAME_LENGTH} characters, at most ${LEVELS} levels deep`;
    throw lacks(
      'list.name',
      `“${whole}” is no name of a ${rules.word}: QuickBooks Online takes ${limits}.`,
      'Shorten it in JAGGAER.',
      'jaggaer',
    );
  }
  const parent = known.find((record) => isActive(record) && sameName(pathOf(record), above));
  if (above !== '' && !parent) {
    const reason = `The ${rules.word} ${whole} is below ${above}, which QuickBooks Online does not have yet.`;
    throw lacks(
      'list.parent',
      reason,
      'Send the parent first; where it came along with this run, run again.',
      'erp',
    );
  }
  const number = document.code.trim();
  if (rules.byNumber && number.length > NUMBER_LENGTH) {
    const reason = `The account number ${number} is longer than the ${NUMBER_LENGTH} characters that QuickBooks Online takes.`;
    throw lacks('list.number', reason, 'Shorten it in JAGGAER, or let codes be names.', 'jaggaer');
  }
  const isAccount = document.document === 'glAccount';
  const body: Json = {
    Name: name,
    ...(rules.byNumber ? { AcctNum: number } : {}),
    ...(parent ? { ParentRef: ref(textAt(parent, 'Id')), ...(isAccount ? { SubAccount: true } : {}) } : {}),
    ...(isAccount ? { AccountType: accountType(document, rules) } : {}),
    ...(isAccount && document.currency !== null ? { CurrencyRef: ref(document.currency) } : {}),
  };
  const description = document.description.trim();
  return {
    payload: body,
    differences: [{ field: 'name', expected: whole, found: '' }],
    notCarried:
      !rules.byNumber && description !== '' && !sameName(description, name) && !sameName(description, whole)
        ? [`Description “${description}”: a ${rules.word} has a name only, and the code is it`]
        : [],
  };
}

const accountType = ({ type }: GlAccount, rules: TreeRules): string =>
  ACCOUNT_TYPES.find((each) => sameName(each, type ?? '')) ?? rules.accountType;

const lacks = (cause: string, reason: string, advice: string, owner: Owner): Refusal =>
  new Refusal(held(cause, reason, advice, owner));
