/** Purchase entries: one call with all lines, booked at once [doc; recorded nango create-purchase-invoice]. */
import Big from 'big.js';
import type { Write } from './call';
import type { Lookup } from './input';
import { labelOf, missing, referred, refuseIfAny } from './input';
import { bookLines, linesOf } from './entryLines';
import type { BookedLine } from './entryLines';
import { addTerm } from './payments';
import type { Row, Value } from './records';
import { bare } from './records';
import { Refusal } from './refusal';
import { schemaOf } from './schema';
import type { SeedEntry } from './seed';
import { inDivisionCurrency } from './vat';
import type { Division, World } from './world';
import { add, change, day, dayText, nextNumber, remove, tableOf, wallClock } from './world';

export const ENTRIES = 'purchaseentry/PurchaseEntries';
export const ENTRY_LINES = 'purchaseentry/PurchaseEntryLines';
/** [client emeq hub 59242903623] */
const LONGEST_REF = 50;
const PURCHASE_JOURNAL = 22;

/** Books an entry. @throws Refusal with all that is wrong */
export function createEntry(write: Write, given: Row, lines: Row[] | null): Row {
  const { world, division, settings, user } = write;
  const errors = missing(schemaOf(ENTRIES), given);
  const lookup: Lookup = { division, settings, errors };
  const journal = referred(lookup, 'Journal', 'financial/Journals', given.Journal);
  if (journal && journal.Type !== PURCHASE_JOURNAL) errors.push('Invalid: Journal (type)');
  const supplier = referred(lookup, 'Supplier', 'crm/Accounts', given.Supplier);
  if (supplier && supplier.IsSupplier !== true) errors.push('Invalid: Supplier (Type)');
  if (!lines || lines.length === 0) errors.push('Mandatory: Purchase entry lines');
  const money = moneyOf(write, given, { journal, supplier }, errors);
  const date = typeof given.EntryDate === 'number' ? given.EntryDate : midnight(wallClock(world));
  const period = periodOf(write, given, date, errors);
  const terms = termsOf(lookup, given, supplier, date);
  const YourRef = yourRefOf(write, given, supplier, errors);
  const booked = linesOf(lookup, lines ?? []);
  const total = sumOf(booked, settings.headerAmount === 'inclVat' ? 'payable' : 'net');
  const vat = sumOf(booked, 'vat');
  if (typeof given.VATAmountFC === 'number') {
    const off = new Big(given.VATAmountFC).minus(vat);
    if (off.abs().gt(division.seed.roundingLimit))
      errors.push(`Not in balance: ${money.currency} ${off.toFixed(2)}`);
  }
  // sign and type of a credit are inferred: switch negativeEntry
  const isCredit = total.lt(0);
  if (isCredit && settings.negativeEntry === 'refused') errors.push('Invalid: Amount');
  const own = settings.ownEntryNumber === 'taken' ? given.EntryNumber : undefined;
  const taken = typeof own === 'number' && tableOf(division, ENTRIES).where('EntryNumber', own).length > 0;
  if (taken) errors.push(`Already exists – Entry number ${own}, Journal ${bare(given.Journal)}`);
  refuseIfAny(errors);

  const number = typeof own === 'number' ? own : entryNumber(division, bare(journal?.Code), period.year);
  const type = isCredit && settings.negativeEntry === 'creditNote' ? 31 : 30;
  const dc = (amount: Big) => inDivisionCurrency(amount, money.rate);
  const entry = add(
    world,
    division,
    ENTRIES,
    {
      ...{ ...given, ...terms, YourRef, Journal: journal?.Code ?? null, Supplier: supplier?.ID ?? null },
      ...{ JournalDescription: journal?.Description ?? null, SupplierName: supplier?.Name ?? null },
      ...{ EntryDate: date, ReportingYear: period.year, ReportingPeriod: period.period, EntryNumber: number },
      // Exact's own number, not the supplier's [recorded]
      InvoiceNumber: given.InvoiceNumber ?? number,
      ...{ Currency: money.currency, Rate: money.rate, AmountFC: total.toNumber(), AmountDC: dc(total) },
      ...{
        VATAmountFC: vat.toNumber(),
        VATAmountDC: dc(vat),
        Type: type,
        Status: 20,
        StatusDescription: 'Open',
      },
      TypeDescription: type === 31 ? 'Purchase credit note' : 'Purchase entry',
    },
    user,
  );
  const document = documentOf(write, entry, given.Document);
  const stored: Row = { ...entry, ...document };
  const payable = sumOf(booked, 'payable');
  addTerm(write, stored, payable, bookLines(write, stored, booked, payable));
  tableOf(division, ENTRIES).put(stored);
  return stored;
}

const midnight = (time: number): number => time - (((time % 86_400_000) + 86_400_000) % 86_400_000);
const sumOf = (lines: BookedLine[], part: 'net' | 'vat' | 'payable'): Big =>
  lines.reduce((sum, { amounts }) => sum.plus(amounts[part]), new Big(0));

/** [community declaree-kb: “Not allowed: Exchange rate” unless the journal allows it]. */
function moneyOf(
  { division, settings }: Write,
  given: Row,
  { journal, supplier }: { journal: Row | null; supplier: Row | null },
  errors: string[],
): { currency: string; rate: number } {
  const own = division.seed.currency;
  const usual = settings.currencyDefault === 'supplier' ? bare(supplier?.PurchaseCurrency) : '';
  const currency = bare(given.Currency) || usual || own;
  const known = currency === own ? 1 : division.seed.rates[currency];
  if (known === undefined) errors.push('Invalid reference: Currency');
  const isOdd = typeof given.Rate === 'number' && given.Rate !== known;
  if (journal?.AllowVariableCurrency === false && currency !== (bare(journal.Currency) || own))
    errors.push('Not allowed: Currency');
  if (journal?.AllowVariableExchangeRate === false && isOdd) errors.push('Not allowed: Exchange rate');
  return { currency, rate: typeof given.Rate === 'number' ? given.Rate : (known ?? 1) };
}

/** [community support.streamtime.net, support.spend.cloud]; the period follows from the date [recorded]. */
function periodOf({ division, anyPeriod }: Write, given: Row, date: number, errors: string[]) {
  const { ReportingYear: year, ReportingPeriod: number } = given;
  const text = dayText(date);
  const isAsked = typeof year === 'number' || typeof number === 'number';
  const found = division.seed.periods.find((one) =>
    isAsked
      ? one.year === (year ?? Number(text.slice(0, 4))) && one.period === (number ?? Number(text.slice(5, 7)))
      : one.from <= text && text <= one.to,
  );
  if (!found) errors.push('Unknown: Financial year (Period-date table)');
  else if (!found.open && anyPeriod !== true) errors.push('Period is closed');
  return found ?? { year: 0, period: 0 };
}

/** Due date from the condition of the entry, else of the supplier [recorded]; neither is refused [community declaree-kb]. */
function termsOf(lookup: Lookup, given: Row, supplier: Row | null, date: number): Row {
  const code = given.PaymentCondition ?? supplier?.PaymentConditionPurchase;
  const row = referred(lookup, 'PaymentCondition', 'cashflow/PaymentConditions', code);
  if (!row && typeof given.DueDate !== 'number') {
    if (code === null || code === undefined || code === '')
      lookup.errors.push('Mandatory: due date / payment condition');
    return {};
  }
  const due = new Date(date);
  due.setUTCDate(due.getUTCDate() + Number(row?.PaymentDays ?? 0));
  const months = Number(row?.PaymentEndOfMonths ?? 0);
  if (months > 0) due.setUTCMonth(due.getUTCMonth() + months + 1, 0);
  return {
    ...{ PaymentCondition: row?.Code ?? null, PaymentConditionDescription: row?.Description ?? null },
    PaymentConditionPaymentMethod: row?.PaymentMethod ?? null,
    DueDate: given.DueDate ?? due.getTime(),
  };
}

function yourRefOf({ division, settings }: Write, given: Row, supplier: Row | null, errors: string[]): Value {
  const sent = typeof given.YourRef === 'string' ? given.YourRef : null;
  if (sent === null) return null;
  if (sent.length > LONGEST_REF && settings.longYourRef === 'refused')
    errors.push('Invalid: Your ref. (length)');
  const cut = sent.slice(0, LONGEST_REF);
  // not unique in the API [community support.apicenter.io]; whether a company can ask for it is open
  const isDouble =
    settings.duplicateYourRef === 'refused' &&
    tableOf(division, ENTRIES)
      .all()
      .some((one) => one.Supplier === supplier?.ID && one.YourRef === cut);
  if (isDouble) errors.push('Already exists: Your ref.');
  return cut;
}

/** Year, journal and a number of four digits, as in 24600006 [recorded; its parts are inferred]. */
export function entryNumber(division: Division, journal: string, year: number): number {
  const head = `${String(year % 100)}${journal.replace(/\D/g, '') || '99'}`;
  return Number(head) * 10_000 + nextNumber(division, `entry ${head}`);
}

/** Exact makes a document for an entry that has none; its subject is the description [recorded; client emeq]. */
function documentOf({ world, division, user }: Write, entry: Row, sent: Value | undefined): Row {
  const known = sent ? tableOf(division, 'documents/Documents').get(sent) : undefined;
  const document =
    known ??
    add(
      world,
      division,
      'documents/Documents',
      {
        ...{ Subject: entry.Description ?? `Purchase entry ${String(entry.EntryNumber)}`, Type: 20 },
        ...{
          TypeDescription: 'Purchase invoice',
          Account: entry.Supplier ?? null,
          AccountName: entry.SupplierName ?? null,
        },
        ...{ DocumentDate: entry.EntryDate ?? null, FinancialTransactionEntryID: entry.EntryID ?? null },
        ...{
          HID: nextNumber(division, 'document'),
          AmountFC: entry.AmountFC ?? null,
          Currency: entry.Currency ?? null,
        },
      },
      user,
    );
  return {
    ...{ Document: document.ID ?? null, DocumentNumber: document.HID ?? null },
    DocumentSubject: document.Subject ?? null,
  };
}

/** A change of the header; the lines stay. @throws Refusal */
export function updateEntry({ world, division, settings }: Write, entry: Row, given: Row): void {
  const errors: string[] = [];
  if (entry.Status === 50) errors.push('Not allowed: the entry is processed');
  for (const name of ['Journal', 'Supplier', 'EntryNumber', 'Currency'])
    if (given[name] !== undefined && bare(given[name]) !== bare(entry[name]))
      errors.push(`Not allowed: ${labelOf(name)}`);
  referred(
    { division, settings, errors },
    'PaymentCondition',
    'cashflow/PaymentConditions',
    given.PaymentCondition,
  );
  refuseIfAny(errors);
  const { YourRef } = given;
  const cut: Row = typeof YourRef === 'string' ? { YourRef: YourRef.slice(0, LONGEST_REF) } : {};
  change(world, division, ENTRIES, entry, { ...given, ...cut });
}

/** Takes an entry away with its lines; refused once it is locked or reported [client emeq DeletePurchaseEntry.php]. */
export function deleteEntry({ world, division }: Write, entry: Row): void {
  if (entry.Status === 50) throw new Refusal(['Not allowed: the entry is locked']);
  for (const line of tableOf(division, ENTRY_LINES).where('EntryID', entry.EntryID))
    remove(world, division, ENTRY_LINES, line);
  for (const line of tableOf(division, 'financialtransaction/TransactionLines').where(
    'EntryID',
    entry.EntryID,
  ))
    remove(world, division, 'financialtransaction/TransactionLines', line);
  for (const term of tableOf(division, 'sync/Cashflow/PaymentTerms').where(
    'TransactionEntryID',
    entry.EntryID,
  ))
    remove(world, division, 'sync/Cashflow/PaymentTerms', term);
  remove(world, division, ENTRIES, entry);
}

/** An entry that people make by hand, by the same rules with all open questions answered kindly. @throws Refusal */
export function placeEntry(world: World, division: Division, entry: SeedEntry): Row {
  const { supplier, reference, date, description, currency, journal, lines } = entry;
  const purchase = tableOf(division, 'financial/Journals').where('Type', PURCHASE_JOURNAL)[0];
  const account = (path: string, code: string) => tableOf(division, path).find('Code', code)?.ID ?? null;
  const settings = {
    ...world.seed.settings,
    ...({
      duplicateYourRef: 'accepted',
      negativeEntry: 'creditNote',
      inactiveReference: 'accepted',
    } as const),
  };
  return createEntry(
    { world, division, settings, anyPeriod: true },
    {
      ...{ Supplier: account('crm/Accounts', supplier), YourRef: reference, EntryDate: day(date) },
      ...{ Journal: journal ?? purchase?.Code ?? null, Description: description ?? null, DueDate: day(date) },
      ...(currency !== undefined && { Currency: currency }),
    },
    lines.map(({ account: code, amount, costCenter, costUnit, vatCode }) => ({
      ...{ GLAccount: account('financial/GLAccounts', code), AmountFC: amount },
      ...{ CostCenter: costCenter ?? null, CostUnit: costUnit ?? null },
      ...(vatCode !== undefined && { VATCode: vatCode }),
    })),
  );
}
