/** What every push trigger does first: who calls, and what exactly was sent. */
import { createHash, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Larger notifications are refused before they are parsed. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Compares secrets without telling by its time where they differ; an empty expectation matches nothing. */
export function sameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || expected === '') return false;
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The body as it came over the wire; null where it is too large. */
export async function rawBody(context: IWebhookFunctions): Promise<Buffer | null> {
  const request = context.getRequestObject();
  if (!request.rawBody) await request.readRawBody();
  const body = Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.from('');
  return body.length > MOST_BYTES ? null : body;
}

/** Refuses a call: no workflow is started, and nothing is said about why beside the words. */
export function refuseCall(context: IWebhookFunctions, status: number, words: string): IWebhookResponseData {
  context.getResponseObject().status(status).type('text/plain').send(words);
  return { noWebhookResponse: true };
}

/** For addresses that a person enters in the other system: there is nothing to register, and nothing to take back. */
export const enteredByHand = {
  default: {
    async checkExists(): Promise<boolean> {
      return true;
    },
    async create(): Promise<boolean> {
      return true;
    },
    async delete(): Promise<boolean> {
      return true;
    },
  },
};
