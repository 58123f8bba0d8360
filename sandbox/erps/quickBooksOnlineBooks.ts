/** Orders, vendors and lists of QuickBooks Online's simulator, as the flows compare them, and what people do to them. */
import Big from 'big.js';
import { order } from '../control';
import type { BookedOrder, OrderStanding } from '../world/orders';
import type { BookedVendor, Party } from '../world/supplierSync';
import type { QuickBooksBill } from '../quickbooks-online';
import type { ErpSide, ListValue } from './erp';

type Json = Record<string, unknown>;
interface Ref {
  value: string;
}
interface Line {
  Id: string;
  LineNum: number;
  Amount: number;
  Description?: string;
  DetailType: string;
  AccountBasedExpenseLineDetail?: { AccountRef: Ref; ClassRef?: Ref };
}
interface Order {
  Id: string;
  DocNumber: string;
  TxnDate: string;
  POStatus: string;
  VendorRef: Ref;
  CurrencyRef: Ref;
  Line: Line[];
}
interface Named {
  Id: string;
  Active: boolean;
  FullyQualifiedName: string;
  AcctNum?: string;
}

const recordsOf = async <T>(url: string, entity: string): Promise<T[]> =>
  ((await order(url, `state?entity=${entity}`)) as { records: T[] }).records;

/** What a person calls a record: its number where it has one. */
const wordsOf = async (url: string, entity: string): Promise<(of?: Ref) => string> => {
  const rows = await recordsOf<Named & { DisplayName?: string }>(url, entity);
  const words = new Map(
    rows.map((row) => [row.Id, row.AcctNum ?? row.FullyQualifiedName ?? row.DisplayName]),
  );
  return (of) => words.get(of?.value ?? '') ?? '';
};

/** The members of an ERP's side that are about purchase orders, vendors and lists. */
export const listsAndOrders = (url: string): Partial<ErpSide> => ({
  orders: () => bookedOrders(url),
  clearOrders: async () => {
    const all = await recordsOf<Order>(url, 'PurchaseOrder');
    await order(url, 'orders', { remove: all.map(({ DocNumber }) => DocNumber) });
  },
  billOrder: (number, how) => billOrder(url, number, how),
  vendors: async () => {
    const { stored } = (await order(url, 'state?entity=Vendor')) as { stored: Array<{ fields: Json }> };
    return stored.map(({ fields }) => bookedVendor(fields));
  },
  lists: async () => [
    ...(await recordsOf<Named>(url, 'Account')).map((row) => listed('Account', row)),
    ...(await recordsOf<Named>(url, 'Department')).map((row) => listed('Department', row)),
  ],
});

/** The description of a line begins with JAGGAER's order and line, `PO/line`, with `#2` and so on for its parts. */
async function bookedOrders(url: string): Promise<BookedOrder[]> {
  const vendor = await wordsOf(url, 'Vendor');
  const account = await wordsOf(url, 'Account');
  const classOf = await wordsOf(url, 'Class');
  const { bills } = (await order(url, 'state?bills')) as { bills: QuickBooksBill[] };
  const billed = (number: string): Big =>
    bills
      .flatMap(({ lines }) => lines)
      .filter((line) => line.order?.number === number)
      .reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  return (await recordsOf<Order>(url, 'PurchaseOrder')).map((one) => ({
    ...{ number: one.DocNumber, vendor: vendor(one.VendorRef) },
    standing: standingOf(one, billed(one.DocNumber)),
    lines: one.Line.map(({ Description = '', Amount, AccountBasedExpenseLineDetail: detail }) => ({
      line: /^\S+\/([^/#\s]+)/.exec(Description)?.[1] ?? Description,
      ...{ quantity: null, unitPrice: null, branch: null, amount: String(Amount) },
      account: account(detail?.AccountRef),
      costCenter: classOf(detail?.ClassRef),
    })),
  }));
}

function standingOf({ POStatus, Line }: Order, billed: Big): OrderStanding {
  if (POStatus !== 'Closed') return billed.gt(0) ? 'partBilled' : 'open';
  return billed.gte(Line.reduce((sum, { Amount }) => sum.plus(Amount), new Big(0))) ? 'billed' : 'closed';
}

const listed = (field: ListValue['field'], { AcctNum, FullyQualifiedName, Active }: Named): ListValue => ({
  ...{ field, code: AcctNum ?? FullyQualifiedName, description: FullyQualifiedName, active: Active },
});

async function billOrder(url: string, number: string, how: 'inPart' | 'inFull'): Promise<void> {
  const [one] = (await recordsOf<Order>(url, 'PurchaseOrder')).filter((each) => each.DocNumber === number);
  if (!one) throw new Error(`There is no purchase order ${number}.`);
  const lines = one.Line.slice(0, how === 'inPart' ? 1 : undefined);
  await order(url, 'bills', {
    ...{ vendor: one.VendorRef.value, number: `B${number}`, date: one.TxnDate },
    ...{ currency: one.CurrencyRef.value, note: 'Billed by hand' },
    lines: lines.map(({ LineNum, Amount, AccountBasedExpenseLineDetail: detail }) => ({
      account: detail?.AccountRef.value,
      ...(detail?.ClassRef && { class: detail.ClassRef.value }),
      amount: new Big(Amount).times(how === 'inPart' ? '0.5' : 1).toFixed(2),
      order: { number, line: LineNum },
    })),
  });
}

/** Paths of a vendor's fields. */
const FIELDS: Record<keyof Party, string[]> = {
  ...{ name: ['DisplayName'], currency: ['CurrencyRef', 'value'], taxNumber: ['TaxIdentifier'] },
  ...{ email: ['PrimaryEmailAddr', 'Address'], phone: ['PrimaryPhone', 'FreeFormNumber'] },
  ...{ website: ['WebAddr', 'URI'], street: ['BillAddr', 'Line1'], city: ['BillAddr', 'City'] },
  ...{ region: ['BillAddr', 'CountrySubDivisionCode'], postalCode: ['BillAddr', 'PostalCode'] },
  country: ['BillAddr', 'Country'],
};

const at = (fields: Json, path: string[]): string => {
  const value = path.reduce<unknown>((from, name) => (from as Json | undefined)?.[name], fields);
  return typeof value === 'string' ? value : '';
};

function bookedVendor(fields: Json): BookedVendor {
  const party = Object.fromEntries(
    Object.entries(FIELDS).map(([name, path]) => [name, at(fields, path)]),
  ) as unknown as Party;
  const more = ['Line2', 'Line3'].map((name) => at(fields, ['BillAddr', name]));
  return {
    ...party,
    // inactive ones carry a mark
    name: party.name.replace(/ \(deleted(?: \d+)?\)$/, ''),
    street: [party.street, ...more].filter(Boolean).join(', '),
    ...{ id: at(fields, ['AcctNum']), active: fields.Active !== false, rest: JSON.stringify(fields) },
  };
}
