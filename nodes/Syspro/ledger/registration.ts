/** Registering invoices with APSTRI before they are approved: the same promises as posting, without the ledger. */
import { wantedOf } from '../../shared/planBill';
import { amountsOf, checkPrecision } from '../../shared/precision';
import type { BookedBill } from '../../shared/booking';
import { NoAnswer } from '../../shared/http';
import type { Found, Ledger, Sent, Wanted } from '../../shared/ledger';
import { round } from '../../shared/money';
import { Refusal, refuse } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import { fitted } from '../documents';
import { REGISTRATION_ELEMENTS, REGISTRATION_PARAMETERS, strangers } from '../elements';
import type { SupplierKeys } from '../keys';
import { readSupplierKeys, shownKey, wholeKey } from '../keys';
import { markOf } from '../mark';
import { foundRegistered, readRegistered } from '../registered';
import type { Connection } from '../transport/connection';
import { interpret } from '../transport/errors';
import { NotSeen, post } from '../transport/request';
import type { Row, XmlFields } from '../transport/xml';
import { child, children, errorsIn, text } from '../transport/xml';
import { checkCurrency, checkForm, checkNumber, checkSupplier } from './checks';
import { findBills } from './lookup';
import type { SupplierMaster } from './masters';
import { readSuppliers } from './masters';
import type { OrderBook } from './orderBook';
import { BUYERS_NUMBER, orderCode, readOrders } from './orderBook';
import { fitting } from './packing';
import type { SysproSettings } from './settings';

export interface Registration {
  wanted: Wanted;
  name: string;
  supplier: string;
  invoice: string;
  amount: string;
  item: XmlFields;
}

export type RegistrationSettings = Pick<
  SysproSettings,
  'warnings' | 'documentSize' | 'currencies' | 'purchaseOrders'
> & { authorisedBy: string };

const OBJECT = 'APSTRI';
const ROOT = 'PostApRegisterInvoice';
/** Orders that a registration may name (source: schema of APSTRI). */
const MOST_ORDERS = 20;

export class RegistrationLedger implements Ledger<Registration> {
  readonly system = 'SYSPRO';

  readonly company: string;

  readonly environment: string;

  readonly batchSize = 1_000;

  private keys: SupplierKeys | null = null;

  private suppliers = new Map<string, SupplierMaster>();

  private orders: OrderBook = new Map();

  constructor(
    private readonly connection: Connection,
    private readonly settings: RegistrationSettings,
  ) {
    this.company = [connection.base, connection.companyId].join('|').toLowerCase();
    this.environment = connection.environment;
  }

  /** What is posted already counts as there; registered ones are told supplier by supplier. */
  async find(wanted: Wanted[]): Promise<Map<string, Found[]>> {
    const keys = (this.keys ??= await readSupplierKeys(this.connection));
    const found = await findBills(this.connection, keys, wanted, {
      withCredits: false,
      currencies: this.settings.currencies,
    });
    const codes = new Set(wanted.flatMap(({ vendors }) => vendors.map((code) => wholeKey(code, keys))));
    const there = await readSuppliers(this.connection, [...codes]);
    for (const key of there.keys()) {
      const shown = shownKey(key, keys);
      const rows = await readRegistered(this.connection, shown);
      for (const each of wanted) {
        const isOwn = each.vendors.some((code) => wholeKey(code, keys) === key);
        const own = isOwn ? rows.flatMap((row) => matched(row, shown, each)) : [];
        found.set(each.key, [...(found.get(each.key) ?? []), ...own]);
      }
    }
    return found;
  }

  async prepare(bills: BookedBill[]): Promise<void> {
    if (bills.length === 0) return;
    const keys = (this.keys ??= await readSupplierKeys(this.connection));
    const codes = [...new Set(bills.map(({ vendor }) => wholeKey(vendor, keys)))];
    this.suppliers = await readSuppliers(this.connection, codes);
    this.orders = await readOrders(this.connection, bills, this.settings);
  }

  draft(bill: BookedBill) {
    const { keys, suppliers, settings } = this;
    if (!keys) throw new TypeError('find() and prepare() come before draft()');
    if (bill.type === 'credit') throw NO_CREDITS;
    const invoice = checkNumber(bill.vendorReference);
    const masters = { suppliers, codeOf: (code: string) => wholeKey(code, keys) };
    const supplier = checkSupplier(bill, masters, settings);
    checkCurrency(bill, supplier, settings);
    checkPrecision(amountsOf(bill), 'SYSPRO keeps');
    const { orders, notCarried } = this.ordersOf(bill, supplier.key);
    const shown = shownKey(supplier.key, keys);
    const draft: Registration = {
      wanted: wantedOf(bill),
      name: `invoice ${invoice}`,
      ...{ supplier: shown, invoice, amount: bill.total },
      item: this.itemOf(bill, shown, invoice, orders),
    };
    const document = documentOf([draft.item]);
    checkForm(draft.name, [
      ...strangers(parametersOf(settings), REGISTRATION_PARAMETERS),
      ...strangers(document, REGISTRATION_ELEMENTS),
    ]);
    return { draft, payload: { parameters: parametersOf(settings), document }, notCarried };
  }

  /** In the order of the schema. */
  private itemOf(bill: BookedBill, supplier: string, invoice: string, orders: string[]): XmlFields {
    const { invoice: source } = bill;
    const filled = (value: string | null) => (value === null || value === '' ? undefined : value);
    return {
      Supplier: supplier,
      Branch: filled(bill.entity),
      Invoice: invoice,
      InvoiceValue: round(bill.total),
      Reference: markOf(bill.key),
      InvoiceDate: filled(source.invoiceDate),
      DueDate: filled(source.dueDate),
      AuthorisingPerson: filled(this.settings.authorisedBy),
      Narration: filled(fitted(`${source.number} ${source.name}`, 100)),
      ...(orders.length > 0 && { Orders: { PurchaseOrder: orders } }),
      TransactionType: 'I',
    };
  }

  /** SYSPRO's numbers of the orders that the invoice names. */
  private ordersOf(bill: BookedBill, supplierKey: string): { orders: string[]; notCarried: string[] } {
    const numbers = new Set(bill.lines.flatMap(({ purchaseOrder }) => purchaseOrder?.number ?? []));
    const orders: string[] = [];
    const notCarried: string[] = [];
    for (const number of numbers) {
      const there = this.orders.get(orderCode(fitted(number, BUYERS_NUMBER))) ?? [];
      const own = there.filter((order) => order.supplierKey === supplierKey && !order.isCancelled);
      const [order] = own;
      if (order && own.length === 1 && orders.length < MOST_ORDERS) orders.push(order.number);
      else notCarried.push(`purchase order ${number}`);
    }
    return { orders, notCarried };
  }

  async create(drafts: Registration[]): Promise<Sent[]> {
    const sent: Sent[] = [];
    while (sent.length < drafts.length) {
      const open = drafts.slice(sent.length);
      const parameters = parametersOf(this.settings);
      const size = fitting(
        this.connection,
        open.map(({ item }) => item),
        { object: OBJECT, parameters, wrap: documentOf, most: this.settings.documentSize },
      );
      sent.push(...(await this.send(open.slice(0, size), parameters)));
    }
    return sent;
  }

  private async send(drafts: Registration[], parameters: XmlFields): Promise<Sent[]> {
    const document = documentOf(drafts.map(({ item }) => item));
    const what = `${drafts.length} registrations`;
    const answer = await recover(
      () =>
        recover(
          () => post(this.connection, OBJECT, parameters, document, what),
          NoAnswer,
          (error): Sent => ({
            ...{ kind: 'unknown', reason: error.message, final: error instanceof NotSeen },
          }),
        ),
      Refusal,
      ({ problem }): Sent => ({ kind: 'refused', problem }),
    );
    if ('kind' in answer) return drafts.map(() => answer);
    const items = children(answer.content, 'Item');
    return drafts.map((draft, at) => judge(draft, items.length === drafts.length ? items[at] : undefined));
  }
}

/** By our mark, or by number; whether the reference of a registration is told is not public. */
function matched(row: Row, supplier: string, { key, vendorReference }: Wanted): Found[] {
  const found = foundRegistered(row, supplier);
  if (text(row, 'Reference') === markOf(key)) return [{ ...found, stampedKey: key, matchedBy: 'key' }];
  return found.vendorReference === vendorReference.trim() ? [found] : [];
}

function judge({ name, supplier, invoice, amount }: Registration, item: Row | undefined): Sent {
  if (!item) return { kind: 'unknown', reason: 'The answer names no item for it', final: false };
  const errors = errorsIn(item);
  if (errors.length > 0) return { kind: 'duplicate', problem: interpret(errors, name).problem };
  if (text(child(item, 'Key'), 'Invoice') !== invoice)
    return { kind: 'unknown', reason: 'The answer is another invoice’s', final: false };
  const there = `${supplier} ${invoice}`;
  const bill = {
    ...{ id: there, number: there, type: 'Registered Invoice', status: 'Registered', vendor: supplier },
    ...{ vendorReference: invoice, amount, currency: null },
  };
  return { kind: 'created', bill, differences: [] };
}

const parametersOf = ({ warnings }: RegistrationSettings): XmlFields => ({
  [ROOT]: { Parameters: { IgnoreWarnings: warnings === 'ignore' ? 'Y' : 'N' } },
});

const documentOf = (items: XmlFields[]): XmlFields => ({ [ROOT]: { Item: items } });

const NO_CREDITS = refuse(
  'credit.notRegistered',
  'SYSPRO registers invoices, and no credit memos.',
  'Nothing is to be done: it is posted once it is approved.',
  'erp',
);
