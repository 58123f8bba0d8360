/** Pushed rows of bills → how far these bills are paid. */
import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { errorWords } from '../../shared/actions';
import { SignInRefused } from '../../shared/http';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { isPayable } from '../paymentDocuments';
import { billsByNumber, isStamped, statusesOf } from '../payments';
import { readStampField } from '../stampField';
import { connect } from '../transport/connection';
import type { PushedRow } from './notification';
import type { TriggerOptions } from './source';
import { itemsOf } from './source';

/** An inquiry shows types by their names or their internal codes (source: reference §4.1). */
const BILL_TYPES = new Set(['BILL', 'INV']);

/**
 * The payment status of each bill among the rows, all of them in few calls; of other records nothing. Never fails: the
 * call was answered by then. Where bills cannot be read, their rows are handed over with the problem.
 * @param keys columns of a bill's type and number
 */
export async function statusItems(
  context: IWebhookFunctions,
  pushed: PushedRow[],
  keys: string[],
): Promise<INodeExecutionData[]> {
  const [type = '', number = ''] = keys;
  // a row that left the inquiry counts too: so may a bill that was paid
  const bills = pushed.filter(({ row }) => BILL_TYPES.has(textOf(row[type]).toUpperCase()));
  const numbers = new Set(bills.map(({ row }) => textOf(row[number])).filter((each) => each !== ''));
  if (numbers.size === 0) return [];
  try {
    return itemsOf(await readStatuses(context, [...numbers]));
  } catch (error) {
    const { outcome, cause, owner, reason, advice } = problemOf(error);
    return itemsOf(bills.map((each) => ({ ...each, outcome, cause, owner, reason, advice })));
  }
}

async function readStatuses(context: IWebhookFunctions, numbers: string[]): Promise<object[]> {
  const options = context.getNodeParameter('options', {}) as IDataObject & TriggerOptions;
  const { stampField: path = '', onlyFromJaggaer = true } = options;
  const stampField = readStampField(path);
  const connection = await connect(context);
  const bills = await billsByNumber(connection, numbers, stampField);
  const isWanted = (bill: (typeof bills)[number]) =>
    isPayable(bill) && (!onlyFromJaggaer || isStamped(bill, stampField));
  return await statusesOf(connection, bills.filter(isWanted), stampField);
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const { message, description } = errorWords(error);
  const cause = error instanceof SignInRefused ? 'connection.signIn' : 'connection.noAnswer';
  return held(cause, message, description, 'connection');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
