import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What Intuit signs its webhooks with; the only proof of who calls. */
export class QuickBooksOnlinePushApi implements ICredentialType {
  name = 'quickBooksOnlinePushApi';

  displayName = 'QuickBooks Online Push API';

  icon: Icon = { light: 'file:quickBooksOnline.svg', dark: 'file:quickBooksOnline.dark.svg' };

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/quickbooks-online.md';

  properties: INodeProperties[] = [
    {
      displayName: 'Verifier Token',
      name: 'verifierToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'From the app’s page in the Intuit developer portal, under Webhooks',
    },
  ];
}
