import type {
  ICredentialTestFunctions,
  ICredentialsDecrypted,
  IDataObject,
  INodeCredentialTestResult,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { noticeField } from '../shared/fields';
import { enteredByHand, rawBody, refuseCall } from '../shared/webhook';
import { answerXml } from './push/answer';
import type { Verdict } from './push/answer';
import { ANYBODY, callerOf } from './push/caller';
import { messageIdIn, proofIn, readMessage } from './push/message';

export class JaggaerPushTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'JAGGAER Push Trigger',
    name: 'jaggaerPushTrigger',
    icon: { light: 'file:jaggaer.svg', dark: 'file:jaggaer.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'invoice export',
    description: 'Starts the workflow when JAGGAER pushes an invoice as XML',
    defaults: { name: 'JAGGAER Push Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'jaggaerPushApi',
        required: true,
        displayOptions: { show: { authentication: ['secret'] } },
        testedBy: 'testPushSecret',
      },
    ],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'jaggaer' }],
    properties: [
      noticeField(
        'notice',
        'JAGGAER’s services set the export up: give them this node’s URL. The message names no invoice ID: look the number up with <b>Invoice ▸ Get Many</b> and its filter Invoice Numbers. Keep the polling trigger as well: a message that n8n could not take may be lost.',
      ),
      {
        displayName: 'Authentication',
        name: 'authentication',
        type: 'options',
        options: [
          {
            name: 'None',
            value: 'none',
            description: 'Only where nobody but JAGGAER can reach this address',
          },
          { name: 'Secret', value: 'secret' },
        ],
        default: 'secret',
      },
      // as a receiver in production names it (source: NS)
      {
        displayName: 'DTD of the Answer',
        name: 'answerDtd',
        type: 'string',
        default: 'https://integrations.sciquest.com/app_docs/dtd/documentExport/DocumentExport.dtd',
        description: 'Document type that the answer names. Empty for none.',
      },
      // n8n would parse the XML itself, and refuse what it has to mend: this keeps the body as it came
      { displayName: 'Options', name: 'options', type: 'hidden', default: { binaryData: true } },
    ],
  };

  methods = {
    credentialTest: {
      // only JAGGAER itself can prove the secret: what can be judged is its strength
      async testPushSecret(
        this: ICredentialTestFunctions,
        credential: ICredentialsDecrypted,
      ): Promise<INodeCredentialTestResult> {
        const { sentAs, headerName, user, secret } = (credential.data ?? {}) as IDataObject;
        const isNamed =
          sentAs === 'header' ? /^[A-Za-z][\w-]*$/.test(String(headerName ?? '')) : Boolean(user);
        if (!isNamed) return { status: 'Error', message: 'The header name, user or identity is not usable.' };
        return String(secret ?? '').length >= 16
          ? { status: 'OK', message: 'Give the same to JAGGAER.' }
          : { status: 'Error', message: 'The secret is shorter than 16 characters.' };
      },
    },
  };

  // the address is entered at JAGGAER by its services: there is no API to do it
  webhookMethods = enteredByHand;

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const isOpen = this.getNodeParameter('authentication', 'secret') === 'none';
    const caller = isOpen ? ANYBODY : callerOf(await this.getCredentials<IDataObject>('jaggaerPushApi'));
    if (!caller.mayCall(this)) return refuseCall(this, 401, 'Unknown sender');
    const body = await rawBody(this).catch(() => null);
    if (body === null) return answer(this, { messageId: '', code: 400, words: 'The message is too large' });
    const xml = body.toString('utf8');
    if (!caller.maySend(proofIn(xml))) return refuseCall(this, 401, 'Unknown sender');
    const message = readMessage(xml);
    if (typeof message === 'string')
      return answer(this, { messageId: messageIdIn(xml), code: 400, words: message });
    // what was found first may have stood elsewhere, in a comment for example
    if (!caller.maySend(message)) return refuseCall(this, 401, 'Unknown sender');
    const items = message.invoices.map((json) => ({ json: json as unknown as IDataObject }));
    return answer(this, { messageId: message.messageId, code: 200, words: 'Success' }, items);
  }
}

function answer(
  context: IWebhookFunctions,
  verdict: Verdict,
  items?: INodeExecutionData[],
): IWebhookResponseData {
  const dtd = String(context.getNodeParameter('answerDtd', '')).trim();
  context
    .getResponseObject()
    .status(200)
    .type('application/xml')
    .send(answerXml(verdict, dtd, new Date()));
  return { noWebhookResponse: true, ...(items ? { workflowData: [items] } : {}) };
}
