/** Puts the seed's records in place. */
import { placeBill } from './placing';
import { DEFINITIONS, placeOrder } from './purchasing';
import type { Row } from './records';
import type { SeedAccount, SeedVendor } from './seed';
import type { World } from './world';
import { add, change, tableOf } from './world';

const status = (active = true): string => (active ? 'active' : 'inactive');

export function fillCompany(world: World): void {
  const { seed } = world;
  for (const { id, name, currency, active } of seed.entities) {
    const entity = {
      LOCATIONID: id,
      NAME: name,
      CURRENCY: currency ?? seed.baseCurrency,
      STATUS: status(active),
    };
    add(world, 'LOCATIONENTITY', entity);
    add(world, 'LOCATION', { ...entity, LOCATIONTYPE: 'Entity' });
  }
  for (const { id, name, parent, active } of seed.locations)
    add(world, 'LOCATION', { LOCATIONID: id, NAME: name, PARENTID: parent ?? '', STATUS: status(active) });
  for (const { id, name, active } of seed.departments)
    add(world, 'DEPARTMENT', { DEPARTMENTID: id, TITLE: name, STATUS: status(active) });
  for (const { id, name, active } of seed.classes)
    add(world, 'CLASS', { CLASSID: id, NAME: name, STATUS: status(active) });
  for (const { id, name, active } of seed.projects)
    add(world, 'PROJECT', { PROJECTID: id, NAME: name, STATUS: status(active) });
  for (const { id, name, account } of seed.items)
    add(world, 'ITEM', { ITEMID: id, NAME: name, GLACCOUNTNO: account ?? '' });
  for (const { name, days } of seed.terms) add(world, 'APTERM', { NAME: name, DUEDATE: String(days) });
  for (const { object, values } of seed.dimensions)
    for (const { id, name, active } of values)
      add(world, object, { NAME: id, DESCRIPTION: name, STATUS: status(active) });
  for (const [DOCID, DOCCLASS] of Object.entries(DEFINITIONS))
    add(world, 'PODOCUMENTPARAMS', { DOCID, DOCCLASS });
  putAccounts(world, seed.accounts);
  putVendors(world, seed.vendors);
  for (const order of seed.purchaseOrders) placeOrder(world, order);
  for (const bill of seed.bills) placeBill(world, bill);
}

/** Adds accounts, or changes those that are there. */
export function putAccounts(world: World, accounts: SeedAccount[]): void {
  for (const { number, title, active, type = 'incomestatement', requires = [] } of accounts) {
    const needs = (what: SeedAccount['requires']) =>
      String(what?.some((one) => requires.includes(one)) ?? false);
    put(world, 'GLACCOUNT', {
      ...{ ACCOUNTNO: number, TITLE: title, ACCOUNTTYPE: type, STATUS: status(active) },
      ...{ REQUIREDEPT: needs(['DEPARTMENT']), REQUIRELOC: needs(['LOCATION']) },
      ...{ REQUIREPROJECT: needs(['PROJECT']), REQUIRECLASS: needs(['CLASS']) },
    });
  }
}

/** Adds vendors, or changes those that are there. */
export function putVendors(world: World, vendors: SeedVendor[]): void {
  for (const vendor of vendors) {
    const { line1, line2, city, state, postalCode, country } = vendor.address ?? {};
    const fields: Record<string, string | undefined> = {
      ...{ VENDORID: vendor.id, NAME: vendor.name, STATUS: status(vendor.active) },
      ...{ CURRENCY: vendor.currency, TERMNAME: vendor.terms, TAXID: vendor.taxId },
      ...{ 'DISPLAYCONTACT.PRINTAS': vendor.name, 'DISPLAYCONTACT.EMAIL1': vendor.email },
      'DISPLAYCONTACT.CONTACTNAME': `${vendor.name}(V${vendor.id})`,
      'DISPLAYCONTACT.PHONE1': vendor.phone,
      ...{ 'DISPLAYCONTACT.MAILADDRESS.ADDRESS1': line1, 'DISPLAYCONTACT.MAILADDRESS.ADDRESS2': line2 },
      ...{ 'DISPLAYCONTACT.MAILADDRESS.CITY': city, 'DISPLAYCONTACT.MAILADDRESS.STATE': state },
      ...{ 'DISPLAYCONTACT.MAILADDRESS.ZIP': postalCode, 'DISPLAYCONTACT.MAILADDRESS.COUNTRY': country },
      ...vendor.bank,
      ...vendor.fields,
    };
    const row = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    put(world, 'VENDOR', Object.fromEntries(row) as Row, vendor.entity);
  }
}

function put(world: World, object: string, fields: Row, entity = ''): void {
  const table = tableOf(world, object);
  const known = table.find(fields[table.key]);
  if (known) change(world, object, known, fields);
  else add(world, object, fields, entity);
}
