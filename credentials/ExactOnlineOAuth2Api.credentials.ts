import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Where Exact Online is, or what stands in its place; sign-in and API share a host. */
const SITE =
  '{{($self["baseUrl"] || "").trim().replace(/\\/+$/, "") || "https://start.exactonline." + ($self["site"] || "nl")}}';

/**
 * Authorization code with a refresh token that is replaced by every refresh; n8n stores the new one at once. An access
 * token lives 600 seconds, and a new one is refused for the first 570 (reference 1.2).
 */
export class ExactOnlineOAuth2Api implements ICredentialType {
  name = 'exactOnlineOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Exact Online (JAGGAER) OAuth2 API';

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/exact-online.md';

  icon: Icon = { light: 'file:exactOnline.svg', dark: 'file:exactOnline.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Environment',
      name: 'environment',
      type: 'options',
      options: [
        { name: 'Production', value: 'production' },
        { name: 'Test', value: 'test' },
      ],
      default: 'production',
      description:
        'Use an app registration of its own for each: limits and tokens are counted by app. A document from the other environment is never written here.',
    },
    {
      displayName: 'Country',
      name: 'site',
      type: 'options',
      options: [
        { name: 'Belgium', value: 'be' },
        { name: 'France', value: 'fr' },
        { name: 'Germany', value: 'de' },
        { name: 'Netherlands', value: 'nl' },
        { name: 'Spain', value: 'es' },
        { name: 'United Kingdom', value: 'co.uk' },
        { name: 'United States', value: 'com' },
      ],
      default: 'nl',
      description: 'The site that you sign in to. The app must be registered in the App Center of this site.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://exact-proxy.example.com',
      description:
        'Normally empty: Exact’s own address by country. An address here takes its place, for the sign-in too.',
    },
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: `=${SITE}/api/oauth2/auth`,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: `=${SITE}/api/oauth2/token`,
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
    {
      displayName: 'Auth URI Query Parameters',
      name: 'authQueryParameters',
      type: 'hidden',
      default: 'force_login=0',
    },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
  ];

  test: ICredentialTestRequest = {
    request: {
      baseURL:
        '={{($credentials.baseUrl || "").trim().replace(/\\/+$/, "") || "https://start.exactonline." + ($credentials.site || "nl")}}',
      url: '/api/v1/current/Me',
      qs: { $select: 'CurrentDivision' },
      headers: { accept: 'application/json' },
    },
  };
}
