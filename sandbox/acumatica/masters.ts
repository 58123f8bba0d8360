/** Master data of the seed, as records of the contract. */
import Big from 'big.js';
import type { RecordData, Scalar } from './records';
import { newRecord } from './records';
import type { SeedOrder, SeedPeriod } from './seed';
import type { World } from './world';
import { receiptRecord } from './receipts';
import { vendorRecord } from './vendors';
import { storeOf } from './world';

/** A record with the key of a known one takes its place and keeps its id. */
function keep(world: World, entity: string, record: RecordData): void {
  const store = storeOf(world, entity);
  const known = store.byKey(...store.schema.keys.map((key) => record.fields[key]));
  if (!known) return store.put(record);
  const { AccountID, SubaccountID, CreatedDateTime } = known.fields;
  const lasting = Object.entries({ AccountID, SubaccountID, CreatedDateTime });
  for (const [name, value] of lasting) if (value !== undefined) record.fields[name] = value;
  store.put({ ...record, id: known.id });
}

/** Fills the stores from the seed. */
export function fillMasters(world: World): void {
  const { seed } = world;
  const made = world.now().getTime();
  const stamps = (modified?: string) => ({
    CreatedDateTime: modified ? Date.parse(modified) : made,
    LastModifiedDateTime: modified ? Date.parse(modified) : made,
  });
  const put = (entity: string, fields: Record<string, Scalar>, details = {}) =>
    keep(world, entity, newRecord(fields, details));
  for (const vendor of seed.vendors) keep(world, 'Vendor', vendorRecord(vendor, stamps(vendor.modified)));
  for (const account of seed.accounts) {
    put('Account', {
      AccountCD: account.code,
      AccountID: 1000 + storeOf(world, 'Account').size,
      Description: account.description,
      Type: account.type ?? 'Expense',
      Active: account.active ?? true,
      UseDefaultSubaccount: account.useDefaultSubaccount ?? false,
      TaxCategory: account.taxCategory ?? '',
      CashAccount: false,
      Secured: false,
      ...stamps(account.modified),
    });
  }
  for (const subaccount of seed.subaccounts) {
    put('Subaccount', {
      SubaccountCD: subaccount.code,
      SubaccountID: 500 + storeOf(world, 'Subaccount').size,
      Description: subaccount.description,
      Active: subaccount.active ?? true,
      Secured: false,
    });
  }
  for (const ledger of seed.ledgers) {
    const branches = seed.branches.filter((one) => !ledger.branches || ledger.branches.includes(one.id));
    const companies = [...new Map(branches.map((one) => [one.company, one])).values()];
    put(
      'Ledger',
      {
        LedgerID: ledger.id,
        Description: ledger.description,
        Type: ledger.type ?? 'Actual',
        Currency: ledger.currency,
        ConsolidationSource: false,
        LastModifiedDateTime: made,
      },
      {
        Branches: branches.map((one) =>
          newRecord({
            BranchID: one.id,
            BranchName: one.name,
            CompanyName: one.companyName,
            Active: one.active ?? true,
          }),
        ),
        Companies: companies.map((one) =>
          newRecord({
            Company: one.company,
            CompanyName: one.companyName,
            CompanyType: 'With Branches Not Requiring Balancing',
            Active: true,
          }),
        ),
      },
    );
  }
  fillCalendars(world);
  for (const currency of seed.currencies) {
    put('Currency', {
      CurrencyID: currency.id,
      Description: currency.description,
      CurrencySymbol: currency.symbol ?? currency.id,
      DecimalPrecision: currency.places ?? 2,
      Active: currency.active ?? true,
      UseForAccounting: true,
      ...stamps(),
    });
  }
  for (const tax of seed.taxes) {
    put('Tax', {
      TaxID: tax.id,
      Description: tax.description,
      TaxType: tax.type ?? 'VAT',
      TaxAgency: tax.agency ?? '',
      ...stamps(),
    });
  }
  for (const category of seed.taxCategories) {
    const fields = {
      TaxCategoryID: category.id,
      Description: category.description,
      Active: category.active ?? true,
      ExcludeListedTaxes: false,
      ...stamps(),
    };
    const taxes = category.taxes.map((id) => newRecord({ TaxID: id, TaxCategory: category.id }));
    put('TaxCategory', fields, { Details: taxes });
  }
  for (const order of seed.purchaseOrders) keep(world, 'PurchaseOrder', orderRecord(world, order));
  for (const receipt of seed.purchaseReceipts) keep(world, 'PurchaseReceipt', receiptRecord(world, receipt));
  for (const { id, description } of seed.taxZones)
    put('TaxZone', { TaxZoneID: id, Description: description, ...stamps() });
  for (const { id, description } of seed.paymentMethods) {
    put('PaymentMethod', {
      PaymentMethodID: id,
      Description: description,
      MeansOfPayment: id === 'CHECK' ? 'Check' : 'Cash/Check',
      Active: true,
      UseInAP: true,
      UseInAR: false,
      ...stamps(),
    });
  }
  for (const { id, description } of seed.vendorClasses) {
    put('VendorClass', { ClassID: id, Description: description, ...stamps() });
  }
}

/** The master calendar, and the calendar of each company with the same periods. */
function fillCalendars(world: World): void {
  const { seed } = world;
  const made = world.now().getTime();
  const years = [...new Set(seed.periods.map((period) => period.year))];
  for (const year of years) {
    const periods = seed.periods.filter((period) => period.year === year);
    const header = {
      FinancialYear: year,
      NbrOfPeriods: periods.length,
      StartDate: periods[0]?.from ?? '',
    };
    keep(
      world,
      'FinancialPeriod',
      newRecord(
        { ...header, UserDefinedPeriods: false, CreatedDateTime: made, LastModifiedDateTime: made },
        { Details: periods.map(periodRecord) },
      ),
    );
    for (const company of new Set(seed.branches.map((branch) => branch.company))) {
      keep(
        world,
        'CompanyFinancialPeriod',
        newRecord({ ...header, Company: company }, { Details: periods.map(periodRecord) }),
      );
    }
  }
}

function periodRecord(period: SeedPeriod): RecordData {
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1;
  const closed = period.closedInAP ?? ['Closed', 'Locked'].includes(period.status);
  return newRecord({
    // the form shows 06-2026, the contract passes 062026 [doc sample]
    FinancialPeriodID: `${period.number}${period.year}`,
    PeriodNbr: period.number,
    Description: `Period ${period.number}`,
    Status: period.status,
    StartDate: period.from,
    EndDate: period.to,
    LengthInDays: days,
    AdjustmentPeriod: period.adjustment ?? false,
    ClosedInAP: closed,
    ClosedInAR: closed,
    ClosedInCA: closed,
    ClosedInFA: closed,
    ClosedInIN: closed,
  });
}

function orderRecord(world: World, order: SeedOrder): RecordData {
  const type = order.type ?? 'Normal';
  const branch = order.branch ?? world.seed.branches[0]?.id ?? '';
  const costs = order.lines.map((line) => Big(line.quantity).times(line.unitCost).round(2));
  const total = costs.reduce((sum, cost) => sum.plus(cost), Big(0)).toNumber();
  const header = {
    Type: type,
    OrderNbr: order.number,
    Status: order.status ?? 'Open',
    VendorID: order.vendor,
    Branch: branch,
    CurrencyID: order.currency ?? 'USD',
    Date: order.date,
    Description: order.description ?? '',
    Hold: order.status === 'On Hold',
    LineTotal: total,
    ControlTotal: total,
    OrderTotal: total,
    TaxTotal: 0,
    LastModifiedDateTime: world.now().getTime(),
  };
  const lines = order.lines.map((line, at) =>
    newRecord({
      OrderType: type,
      OrderNbr: order.number,
      LineNbr: line.line,
      LineType: line.lineType ?? 'Non-Stock',
      InventoryID: line.inventory ?? '',
      LineDescription: line.description,
      OrderQty: Number(line.quantity),
      OrderedQty: Number(line.quantity),
      UOM: line.uom ?? 'EA',
      UnitCost: Number(line.unitCost),
      ExtendedCost: costs[at]?.toNumber() ?? 0,
      Account: line.account,
      Subaccount: line.subaccount,
      BranchID: line.branch ?? branch,
      TaxCategory: line.taxCategory ?? '',
      QtyOnReceipts: Number(line.received ?? '0'),
      ReceivedAmount: Big(line.received ?? '0')
        .times(line.unitCost)
        .toNumber(),
      Completed: line.completed ?? false,
      Cancelled: line.cancelled ?? false,
    }),
  );
  return newRecord(header, { Details: lines });
}
