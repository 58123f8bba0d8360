import type { INodeProperties } from 'n8n-workflow';

/** What Bill ▸ Attach File offers. */
export const attachFields: INodeProperties[] = [
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    description: 'Whether to check everything and show the call that would be made, without sending the file',
  },
  {
    displayName: 'Files Link',
    name: 'filesLink',
    type: 'string',
    default: '={{ $json.bill.filesLink }}',
    required: true,
    description: 'Where the files of the bill go: Bill ▸ Post and Bill ▸ Get give it as filesLink',
  },
  {
    displayName: 'Input Binary Field',
    name: 'binaryField',
    type: 'string',
    default: 'data',
    required: true,
    hint: 'The name of the input binary field that holds the file',
  },
  {
    displayName: 'Document',
    name: 'document',
    type: 'json',
    default: '={{ $json.document }}',
    description: 'The invoice that the file belongs to, for the audit row',
  },
  {
    displayName: 'Bill Number',
    name: 'billNumber',
    type: 'string',
    default: '={{ $json.bill.number }}',
    description: 'Number of the bill, for the audit row',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Comment',
        name: 'comment',
        type: 'string',
        default: '',
        description: 'Shown beside the file in Acumatica, at most 500 characters',
      },
      {
        displayName: 'When the File Is There',
        name: 'whenThere',
        type: 'options',
        options: [
          {
            name: 'Leave It',
            value: 'leave',
            description: 'Costs one more call for each bill',
          },
          {
            name: 'Send It Again',
            value: 'replace',
            description: 'Does not look; Acumatica keeps it as a new version of the file',
          },
        ],
        default: 'replace',
        description: 'What to do when the bill has a file of the same name',
      },
    ],
  },
];
