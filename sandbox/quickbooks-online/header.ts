/** Fields of a document beside its lines. */
import type { Call } from './call';
import { refuse } from './fault';
import { checkCurrency } from './lists';
import type { EntityName } from './schema';
import type { Fields } from './values';
import { bigAt, pacificDay, plusDays, refAt, textAt } from './values';
import type { Stored } from './world';
import { allOf, isActive, recordOf } from './world';

/** Completes a header: date, due date, currency, rate, A/P account; drops what is switched off. @throws QboFault */
export function headerOf(call: Call, entity: EntityName, given: Fields, old?: Stored): Fields {
  const { world } = call;
  const { POStatus: _status, ...rest } = tracked(call, entity, given);
  void _status;
  const date = textAt(rest, 'TxnDate') || textAt(old?.fields, 'TxnDate') || pacificDay(world.now().getTime());
  const currency = currencyOf(call, rest, old);
  const rate =
    currency === world.seed.company.currency
      ? 1
      : bigAt(rest, 'ExchangeRate').toNumber() || Number(world.seed.rates[currency] ?? 1);
  const payable = payableAccount(call, rest, currency);
  return {
    ...{ ...rest, TxnDate: date, APAccountRef: { value: payable }, CurrencyRef: { value: currency } },
    ...(world.seed.preferences.MultiCurrencyEnabled && { ExchangeRate: rate }),
    ...(entity === 'Bill' && { DueDate: textAt(rest, 'DueDate') || dueDate(call, rest, date) }),
  };
}

/** TxnDate and the days of the term [official]. */
function dueDate({ world }: Call, fields: Fields, date: string): string {
  const term = recordOf(world, 'Term', refAt(fields, 'SalesTermRef'));
  if (!term) return date;
  const day = bigAt(term.fields, 'DayOfMonthDue').toNumber();
  if (day === 0) return plusDays(date, bigAt(term.fields, 'DueDays').toNumber());
  // due on a day of the month, or of the next one where that is too near [official: DueNextMonthDays]
  const least = bigAt(term.fields, 'DueNextMonthDays').toNumber();
  const [year = 0, month = 0] = date.split('-').map(Number);
  const at = (months: number) => new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
  return at(0) >= plusDays(date, Math.max(least, 0)) ? at(0) : at(1);
}

/** Class and location while they are off, or where a document has none: dropped or refused, which is open. */
function tracked({ world, settings }: Call, entity: EntityName, given: Fields): Fields {
  const { preferences } = world.seed;
  const fields = { ...given };
  const off = (name: string, what: string) => {
    if (settings.trackingOff === 'refused')
      throw refuse('5030', `Feature Not Supported Error : ${what} is off.`, name);
    delete fields[name];
  };
  if (fields.DepartmentRef !== undefined && !preferences.TrackDepartments)
    off('DepartmentRef', 'Location tracking');
  // the class of a whole order needs tracking by transaction [official]
  if (fields.ClassRef !== undefined && !preferences.ClassTrackingPerTxn)
    off('ClassRef', 'Class tracking by transaction');
  if (entity === 'PurchaseOrder' && fields.DepartmentRef !== undefined) {
    // not in the reference of orders, though in the XSD [inferred]
    if (settings.orderDepartment === 'refused')
      throw refuse(
        '2010',
        'Property Name:DepartmentRef specified is unsupported or invalid',
        'DepartmentRef',
      );
    if (settings.orderDepartment === 'dropped') delete fields.DepartmentRef;
  }
  return fields;
}

/** Required while several are on [official]; it must be the vendor's [community: one foreign currency]. */
function currencyOf({ world, settings }: Call, fields: Fields, old?: Stored): string {
  const { company, preferences } = world.seed;
  const vendor = recordOf(world, 'Vendor', refAt(fields, 'VendorRef'));
  const own = refAt(vendor?.fields, 'CurrencyRef') || company.currency;
  const given = refAt(fields, 'CurrencyRef') || refAt(old?.fields, 'CurrencyRef');
  if (given === '') {
    if (preferences.MultiCurrencyEnabled && settings.missingCurrency === 'refused')
      throw refuse('2020', 'Required parameter CurrencyRef is missing in the request', 'CurrencyRef');
    return own;
  }
  checkCurrency(world, given);
  if (given !== own)
    throw refuse('6000', 'You can only use one foreign currency per transaction.', 'CurrencyRef');
  return given;
}

/** Implied where it is left out [official]; in the document's currency [community]. */
function payableAccount({ world }: Call, fields: Fields, currency: string): string {
  const given = refAt(fields, 'APAccountRef');
  if (given === '') {
    const found = allOf(world, 'Account').find(
      (account) =>
        isActive(account) &&
        account.fields.AccountType === 'Accounts Payable' &&
        refAt(account.fields, 'CurrencyRef') === currency,
    );
    if (!found)
      throw refuse('2020', 'Required parameter APAccountRef is missing in the request', 'APAccountRef');
    return found.id;
  }
  const account = recordOf(world, 'Account', given);
  if (account?.fields.AccountType !== 'Accounts Payable')
    throw refuse('6430', 'Invalid account type used : Accounts Payable is needed.', 'APAccountRef');
  if (refAt(account.fields, 'CurrencyRef') !== currency)
    throw refuse('6000', 'You can only use one foreign currency per transaction.', 'APAccountRef');
  return given;
}
