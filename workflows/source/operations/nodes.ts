/** Nodes that the shared operations have in common. */
import { core, own } from '../parts';
import type { TemplateNode } from '../template';

const NODE = 'jaggaerErpOperations';

export const operation = (
  name: string,
  position: [number, number],
  resource: string,
  op: string,
  parameters: Record<string, unknown> = {},
): TemplateNode => own(name, NODE, position, { resource, operation: op, ...parameters });

export const MAIN = 'Choose your *Invoices to …* workflow in the node **Book Invoices**.';

export const sendMail = (name: string, position: [number, number], more: Record<string, unknown> = {}) =>
  core(
    name,
    'emailSend',
    2.1,
    position,
    {
      fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
      toEmail: '={{ $json.to }}',
      subject: '={{ $json.subject }}',
      emailFormat: 'both',
      text: '={{ $json.text }}',
      html: '={{ $json.html }}',
      options: { appendAttribution: false },
      ...more,
    },
    { credentials: { smtp: { id: null, name: 'Mail Server' } } },
  );

export const postToChat = (position: [number, number]): TemplateNode =>
  core(
    'Post to Chat',
    'httpRequest',
    4.2,
    position,
    {
      method: 'POST',
      url: 'https://chat.yourcompany.example/webhook',
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={{ JSON.stringify({ text: $json.chat }) }}',
      options: {},
    },
    { disabled: true, onError: 'continueRegularOutput' },
  );
