import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import type { WriteName } from '../nodes/Jaggaer/transport/writes';
import { WRITE_DEFAULTS } from '../nodes/Jaggaer/transport/writes';

const BASE =
  '$self["baseUrl"].trim().replace(/\\/+$/, "").replace(/\\/(j1p|esop\\/jint)\\/api\\/public$/, "")';

const container = (displayName: string, name: string, example: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder: `e.g. ${example}`,
  description: 'Where the rows are in the answer. Empty means that they are found by themselves.',
});

/** Method, path and body of one write; all but the supplier's path are in no public source. */
const writeFields = (label: string, name: WriteName): INodeProperties[] => {
  const { body, method, path } = WRITE_DEFAULTS[name];
  return [
    {
      displayName: `${label}: Body`,
      name: `${name}Body`,
      type: 'string',
      typeOptions: { rows: 12 },
      default: body,
      description:
        'Template in JSON: {name} stands for a value and {name|number} for a number; what has no value is left out',
    },
    {
      displayName: `${label}: Method`,
      name: `${name}Method`,
      type: 'options',
      options: ['PATCH', 'POST', 'PUT'].map((value) => ({ name: value, value })),
      default: method,
    },
    { displayName: `${label}: Path`, name: `${name}Path`, type: 'string', default: path },
  ];
};

const shown = (displayName: string, name: string, path: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: path,
  description:
    'Where an invoice shows what was written, below its header. Empty means that it is not compared before writing.',
});

/** Client credentials at the realm of the customer's JAGGAER; one token for all calls until it is about to end. */
export class JaggaerOAuth2Api implements ICredentialType {
  name = 'jaggaerOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'JAGGAER OAuth2 API';

  documentationUrl =
    'https://github.com/n8n-nodes-jaggaer-erp/n8n-nodes-jaggaer-erp/blob/main/docs/jaggaer.md';

  icon: Icon = { light: 'file:jaggaer.svg', dark: 'file:jaggaer.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://yourcompany.jaggaer.com',
      description: 'Host that JAGGAER named at onboarding, without a path',
    },
    {
      displayName: 'Tenant',
      name: 'tenant',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. yourcompany',
      description:
        'Short name of your own choice. It is part of the key on every bill: never change it after go-live.',
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
      description: 'A document never goes to an ERP of the other environment',
    },
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
    {
      displayName: 'Token Style',
      name: 'signInStyle',
      type: 'options',
      options: [
        { name: 'Keycloak', value: 'keycloak' },
        {
          name: 'Legacy',
          value: 'legacy',
          description: 'Older Advantage tenants, which answer with “token” and “expire_in”',
        },
      ],
      default: 'keycloak',
      description:
        'Keycloak unless JAGGAER says otherwise. With Legacy the test of this credential cannot sign in: use the operation Check Connection.',
    },
    {
      displayName: 'Realm Path',
      name: 'realm',
      type: 'string',
      default: 'J1p-integrations',
      description: 'Name of the sign-in realm. It only serves to form the token URL.',
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'string',
      default: `={{${BASE}}}{{$self["signInStyle"] === "legacy" ? "/esop/jint/api/public/v1/tokens" : "/auth/realms/" + $self["realm"] + "/protocol/openid-connect/token"}}`,
      required: true,
      description: 'Change it where JAGGAER named another address for tokens',
    },
    { displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
    {
      displayName: 'Authentication',
      name: 'authentication',
      type: 'options',
      options: [
        { name: 'Body', value: 'body' },
        { name: 'Header', value: 'header' },
      ],
      default: 'body',
      description: 'Where client ID and secret are sent when a token is fetched',
    },
    {
      displayName: 'API Root',
      name: 'apiRoot',
      type: 'string',
      default: '/j1p/api/public',
      description: 'Older tenants may have /esop/jint/api/public',
    },
    {
      displayName: 'Paths',
      name: 'paths',
      type: 'collection',
      placeholder: 'Add Path',
      default: {},
      description:
        'Paths below the API root, where your JAGGAER differs. Assumed ones are in no public source: ask JAGGAER.',
      options: [
        { displayName: 'Attachment', name: 'attachment', type: 'string', default: 'ja/v1/attachments' },
        { displayName: 'Invoice', name: 'invoice', type: 'string', default: 'ji/v1/invoices/{id}' },
        { displayName: 'Invoice List', name: 'invoices', type: 'string', default: 'ji/v1/invoices' },
        container('Invoice List Container', 'invoiceContainer', 'jiinvoiceList.jiinvoice'),
        {
          displayName: 'GL Value List (Assumed)',
          name: 'glValues',
          type: 'string',
          default: 'ji/v1/customfieldvalues',
        },
        container('GL Value List Container', 'glValueContainer', 'customFieldValueList.customFieldValue'),
        {
          displayName: 'Purchase Order (Assumed)',
          name: 'purchaseOrder',
          type: 'string',
          default: 'ji/v1/purchaseorders/{id}',
        },
        {
          displayName: 'Purchase Order List (Assumed)',
          name: 'purchaseOrders',
          type: 'string',
          default: 'ji/v1/purchaseorders',
        },
        container(
          'Purchase Order List Container',
          'purchaseOrderContainer',
          'jipurchaseOrderList.jipurchaseOrder',
        ),
        { displayName: 'Supplier List', name: 'suppliers', type: 'string', default: 'ja/v1/companyprofiles' },
        container('Supplier List Container', 'supplierContainer', 'returnCompanyData'),
      ],
    },
    {
      displayName: 'Confirmed Writes',
      name: 'confirmedWrites',
      type: 'multiOptions',
      options: [
        { name: 'ERP Result', value: 'erpResult' },
        { name: 'GL Account and Dimension', value: 'glAccount' },
        { name: 'Payment Status', value: 'paymentStatus' },
        { name: 'Purchase Order', value: 'purchaseOrder' },
        { name: 'Supplier', value: 'supplier' },
      ],
      default: [],
      description:
        'What the JAGGAER node may write, once JAGGAER has confirmed path and body for your tenant. Everything else is held; a dry run always works.',
    },
    {
      displayName: 'Writes',
      name: 'writes',
      type: 'collection',
      placeholder: 'Add Setting',
      default: {},
      description:
        'Method, path and body of each write, where your JAGGAER differs. All but the supplier’s path are assumed: ask JAGGAER.',
      options: [
        ...writeFields('ERP Result', 'erpResult'),
        shown('ERP Result: Shown At', 'erpResultShown', 'erpResult'),
        ...writeFields('GL Account', 'glAccount'),
        shown('Payment Amount: Shown At', 'paymentAmountShown', 'payment.amount.value'),
        shown('Payment Date: Shown At', 'paymentDateShown', 'payment.paymentDate'),
        shown('Payment Number: Shown At', 'paymentNumberShown', 'payment.paymentNumber'),
        ...writeFields('Payment Status', 'paymentStatus'),
        ...writeFields('Purchase Order', 'purchaseOrder'),
        ...writeFields('Supplier', 'supplier'),
      ],
    },
  ];

  // A refusal can arrive as HTTP 200 with return code 2 ("failed")
  test: ICredentialTestRequest = {
    request: {
      url: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/(j1p|esop\\/jint)\\/api\\/public$/, "")}}{{$credentials.apiRoot}}/{{$credentials.paths?.invoices || "ji/v1/invoices"}}',
      qs: { start: 1 },
      headers: { accept: 'application/json' },
      disableFollowRedirect: true,
    },
    rules: [
      {
        type: 'responseSuccessBody',
        properties: { key: 'returnCode', value: 2, message: 'JAGGAER answered with return code 2: failed' },
      },
    ],
  };
}
