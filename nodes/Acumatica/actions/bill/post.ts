import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { invoiceKey } from '../../../shared/documents';
import { postAction } from '../../../shared/postAction';
import type { PostNodeSettings } from '../../../shared/postAction';
import type { AcumaticaBill } from '../../documents';
import { AcumaticaLedger } from '../../ledger/ledger';
import type { AcumaticaSettings, HeaderValues, LineField } from '../../ledger/settings';
import { checkLineColumns, headerValues, lineFields } from '../../methods/billColumns';
import { readStampField } from '../../stampField';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';

/** Bill ▸ Post: canonical invoices in, one bill each, or a reason why not. */
export const post = postAction<AcumaticaBill>({
  fields: postFields,
  async makeLedger(context, settings) {
    const connection = await connect(context);
    const mapped = context.getInputData().map((_, index) => mappedOf(context, 'lineFields', index));
    await checkLineColumns(connection, mapped);
    return new AcumaticaLedger(connection, readSettings(context, settings));
  },
});

function readSettings(context: IExecuteFunctions, common: PostNodeSettings): AcumaticaSettings {
  const options = context.getNodeParameter('acumaticaOptions', 0, {}) as IDataObject;
  const orders = context.getNodeParameter('purchaseOrders', 0, 'link');
  return {
    period: common.period,
    onHold: context.getNodeParameter('onHold', 0, false) as boolean,
    purchaseOrders: orders === 'text' || orders === 'linkOrHold' ? orders : 'link',
    whenNotReceived: options.whenNotReceived === 'post' ? 'post' : 'hold',
    defaultSubaccount: textOf(options.defaultSubaccount),
    taxCategory: textOf(options.taxCategory),
    stampField: readStampField(textOf(options.stampField)),
    header: readHeader(context),
    lines: readLines(context),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const readHeader = (context: IExecuteFunctions): Map<string, HeaderValues> =>
  ofItems(context, 'headerFields', (mapped) => {
    const values = headerValues(mapped);
    return Object.keys(values.fields).length + values.custom.length > 0 ? values : null;
  });

const readLines = (context: IExecuteFunctions): Map<string, LineField[]> =>
  ofItems(context, 'lineFields', (mapped) => {
    const fields = lineFields(mapped);
    return fields.length > 0 ? fields : null;
  });

/** Each item's own values, by its document's key: expressions may differ from item to item. */
function ofItems<T>(
  context: IExecuteFunctions,
  mapper: Mapper,
  read: (mapped: IDataObject) => T | null,
): Map<string, T> {
  const found = new Map<string, T>();
  context.getInputData().forEach(({ json }, index) => {
    const { environment, tenant, id } = json as Record<string, unknown>;
    if (typeof tenant !== 'string' || typeof id !== 'string') return;
    const values = read(mappedOf(context, mapper, index));
    const key = invoiceKey({ environment: environment === 'test' ? 'test' : 'production', tenant, id });
    if (values !== null) found.set(key, values);
  });
  return found;
}

type Mapper = 'headerFields' | 'lineFields';

const mappedOf = (context: IExecuteFunctions, mapper: Mapper, index: number): IDataObject =>
  (context.getNodeParameter(`${mapper}.value`, index, null) as IDataObject | null) ?? {};
