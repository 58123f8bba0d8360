import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Logon to a company's own e.net service. Tested by the node, since every answer is an HTTP 200. */
export class SysproApi implements ICredentialType {
  name = 'sysproApi';

  displayName = 'SYSPRO e.net API';

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/syspro.md';

  icon: Icon = { light: 'file:syspro.svg', dark: 'file:syspro.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Server URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://syspro.example.com:31002',
      description:
        'Server and port of the e.net REST service. The port is chosen per installation; SOAP and net.tcp have others. Passwords travel in the URL: use https, or a VPN.',
    },
    {
      displayName: 'Operator',
      name: 'operator',
      type: 'string',
      default: '',
      required: true,
      description:
        'An operator of its own for this integration: whoever else signs on as it ends its session',
    },
    {
      displayName: 'Operator Password',
      name: 'operatorPassword',
      type: 'string',
      typeOptions: { password: true },
      default: '',
    },
    {
      displayName: 'Company ID',
      name: 'companyId',
      type: 'string',
      default: '',
      required: true,
      description: 'As at the SYSPRO logon',
    },
    {
      displayName: 'Company Password',
      name: 'companyPassword',
      type: 'string',
      typeOptions: { password: true },
      default: '',
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
      displayName: 'Service Path',
      name: 'servicePath',
      type: 'string',
      default: '/SYSPROWCFService/Rest',
      description: 'Where the REST service is on the server. Other only behind a reverse proxy.',
    },
    {
      displayName: 'Logon Path',
      name: 'logonPath',
      type: 'string',
      default: '/Logon',
      description: 'Below the service path',
    },
  ];
}
