/** Calls of business objects: XML in, XML out, one session, and failures that come as text with status 200. */
import { NoAnswer, SignInRefused } from '../../shared/http';
import { Refusal, held, rejected } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { narrowed } from './encoding';
import { interpret, isErrorText, textError } from './errors';
import { exchange } from './exchange';
import { SessionEnded, inSession, renew } from './session';
import type { Document, XmlFields } from './xml';
import { readXml, writeXml } from './xml';

export type { Document, Row } from './xml';

/** Elements, or XML text with one root. */
export type Input = XmlFields | string;

interface ObjectCall {
  /** Below the service's path. */
  verb: string;
  /** '' for verbs that are of no business object. */
  object: string;
  /** Of Setup and Post, which want it even where it says nothing. */
  parameters?: Input;
  input: Input;
  /** Reads. A write whose answer is lost has to be looked up first. */
  repeatable: boolean;
  /** What is tried, for messages. */
  what: string;
}

const READ_MS = 120_000;
const WRITE_MS = 300_000;
const NO_PARAMETERS = '<Parameters/>';

/** Query/Query. @throws Refusal, SignInRefused, NoAnswer */
export const query = (
  connection: Connection,
  object: string,
  input: Input,
  what = `the query ${object}`,
): Promise<Document> =>
  callObject(connection, { verb: 'Query/Query', object, input, repeatable: true, what });

/** Transaction/Build, which changes nothing. @throws Refusal, SignInRefused, NoAnswer */
export const build = (connection: Connection, object: string, input: Input): Promise<Document> =>
  callObject(connection, {
    ...{ verb: 'Transaction/Build', object, input },
    ...{ repeatable: true, what: `to build ${object}` },
  });

/** Setup/Add, Update or Delete; sent once. @throws Refusal, SignInRefused, NoAnswer */
export const setUp = (
  connection: Connection,
  action: 'Add' | 'Update' | 'Delete',
  object: string,
  parameters: Input,
  input: Input,
  what = `${action} of ${object}`,
): Promise<Document> =>
  callObject(connection, { verb: `Setup/${action}`, object, parameters, input, repeatable: false, what });

/**
 * Transaction/Post, by PostLD where the document is too long for an address. Sent once: NoAnswer with `arrived` null
 * means that it may have been booked, also after a session that was ended; look it up before it is sent again.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export const post = (
  connection: Connection,
  object: string,
  parameters: Input,
  input: Input,
  what = `the posting ${object}`,
): Promise<Document> =>
  callObject(connection, { verb: POST, object, parameters, input, repeatable: false, what });

const POST = 'Transaction/Post';

/** Longest encoded session id that is reckoned with before there is one. */
const ID_ROOM = 150;

/** Characters of an encoded XmlIn that still fit into the address of a posting. */
export function addressRoom({ base, longestUrl }: Connection, object: string, parameters: Input): number {
  const rest = `${base}/${POST}?UserId=&BusinessObject=${object}&XmlParameters=&XmlIn=`;
  return longestUrl - rest.length - ID_ROOM - addressLength(parameters);
}

/** Characters that XML needs in an address. */
export const addressLength = (input: Input): number => encodeURIComponent(written(input)).length;

const written = (input: Input): string => narrowed(typeof input === 'string' ? input : writeXml(input));

/** A verb of the service that takes the session and nothing else. @throws Refusal, SignInRefused, NoAnswer */
export const get = (connection: Connection, verb: string, what: string): Promise<Document> =>
  callObject(connection, { verb, object: '', input: '', repeatable: true, what });

/** SYSPRO itself answered that the session was over, before it looked at the document. */
export class NotSeen extends NoAnswer {}

/** Any business object by its verb. @throws Refusal, SignInRefused, NoAnswer */
export async function callObject(connection: Connection, call: ObjectCall): Promise<Document> {
  return await inSession(connection, async (id) => {
    return await recover<Document, Document, Error>(
      () => callOnce(connection, id, call),
      Error,
      async (error) => {
        // a proxy's 401 and a dead session: nothing ran
        if (!(error instanceof SessionEnded || error instanceof SignInRefused)) throw error;
        const renewed = await renew(connection);
        if (!call.repeatable && error instanceof SessionEnded)
          throw new NotSeen(`The session ended while SYSPRO was sent ${call.what}`, null);
        return await callOnce(connection, renewed, call).catch((again: unknown) => {
          throw again instanceof SessionEnded ? new SignInRefused(again.message) : again;
        });
      },
    );
  });
}

async function callOnce(connection: Connection, id: string, call: ObjectCall): Promise<Document> {
  const { verb, object, repeatable } = call;
  const input = written(call.input);
  const parameters = call.parameters === undefined ? null : written(call.parameters) || NO_PARAMETERS;
  const pairs = [
    ['UserId', id],
    ...(object === '' ? [] : [['BusinessObject', object]]),
    ...(parameters === null ? [] : [['XmlParameters', parameters]]),
    ...(input === '' ? [] : [['XmlIn', input]]),
  ].map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`);
  const url = `${connection.base}/${verb}?${pairs.join('&')}`;
  const timeoutMs = repeatable ? READ_MS : WRITE_MS;
  if (url.length <= connection.longestUrl) {
    return judge(await exchange(connection, { method: 'GET', url, repeatable, timeoutMs }), call);
  }
  if (verb !== POST || !connection.largeDocuments) throw new Refusal(tooLong(call, url.length, connection));
  const large = { id, object, parameters: parameters ?? NO_PARAMETERS, input };
  return judge(await postLarge(connection, large, timeoutMs), call);
}

const tooLong = ({ what }: ObjectCall, length: number, { longestUrl }: Connection) =>
  rejected(
    'connection.tooLong',
    `${what} needs an address of ${length} characters; ${longestUrl} are set as the longest.`,
    'Send less in one call, or let large documents go by PostLD in the node’s Connection Options.',
    'support',
  );

/** The form for large documents. The order of its elements counts (source: an e.net server's client; order inferred). */
async function postLarge(
  connection: Connection,
  document: { id: string; object: string; parameters: string; input: string },
  timeoutMs: number,
): Promise<string> {
  const { id, object, parameters, input } = document;
  const head = writeXml({ UserId: id, BusinessObject: object });
  const body = `<TransactionPostLD xmlns="http://SYSPROWcfService">${head}<XmlParameters>${cdata(parameters)}</XmlParameters><XmlIn>${cdata(input)}</XmlIn></TransactionPostLD>`;
  return await recover(
    () =>
      exchange(connection, {
        method: 'POST',
        url: `${connection.base}/Transaction/PostLD`,
        headers: { 'content-type': 'application/xml' },
        body,
        repeatable: false,
        timeoutMs,
      }),
    Refusal,
    ({ problem }) => {
      throw new Refusal(problem.cause === 'connection.path' ? noLargeDocuments : problem);
    },
  );
}

const cdata = (xml: string): string => `<![CDATA[${xml.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const noLargeDocuments = held(
  'connection.noLargeDocuments',
  'This version of SYSPRO does not take large documents (Transaction/PostLD); nothing was posted.',
  'Set Large Documents to In Parts in the node’s Connection Options, then replay.',
  'support',
);

/** @throws SessionEnded, SignInRefused, Refusal, NoAnswer where nobody can say what was done */
function judge(answer: string, { what }: ObjectCall): Document {
  if (isErrorText(answer)) {
    const { kind, problem } = interpret([textError(answer)], what);
    if (kind === 'session') throw new SessionEnded(problem.reason);
    if (kind === 'signIn') throw new SignInRefused(problem.reason);
    throw new Refusal(problem);
  }
  const document = readXml(answer);
  if (document && document.root.toLowerCase() !== 'html') return document;
  throw new NoAnswer(`SYSPRO’s answer to ${what} was cut, or is none of SYSPRO’s`, null);
}
