import type { Action } from '../../../shared/actions';
import { filtersField, limitFields, simplifyField } from '../../../shared/fields';
import { Refusal, rejected } from '../../../shared/outcome';
import { readSupplier } from '../../documents/masters';
import { bravoIdOf } from '../../targets/supplier';
import { connect } from '../../transport/connection';
import { walkList } from '../../transport/list';
import { idIn, itemOf, wantedRows } from '../options';

export const supplierReads: Record<string, Action> = {
  get: {
    fields: [
      {
        displayName: 'Supplier',
        name: 'supplierId',
        type: 'resourceLocator',
        default: { mode: 'list', value: '' },
        required: true,
        description: 'The supplier (company profile) to read',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            typeOptions: { searchListMethod: 'searchSuppliers', searchable: true },
          },
          { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 43120' },
        ],
      },
      simplifyField,
    ],
    async run(context, index) {
      const connection = await connect(context);
      const id = idIn(context, 'supplierId', index);
      const query = { flt: `BRAVOID==${id}` };
      for await (const rows of walkList(connection, 'suppliers', { idOf: bravoIdOf, query })) {
        // a server that ignores the filter sends all of them
        const wire = rows.find((row) => bravoIdOf(row) === id);
        if (wire) return [itemOf(context, index, readSupplier(wire, connection.origin), wire)];
      }
      throw new Refusal(
        rejected(
          'jaggaer.notFound',
          `JAGGAER has no supplier ${id}.`,
          'Check the id on the company profile.',
          'jaggaer',
        ),
      );
    },
  },
  getAll: {
    fields: [
      ...limitFields,
      simplifyField,
      filtersField([
        {
          displayName: 'Name Contains',
          name: 'name',
          type: 'string',
          default: '',
          description: 'Only suppliers with this text in their name',
        },
        {
          displayName: 'Server Filter',
          name: 'serverFilter',
          type: 'string',
          default: 'TYPE==SELLER',
          description: 'Sent to JAGGAER as the parameter “flt”',
        },
      ]),
    ],
    async run(context, index) {
      const connection = await connect(context);
      const filters = context.getNodeParameter('filters', index, {}) as {
        name?: string;
        serverFilter?: string;
      };
      const flt = filters.serverFilter ?? 'TYPE==SELLER';
      const found = [];
      for await (const rows of walkList(connection, 'suppliers', {
        idOf: bravoIdOf,
        query: flt === '' ? {} : { flt },
      })) {
        for (const wire of rows) {
          const document = readSupplier(wire, connection.origin);
          if (document.name.toLowerCase().includes((filters.name ?? '').toLowerCase())) {
            found.push(itemOf(context, index, document, wire));
          }
        }
        if (found.length >= wantedRows(context, index)) break;
      }
      return found.slice(0, Math.min(wantedRows(context, index), found.length));
    },
  },
};
