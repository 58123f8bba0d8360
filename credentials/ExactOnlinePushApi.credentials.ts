import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What Exact Online signs its webhooks with; the only proof of who calls. */
export class ExactOnlinePushApi implements ICredentialType {
  name = 'exactOnlinePushApi';

  displayName = 'Exact Online Push API';

  icon: Icon = { light: 'file:exactOnline.svg', dark: 'file:exactOnline.dark.svg' };

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/exact-online.md';

  properties: INodeProperties[] = [
    {
      displayName: 'Webhook Secret',
      name: 'webhookSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'From the app’s page in the App Center',
    },
  ];
}
