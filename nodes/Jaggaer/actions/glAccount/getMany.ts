import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ItemAction } from '../../../shared/actions';
import { filtersField, limitFields, simplifyField } from '../../../shared/fields';
import { glDocument, glIdOf, readGlValue } from '../../documents/glValues';
import { connect } from '../../transport/connection';
import { walkList } from '../../transport/list';
import { itemOf, wantedRows } from '../options';
import { word } from '../writing';

/** Lists the values of the chart-of-accounts fields as accounts and dimensions; the path is assumed. */
export const getMany: ItemAction = {
  fields: [
    ...limitFields,
    simplifyField,
    {
      displayName: 'Account Field',
      name: 'accountField',
      type: 'string',
      default: 'Account',
      description:
        'Internal name of the custom field that holds the accounts; values of other fields come as dimensions',
    },
    filtersField([
      {
        displayName: 'Fields',
        name: 'fields',
        type: 'string',
        default: '',
        placeholder: 'e.g. Account, CostCenter',
        description: 'Only values of these custom fields, by internal name, separated by commas',
      },
      {
        displayName: 'Only Active',
        name: 'active',
        type: 'boolean',
        default: true,
        description: 'Whether to leave out values that cannot be used any more',
      },
      {
        displayName: 'Server Filter',
        name: 'serverFilter',
        type: 'string',
        default: '',
        placeholder: 'e.g. internalName==Account',
        description: 'Sent to JAGGAER as the parameter “flt”; the other filters are applied here in any case',
      },
    ]),
  ],
  async run(context, index) {
    const connection = await connect(context);
    const accountField = word(context.getNodeParameter('accountField', index, ''));
    const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
    const fields = new Set(
      word(filters.fields)
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    );
    const flt = word(filters.serverFilter);
    const most = wantedRows(context, index);
    const found: INodeExecutionData[] = [];
    const query: Record<string, string> = flt === '' ? {} : { flt };
    for await (const rows of walkList(connection, 'glValues', { idOf: glIdOf, query })) {
      for (const wire of rows) {
        const value = readGlValue(wire);
        if (fields.size > 0 && !fields.has(value.internalName)) continue;
        if (filters.active === true && !value.active) continue;
        found.push(itemOf(context, index, glDocument(value, connection.origin, accountField), wire));
      }
      if (found.length >= most) break;
    }
    return found.slice(0, Math.min(most, found.length));
  },
};
