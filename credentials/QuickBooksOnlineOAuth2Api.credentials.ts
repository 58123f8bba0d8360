import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * Authorization code with a refresh token that rotates about daily; n8n stores each one. The company (realm) is the one
 * chosen at sign-in: Intuit names it on the callback, and n8n keeps it as `oauthTokenData.callbackQueryString.realmId`.
 */
export class QuickBooksOnlineOAuth2Api implements ICredentialType {
  name = 'quickBooksOnlineOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'QuickBooks Online (JAGGAER) OAuth2 API';

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/quickbooks-online.md';

  icon: Icon = { light: 'file:quickBooksOnline.svg', dark: 'file:quickBooksOnline.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Environment',
      name: 'environment',
      type: 'options',
      options: [
        { name: 'Production', value: 'production' },
        { name: 'Test (Intuit Sandbox Company)', value: 'test' },
      ],
      default: 'production',
      description:
        'Each has keys of its own in the Intuit developer portal. A document from the other environment is never written here.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://quickbooks-proxy.example.com',
      description:
        'Normally empty: Intuit’s own addresses by environment. An address here takes the place of all of them, the sign-in included.',
    },
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default:
        '={{($self["baseUrl"] || "").trim().replace(/\\/+$/, "") || "https://appcenter.intuit.com"}}/connect/oauth2',
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default:
        '={{($self["baseUrl"] || "").trim().replace(/\\/+$/, "") || "https://oauth.platform.intuit.com"}}/oauth2/v1/tokens/bearer',
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: 'com.intuit.quickbooks.accounting' },
    { displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
  ];

  test: ICredentialTestRequest = {
    request: {
      baseURL:
        '={{($credentials.baseUrl || "").trim().replace(/\\/+$/, "") || ($credentials.environment === "test" ? "https://sandbox-quickbooks.api.intuit.com" : "https://quickbooks.api.intuit.com")}}',
      url: '=/v3/company/{{$credentials.oauthTokenData?.callbackQueryString?.realmId}}/companyinfo/{{$credentials.oauthTokenData?.callbackQueryString?.realmId}}',
      qs: { minorversion: '75' },
      headers: { accept: 'application/json' },
    },
  };
}
