/** What a webhook tells: which record changed, signed inside the body (reference 4.5). Pure. */
import { createHmac } from 'crypto';
import { parseJson } from '../../shared/http';
import { sameSecret } from '../../shared/webhook';
import type { Json } from '../transport/wire';
import { asObject, textAt } from '../transport/wire';

/** Topics that exist and that flows need; there is none for payments, cost centers, VAT codes, journals (doc). */
export const TOPICS = ['Accounts', 'Documents', 'GLAccounts', 'Items', 'PurchaseEntries', 'PurchaseOrders'];

export interface Notified {
  /** Such as `PurchaseOrders`. */
  topic: string;
  /** GUID of the record. */
  id: string;
  operation: string;
  division: string;
}

/**
 * Whether `HashCode` is right: hex of HMAC-SHA256 over the literal bytes of the Content object, with the app's webhook
 * secret (live-verified by a client: emeq ExactWebhookSignature.php).
 */
export function isSigned(body: string, webhookSecret: string): boolean {
  const content = literalOf(body, 'Content');
  const { HashCode: given } = asObject(parseJson(body));
  if (webhookSecret === '' || content === null || typeof given !== 'string') return false;
  const expected = createHmac('sha256', webhookSecret).update(content, 'utf8').digest('hex');
  return sameSecret(given.toLowerCase(), expected);
}

/** The change that a call tells of; null where it is no notification. */
export function readNotification(body: string): Notified | null {
  const content: Json = asObject(asObject(parseJson(body)).Content);
  const told = {
    ...{ topic: textAt(content, 'Topic'), id: textAt(content, 'Key') },
    ...{ operation: textAt(content, 'Action').toLowerCase(), division: textAt(content, 'Division') },
  };
  return told.topic === '' || told.id === '' ? null : told;
}

/** An object of the outermost level exactly as it was sent; null where there is none. */
function literalOf(text: string, name: string): string | null {
  let depth = 0;
  let begun = -1;
  // strings as a whole, so that brackets inside them do not count
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') {
      const isNamed = new RegExp(`"${name}"\\s*:\\s*$`).test(text.slice(0, index));
      if (depth === 1 && token === '{' && isNamed) begun = index;
      depth++;
    } else if (token === '}' || token === ']') {
      depth--;
      if (begun >= 0 && depth === 1) return text.slice(begun, index + 1);
    }
  }
  return null;
}
