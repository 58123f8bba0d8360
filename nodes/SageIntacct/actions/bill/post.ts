import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mappedByDocument, mappedOf } from '../../../shared/mappedFields';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
import { trimmed } from '../../../shared/text';
import type { IntacctBill } from '../../documents';
import { SageIntacctLedger } from '../../ledger/ledger';
import type { IntacctSettings } from '../../ledger/settings';
import { checkColumns, mappedColumns } from '../../methods/billColumns';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';
import { stampFieldOf } from './stampField';

/** Bill ▸ Post: canonical invoices in, one bill or adjustment each, or a reason why not. */
export const post = postAction<IntacctBill>({
  fields: postFields,
  isFinal: true,
  async makeLedger(context, settings) {
    const connection = await connect(context);
    await checkColumns(connection, 'APBILL', allMapped(context, 'headerFields'));
    await checkColumns(connection, 'APBILLITEM', allMapped(context, 'lineFields'));
    return new SageIntacctLedger(connection, readSettings(context, settings));
  },
});

function readSettings(context: IExecuteFunctions, common: PostNodeSettings): IntacctSettings {
  const options = context.getNodeParameter('intacctOptions', 0, {}) as IDataObject;
  const batchSize = Math.trunc(Number(options.batchSize ?? 50));
  return {
    period: common.period,
    postAs: context.getNodeParameter('postAs', 0, 'posted') === 'draft' ? 'draft' : 'posted',
    batchSize: batchSize >= 1 && batchSize <= 100 ? batchSize : 50,
    oddCharacters: context.getNodeParameter('oddCharacters', 0, 'replace') === 'hold' ? 'hold' : 'replace',
    stampField: stampFieldOf(options.stampField),
    defaultLocation: trimmed(options.defaultLocation),
    defaultDepartment: trimmed(options.defaultDepartment),
    exchangeRateType: trimmed(options.exchangeRateType ?? 'Intacct Daily Rate'),
    baseCurrency: trimmed(options.baseCurrency).toUpperCase(),
    header: mappedByDocument(context, 'headerFields', (mapped) => some(mappedColumns(mapped))),
    lines: mappedByDocument(context, 'lineFields', (mapped) =>
      some(mappedColumns(mapped).map(({ column, value: path }) => ({ column, path }))),
    ),
  };
}

const allMapped = (context: IExecuteFunctions, mapper: string): IDataObject[] =>
  context.getInputData().map((_, index) => mappedOf(context, mapper, index) ?? {});

const some = <T>(values: T[]): T[] | null => (values.length > 0 ? values : null);
