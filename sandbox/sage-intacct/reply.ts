/** Answers: the three levels at which a call can fail, and what they look like. */
import type { SimReply } from '../kit/simulator';
import type { GatewayError } from './refusal';
import { Markup, tag } from '../kit/xml';

export interface ControlEcho {
  senderId: string;
  controlId: string;
  uniqueId: string;
}

export interface Look {
  /** Ends each description2 [recorded]; '' for none. */
  support: string;
  additionalInfo: boolean;
}

export interface SignedOn {
  userId: string;
  companyId: string;
  entity: string;
  started: number;
  ends: number;
}

export interface FunctionResult {
  status: 'success' | 'failure' | 'aborted';
  name: string;
  controlId: string;
  key?: string;
  data?: Markup;
  errors: GatewayError[];
}

const NO_ECHO: ControlEcho = { senderId: '', controlId: '', uniqueId: '' };
const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;

const send = (
  content: Array<Markup | undefined>,
  status = 200,
  headers?: Record<string, string>,
): SimReply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=UTF-8', ...headers },
  text: `<?xml version="1.0" encoding="UTF-8"?>\n${tag('response', content).source}`,
});

const controlOf = (status: string, { senderId, controlId, uniqueId }: ControlEcho): Markup =>
  tag('control', [
    ...[tag('status', status), tag('senderid', senderId), tag('controlid', controlId)],
    ...[tag('uniqueid', uniqueId), tag('dtdversion', senderId === '' ? '' : '3.0')],
  ]);

export function errorMessage(errors: GatewayError[], look: Look): Markup {
  return tag(
    'errormessage',
    errors.map(({ errorno, description = '', description2 = '', correction = '' }) =>
      tag('error', [
        ...[tag('errorno', errorno), tag('description', description)],
        tag('description2', description2 === '' ? '' : description2 + look.support),
        tag('correction', correction),
        // the inner shape is described in words only [doc: requests]
        look.additionalInfo
          ? tag('additionalinfo', [tag('errorid', `SIM-${errorno}`), tag('category', 'DATA')])
          : undefined,
      ]),
    ),
  );
}

/** Nothing ran: no operation in the answer. */
export const controlFailure = (
  errors: GatewayError[],
  look: Look,
  {
    echo = NO_ECHO,
    status = 200,
    headers = {},
  }: {
    echo?: ControlEcho;
    status?: number;
    headers?: Record<string, string>;
  } = {},
): SimReply => send([controlOf('failure', echo), errorMessage(errors, look)], status, headers);

/** The errors stand beside the authentication block, and there are no results. */
export const authenticationFailure = (
  errors: GatewayError[],
  look: Look,
  echo: ControlEcho,
  who: { userId: string; companyId: string },
): SimReply =>
  send([
    controlOf('success', echo),
    tag('operation', [
      tag('authentication', [
        ...[tag('status', 'failure'), tag('userid', who.userId), tag('companyid', who.companyId)],
      ]),
      errorMessage(errors, look),
    ]),
  ]);

export const operationAnswer = (
  echo: ControlEcho,
  operations: Array<{ who: SignedOn; results: FunctionResult[] }>,
  look: Look,
): SimReply =>
  send([
    controlOf('success', echo),
    ...operations.map(({ who, results }) =>
      tag('operation', [authentication(who), ...results.map((result) => resultOf(result, look))]),
    ),
  ]);

const authentication = ({ userId, companyId, entity, started, ends }: SignedOn): Markup =>
  tag('authentication', [
    ...[
      tag('status', 'success'),
      tag('userid', userId),
      tag('companyid', companyId),
      tag('locationid', entity),
    ],
    ...[tag('sessiontimestamp', iso(started)), tag('sessiontimeout', iso(ends))],
  ]);

const resultOf = ({ status, name, controlId, key, data, errors }: FunctionResult, look: Look): Markup =>
  tag('result', [
    ...[tag('status', status), tag('function', name), tag('controlid', controlId)],
    ...[key === undefined ? undefined : tag('key', key), data],
    errors.length === 0 ? undefined : errorMessage(errors, look),
  ]);

export { Markup };
