/** Reading vendors, accounts and dimensions. */
import type { INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { locator } from '../../shared/fields';
import { given, onlyActive, textFilter } from '../../shared/filters';
import { Refusal, held } from '../../shared/outcome';
import type { DimensionObject } from '../masterDocuments';
import {
  ACCOUNT_FIELDS,
  DIMENSIONS,
  REQUIREMENTS,
  VENDOR_FIELDS,
  accountDocument,
  dimensionDocument,
  supplierDocument,
} from '../masterDocuments';
import { ownDimension } from '../ownDimensions';
import { text } from '../transport/xml';
import { activeFilter, containsFilter, equalsFilter, modifiedAfter, modifiedFilter } from './filters';
import type { Source } from './reading';
import { reads } from './reading';

const always = (source: Source) => async () => source;

export const vendorReads = reads({
  word: 'vendor',
  source: always({
    ...{ object: 'VENDOR', key: 'VENDORID', fields: VENDOR_FIELDS },
    show: (row, origin) => ({
      ...supplierDocument(row, origin),
      ...{
        status: text(row, 'STATUS'),
        terms: text(row, 'TERMNAME') || null,
        recordNo: text(row, 'RECORDNO'),
      },
    }),
  }),
  keyField: locator('Vendor', 'vendor', 'searchVendors', 'V-1001'),
  filterFields: [
    modifiedAfter,
    textFilter('Name Contains', 'name', 'Part of the vendor’s name, in its own case'),
    onlyActive('Whether to leave out vendors that are inactive'),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...containsFilter('NAME', given(filters, 'name')),
    ...activeFilter(filters),
  ],
});

export const accountReads = reads({
  word: 'GL account',
  source: always({
    ...{ object: 'GLACCOUNT', key: 'ACCOUNTNO' },
    fields: [...ACCOUNT_FIELDS, ...Object.keys(REQUIREMENTS)],
    show: (row, origin) => ({
      ...accountDocument(row, origin),
      requires: Object.entries(REQUIREMENTS).flatMap(([field, name]) =>
        text(row, field).toLowerCase() === 'true' ? [name] : [],
      ),
    }),
  }),
  keyField: locator('GL Account', 'account', 'searchAccounts', '6000'),
  filterFields: [
    modifiedAfter,
    textFilter('Type', 'type', 'Account type as Sage Intacct calls it, e.g. incomestatement'),
    onlyActive('Whether to leave out accounts that are inactive'),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...equalsFilter('ACCOUNTTYPE', given(filters, 'type')),
    ...activeFilter(filters),
  ],
});

const dimensionSource = (dimension: DimensionObject): Source => ({
  ...{ object: dimension.object, key: dimension.key },
  fields: [dimension.key, dimension.title, 'PARENTID', 'STATUS', 'WHENMODIFIED'],
  show: (row, origin) => ({
    ...dimensionDocument(row, dimension, origin),
    parent: text(row, 'PARENTID') || null,
  }),
});

const valueFilters = (word: string): INodeProperties[] => [
  modifiedAfter,
  onlyActive(`Whether to leave out ${word} that are inactive`),
];

const dimensionReads = (
  name: keyof typeof DIMENSIONS,
  keyField: INodeProperties,
  plural: string,
): Record<string, Action> =>
  reads({
    word: name,
    source: always(dimensionSource(DIMENSIONS[name])),
    keyField,
    filterFields: valueFilters(plural),
    filters: (filters) => [...modifiedFilter(filters), ...activeFilter(filters)],
  });

export const departmentReads = dimensionReads(
  ...([
    'department',
    locator('Department', 'department', 'searchDepartments', 'D100'),
    'departments',
  ] as const),
);
export const locationReads = dimensionReads(
  ...(['location', locator('Location', 'location', 'searchLocations', '110'), 'locations'] as const),
);
export const classReads = dimensionReads(
  ...(['class', locator('Class', 'class', 'searchClasses', 'C1'), 'classes'] as const),
);
export const projectReads = dimensionReads(
  ...(['project', locator('Project', 'project', 'searchProjects', 'P-1'), 'projects'] as const),
);

const dimensionField: INodeProperties = {
  displayName: 'Dimension Name or ID',
  name: 'dimension',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getOwnDimensions' },
  default: '',
  required: true,
  description:
    'User-defined dimension. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** User-defined dimensions; which fields their objects have is looked up. */
export const ownDimensionReads = reads({
  word: 'dimension value',
  sourceFields: [dimensionField],
  async source(context, index, connection) {
    const object = String(context.getNodeParameter('dimension', index, '')).trim();
    if (object === '') {
      throw new Refusal(
        held('setting.dimension', 'No dimension is chosen.', 'Choose one under Dimension.', 'support'),
      );
    }
    const { dimension, fields } = await ownDimension(connection, object);
    return {
      ...{ object, key: dimension.key, fields },
      show: (row, origin) => dimensionDocument(row, dimension, origin),
    };
  },
  keyField: {
    displayName: 'Value',
    name: 'value',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. PL-1',
    description: 'Name of the value',
  },
  filterFields: valueFilters('values'),
  filters: (filters) => [...modifiedFilter(filters), ...activeFilter(filters)],
});
