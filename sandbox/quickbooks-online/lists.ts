/** Vendors, accounts and the other lists: names, parents, making inactive [reference 3.1]. */
import type { Call, Commit } from './call';
import { ACCOUNT_TYPES } from './entities';
import { refuse } from './fault';
import { checkName, deactivatedName, reactivatedName } from './names';
import { render } from './render';
import type { EntityName, EntitySchema } from './schema';
import { placeInTree, renameBelow } from './tree';
import type { Fields } from './values';
import { bigAt, fieldsAt, refAt, textAt } from './values';
import type { Stored, World } from './world';
import { add, allOf, change, isActive, recordOf } from './world';

/** Checks a new record, or a change of one; `fields` are those of the whole record. */
export function prepareList(call: Call, schema: EntitySchema, fields: Fields, old?: Stored): Commit {
  const { world } = call;
  checkFeature(call, schema.name);
  const named = withName(schema, fields, old);
  const placed = placeInTree(world, schema, named, old);
  const whole = withActive(call, schema, SPECIAL[schema.name]?.(call, placed, old) ?? placed, old);
  if (!old) checkPlan(call, schema.name);
  checkName(call, schema, whole, old);
  return () => {
    checkName(call, schema, whole, old);
    const current = old && (recordOf(world, schema.name, old.id) ?? old);
    const stored = current ? change(world, current, whole) : add(world, schema.name, whole);
    if (current) renameBelow(world, schema, stored);
    return { [schema.name]: render(world, stored) };
  };
}

/** At least one part of a name, or a DisplayName [official]. */
function withName(schema: EntitySchema, fields: Fields, old?: Stored): Fields {
  if (schema.nameField !== 'DisplayName') return fields;
  const names = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'];
  const parts = names.map((name) => textAt(fields, name)).filter((part) => part !== '');
  const given = textAt(fields, 'DisplayName').trim();
  const name = given !== '' ? given : parts.join(' ');
  if (name === '')
    throw refuse('2020', 'Required parameter DisplayName is missing in the request', 'DisplayName');
  const before = old && textAt(old.fields, 'DisplayName');
  const printed = textAt(fields, 'PrintOnCheckName');
  const isFollowing = printed === '' || printed === before;
  return { ...fields, DisplayName: name, PrintOnCheckName: isFollowing ? name : printed };
}

function withActive(call: Call, schema: EntitySchema, fields: Fields, old?: Stored): Fields {
  const active = fields.Active !== false;
  const wasActive = old ? isActive(old) : true;
  const whole = { ...fields, Active: active };
  if (old && wasActive && !active) {
    const isOpen = !bigAt(old.fields, 'Balance').eq(0);
    // 6220: with an open balance [official code; for vendors inferred]
    if (isOpen && call.settings.vendorBalance === 'refused')
      throw refuse('6220', `${schema.name} has an open balance and cannot be made inactive.`, 'Active');
    return deactivatedName(call.world, schema, whole, old);
  }
  if (old && !wasActive && active && call.settings.reactivation === 'cleansName')
    return reactivatedName(schema, whole, old);
  return whole;
}

/** Features that the company has switched off [inferred: 5030]. */
function checkFeature({ world }: Call, entity: EntityName): void {
  const { preferences } = world.seed;
  const tracksClasses = preferences.ClassTrackingPerTxn || preferences.ClassTrackingPerTxnLine;
  if (entity === 'Department' && !preferences.TrackDepartments)
    throw refuse('5030', 'Feature Not Supported Error : Location tracking is off.');
  if (entity === 'Class' && !tracksClasses)
    throw refuse('5030', 'Feature Not Supported Error : Class tracking is off.');
}

/** 40 classes and locations together on Plus, 250 accounts below Advanced [official: usage limits]. */
function checkPlan({ world, settings }: Call, entity: EntityName): void {
  if (settings.planLimits === 'ignored' || world.seed.company.plan === 'Advanced') return;
  const count = (...names: EntityName[]) =>
    names.flatMap((name) => allOf(world, name).filter(isActive)).length;
  const isTracking = entity === 'Class' || entity === 'Department';
  const isFull =
    (isTracking && count('Class', 'Department') >= 40) || (entity === 'Account' && count('Account') >= 250);
  if (isFull) throw refuse('6000', `The usage limit of your plan is reached for ${entity}.`);
}

type Special = (call: Call, fields: Fields, old?: Stored) => Fields;
const SPECIAL: Partial<Record<EntityName, Special>> = {
  Vendor: person,
  Customer: person,
  Employee: person,
  Account: account,
  Term: term,
  Item: item,
};

function person({ world }: Call, fields: Fields, old?: Stored): Fields {
  const { company, preferences } = world.seed;
  const address = textAt(fieldsAt(fields, 'PrimaryEmailAddr'), 'Address');
  // needs @ and . [official]; the code is inferred
  if (address !== '' && !/@.*\./.test(address))
    throw refuse('2040', `Invalid String : ${address} is no email address`, 'PrimaryEmailAddr');
  const currency =
    refAt(fields, 'CurrencyRef') || (old ? refAt(old.fields, 'CurrencyRef') : company.currency);
  checkCurrency(world, currency);
  // fixed after creation [official]
  if (old && refAt(old.fields, 'CurrencyRef') !== currency)
    throw refuse('6000', 'The currency cannot be changed after the record was created.', 'CurrencyRef');
  return {
    ...fields,
    CurrencyRef: { value: preferences.MultiCurrencyEnabled ? currency : company.currency },
    Balance: old?.fields.Balance ?? 0,
  };
}

/** Foreign currencies only where several are on, and known ones only. @throws QboFault */
export function checkCurrency({ seed }: World, currency: string): void {
  if (currency === seed.company.currency) return;
  const isKnown = seed.preferences.MultiCurrencyEnabled && currency in seed.rates;
  if (!isKnown) throw refuse('6000', `Multi currency is off, or ${currency} is not in use.`, 'CurrencyRef');
}

function account({ world, settings }: Call, fields: Fields, old?: Stored): Fields {
  const subType = textAt(fields, 'AccountSubType');
  const type = textAt(fields, 'AccountType') || textAt(old?.fields, 'AccountType') || typeOf(subType);
  // one of both at creation [official]
  if (type === '')
    throw refuse('2020', 'Required parameter AccountType is missing in the request', 'AccountType');
  const before = textAt(old?.fields, 'AccountType');
  if (before !== '' && before !== type && settings.accountTypeChange === 'refused')
    throw refuse('6430', `Invalid account type used : ${before} cannot become ${type}.`, 'AccountType');
  // at most 7 characters in the US, the UK and India, else 20 [official]
  const longest = ['US', 'GB', 'IN'].includes(world.seed.company.country) ? 7 : 20;
  const { length } = textAt(fields, 'AcctNum');
  if (length > longest)
    throw refuse(
      '2050',
      `String length specified does not match the supported length. Min:0 Max:${longest} supported. Supplied length:${length}`,
      'AcctNum',
    );
  const currency = refAt(fields, 'CurrencyRef') || world.seed.company.currency;
  checkCurrency(world, currency);
  return {
    ...{ ...fields, AccountType: type, Classification: ACCOUNT_TYPES[type] ?? '' },
    AccountSubType: subType !== '' ? subType : type.replace(/[^A-Za-z]/g, ''),
    SubAccount: refAt(fields, 'ParentRef') !== '',
    CurrencyRef: { value: currency },
    ...{ CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0 },
  };
}

/** Sub-types that purchasing meets, where only they are sent. */
function typeOf(subType: string): string {
  const known: Record<string, string> = {
    ...{ AccountsPayable: 'Accounts Payable', Checking: 'Bank', Savings: 'Bank', CreditCard: 'Credit Card' },
    ...{ SuppliesMaterials: 'Expense', OfficeGeneralAdministrativeExpenses: 'Expense' },
    ...{ SuppliesMaterialsCogs: 'Cost of Goods Sold', ServiceFeeIncome: 'Income' },
  };
  return known[subType] ?? '';
}

function term(_: Call, fields: Fields): Fields {
  const isByDate = fields.DayOfMonthDue !== undefined;
  if (!isByDate && fields.DueDays === undefined)
    throw refuse('2020', 'Required parameter DueDays is missing in the request', 'DueDays');
  return { ...fields, Type: isByDate ? 'DATE_DRIVEN' : 'STANDARD' };
}

function item(_: Call, fields: Fields): Fields {
  return { ...fields, Type: fields.Type ?? 'Service', SubItem: refAt(fields, 'ParentRef') !== '' };
}
