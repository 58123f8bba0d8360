/** Bill ▸ Attach File: puts a file on a bill by the link that the bill's answer named; no bill is read for it. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { auditRecord } from '../../../shared/audit';
import { NoAnswer, SignInRefused } from '../../../shared/http';
import type { Outcome, Problem } from '../../../shared/outcome';
import { DONE, Refusal, held } from '../../../shared/outcome';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import { interpret } from '../../transport/errors';
import { send } from '../../transport/request';

export const attach: BatchAction = {
  fields: [
    {
      displayName: 'Files Link',
      name: 'filesLink',
      type: 'string',
      default: '={{ $json.bill.filesLink }}',
      required: true,
      description: 'Where the files of the bill go: Bill ▸ Post and Bill ▸ Get give it as filesLink',
    },
    {
      displayName: 'Input Binary Field',
      name: 'binaryField',
      type: 'string',
      default: 'data',
      required: true,
      hint: 'The name of the input binary field that holds the file',
    },
    {
      displayName: 'Document',
      name: 'document',
      type: 'json',
      default: '={{ $json.document }}',
      description: 'The invoice that the file belongs to, for the audit row',
    },
    {
      displayName: 'Options',
      name: 'options',
      type: 'collection',
      placeholder: 'Add Option',
      default: {},
      options: [
        {
          displayName: 'Comment',
          name: 'comment',
          type: 'string',
          default: '',
          description: 'Shown beside the file in Acumatica, at most 500 characters',
        },
      ],
    },
  ],
  async runAll(context) {
    const connection = await connect(context);
    const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
    let refused: SignInRefused | null = null;
    for (let index = 0; index < context.getInputData().length; index++) {
      let problem: Problem | null = refused && problemOf(refused);
      if (!refused) {
        problem = await attachOne(context, connection, index).catch((error: unknown) => {
          if (error instanceof SignInRefused) refused = error;
          return problemOf(error);
        });
      }
      const outcome: Outcome = problem?.outcome ?? 'created';
      outputs[DONE.has(outcome) ? 0 : 1].push(itemOf(context, index, outcome, problem));
    }
    return outputs;
  },
};

async function attachOne(
  context: IExecuteFunctions,
  connection: Connection,
  index: number,
): Promise<Problem | null> {
  const field = String(context.getNodeParameter('binaryField', index));
  const { comment } = context.getNodeParameter('options', index, {}) as IDataObject;
  const { fileName } = context.helpers.assertBinaryData(index, field);
  const bytes = await context.helpers.getBinaryDataBuffer(index, field);
  const name = fileName || 'attachment';
  const reply = await send(connection, {
    method: 'PUT',
    path: addressOf(connection, String(context.getNodeParameter('filesLink', index, '') ?? ''), name),
    body: bytes,
    headers: {
      'content-type': 'application/octet-stream',
      ...(comment ? { 'PX-CbFileComment': encodeURIComponent(String(comment).slice(0, 500)) } : {}),
    },
    // the same name again is the same file
    repeatable: true,
  });
  if (reply.status >= 200 && reply.status < 300) return null;
  return interpret(reply, `to attach ${name}`, 'Bill').problem;
}

/** The link is relative to the host; the token goes to no other. @throws Refusal */
function addressOf(connection: Connection, link: string, name: string): string {
  const { origin } = new URL(connection.instance);
  const url = URL.canParse(link, origin) && link !== '' ? new URL(link, origin) : null;
  if (url?.origin === origin)
    return url.href.replace(/%7Bfilename%7D|\{filename\}/i, encodeURIComponent(name));
  throw new Refusal(
    held(
      'setting.filesLink',
      link === '' ? 'There is no files link.' : `The files link leads to another host than ${origin}.`,
      'Feed the node the filesLink that Bill ▸ Post or Bill ▸ Get puts out.',
      'support',
    ),
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof SignInRefused) {
    const advice = 'Open the credential, mend it and run its test; then attach again.';
    return held('connection.signIn', `Acumatica refused the sign-in: ${error.message}`, advice, 'connection');
  }
  const words = error instanceof Error ? error.message : String(error);
  const advice = 'Attach it again: the same file name replaces the file.';
  const cause = error instanceof NoAnswer ? 'connection.noAnswer' : 'attachment';
  return held(cause, `The file was not attached: ${words}`, advice, 'connection');
}

function itemOf(
  context: IExecuteFunctions,
  index: number,
  outcome: Outcome,
  problem: Problem | null,
): INodeExecutionData {
  const given: unknown = context.getNodeParameter('document', index, null);
  const document: unknown = typeof given === 'string' ? JSON.parse(given || 'null') : given;
  const audit = auditRecord(document, {
    sourceSystem: 'JAGGAER',
    targetSystem: 'Acumatica',
    operation: 'attach',
    outcome,
    problem,
    executionId: context.getExecutionId(),
  });
  const { cause, owner, reason, advice } = audit;
  const json = { outcome, cause, owner, reason, advice, key: audit.key, audit };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}
