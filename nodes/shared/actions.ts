import type { IExecuteFunctions, INode, INodeExecutionData, INodeProperties, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { NoAnswer, SignInRefused } from './http';
import { Refusal } from './outcome';
import { redact } from './redact';

/** One operation that works item by item. */
export interface ItemAction {
  fields: INodeProperties[];
  /** Returns the output items of one input item; throws when this item fails. */
  run(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]>;
}

/** One operation that takes all items at once and judges each itself (posting, concurrent reads). */
export interface BatchAction {
  fields: INodeProperties[];
  runAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

export type Action = ItemAction | BatchAction;
export type Actions = Record<string, Record<string, Action>>;

/**
 * Runs the action that the parameters Resource and Operation name. Item actions follow n8n's On Error setting
 * item by item: a failed item becomes `{ error }` beside the others, or stops the node.
 */
export async function runAction(
  context: IExecuteFunctions,
  actions: Actions,
): Promise<INodeExecutionData[][]> {
  const resource = context.getNodeParameter('resource', 0);
  const operation = context.getNodeParameter('operation', 0);
  const action = actions[resource]?.[operation];
  if (!action) throw new NodeOperationError(context.getNode(), `${resource} has no operation ${operation}`);
  if ('runAll' in action) return await runBatch(context, action);
  const output: INodeExecutionData[] = [];
  for (let index = 0; index < context.getInputData().length; index++) {
    try {
      const items = await action.run(context, index);
      output.push(...items.map((item) => ({ ...item, pairedItem: { item: index } })));
    } catch (error) {
      if (!context.continueOnFail()) throw nodeError(context.getNode(), error, index);
      output.push(errorItem(error, index));
    }
  }
  return [output];
}

async function runBatch(context: IExecuteFunctions, action: BatchAction): Promise<INodeExecutionData[][]> {
  try {
    return await action.runAll(context);
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

/** All the fields of the actions, each shown only for its own resource and operation. */
export const actionFields = (actions: Actions): INodeProperties[] =>
  Object.entries(actions).flatMap(([resource, operations]) =>
    Object.entries(operations).flatMap(([operation, action]) =>
      action.fields.map((field) => ({
        ...field,
        displayOptions: {
          ...field.displayOptions,
          show: { ...field.displayOptions?.show, resource: [resource], operation: [operation] },
        },
      })),
    ),
  );

/** The item that n8n sends out of the error branch; one key, so that both n8n lines understand it. */
export function errorItem(error: unknown, index: number): INodeExecutionData {
  return { json: { error: { ...errorWords(error) } }, pairedItem: { item: index } };
}

/** The error that stops a node: what failed in the headline, what it means and who mends it below. */
export function nodeError(node: INode, error: unknown, itemIndex?: number): Error {
  if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
  const { message, description, httpCode } = errorWords(error);
  if (error instanceof SignInRefused) {
    const failure = { cause: 'credential-invalid' } as const;
    return new NodeApiError(node, { message } as JsonObject, {
      message,
      description,
      httpCode: '401',
      itemIndex,
      failure,
    });
  }
  if (httpCode !== null) {
    return new NodeApiError(node, { message } as JsonObject, { message, description, httpCode, itemIndex });
  }
  return new NodeOperationError(node, message, { description, itemIndex });
}

/** The words of any error: headline, explanation and HTTP code, free of secrets. */
export function errorWords(error: unknown): {
  message: string;
  description: string;
  httpCode: string | null;
} {
  if (error instanceof Refusal) {
    const { reason, advice, httpStatus } = error.problem;
    return {
      message: redact(reason),
      description: redact(advice),
      httpCode: httpStatus ? String(httpStatus) : null,
    };
  }
  if (error instanceof SignInRefused) {
    return {
      message: `Sign-in was refused: ${error.message}`,
      description:
        'Open the credential, check client ID, client secret, user and URLs, and run its test. Nothing was sent after this.',
      httpCode: '401',
    };
  }
  if (error instanceof NoAnswer) {
    return {
      message: redact(error.message),
      description:
        error.arrived === false
          ? 'The request did not reach the server. Check the URL, the network and any firewall, then run again.'
          : 'Nobody can say whether the server carried it out. Running again is safe.',
      httpCode: error.status ? String(error.status) : null,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const description = (error as { description?: unknown } | null)?.description;
  return {
    message: redact(message),
    description: typeof description === 'string' ? redact(description) : '',
    httpCode: null,
  };
}
