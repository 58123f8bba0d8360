/** `PUT ji/v1/invoices/{id}/erpstatus`: the ERP's document number, or why it refused. Path and body [I]. */
import { isDeepStrictEqual } from 'node:util';
import type { SimReply } from '../kit/simulator';
import type { Call } from './call';
import { failed, text } from './call';
import type { WireErpResult } from './wire';

/** Kept on the invoice and shown at once; the same again changes nothing. */
export function writeErpStatus(call: Call): SimReply {
  const { request, tenant } = call;
  const body = request.json();
  const shown = tenant.detail(request.params.id ?? '');
  const [erpDocumentNumber, erpStatus, erpMessage] = ['erpDocumentNumber', 'erpStatus', 'erpMessage'].map(
    (name) => text(body, name),
  );
  if (!shown || !erpStatus) {
    tenant.wrote('erpstatus', 'refused');
    return failed(shown ? '124(erpStatus)' : '124(invoiceId)');
  }
  const erpResult: WireErpResult = {
    ...(erpDocumentNumber && { erpDocumentNumber }),
    erpStatus,
    ...(erpMessage && { erpMessage }),
  };
  const isSame = isDeepStrictEqual(shown.header.erpResult, erpResult);
  tenant.wrote('erpstatus', isSame ? 'unchanged' : 'changed');
  if (!isSame)
    tenant.change(shown.header.invoiceId, { erpResult }, call.setting('erpStatusExports') === 'yes');
  return { status: 200, body: { returnCode: 0, returnMessage: '' } };
}
