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
import { answerAndRead, asTold, enteredByHand, rawBody, refuseCall } from '../shared/webhook';
import { isSigned, readNotification } from './trigger/notification';
import { pushedItems } from './trigger/pushed';

export class QuickBooksOnlinePushTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'QuickBooks Online (JAGGAER) Push Trigger',
    name: 'quickBooksOnlinePushTrigger',
    icon: { light: 'file:quickBooksOnline.svg', dark: 'file:quickBooksOnline.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'webhooks',
    description: 'Starts the workflow when QuickBooks Online tells of changed records by a webhook',
    defaults: { name: 'QuickBooks Online (JAGGAER) Push Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      { name: 'quickBooksOnlinePushApi', required: true, testedBy: 'testVerifierToken' },
      {
        name: 'quickBooksOnlineOAuth2Api',
        required: true,
        displayOptions: { show: { output: ['paymentStatus', 'records'] } },
      },
    ],
    webhooks: [
      { name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'quickbooks-online' },
    ],
    properties: [
      noticeField(
        'notice',
        'In the Intuit developer portal, enter this node’s URL under Webhooks of your app and choose the entities. One address serves all companies of the app. Keep the polling trigger as well: webhooks may be late, come twice, or stay away.',
      ),
      outputField('paymentStatus', [
        {
          name: 'Notifications',
          value: 'notifications',
          description: 'One item for each changed record, as it was told: kind, ID and operation',
        },
        {
          name: 'Payment Status of the Bills',
          value: 'paymentStatus',
          description: 'Reads bills and payments of a notification in few calls, after it was answered',
        },
        {
          name: 'Records',
          value: 'records',
          description: 'Reads the changed records in few calls, after the notification was answered',
        },
      ]),
      { ...optionsField([onlyFromJaggaer]), displayOptions: { show: { output: ['paymentStatus'] } } },
    ],
  };

  methods = {
    credentialTest: {
      // only Intuit itself can prove the token: what can be judged is whether there is one
      async testVerifierToken(
        this: ICredentialTestFunctions,
        credential: ICredentialsDecrypted,
      ): Promise<INodeCredentialTestResult> {
        const { verifierToken } = (credential.data ?? {}) as IDataObject;
        return String(verifierToken ?? '').trim() === ''
          ? { status: 'Error', message: 'The verifier token is empty.' }
          : { status: 'OK', message: 'Send a test notification from the developer portal to prove it.' };
      },
    },
  };

  // the address is entered in the developer portal by hand: there is no API to do it
  webhookMethods = enteredByHand;

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const { verifierToken } = await this.getCredentials<IDataObject>('quickBooksOnlinePushApi');
    // n8n leaves bodies of Intuit's content type unparsed: only the raw one is there, and only it is signed
    const body = await rawBody(this);
    if (body === null) return refuseCall(this, 413, 'Too large');
    const signature = this.getHeaderData()['intuit-signature'];
    if (!isSigned(body, signature, String(verifierToken ?? '').trim()))
      return refuseCall(this, 401, 'Unknown sender');
    const notified = readNotification(body.toString('utf8'));
    if (notified === null) return refuseCall(this, 400, 'Not a notification');
    if (this.getNodeParameter('output', 'paymentStatus') === 'notifications') return asTold(notified);
    // an answer is due within 3 seconds, and reading may take longer
    return await answerAndRead(this, () => pushedItems(this, notified));
  }
}
