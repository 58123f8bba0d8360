/** What every push trigger does first: who calls, and what exactly was sent. */
import { createHash, timingSafeEqual } from 'crypto';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { errorWords } from './actions';
import { SignInRefused } from './http';
import type { Problem } from './outcome';
import { Refusal, held } from './outcome';
import { itemsOf } from './trigger';

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

/** Answers at once, because reading takes longer than the caller waits; then hands over what there is. */
export async function answerAndRead(
  context: IWebhookFunctions,
  read: () => Promise<INodeExecutionData[]>,
): Promise<IWebhookResponseData> {
  context.getResponseObject().status(200).type('text/plain').send('Taken');
  const items = await read();
  return items.length > 0 ? { noWebhookResponse: true, workflowData: [items] } : { noWebhookResponse: true };
}

/** What was told, as it was told; it starts no workflow where nothing was. */
export const asTold = (told: object[]): IWebhookResponseData =>
  told.length > 0 ? { workflowData: [itemsOf(told)] } : { webhookResponse: 'Nothing changed' };

/** What was told, each with the reason why it could not be read. */
export function unread(told: object[], error: unknown): INodeExecutionData[] {
  const { outcome, cause, owner, reason, advice } = problemOf(error);
  return itemsOf(told.map((each) => ({ ...each, outcome, cause, owner, reason, advice })));
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const { message, description } = errorWords(error);
  const cause = error instanceof SignInRefused ? 'connection.signIn' : 'connection.noAnswer';
  return held(cause, message, description, 'connection');
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
