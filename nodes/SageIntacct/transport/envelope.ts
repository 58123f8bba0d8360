/**
 * A request with its control, authentication and functions; an answer with the three levels at which it can fail.
 * Sources: developer.intacct.com requests, responses; published schema and response DTD for the order of elements.
 */
import type { SignIn } from './connection';
import type { Row, RowValue, XmlFields } from './xml';
import { asRow, asRows, readXml, text, writeXml } from './xml';

/** One function of a request: one element, as in `{ create: { APBILL: … } }`. */
export interface GatewayFunction {
  /** 1 to 256 characters. With `unique` it is what the gateway recognises a repeat by. */
  controlId: string;
  /** Or the element's XML text as a person wrote it. */
  body: XmlFields | string;
}

export interface GatewayError {
  /** `errorno`; may be free text. */
  number: string;
  title: string;
  /** `description2` without its support id. */
  words: string;
  correction: string;
  supportId: string;
  /** Stable id of the message, where the gateway gives additional information. */
  errorId: string;
}

export interface FunctionResult {
  status: 'success' | 'failure' | 'aborted';
  name: string;
  controlId: string;
  /** What legacy functions answer; '' otherwise. */
  key: string;
  rows: Row[];
  totalCount: number;
  remaining: number;
  resultId: string;
  errors: GatewayError[];
}

export type Answer = { level: 'control' | 'authentication'; errors: GatewayError[] } | Results;

export interface Results {
  level: 'results';
  results: FunctionResult[];
  /** The session's start and end by the gateway's clock, epoch milliseconds; NaN where it does not say. */
  sessionStarted: number;
  sessionEnds: number;
}

export interface Envelope {
  /** Whether the gateway refuses functions whose control id was carried out before. */
  unique: boolean;
  transaction?: boolean;
  /** A session id; null signs in with user and password. */
  session: string | null;
}

/** The request as text. */
export function writeRequest(signIn: SignIn, envelope: Envelope, functions: GatewayFunction[]): string {
  const { companyId, userId, userPassword, senderId, senderPassword, entityId } = signIn;
  const login = {
    login: {
      userid: userId,
      companyid: companyId,
      password: userPassword,
      ...(entityId === '' ? {} : { locationid: entityId }),
    },
  };
  const control = writeXml({
    control: {
      senderid: senderId,
      password: senderPassword,
      controlid: 'n8n',
      uniqueid: String(envelope.unique),
      dtdversion: '3.0',
      includewhitespace: 'false',
      showadditionalerrorinfo: 'true',
    },
  });
  const authentication = writeXml({
    authentication: envelope.session === null ? login : { sessionid: envelope.session },
  });
  const content = around('content', {}, functions.map(writeFunction).join(''));
  const transaction = { '@transaction': String(envelope.transaction === true) };
  const operation = around('operation', transaction, `${authentication}${content}`);
  return `<?xml version="1.0" encoding="UTF-8"?>${around('request', {}, `${control}${operation}`)}`;
}

const writeFunction = ({ controlId, body }: GatewayFunction): string =>
  around('function', { '@controlid': controlId }, typeof body === 'string' ? body : writeXml(body));

function around(tag: string, attributes: XmlFields, inner: string): string {
  const end = `</${tag}>`;
  return `${writeXml({ [tag]: attributes }).slice(0, -end.length)}${inner}${end}`;
}

/** The answer; null where it is none of the gateway's. */
export function readAnswer(source: string): Answer | null {
  const response = asRow(readXml(source)?.RESPONSE);
  const control = asRow(response.CONTROL);
  if (text(control, 'STATUS') === '') return null;
  const operation = asRow(response.OPERATION);
  if (text(control, 'STATUS') !== 'success' || response.OPERATION === undefined)
    return { level: 'control', errors: errorsIn(response.ERRORMESSAGE) };
  const authentication = asRow(operation.AUTHENTICATION);
  if (text(authentication, 'STATUS') !== 'success')
    return { level: 'authentication', errors: errorsIn(operation.ERRORMESSAGE) };
  return {
    level: 'results',
    results: asRows(operation.RESULT).map(readResult),
    sessionStarted: Date.parse(text(authentication, 'SESSIONTIMESTAMP')),
    sessionEnds: Date.parse(text(authentication, 'SESSIONTIMEOUT')),
  };
}

function readResult(result: Row): FunctionResult {
  const status = text(result, 'STATUS');
  const data = asRow(result.DATA);
  return {
    status: status === 'success' || status === 'aborted' ? status : 'failure',
    name: text(result, 'FUNCTION'),
    controlId: text(result, 'CONTROLID'),
    key: text(result, 'KEY'),
    rows: Object.entries(data).flatMap(([tag, value]) => (/^[@#]/.test(tag) ? [] : asRows(value))),
    totalCount: Number(text(data, '@totalcount') || text(data, '@count') || 0),
    remaining: Number(text(data, '@numremaining') || 0),
    resultId: text(data, '@resultid'),
    errors: errorsIn(result.ERRORMESSAGE),
  };
}

const errorsIn = (message: RowValue | undefined): GatewayError[] =>
  asRows(asRow(message).ERROR).map((error) => {
    const { words, supportId } = withoutSupportId(text(error, 'DESCRIPTION2'));
    return {
      number: text(error, 'ERRORNO'),
      title: text(error, 'DESCRIPTION'),
      words,
      correction: text(error, 'CORRECTION'),
      supportId,
      errorId: text(asRow(error.ADDITIONALINFO), 'ERRORID'),
    };
  });

/** The text ends with a support id, which may be URL-encoded; it differs each time. */
function withoutSupportId(told: string): { words: string; supportId: string } {
  const [whole = '', id = ''] = /\s*\[Support ID:\s*([^\]]*)\]\s*$/i.exec(told) ?? [];
  const words = whole === '' ? told : told.slice(0, -whole.length);
  return { words: words.trim(), supportId: decoded(id.trim()) };
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
