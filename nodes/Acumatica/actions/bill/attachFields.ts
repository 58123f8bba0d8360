import type { INodeProperties } from 'n8n-workflow';
import { binaryField, documentField, dryRunField } from '../../../shared/attaching';
import { optionsField } from '../../../shared/fields';

/** What Bill ▸ Attach File offers. */
export const attachFields: INodeProperties[] = [
  dryRunField,
  {
    displayName: 'Files Link',
    name: 'filesLink',
    type: 'string',
    default: '={{ $json.bill.filesLink }}',
    required: true,
    description: 'Where the files of the bill go: Bill ▸ Post and Bill ▸ Get give it as filesLink',
  },
  binaryField,
  documentField,
  {
    displayName: 'Bill Number',
    name: 'billNumber',
    type: 'string',
    default: '={{ $json.bill.number }}',
    description: 'Number of the bill, for the audit row',
  },
  optionsField([
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
  ]),
];
