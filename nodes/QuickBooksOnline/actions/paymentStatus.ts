/** Payment status: how far bills are paid. It is read only: nothing about payments is written to QuickBooks Online. */
import type { Action } from '../../shared/actions';
import { given, modifiedAfter, onlyFromJaggaer, textFilter } from '../../shared/filters';
import { Refusal, rejected } from '../../shared/outcome';
import { documentsAction, itemOf } from '../../shared/readAction';
import { billsById, isStamped, nothingKnown, statusesOf } from '../payments';
import { connect } from '../transport/connection';
import { query } from '../transport/query';
import { equalsFilter, modifiedFilter } from './filters';

export const getPaymentStatus: Action = {
  fields: [
    {
      displayName: 'Bill ID',
      name: 'bill',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 176',
      description: 'QuickBooks Online’s ID of the bill; with + between those of an invoice that was split',
    },
  ],
  async run(context, index) {
    const named = String(context.getNodeParameter('bill', index, '')).trim();
    const connection = await connect(context);
    const known = nothingKnown();
    const bills = await billsById(connection, named.split('+').filter(Boolean), known);
    const statuses = await statusesOf(connection, bills, known);
    if (statuses.length > 0) return statuses.map((status) => itemOf(status, index));
    const reason = `QuickBooks Online has no bill with the ID ${named || '(none)'}.`;
    const advice = 'Check the ID; it is not the bill number.';
    throw new Refusal(rejected('erp.notFound', reason, advice, 'erp'));
  },
};

export const getPaymentStatuses: Action = documentsAction(
  [modifiedAfter, onlyFromJaggaer, textFilter('Vendor ID', 'vendor', 'QuickBooks Online’s ID of the vendor')],
  async ({ context, filters, limit }) => {
    const connection = await connect(context);
    const only = filters.onlyFromJaggaer !== false;
    // the mark is in the memo, which no query can ask for
    const bills = await query(connection, {
      entity: 'Bill',
      where: [...modifiedFilter(filters), ...equalsFilter('VendorRef', given(filters, 'vendor'))],
      ...(only ? {} : { limit }),
    });
    const wanted = bills.filter((bill) => !only || isStamped(bill)).slice(0, limit);
    return await statusesOf(connection, wanted, nothingKnown());
  },
);
