import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** The header that Acumatica's push notification destination (SM302000) sends along; it is the only proof of who calls. */
export class AcumaticaPushApi implements ICredentialType {
  name = 'acumaticaPushApi';

  displayName = 'Acumatica Push API';

  icon: Icon = { light: 'file:acumatica.svg', dark: 'file:acumatica.dark.svg' };

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/acumatica.md';

  properties: INodeProperties[] = [
    {
      displayName: 'Header Name',
      name: 'headerName',
      type: 'string',
      default: 'X-Push-Secret',
      required: true,
      description: 'As entered in the destination on the form Push Notifications',
    },
    {
      displayName: 'Secret',
      name: 'secret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'Value of the header: a long random text, the same as in the destination',
    },
  ];
}
