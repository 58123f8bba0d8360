import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { invoiceKey } from '../../../shared/documents';
import type { PostNodeSettings } from '../../../shared/postAction';
import { postAction } from '../../../shared/postAction';
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
    await checkColumns(connection, 'APBILL', mappedOf(context, 'headerFields'));
    await checkColumns(connection, 'APBILLITEM', mappedOf(context, 'lineFields'));
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
    defaultLocation: textOf(options.defaultLocation),
    defaultDepartment: textOf(options.defaultDepartment),
    exchangeRateType: textOf(options.exchangeRateType ?? 'Intacct Daily Rate'),
    baseCurrency: textOf(options.baseCurrency).toUpperCase(),
    header: ofItems(context, 'headerFields', (mapped) => mappedColumns(mapped)),
    lines: ofItems(context, 'lineFields', (mapped) =>
      mappedColumns(mapped).map(({ column, value: path }) => ({ column, path })),
    ),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

type Mapper = 'headerFields' | 'lineFields';

const mappedOf = (context: IExecuteFunctions, mapper: Mapper): IDataObject[] =>
  context.getInputData().map((_, index) => {
    return (context.getNodeParameter(`${mapper}.value`, index, null) as IDataObject | null) ?? {};
  });

/** Each item's own values, by its document's key: expressions may differ from item to item. */
function ofItems<T>(
  context: IExecuteFunctions,
  mapper: Mapper,
  read: (mapped: IDataObject) => T[],
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  const mapped = mappedOf(context, mapper);
  context.getInputData().forEach(({ json }, index) => {
    const { environment, tenant, id } = json as Record<string, unknown>;
    if (typeof tenant !== 'string' || typeof id !== 'string') return;
    const values = read(mapped[index] ?? {});
    const key = invoiceKey({ environment: environment === 'test' ? 'test' : 'production', tenant, id });
    if (values.length > 0) found.set(key, values);
  });
  return found;
}
