import type {
  IAuthenticateGeneric,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestHelper,
  Icon,
  INodeProperties,
} from 'n8n-workflow';
import { signIn } from '../nodes/Acumatica/transport/signIn';

/** Unattended sign-in with a user of its own; access and refresh token are cached, so one licence session is used. */
export class AcumaticaPasswordApi implements ICredentialType {
  name = 'acumaticaPasswordApi';

  displayName = 'Acumatica Password API';

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
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 1A2B3C4D-…@Company',
      description: 'From Connected Applications (SM303010), whole, with the part behind the @',
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'Shared secret of the connected application, flow Resource Owner Password Credentials',
    },
    { displayName: 'User Name', name: 'username', type: 'string', default: '', required: true },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
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
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'hidden',
      typeOptions: { expirable: true, password: true },
      default: '',
    },
    {
      displayName: 'Refresh Token',
      name: 'refreshToken',
      type: 'hidden',
      typeOptions: { password: true },
      default: '',
    },
    { displayName: 'Renew After', name: 'renewAfter', type: 'hidden', default: '' },
    { displayName: 'Signed In As', name: 'signedInAs', type: 'hidden', default: '' },
  ];

  async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
    return await signIn(credentials, async (options) => await this.helpers.httpRequest(options));
  }

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
  };

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
