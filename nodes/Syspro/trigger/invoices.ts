/** AP invoices that were entered, and what was paid of them. */
import { Refusal, held } from '../../shared/outcome';
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import { BILL_COLUMNS, BILL_KEY, simplifyBill } from '../billRows';
import { readSupplierKeys } from '../keys';
import { invoiceId } from '../paymentDocuments';
import { PAYMENTS, isStamped, namedInvoices, stampFilter, statusesOf } from '../payments';
import type { Connection } from '../transport/connection';
import type { Row } from '../transport/xml';
import type { TriggerOptions } from './source';
import { enteredSince } from './source';

/** As Get Many shows them. */
export function invoiceSource(
  connection: Connection,
  { onlyFromJaggaer = true }: TriggerOptions,
): PollSource<Row> {
  const question = {
    ...{ table: 'ApInvoice', key: BILL_KEY, columns: BILL_COLUMNS },
    filters: onlyFromJaggaer ? [stampFilter] : [],
  };
  return {
    scan: (from) => enteredSince(connection, from, question, (row) => row),
    async toItems(rows) {
      const wanted = rows.filter((row) => !onlyFromJaggaer || isStamped(row));
      if (wanted.length === 0) return [];
      const keys = await readSupplierKeys(connection);
      return itemsOf(wanted.map((row) => simplifyBill(row, keys)));
    },
    nothing: 'SYSPRO has no AP invoice that passes these options',
  };
}

/**
 * Payments are what has a date; the invoices that they are of are read by number, and their statuses come from the
 * figures of the moment. An invoice that AP has purged is not told of: it is not unpaid (reference 2.8).
 */
export function paymentSource(
  connection: Connection,
  { onlyFromJaggaer = true }: TriggerOptions,
): PollSource<string> {
  return {
    scan: (from) => enteredSince(connection, from, { ...PAYMENTS, filters: [] }, invoiceId),
    async toItems(ids, until) {
      const invoices = await namedInvoices(connection, new Set(ids));
      const wanted = invoices.filter((row) => !onlyFromJaggaer || isStamped(row));
      if (wanted.length === 0) return [];
      if (Date.now() >= until) throw tooSlow();
      return itemsOf(await statusesOf(connection, wanted, await readSupplierKeys(connection)));
    },
    nothing: 'SYSPRO has no paid AP invoice that passes these options',
  };
}

/** Nothing is handed over, and the next poll begins at the same place. */
const tooSlow = (): Refusal =>
  new Refusal(
    held(
      'setting.batchSize',
      'SYSPRO answers too slowly to read the changed payments within one poll.',
      'Lower Batch Size in the options of the trigger. Nothing is lost: the next poll begins at the same place.',
      'support',
    ),
  );
