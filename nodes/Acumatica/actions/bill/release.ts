import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../../shared/actions';
import { Refusal, rejected } from '../../../shared/outcome';
import { billReference, simplifyBill } from '../../documents';
import { releaseBills } from '../../ledger/release';
import { connect } from '../../transport/connection';
import { readOne } from '../../transport/request';
import { billFields, billKeys } from './read';

/** Bill ▸ Release: waits until the release is over, and says what the bill is then. */
export const release: Action = {
  fields: billFields,
  async run(context, index) {
    const connection = await connect(context);
    const keys = billKeys(context, index);
    const bill = await readOne(connection, 'Bill', keys);
    if (!bill) {
      throw new Refusal(
        rejected('erp.notFound', `Acumatica has no bill ${keys.join(' ')}.`, 'Check type and number.', 'erp'),
      );
    }
    const [problem] = await releaseBills(connection, [billReference(bill)]);
    if (problem) throw new Refusal(problem);
    const after = await readOne(connection, 'Bill', keys);
    return [{ json: simplifyBill(after ?? bill) as IDataObject, pairedItem: { item: index } }];
  },
};
