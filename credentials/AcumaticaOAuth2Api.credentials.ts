import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Authorization code with a refresh token: one licence session for each connection, no stored password. */
export class AcumaticaOAuth2Api implements ICredentialType {
  name = 'acumaticaOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Acumatica OAuth2 API';

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/acumatica.md';

  icon: Icon = { light: 'file:acumatica.svg', dark: 'file:acumatica.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Instance URL',
      name: 'instanceUrl',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://erp.example.com/Production',
      description: 'The address up to, but not including, /Main or /entity',
    },
    {
      displayName: 'Endpoint Name',
      name: 'endpointName',
      type: 'string',
      default: 'Default',
      required: true,
      description: 'Web service endpoint as on screen SM207060',
    },
    {
      displayName: 'Endpoint Version',
      name: 'endpointVersion',
      type: 'string',
      default: '24.200.001',
      required: true,
      placeholder: 'e.g. 24.200.001',
      description: 'Exact version of the endpoint; the node offers the ones that the instance has',
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
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: '={{$self["instanceUrl"].trim().replace(/\\/+$/, "")}}/identity/connect/authorize',
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: '={{$self["instanceUrl"].trim().replace(/\\/+$/, "")}}/identity/connect/token',
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: 'api offline_access' },
    { displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
  ];

  // GET /entity would answer without a sign-in; a redirect is the sign-in page
  test: ICredentialTestRequest = {
    request: {
      url: '={{$credentials.instanceUrl.trim().replace(/\\/+$/, "")}}/entity/{{$credentials.endpointName}}/{{$credentials.endpointVersion}}/Ledger',
      qs: { $top: 1, $select: 'LedgerID' },
      headers: { accept: 'application/json' },
      disableFollowRedirect: true,
    },
  };
}
