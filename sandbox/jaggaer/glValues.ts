/** `ji/v1/customfieldvalues`: allowed values of the chart-of-accounts fields. Path and bodies [I]. */
import type { SimReply } from '../kit/simulator';
import type { Call, Json } from './call';
import { badRequest, failed, isJson, list, text } from './call';
import { listReply } from './listing';
import type { GlValue } from './tenant';
import { glKey } from './tenant';

export function listValues(call: Call): SimReply {
  return listReply(call, {
    rows: [...call.tenant.glValues.values()],
    container: (rows) => ({ customFieldValueList: { customFieldValue: rows } }),
    field: (row: GlValue, name) => ({ internalName: row.internalName, value: row.value })[name],
    fields: ['internalName', 'value'],
    product: 'ji',
    filter: 'honoured',
  });
}

/** Creates or updates by field and value, which is all that such a load needs. */
export function saveValues(call: Call): SimReply {
  const { tenant } = call;
  const body = call.request.json();
  const rows = Array.isArray(body) ? body.filter(isJson) : list(body, 'customFieldValue');
  if (rows.length === 0) return badRequest('customFieldValue is missing');
  const odd = rows.findIndex((row) => text(row, 'internalName') === '' || text(row, 'value') === '');
  if (odd >= 0) {
    tenant.wrote('customfieldvalues', 'refused', rows.length);
    return failed(`124(customFieldValue[${odd}])`);
  }
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const row of rows) {
    const next = glValue(row);
    const known = tenant.glValues.get(glKey(next));
    const same = known?.description === next.description && known.active === next.active;
    const outcome = known ? (same ? 'unchanged' : 'updated') : 'created';
    counts[outcome] += 1;
    tenant.wrote('customfieldvalues', outcome);
    tenant.glValues.set(glKey(next), next);
  }
  return { status: 200, body: { returnCode: 0, returnMessage: '', ...counts } };
}

/** A value as it comes in. */
export const glValue = (row: Json): GlValue => ({
  internalName: text(row, 'internalName'),
  value: text(row, 'value'),
  description: text(row, 'description'),
  // booleans may be text, as everywhere in JAGGAER
  active: String(row.active ?? 'true') === 'true',
});
