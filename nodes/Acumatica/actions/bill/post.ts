import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mappedByDocument, mappedOf } from '../../../shared/mappedFields';
import { postAction } from '../../../shared/postAction';
import type { PostNodeSettings } from '../../../shared/postAction';
import { trimmed } from '../../../shared/text';
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
    const mapped = context.getInputData().map((_, index) => mappedOf(context, 'lineFields', index) ?? {});
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
    defaultSubaccount: trimmed(options.defaultSubaccount),
    taxCategory: trimmed(options.taxCategory),
    stampField: readStampField(trimmed(options.stampField)),
    header: readHeader(context),
    lines: readLines(context),
  };
}

const readHeader = (context: IExecuteFunctions): Map<string, HeaderValues> =>
  mappedByDocument(context, 'headerFields', (mapped) => {
    const values = headerValues(mapped);
    return Object.keys(values.fields).length + values.custom.length > 0 ? values : null;
  });

const readLines = (context: IExecuteFunctions): Map<string, LineField[]> =>
  mappedByDocument(context, 'lineFields', (mapped) => {
    const fields = lineFields(mapped);
    return fields.length > 0 ? fields : null;
  });
