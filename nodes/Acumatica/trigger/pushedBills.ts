/** Pushed rows of bills → how far these bills are paid. */
import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { trimmed } from '../../shared/text';
import { itemsOf } from '../../shared/trigger';
import { unread } from '../../shared/webhook';
import { isPayable } from '../paymentDocuments';
import { billsByNumber, isStamped, statusesOf } from '../payments';
import { readStampField } from '../stampField';
import { connect } from '../transport/connection';
import type { PushedRow } from './notification';
import type { TriggerOptions } from './source';

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
  const bills = pushed.filter(({ row }) => BILL_TYPES.has(trimmed(row[type]).toUpperCase()));
  const numbers = new Set(bills.map(({ row }) => trimmed(row[number])).filter((each) => each !== ''));
  if (numbers.size === 0) return [];
  try {
    return itemsOf(await readStatuses(context, [...numbers]));
  } catch (error) {
    return unread(bills, error);
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
