import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Web Services sign-in: the developer's sender and the company's user. Tested by the node, since every answer is an HTTP 200. */
export class SageIntacctApi implements ICredentialType {
  name = 'sageIntacctApi';

  displayName = 'Sage Intacct API';

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/sage-intacct.md';

  icon: Icon = { light: 'file:sageIntacct.svg', dark: 'file:sageIntacct.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Sender ID',
      name: 'senderId',
      type: 'string',
      default: '',
      required: true,
      description: 'Of your Web Services developer licence; the company has to authorize it',
    },
    {
      displayName: 'Sender Password',
      name: 'senderPassword',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
    },
    {
      displayName: 'Company ID',
      name: 'companyId',
      type: 'string',
      default: '',
      required: true,
      description: 'As on the sign-in page of Sage Intacct',
    },
    {
      displayName: 'User ID',
      name: 'userId',
      type: 'string',
      default: '',
      required: true,
      description: 'A Web Services user of the company',
    },
    {
      displayName: 'User Password',
      name: 'userPassword',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
    },
    {
      displayName: 'Entity ID',
      name: 'entityId',
      type: 'string',
      default: '',
      description: 'Works in this entity only. Empty works at the top level, which sees all entities.',
    },
    {
      displayName: 'Environment',
      name: 'environment',
      type: 'options',
      options: [
        { name: 'Production', value: 'production' },
        { name: 'Test', value: 'test' },
      ],
      default: 'production',
      description: 'A document from the other environment is never written here',
    },
    {
      displayName: 'Gateway URL',
      name: 'gatewayUrl',
      type: 'string',
      default: 'https://api.intacct.com/ia/xml/xmlgw.phtml',
      description: 'Where sessions are asked for. Calls then go where the session says.',
    },
    {
      displayName: 'Other Allowed Hosts',
      name: 'allowedHosts',
      type: 'string',
      default: '',
      placeholder: 'e.g. intacct-proxy.example.com',
      description:
        'Hosts beside those of intacct.com that may get the sender password, with commas between. Normally empty.',
    },
  ];
}
