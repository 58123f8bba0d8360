import type {
  ICredentialTestFunctions,
  ICredentialsDecrypted,
  IDataObject,
  IHookFunctions,
  INodeCredentialTestResult,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { nodeError } from '../shared/actions';
import { noticeField } from '../shared/fields';
import { outputField } from '../shared/trigger';
import { answerAndRead, asTold, rawBody, refuseCall } from '../shared/webhook';
import { searchDivisions } from './methods/search';
import { divisionField } from './operations';
import type { Connection } from './transport/connection';
import { connect } from './transport/connection';
import { TOPICS, isSigned, readNotification } from './trigger/notification';
import { pushedItems } from './trigger/pushed';
import { isSubscribed, subscribe, unsubscribe } from './trigger/subscriptions';

export class ExactOnlinePushTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Exact Online (JAGGAER) Push Trigger',
    name: 'exactOnlinePushTrigger',
    icon: { light: 'file:exactOnline.svg', dark: 'file:exactOnline.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'webhooks',
    description: 'Starts the workflow when Exact Online tells of a changed record by a webhook',
    defaults: { name: 'Exact Online (JAGGAER) Push Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      { name: 'exactOnlineOAuth2Api', required: true },
      { name: 'exactOnlinePushApi', required: true, testedBy: 'testWebhookSecret' },
    ],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'exact-online' }],
    properties: [
      noticeField(
        'notice',
        'Publishing the workflow makes the webhooks in Exact Online; the app needs the scope Organization administration. Keep the polling trigger as well: webhooks may be late or stay away, and there is none for payments.',
      ),
      divisionField,
      {
        displayName: 'Topics',
        name: 'topics',
        type: 'multiOptions',
        options: TOPICS.map((value) => ({ name: value.replace(/(?<=[a-z])(?=[A-Z])/g, ' '), value })),
        default: ['PurchaseOrders'],
        required: true,
        description: 'What to be told of',
      },
      outputField('records', [
        {
          name: 'Notifications',
          value: 'notifications',
          description: 'The topic, the ID and what was done, as it was told',
        },
        {
          name: 'Records',
          value: 'records',
          description:
            'Reads approved purchase orders, suppliers and GL accounts after the notification was answered',
        },
      ]),
    ],
  };

  methods = {
    listSearch: { searchDivisions },
    credentialTest: {
      // only Exact itself can prove the secret: what can be judged is whether there is one
      async testWebhookSecret(
        this: ICredentialTestFunctions,
        credential: ICredentialsDecrypted,
      ): Promise<INodeCredentialTestResult> {
        const { webhookSecret } = (credential.data ?? {}) as IDataObject;
        return String(webhookSecret ?? '').trim() === ''
          ? { status: 'Error', message: 'The webhook secret is empty.' }
          : { status: 'OK', message: 'The first webhook proves it: change a record in Exact Online.' };
      },
    },
  };

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await withSubscriptions(this, isSubscribed);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        await withSubscriptions(this, subscribe);
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        await withSubscriptions(this, unsubscribe);
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const { webhookSecret } = await this.getCredentials<IDataObject>('exactOnlinePushApi');
    const bytes = await rawBody(this);
    if (bytes === null) return refuseCall(this, 413, 'Too large');
    // whether Exact tries an address before it takes it is not known: nothing is handed over for it
    if (bytes.length === 0) return { webhookResponse: 'Ready' };
    const body = bytes.toString('utf8');
    if (!isSigned(body, String(webhookSecret ?? '').trim())) return refuseCall(this, 401, 'Unknown sender');
    const notified = readNotification(body);
    if (notified === null) return refuseCall(this, 400, 'Not a notification');
    if (this.getNodeParameter('output', 'records') === 'notifications') return asTold([notified]);
    return await answerAndRead(this, () => pushedItems(this, notified));
  }
}

async function withSubscriptions<T>(
  context: IHookFunctions,
  work: (connection: Connection, url: string, topics: string[]) => Promise<T>,
): Promise<T> {
  try {
    const url = context.getNodeWebhookUrl('default') ?? '';
    return await work(await connect(context), url, context.getNodeParameter('topics', []) as string[]);
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}
