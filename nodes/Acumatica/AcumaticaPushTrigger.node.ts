import type {
  ICredentialTestFunctions,
  ICredentialsDecrypted,
  IDataObject,
  INodeCredentialTestResult,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { noticeField, optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { outputField } from '../shared/trigger';
import { answerAndRead, asTold, enteredByHand, rawBody, refuseCall, sameSecret } from '../shared/webhook';
import { stampFieldOption } from './actions/filters';
import { getEndpoints } from './methods/endpoints';
import { authentication, connectionOptions } from './operations';
import { readNotification } from './trigger/notification';
import { statusItems } from './trigger/pushedBills';

/** Fields of the output that reads bills. */
const ofBills = { show: { output: ['paymentStatus'] } };

export class AcumaticaPushTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Acumatica Push Trigger',
    name: 'acumaticaPushTrigger',
    icon: { light: 'file:acumatica.svg', dark: 'file:acumatica.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'push notifications',
    description: 'Starts the workflow when Acumatica pushes changed rows of a generic inquiry',
    defaults: { name: 'Acumatica Push Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      { name: 'acumaticaPushApi', required: true, testedBy: 'testPushSecret' },
      {
        name: 'acumaticaOAuth2Api',
        required: true,
        displayOptions: { show: { output: ['paymentStatus'], authentication: ['oAuth2'] } },
      },
      {
        name: 'acumaticaPasswordApi',
        required: true,
        displayOptions: { show: { output: ['paymentStatus'], authentication: ['password'] } },
      },
    ],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        path: 'acumatica',
      },
    ],
    properties: [
      noticeField(
        'notice',
        'In Acumatica, open Push Notifications (SM302000), add a webhook destination with this node’s URL and the header of the credential, and a simple generic inquiry of AP bills. Keep a polling trigger as well: after five attempts a notification waits for a person to send it again, for two days.',
      ),
      {
        displayName: 'Key Columns',
        name: 'keyColumns',
        type: 'string',
        default: 'Type, ReferenceNbr',
        description:
          'Columns of the inquiry that name a record, separated by commas: they tell an update from a new row. For payment status the first two are type and number of a bill.',
      },
      outputField('rows', [
        {
          name: 'Payment Status of the Bills',
          value: 'paymentStatus',
          description: 'Reads the bills of a notification in few calls, after it was answered',
        },
        { name: 'Rows', value: 'rows', description: 'One item for each changed row, as it was pushed' },
      ]),
      { ...authentication, displayOptions: ofBills },
      { ...optionsField([onlyFromJaggaer, stampFieldOption]), displayOptions: ofBills },
      { ...connectionOptions, displayOptions: ofBills },
    ],
  };

  methods = {
    loadOptions: { getEndpoints },
    credentialTest: {
      // eslint wants a test, and only Acumatica itself can prove the header: what can be judged is its strength
      async testPushSecret(
        this: ICredentialTestFunctions,
        credential: ICredentialsDecrypted,
      ): Promise<INodeCredentialTestResult> {
        const { headerName, secret } = (credential.data ?? {}) as IDataObject;
        const named = /^[A-Za-z][\w-]*$/.test(String(headerName ?? ''));
        if (!named)
          return {
            status: 'Error',
            message: 'The header name has other characters than letters, digits and dashes.',
          };
        const long = String(secret ?? '').length >= 16;
        return long
          ? { status: 'OK', message: 'Enter the same header in the destination of Acumatica.' }
          : { status: 'Error', message: 'The secret is shorter than 16 characters.' };
      },
    },
  };

  // the destination is entered in Acumatica by hand: there is no API to do it
  webhookMethods = enteredByHand;

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const { headerName, secret } = await this.getCredentials<IDataObject>('acumaticaPushApi');
    const given = this.getHeaderData()[String(headerName).toLowerCase()];
    if (!sameSecret(given, String(secret))) return refuseCall(this, 401, 'Unknown sender');
    const body = await rawBody(this);
    if (body === null) return refuseCall(this, 413, 'Too large');
    const keys = String(this.getNodeParameter('keyColumns', ''))
      .split(',')
      .flatMap((name) => name.trim() || []);
    const rows = readNotification(body.toString('utf8'), keys);
    if (rows === null) return refuseCall(this, 400, 'Not a push notification');
    if (this.getNodeParameter('output', 'rows') === 'rows') return asTold(rows);
    // reading takes longer than Acumatica may wait
    return await answerAndRead(this, () => statusItems(this, rows, keys));
  }
}
