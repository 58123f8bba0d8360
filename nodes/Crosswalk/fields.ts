import type { INodeProperties } from 'n8n-workflow';
import { noticeField, optionsField } from '../shared/fields';
import { keysField } from '../shared/supplierFields';
import { dimensionFields } from './dimensionFields';
import { fallbackFields } from './fallbackFields';

/** The panel of the node. */
export const crosswalkFields: INodeProperties[] = [
  {
    displayName: 'Mode',
    name: 'mode',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Map Documents',
        value: 'map',
        description: "Fill in the ERP's codes and hold each document that has a code without a row",
      },
      {
        name: 'Report Coverage',
        value: 'coverage',
        description:
          'List the codes of a past period that have no row, ranked, to be filled in before go-live',
      },
    ],
    default: 'map',
  },
  {
    displayName: 'Mapping Rows From',
    name: 'rowsFrom',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Second Input',
        value: 'input',
        description: 'From any node that gives rows, such as Data Table or a spreadsheet',
      },
      {
        name: 'Credential',
        value: 'credential',
        description: 'From a Crosswalk Mapping API credential, which n8n keeps encrypted',
      },
    ],
    default: 'input',
  },
  noticeField(
    'rowsNotice',
    'A mapping row has the columns <b>kind</b>, <b>from</b>, <b>to</b>, and where needed <b>scope</b> and <b>validFrom</b>. Kinds: supplier, account, dimension, entity, item, charge, tax, unit, terms, invoiceType. An empty table, or one with a row that cannot be read, holds every document.',
  ),
  keysField(
    'Match Suppliers By',
    'supplierKeys',
    ['number', 'id'],
    'The first key for which there is a row decides. A supplier row names its key in the column scope; empty means the supplier number.',
    [
      { name: 'DUNS Number', value: 'duns', description: 'Placeholders such as DNP never match' },
      { name: 'JAGGAER Supplier ID', value: 'id' },
      {
        name: 'Name',
        value: 'name',
        description: 'One supplier can have two spellings: use it last',
      },
      { name: 'Supplier Number', value: 'number', description: 'Leading zeros count' },
      { name: 'VAT Number', value: 'vatNumber' },
    ],
  ),
  {
    displayName: 'Account Segment',
    name: 'accountSegments',
    type: 'string',
    default: 'Account',
    placeholder: 'e.g. Account, FAUAccountNumber',
    description:
      'Internal name of the JAGGAER segment that holds the GL account. Several names, separated by commas: the first with a value counts, whichever chart of accounts it is in.',
    hint: 'Mapped by rows of kind account',
  },
  dimensionFields,
  fallbackFields,
  optionsField([
    {
      displayName: 'Audit Target System',
      name: 'targetSystem',
      type: 'string',
      default: '',
      placeholder: 'e.g. Acumatica',
      description: 'ERP to name in the audit row of a held document',
    },
    {
      displayName: 'Cut Off Suffixes',
      name: 'suffixes',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      placeholder: 'e.g. -[A-Z]$',
      description:
        'Regular expressions, one per line, cut off the end of account and dimension codes before they are compared, on documents and in mapping rows',
    },
    {
      displayName: 'Rank Coverage By',
      name: 'rankBy',
      type: 'options',
      options: [
        { name: 'Amount', value: 'value' },
        { name: 'Number of Documents', value: 'count' },
      ],
      default: 'value',
      description: 'What puts an unmapped code at the top of the coverage report',
    },
    {
      displayName: 'Tax Code Field',
      name: 'taxCodeField',
      type: 'string',
      default: '',
      placeholder: 'e.g. Tax Rate Code',
      description:
        'Custom field of the invoice, or else of its lines, that holds the tax code. Used by charge rows whose target is tax, and mapped by rows of kind tax.',
    },
    {
      displayName: 'Treat as Empty',
      name: 'emptyWords',
      type: 'string',
      typeOptions: { rows: 2 },
      default: 'none',
      description: 'Values that stand for no value, one per line',
    },
    {
      displayName: 'Treat Zeros as Empty',
      name: 'zerosAreEmpty',
      type: 'boolean',
      default: false,
      description: 'Whether a code of nothing but zeros, such as 0000, stands for no value',
    },
  ]),
];
