import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What JAGGAER sends along with its invoice export, as agreed with JAGGAER: the only proof of who calls. */
export class JaggaerPushApi implements ICredentialType {
  name = 'jaggaerPushApi';

  displayName = 'JAGGAER Push API';

  icon: Icon = { light: 'file:jaggaer.svg', dark: 'file:jaggaer.dark.svg' };

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/jaggaer.md';

  properties: INodeProperties[] = [
    {
      displayName: 'Sent As',
      name: 'sentAs',
      type: 'options',
      options: [
        { name: 'Basic Authentication', value: 'basic' },
        { name: 'Header', value: 'header' },
        {
          name: 'Identity and Shared Secret in the Message',
          value: 'message',
          description: 'In Header/Authentication, as the other messages of this family carry it',
        },
      ],
      default: 'header',
    },
    {
      displayName: 'Header Name',
      name: 'headerName',
      type: 'string',
      default: 'X-Push-Secret',
      displayOptions: { show: { sentAs: ['header'] } },
    },
    {
      displayName: 'User or Identity',
      name: 'user',
      type: 'string',
      default: '',
      displayOptions: { show: { sentAs: ['basic', 'message'] } },
    },
    {
      displayName: 'Secret',
      name: 'secret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'A long random text, the same as at JAGGAER',
    },
  ];
}
