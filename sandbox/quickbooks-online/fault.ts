/**
 * Faults and their bodies [reference 4.5: Intuit's list of error codes, DP:develop/troubleshooting/error-codes; shapes
 * from recordings]. The texts of Message are Intuit's where the reference has them, else made in their manner.
 */
import type { SimReply } from '../kit/simulator';
import type { Fields } from './values';

type FaultType = 'ValidationFault' | 'SystemFault' | 'AuthenticationFault' | 'AuthorizationFault' | 'SERVICE';

interface Kind {
  message: string;
  type?: FaultType;
  /** 400 where left out. */
  status?: number;
}

const CODES: Record<string, Kind> = {
  '500': { message: 'Unsupported Operation', type: 'SystemFault', status: 500 },
  '600': { message: 'Duplicate Request ID' },
  '610': { message: 'Object Not Found' },
  '620': { message: "Transaction can't be linked" },
  '1040': { message: 'Batch size exceeded' },
  '2010': { message: 'Request has invalid or unsupported property' },
  '2020': { message: 'Required param missing, need to supply the required value for the API' },
  '2030': { message: 'Invalid ID' },
  '2040': { message: 'Invalid String' },
  '2050': { message: 'String length is either shorter or longer than supported by specification' },
  '2130': { message: 'Invalid Request ID' },
  '2170': { message: 'Invalid Enumeration' },
  '2500': { message: 'Invalid Reference Id' },
  '3001': { message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429', type: 'SERVICE' },
  '4000': { message: 'Error parsing query' },
  '4001': { message: 'Invalid query' },
  '5010': { message: 'Stale Object Error' },
  '5020': { message: 'Permission Denied Error', type: 'AuthorizationFault', status: 403 },
  '5030': { message: 'Feature Not Supported Error' },
  '6000': { message: 'A business validation error has occurred while processing your request' },
  '6070': { message: 'Amount is not equal to UnitPrice * Qty' },
  '6100': { message: 'Invalid Tax Code' },
  '6140': { message: 'Duplicate Document Number Error' },
  '6170': { message: 'Invalid tax detail' },
  '6180': { message: 'Too many levels' },
  '6190': { message: 'Invalid Company Status', type: 'AuthorizationFault', status: 403 },
  '6200': { message: 'Account Period Closed' },
  '6210': { message: 'Account Period Closed' },
  '6220': { message: 'Object has an open balance' },
  '6240': { message: 'Duplicate Name Exists Error' },
  '6430': { message: 'Invalid account type used' },
  '6440': { message: 'A line with an amount needs an item or an account' },
  '10000': {
    message: 'An application error has occurred while processing your request',
    type: 'SystemFault',
  },
};

/** Thrown where a call, or an item of a batch, is refused. */
export class QboFault extends Error {
  readonly type: FaultType;
  readonly status: number;

  constructor(
    readonly code: string,
    readonly detail: string | null,
    readonly element?: string,
    status?: number,
  ) {
    const kind = CODES[code] ?? { message: 'Error' };
    super(kind.message);
    this.type = kind.type ?? 'ValidationFault';
    this.status = status ?? kind.status ?? (code === '10000' ? 500 : 400);
  }

  /** `code`, `element` and `type` in small letters, `Message` and `Detail` not [client code]. */
  body(): Fields {
    const error = {
      ...{ Message: this.message, Detail: this.detail, code: this.code },
      ...(this.element !== undefined && { element: this.element }),
    };
    return { Error: [error], type: this.type };
  }
}

export const refuse = (code: string, detail: string, element = ''): QboFault =>
  new QboFault(code, detail, element);

/** [client code] the text of 610, whether something is missing or made inactive. */
export const notFound = (element = ''): QboFault =>
  refuse(
    '610',
    "Object Not Found : Something you're trying to use has been made inactive. Check the fields with inactive accounts, customers, items, vendors or employees.",
    element,
  );

export const throttled = (status: number): QboFault =>
  new QboFault('3001', 'The request limit was reached.  Try again later', undefined, status);

interface Refusal {
  message: string;
  detail: string;
  code: string;
  type: string;
}

/** The gateway's refusals have a lower-case envelope [client code: qbo_api error/401]. */
export const gatewayBody = ({ message, detail, code, type }: Refusal, now: number): Fields => ({
  ...{ warnings: null, intuitObject: null },
  fault: { error: [{ message, detail, code, element: null }], type },
  ...{ report: null, queryResponse: null, batchItemResponse: [], attachableResponse: [] },
  ...{ syncErrorResponse: null, requestId: null, time: now, status: null, cdcresponse: [] },
});

/** An expired or unknown access token [client code: qbo_api error/401]. */
export const unauthorized = (detail: string, now: number): SimReply => ({
  status: 401,
  headers: { 'www-authenticate': 'Bearer realm="Intuit", error="invalid_token"' },
  body: gatewayBody(
    {
      ...{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail },
      ...{ code: '3200', type: 'AUTHENTICATION' },
    },
    now,
  ),
});

/** A token of another company [client code: code 3100]; its envelope is open. */
export function forbidden(shape: 'lower' | 'upper', now: number, time: string): SimReply {
  const message = 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403';
  const detail = 'Your application is not authorized for this company.';
  if (shape === 'lower')
    return {
      status: 403,
      body: gatewayBody({ message, detail, code: '3100', type: 'AuthorizationFault' }, now),
    };
  const error = { Message: message, Detail: detail, code: '3100', element: '' };
  return { status: 403, body: { Fault: { Error: [error], type: 'AuthorizationFault' }, time } };
}
