/** Books that are closed up to a day [official codes 6200 and 6210; which of them is open]. */
import type { Call } from './call';
import { refuse } from './fault';
import type { Fields } from './values';
import { textAt } from './values';
import type { Stored } from './world';

/** @throws QboFault where the document lies, or lay, in the closed period */
export function checkOpen({ world, settings }: Call, fields: Fields, old?: Stored): void {
  const { BookCloseDate: closed } = world.seed.preferences;
  if (closed === '') return;
  const dates = [textAt(fields, 'TxnDate'), textAt(old?.fields, 'TxnDate')];
  if (dates.some((date) => date !== '' && date <= closed))
    throw refuse(
      settings.closedCode,
      `The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.`,
      'TxnDate',
    );
}
