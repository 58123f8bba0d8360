import type { INodeProperties } from 'n8n-workflow';
import { checking, connectionField, operation, payingStatus, reading, resource } from '../shared/fields';

/** Which of the two credential types signs in. */
export const authentication: INodeProperties = {
  displayName: 'Authentication',
  name: 'authentication',
  type: 'options',
  options: [
    { name: 'OAuth2', value: 'oAuth2' },
    { name: 'Password', value: 'password' },
  ],
  default: 'oAuth2',
};

/** Sign-in, resource and operation pickers of the Acumatica node. */
export const operations: INodeProperties[] = [
  authentication,
  resource('bill', [
    { name: 'Account', value: 'account' },
    { name: 'Bill', value: 'bill' },
    { name: 'Connection', value: 'connection' },
    { name: 'Payment Status', value: 'paymentStatus' },
    { name: 'Purchase Order', value: 'purchaseOrder' },
    { name: 'Subaccount', value: 'subaccount' },
    { name: 'Vendor', value: 'vendor' },
  ]),
  operation('account', reading('an account', 'accounts')),
  operation('bill', [
    {
      name: 'Post',
      value: 'post',
      action: 'Post bills',
      description: 'Make exactly one bill of each approved invoice, or say why not',
    },
    ...reading('a bill', 'bills'),
    {
      name: 'Release',
      value: 'release',
      action: 'Release a bill',
      description: 'Make balanced bills final',
    },
    {
      name: 'Attach File',
      value: 'attach',
      action: 'Attach a file to a bill',
      description: 'Put a file on a bill by the link that its posting gave',
    },
  ]),
  operation('connection', checking('address, sign-in, endpoint and rights')),
  operation('paymentStatus', payingStatus),
  operation('purchaseOrder', reading('a purchase order', 'purchase orders')),
  operation('subaccount', reading('a subaccount', 'subaccounts')),
  operation('vendor', reading('a vendor', 'vendors')),
];

/** Which endpoint and branch the calls go to, where not those of the credential. */
export const connectionOptions: INodeProperties = connectionField([
  {
    displayName: 'Branch',
    name: 'branch',
    type: 'string',
    default: '',
    placeholder: 'e.g. PRODWHOLE',
    description: 'Branch that the calls act in. The user’s sign-in branch when empty.',
  },
  {
    displayName: 'Endpoint Name or ID',
    name: 'endpoint',
    type: 'options',
    typeOptions: { loadOptionsMethod: 'getEndpoints' },
    default: '',
    description:
      'Instead of the credential’s endpoint. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
  },
]);
