/** Rules of the masters, documents and subscriptions that are written. */
import type { Write } from './call';
import type { Lookup } from './input';
import { missing, referred, refuseIfAny } from './input';
import type { Row } from './records';
import { bare } from './records';
import { Refusal } from './refusal';
import type { EntitySchema } from './schema';
import { TOPICS } from './schema';
import type { SeedClient } from './seed';
import { isAllowedUrl } from './signIn';
import { add, change, day, nextNumber, remove, tableOf, wallClock } from './world';

/** Fields that name other records, and where those are. */
const REFERENCES: Record<string, string> = {
  ...{
    GLAccountPurchase: 'financial/GLAccounts',
    GLAP: 'financial/GLAccounts',
    GLCosts: 'financial/GLAccounts',
  },
  ...{ GLStock: 'financial/GLAccounts', PaymentConditionPurchase: 'cashflow/PaymentConditions' },
  ...{
    PurchaseVATCode: 'vat/VATCodes',
    Account: 'crm/Accounts',
    Costcenter: 'hrm/Costcenters',
    Costunit: 'hrm/Costunits',
  },
};

function check({ division, settings }: Write, schema: EntitySchema, given: Row, errors: string[]): void {
  const lookup: Lookup = { division, settings, errors };
  for (const [field, path] of Object.entries(REFERENCES))
    if (schema.writable.has(field)) referred(lookup, field, path, given[field]);
}

/** A master with a code, or what hangs on one. @throws Refusal */
export function createMaster(write: Write, schema: EntitySchema, given: Row): Row {
  const { world, division, user } = write;
  const errors = missing(schema, given);
  const fields =
    schema.path === 'crm/Accounts' ? accountOf(write, given, errors) : { ...DEFAULTS[schema.path], ...given };
  check(write, schema, fields, errors);
  if (schema.fields.has('Code') && tableOf(division, schema.path).find('Code', fields.Code))
    errors.push(`Already exists: Code - ${bare(fields.Code)}`);
  refuseIfAny(errors);
  return add(world, division, schema.path, fields, user);
}

const DEFAULTS: Record<string, Row> = {
  'hrm/Costcenters': { Active: true },
  'financial/GLAccounts': { Type: 121, IsBlocked: false, UseCostcenter: 0, UseCostunit: 0 },
  'logistics/Items': { IsPurchaseItem: false, IsFractionAllowedItem: false },
};

/** Without a code the next number; digits, padded to 18 [doc picqer Account.php]. */
function accountOf(write: Write, given: Row, errors: string[]): Row {
  const { division, settings, world } = write;
  const sent = bare(given.Code);
  if (sent !== '' && settings.accountCodes === 'digits' && !/^\d{1,18}$/.test(sent))
    errors.push('Invalid: Code');
  let code = sent;
  while (code === '' || (sent === '' && tableOf(division, 'crm/Accounts').find('Code', code)))
    code = String(nextNumber(division, 'account', 1));
  return {
    ...{ IsSupplier: false, Blocked: false, Type: 'A', Status: 'A', IsPurchase: true, IsSales: true },
    ...{ StartDate: wallClock(world) - (wallClock(world) % 86_400_000), EndDate: null },
    ...given,
    Code: code,
  };
}

/** @throws Refusal */
export function updateMaster(write: Write, schema: EntitySchema, row: Row, given: Row): void {
  const { world, division } = write;
  const errors = schema.mandatory
    .filter((name) => given[name] === null || given[name] === '')
    .map((name) => `Mandatory: ${name}`);
  check(write, schema, given, errors);
  const twin = given.Code === undefined ? undefined : tableOf(division, schema.path).find('Code', given.Code);
  if (twin && twin[schema.key] !== row[schema.key]) errors.push(`Already exists: Code - ${bare(given.Code)}`);
  refuseIfAny(errors);
  change(world, division, schema.path, row, given);
}

/** A relation that is used stays [client emeq CHANGELOG 0.5.0: “Gebruikt in: Documenten”]. @throws Refusal */
export function deleteMaster({ world, division }: Write, schema: EntitySchema, row: Row): void {
  if (schema.path === 'crm/Accounts') {
    const isUsed = (path: string, field: string) =>
      tableOf(division, path).where(field, row.ID ?? null).length > 0;
    if (isUsed('documents/Documents', 'Account')) throw new Refusal(['Used in: Documents']);
    if (isUsed('purchaseorder/PurchaseOrders', 'Supplier')) throw new Refusal(['Used in: Purchase orders']);
  }
  remove(world, division, schema.path, row);
}

/** Without a date the day of the upload is stamped [client emeq]. @throws Refusal */
export function createDocument(write: Write, schema: EntitySchema, given: Row): Row {
  const { world, division, user } = write;
  const errors = missing(schema, given);
  check(write, schema, given, errors);
  refuseIfAny(errors);
  const today = day(new Date(wallClock(world)).toISOString());
  const HID = nextNumber(division, 'document');
  return add(world, division, schema.path, { DocumentDate: today, HID, ...given }, user);
}

/** A file in base64; more than about 22 MB is refused [community, weak]. @throws Refusal */
export function createAttachment(write: Write, schema: EntitySchema, given: Row, origin: string): Row {
  const { world, division, settings } = write;
  const errors = missing(schema, given);
  const document = tableOf(division, 'documents/Documents').get(given.Document);
  if (given.Document && !document) errors.push('Invalid reference: Document');
  const text = String(given.Attachment ?? '');
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) errors.push('Invalid: Attachment');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > settings.attachmentMegabytes * 1_048_576) errors.push('Invalid: Attachment (size)');
  refuseIfAny(errors);
  const row = add(world, division, schema.path, { ...given, Attachment: null, FileSize: bytes.length });
  const id = String(row.ID);
  const stored: Row = {
    ...row,
    Url: `${origin}/docs/SysAttachment.aspx?ID=${id}&_Division_=${division.code}`,
  };
  tableOf(division, schema.path).put(stored);
  world.files.set(id, bytes);
  return stored;
}

/** One for an app, a topic and an address; HTTPS only [doc]. @throws Refusal */
export function createSubscription(write: Write, schema: EntitySchema, given: Row, client: SeedClient): Row {
  const { world, division, settings, user } = write;
  const errors = missing(schema, given);
  if (given.Topic && !TOPICS.includes(String(given.Topic))) errors.push('Invalid: Topic');
  if (given.CallbackURL && !isAllowedUrl(String(given.CallbackURL), settings))
    errors.push('Invalid: Callback URL');
  const isThere = tableOf(division, schema.path)
    .all()
    .some(
      ({ ClientID, Topic, CallbackURL }) =>
        ClientID === client.id && Topic === given.Topic && CallbackURL === given.CallbackURL,
    );
  if (isThere) errors.push('Already exists: Webhook subscription');
  refuseIfAny(errors);
  return add(world, division, schema.path, { ...given, ClientID: client.id, UserID: user?.id ?? null }, user);
}
