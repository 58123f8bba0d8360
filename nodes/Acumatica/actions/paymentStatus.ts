/** Payment Status: how far bills are paid, as documents that JAGGAER ▸ Payment Status ▸ Write takes. */
import type { Action } from '../../shared/actions';
import { collection, optionsField } from '../../shared/fields';
import { given, modifiedAfter, onlyFromJaggaer, textFilter } from '../../shared/filters';
import { Refusal, rejected } from '../../shared/outcome';
import { documentsAction, firstOf, itemOf } from '../../shared/readAction';
import { isPayable } from '../paymentDocuments';
import { billQuery, isStamped, stampClauses, statusesOf } from '../payments';
import { readStampField } from '../stampField';
import { connect } from '../transport/connection';
import { listPages } from '../transport/list';
import { both, equals } from '../transport/query';
import { readOne } from '../transport/request';
import { billFields, billKeys } from './bill/read';
import { modifiedClause, stampFieldOption } from './filters';

/** Some bills of a page are left out: pages are larger than a small limit. */
const pageFor = (limit: number): number => Math.min(1_000, Math.max(100, limit));

export const getPaymentStatus: Action = {
  fields: [...billFields, optionsField([stampFieldOption], 'filters')],
  async run(context, index) {
    const connection = await connect(context);
    const stampField = readStampField(given(collection(context, index), 'stampField'));
    const keys = billKeys(context, index);
    const bill = await readOne(connection, 'Bill', keys, billQuery(stampField));
    if (bill) {
      const statuses = await statusesOf(connection, [bill], stampField);
      return statuses.map((status) => itemOf(status, index));
    }
    const reason = `Acumatica has no bill ${keys.join(' ')}.`;
    throw new Refusal(rejected('erp.notFound', reason, 'Check type and number.', 'erp'));
  },
};

export const getPaymentStatuses: Action = documentsAction(
  [modifiedAfter, onlyFromJaggaer, stampFieldOption, textFilter('Vendor', 'vendor', 'Vendor ID')],
  async ({ context, filters, limit }) => {
    const connection = await connect(context);
    const stampField = readStampField(given(filters, 'stampField'));
    const only = filters.onlyFromJaggaer !== false;
    const vendor = given(filters, 'vendor');
    const filter = both(
      equals('Type', 'Bill'),
      ...modifiedClause(filters),
      ...(only ? stampClauses(stampField) : []),
      ...(vendor ? [equals('Vendor', vendor)] : []),
    );
    const query = { ...billQuery(stampField), filter };
    const bills = await firstOf(
      listPages(connection, 'Bill', query, { pageSize: pageFor(limit) }),
      limit,
      (bill) => isPayable(bill) && (!only || isStamped(bill, stampField)),
    );
    return await statusesOf(connection, bills, stampField);
  },
);
