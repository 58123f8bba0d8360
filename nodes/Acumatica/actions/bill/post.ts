import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { invoiceKey } from '../../../shared/documents';
import { postAction } from '../../../shared/postAction';
import type { PostNodeSettings } from '../../../shared/postAction';
import type { AcumaticaBill } from '../../documents';
import { AcumaticaLedger } from '../../ledger/ledger';
import type { AcumaticaSettings, HeaderValues } from '../../ledger/settings';
import { headerValues } from '../../methods/billColumns';
import { readStampField } from '../../stampField';
import { connect } from '../../transport/connection';
import { postFields } from './postFields';

/** Bill ▸ Post: canonical invoices in, one bill each, or a reason why not. */
export const post = postAction<AcumaticaBill>({
  fields: postFields,
  async makeLedger(context, settings) {
    const connection = await connect(context);
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
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Each item's own values, by its document's key: expressions may differ from item to item. */
function readHeader(context: IExecuteFunctions): Map<string, HeaderValues> {
  const header = new Map<string, HeaderValues>();
  context.getInputData().forEach(({ json }, index) => {
    const mapped = context.getNodeParameter('headerFields.value', index, null) as IDataObject | null;
    const { environment, tenant, id } = json as Record<string, unknown>;
    if (!mapped || typeof tenant !== 'string' || typeof id !== 'string') return;
    const values = headerValues(mapped);
    const key = invoiceKey({ environment: environment === 'test' ? 'test' : 'production', tenant, id });
    if (Object.keys(values.fields).length + values.custom.length > 0) header.set(key, values);
  });
  return header;
}
