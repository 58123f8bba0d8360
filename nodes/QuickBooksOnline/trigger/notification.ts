/**
 * What a webhook tells: ids only, of any company that the app is connected to. CloudEvents since 2026, and the older
 * shape (B:2025/11/12; DP webhooks). Pure.
 */
import { createHmac } from 'crypto';
import { sameSecret } from '../../shared/webhook';
import { instantOf } from '../masterDocuments';
import type { Json } from '../transport/wire';
import { asObject, rowsAt, textAt } from '../transport/wire';

export interface Notified {
  /** As QuickBooks names it, e.g. `BillPayment`. */
  entity: string;
  id: string;
  operation: 'created' | 'updated' | 'deleted' | 'merged' | 'voided' | 'emailed';
  realm: string;
  time: string | null;
}

const ENTITIES = [
  ...[
    'Account',
    'Bill',
    'BillPayment',
    'Budget',
    'Class',
    'CreditMemo',
    'Currency',
    'Customer',
    'Department',
  ],
  ...['Deposit', 'Employee', 'Estimate', 'Invoice', 'Item', 'JournalCode', 'JournalEntry', 'Payment'],
  ...['PaymentMethod', 'Preferences', 'Purchase', 'PurchaseOrder', 'RefundReceipt', 'SalesReceipt'],
  ...['TaxAgency', 'Term', 'TimeActivity', 'Transfer', 'Vendor', 'VendorCredit'],
];
const OPERATIONS: Record<string, Notified['operation']> = {
  ...{ create: 'created', update: 'updated', delete: 'deleted', merge: 'merged', void: 'voided' },
  ...{ created: 'created', updated: 'updated', deleted: 'deleted', merged: 'merged', voided: 'voided' },
  ...{ emailed: 'emailed', email: 'emailed' },
};

/** Whether the body was signed with the verifier token: base64 of HMAC-SHA256 over the raw bytes. */
export function isSigned(body: Buffer, signature: unknown, verifierToken: string): boolean {
  if (verifierToken === '') return false;
  return sameSecret(signature, createHmac('sha256', verifierToken).update(body).digest('base64'));
}

/** The changes of a delivery, each record once with its last one; null where it is no notification. */
export function readNotification(text: string): Notified[] | null {
  const body = parse(text);
  const told = Array.isArray(body) ? body.map((each) => cloudEvent(asObject(each))) : older(asObject(body));
  if (told === null) return null;
  const last = new Map<string, Notified>();
  for (const each of told) if (each !== null) last.set(`${each.realm} ${each.entity} ${each.id}`, each);
  return [...last.values()];
}

/** `qbo.bill.updated.v1` */
function cloudEvent(event: Json): Notified | null {
  const [, name = '', verb = ''] = /^qbo\.([a-z]+)\.([a-z]+)\./i.exec(textAt(event, 'type')) ?? [];
  const parts = { id: textAt(event, 'intuitentityid'), realm: textAt(event, 'intuitaccountid') };
  return notified(name, verb, { ...parts, time: textAt(event, 'time') });
}

function older(body: Json): Array<Notified | null> | null {
  if (!Array.isArray(body.eventNotifications)) return null;
  return rowsAt(body, 'eventNotifications').flatMap((one) =>
    rowsAt(asObject(one.dataChangeEvent), 'entities').map((entity) =>
      notified(textAt(entity, 'name'), textAt(entity, 'operation'), {
        ...{ id: textAt(entity, 'id'), realm: textAt(one, 'realmId') },
        time: textAt(entity, 'lastUpdated'),
      }),
    ),
  );
}

function notified(
  name: string,
  verb: string,
  { id, realm, time }: { id: string; realm: string; time: string },
): Notified | null {
  const operation = OPERATIONS[verb.toLowerCase()];
  if (name === '' || id === '' || !operation) return null;
  const entity = ENTITIES.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
  return { entity, id, operation, realm, time: instantOf(time) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
