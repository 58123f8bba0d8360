import type { INodeProperties } from 'n8n-workflow';

/** Where each of the ERP's dimensions comes from. */
export const dimensionFields: INodeProperties = {
  displayName: 'Dimensions',
  name: 'dimensions',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Dimension',
  default: {},
  description:
    "Subaccount, department, project and the like. Mapped by rows of kind dimension, whose column scope names the ERP's dimension.",
  options: [
    {
      displayName: 'Dimension',
      name: 'dimension',
      values: [
        {
          displayName: 'Dimension',
          name: 'name',
          type: 'string',
          default: '',
          placeholder: 'e.g. subaccount',
          description: 'Name of the dimension as the ERP node expects it',
        },
        {
          displayName: 'From',
          name: 'source',
          type: 'options',
          options: [
            { name: 'Business Unit', value: 'businessUnit' },
            {
              name: 'Fixed Value',
              value: 'fixed',
              description: 'The same code on every line, without a row',
            },
            { name: 'Invoice Custom Field', value: 'headerField' },
            { name: 'Line Custom Field', value: 'lineField' },
            { name: 'Segment', value: 'segment', description: 'A segment of the accounting split' },
          ],
          default: 'segment',
          description: 'Where JAGGAER has the code',
        },
        {
          displayName: 'Name',
          name: 'sourceName',
          type: 'string',
          default: '',
          placeholder: 'e.g. CostCenter',
          description:
            'Internal name of the segment, or name of the custom field. Several names, separated by commas: the first with a value counts.',
          displayOptions: { show: { source: ['headerField', 'lineField', 'segment'] } },
        },
        {
          displayName: 'Value',
          name: 'value',
          type: 'string',
          default: '',
          description: "The ERP's code wherever Fixed Value is chosen in this dimension",
        },
        {
          displayName: 'When Missing',
          name: 'whenMissing',
          type: 'options',
          options: [
            { name: 'Hold the Document', value: 'hold' },
            { name: 'Leave Empty', value: 'empty' },
            { name: 'Use the Fixed Value', value: 'fixed' },
          ],
          default: 'hold',
          description: 'What to do where JAGGAER has no value. A row with an empty from column comes first.',
          displayOptions: { hide: { source: ['fixed'] } },
        },
        {
          displayName: 'When Unmapped',
          name: 'whenUnmapped',
          type: 'options',
          options: [
            { name: 'Hold the Document', value: 'hold' },
            { name: 'Leave Empty', value: 'empty' },
            { name: 'Use the Fixed Value', value: 'fixed' },
            { name: 'Use the Same Code', value: 'same' },
          ],
          default: 'hold',
          description: 'What to do with a code that has no row',
          displayOptions: { hide: { source: ['fixed'] } },
        },
      ],
    },
  ],
};
