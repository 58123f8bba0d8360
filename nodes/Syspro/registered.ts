/**
 * Registered invoices: AP knows them, the ledger does not yet. In which table they are is not public; a supplier's are
 * told by APSQRY (source: schemas of APSTRI and APSQRY).
 */
import type { Found } from '../shared/ledger';
import { readDecimal } from '../shared/money';
import { dayOf } from './billRows';
import { isMark, keyOfMark } from './mark';
import type { Connection } from './transport/connection';
import { query } from './transport/request';
import type { Row } from './transport/xml';
import { child, children, text } from './transport/xml';

/** Everything that is told by default is switched off: it may be the supplier's whole history. */
const OPTIONS = {
  IncludeInvoices: 'N',
  IncludeReceipts: 'N',
  IncludeScrapReject: 'N',
  IncludeRetainedInvoices: 'N',
  IncludeInvoicePayments: 'N',
  IncludeRegisteredInvoices: 'Y',
  IncludeGoodsReceivedNotes: 'N',
  IncludeCustomForms: 'N',
};

/** A supplier's registered invoices, as SYSPRO tells them. @throws Refusal, SignInRefused, NoAnswer */
export async function readRegistered(connection: Connection, supplier: string): Promise<Row[]> {
  const input = { Query: { Key: { Supplier: supplier }, Option: OPTIONS } };
  const what = `the registered invoices of supplier ${supplier}`;
  const { content } = await query(connection, 'APSQRY', input, what);
  const list = child(content, 'RegisteredInvoices');
  return Object.keys(list).flatMap((name) =>
    children(list, name).filter((row) => text(row, 'Invoice') !== ''),
  );
}

/** For comparing. A registered invoice names no currency. */
export const foundRegistered = (row: Row, supplier: string): Found => {
  const invoice = text(row, 'Invoice');
  const reference = text(row, 'Reference');
  return {
    ...{ id: `${supplier} ${invoice}`, number: `${supplier} ${invoice}`, type: 'Registered Invoice' },
    ...{ status: 'Registered', vendor: supplier, vendorReference: invoice, currency: null, voided: false },
    amount: readDecimal(text(row, 'InvoiceValue')) ?? '0',
    matchedBy: 'supplierNumber',
    stampedKey: keyOfMark(reference) ?? (isMark(reference) ? reference : null),
  };
};

/** For people and later steps. */
export function simplifyRegistered(row: Row, supplier: string): Record<string, unknown> {
  const { id, number, type, status, vendor, vendorReference, amount } = foundRegistered(row, supplier);
  return {
    ...{ id, number, type, status, vendor, vendorReference, amount },
    date: dayOf(row, 'InvoiceDate'),
    dueDate: dayOf(row, 'DueDate'),
    reference: text(row, 'Reference'),
    key: keyOfMark(text(row, 'Reference')),
    authorisedBy: text(row, 'AuthorisingPerson') || null,
    narration: text(row, 'Narration') || null,
    purchaseOrders: textsOf(row, 'Orders', 'PurchaseOrder'),
  };
}

function textsOf(row: Row, list: string, item: string): string[] {
  const found = child(row, list)[item];
  return (Array.isArray(found) ? found : [found]).flatMap((each) =>
    typeof each === 'string' && each.trim() !== '' ? [each.trim()] : [],
  );
}
