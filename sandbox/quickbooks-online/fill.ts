/** Puts the seed's records in place. */
import { ACCOUNT_TYPES } from './entities';
import { placeDocument } from './placing';
import type { EntityName } from './schema';
import type { SeedAccount, SeedItem, SeedTaxCode, SeedTerm, SeedTree, SeedVendor } from './seed';
import type { Fields } from './values';
import { textAt } from './values';
import type { Stored, World } from './world';
import { add, allOf, change } from './world';

export function fillCompany(world: World): void {
  const { seed } = world;
  for (const one of seed.terms) putTerm(world, one);
  for (const one of seed.accounts) putAccount(world, one);
  for (const one of seed.departments) putTree(world, 'Department', one);
  for (const one of seed.classes) putTree(world, 'Class', one);
  for (const one of seed.items) putItem(world, one);
  for (const one of seed.taxCodes) putTaxCode(world, one);
  for (const one of seed.vendors) putVendor(world, one);
  for (const entity of ['Customer', 'Employee'] as const)
    for (const { id, name, active = true } of entity === 'Customer' ? seed.customers : seed.employees)
      put(world, entity, { ...person(world, name), Active: active }, id);
  for (const order of seed.purchaseOrders) placeDocument(world, 'PurchaseOrder', order);
  for (const bill of seed.bills) placeDocument(world, 'Bill', bill);
  for (const credit of seed.vendorCredits) placeDocument(world, 'VendorCredit', credit);
}

const NAME_FIELDS = ['FullyQualifiedName', 'DisplayName', 'Name', 'AcctNum', 'DocNumber'];

/** A record by its name, path or number, else by QBO's own id. @throws TypeError where there is none */
export function named(world: World, entity: EntityName, name: string): Stored {
  const records = allOf(world, entity);
  for (const field of NAME_FIELDS) {
    const found = records.filter(({ fields }) => textAt(fields, field) === name).at(-1);
    if (found) return found;
  }
  const found = records.find(({ id }) => id === name);
  if (!found) throw new TypeError(`There is no ${entity} ${name}.`);
  return found;
}
export const refTo = (world: World, entity: EntityName, name: string): Fields => ({
  value: named(world, entity, name).id,
});

/** Adds a record, or changes the one of that id or name. */
function put(world: World, entity: EntityName, fields: Fields, id?: string): Stored {
  const nameField =
    fields.FullyQualifiedName !== undefined ? 'FullyQualifiedName' : fields.Name ? 'Name' : 'DisplayName';
  const known = allOf(world, entity).find((one) =>
    id === undefined ? one.fields[nameField] === fields[nameField] : one.id === id,
  );
  return known
    ? change(world, known, { ...known.fields, ...fields })
    : add(world, entity, suffixed(fields), id);
}

/** Inactive records carry the mark in their names [client code: qbo_api deactivate/*]. */
function suffixed(fields: Fields): Fields {
  if (fields.Active !== false) return fields;
  const names = ['Name', 'DisplayName', 'FullyQualifiedName'].filter((name) => fields[name] !== undefined);
  return {
    ...fields,
    ...Object.fromEntries(names.map((name) => [name, `${textAt(fields, name)} (deleted)`])),
  };
}

const person = ({ seed }: World, name: string, currency = seed.company.currency): Fields => ({
  ...{ DisplayName: name, PrintOnCheckName: name, CurrencyRef: { value: currency }, Balance: 0 },
});

export function putVendor(world: World, vendor: SeedVendor): void {
  const { number, term, taxId, email, phone, address, companyName, bank } = vendor;
  const known = allOf(world, 'Vendor').find(({ fields }) => fields.DisplayName === vendor.name);
  put(
    world,
    'Vendor',
    {
      ...person(world, vendor.name, vendor.currency),
      ...(known && { Balance: known.fields.Balance }),
      ...(companyName !== undefined && { CompanyName: companyName }),
      ...(number !== undefined && { AcctNum: number }),
      ...(term !== undefined && { TermRef: refTo(world, 'Term', term) }),
      ...(taxId !== undefined && { TaxIdentifier: taxId }),
      ...(email !== undefined && email !== '' && { PrimaryEmailAddr: { Address: email } }),
      ...(phone !== undefined && { PrimaryPhone: { FreeFormNumber: phone } }),
      ...(bank && { VendorPaymentBankDetail: { ...bank } }),
      ...(address && {
        BillAddr: {
          ...{ Line1: address.line1, City: address.city, CountrySubDivisionCode: address.state },
          ...{ PostalCode: address.postalCode, Country: address.country },
        },
      }),
      ...{ Vendor1099: false, Active: vendor.active ?? true },
    },
    vendor.id,
  );
}

export function putAccount(world: World, account: SeedAccount): void {
  const { number, parent, type, subType, currency } = account;
  if (!(type in ACCOUNT_TYPES)) throw new TypeError(`There is no account type ${type}.`);
  put(
    world,
    'Account',
    {
      ...{ Name: account.name, FullyQualifiedName: parent ? `${parent}:${account.name}` : account.name },
      ...(number !== undefined && { AcctNum: number }),
      ...{ AccountType: type, AccountSubType: subType ?? type.replace(/[^A-Za-z]/g, '') },
      ...{ Classification: ACCOUNT_TYPES[type], SubAccount: parent !== undefined },
      ...(parent !== undefined && { ParentRef: refTo(world, 'Account', parent) }),
      CurrencyRef: { value: currency ?? world.seed.company.currency },
      ...{ CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0, Active: account.active ?? true },
    },
    account.id,
  );
}

export function putTree(
  world: World,
  entity: 'Department' | 'Class',
  { id, name, parent, active }: SeedTree,
): void {
  const isChild = parent !== undefined;
  put(
    world,
    entity,
    {
      ...{ Name: name, FullyQualifiedName: isChild ? `${parent}:${name}` : name },
      ...(isChild && { ParentRef: refTo(world, entity, parent) }),
      ...(entity === 'Class' ? { SubClass: isChild } : { SubDepartment: isChild }),
      Active: active ?? true,
    },
    id,
  );
}

function putTerm(world: World, { id, name, active, days, discountDays, discountPercent }: SeedTerm): void {
  put(
    world,
    'Term',
    {
      ...{ Name: name, Active: active ?? true, Type: 'STANDARD', DueDays: days },
      ...{ DiscountDays: discountDays ?? 0, DiscountPercent: discountPercent ?? 0 },
    },
    id,
  );
}

function putItem(world: World, { id, name, active, type, expenseAccount, cost }: SeedItem): void {
  put(
    world,
    'Item',
    {
      ...{ Name: name, FullyQualifiedName: name, Active: active ?? true, Type: type ?? 'Service' },
      ...(expenseAccount !== undefined && { ExpenseAccountRef: refTo(world, 'Account', expenseAccount) }),
      ...(cost !== undefined && { PurchaseCost: Number(cost) }),
    },
    id,
  );
}

/** A code and its rates for purchases. */
function putTaxCode(world: World, { id, name, active, rates }: SeedTaxCode): void {
  const details = rates.map((rate, at) => {
    const stored = put(world, 'TaxRate', { Name: rate.name, RateValue: Number(rate.percent), Active: true });
    return {
      TaxRateRef: { value: stored.id, name: rate.name },
      TaxTypeApplicable: 'TaxOnAmount',
      TaxOrder: at,
    };
  });
  const fields: Fields = {
    ...{ Name: name, Description: name, Active: active ?? true, Taxable: true, TaxGroup: true },
    PurchaseTaxRateList: { TaxRateDetail: details },
    SalesTaxRateList: { TaxRateDetail: [] },
  };
  put(world, 'TaxCode', fields, id);
}
