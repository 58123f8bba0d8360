/** One call to JAGGAER, signed with a token that will not end while it runs. */
import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import type { Call, Reply } from '../../shared/http';
import { callApi } from '../../shared/http';
import { ensureFreshToken } from '../../shared/token';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import type { Json } from './envelope';
import { readAnswer } from './envelope';
import { callWithLegacyToken } from './legacyToken';

/** Full-object reads can be slow; clients in the field wait up to 300 s (source: CCS client). */
const PATIENCE_MS = 120_000;

/** Reads one address. @throws Refusal, NoAnswer, SignInRefused */
export async function read(connection: Connection, url: string, what: string): Promise<Json> {
  return readAnswer(await call(connection, 'GET', url), what);
}

/** Any call; only reads are repeated after a lost answer. @throws NoAnswer, SignInRefused */
export async function call(
  connection: Connection,
  method: IHttpRequestMethods,
  url: string,
  body?: IHttpRequestOptions['body'],
  bytes = false,
): Promise<Reply> {
  const order: Call = {
    method,
    url,
    repeatable: method === 'GET',
    timeoutMs: PATIENCE_MS,
    ...(bytes ? { bytes, headers: { accept: '*/*' } } : {}),
    ...(body === undefined ? {} : { body }),
  };
  if (connection.tokenStyle === 'legacy') return await callWithLegacyToken(connection, order);
  await ensureFreshToken(connection.context, CREDENTIAL, connection.credentialId);
  return await callApi(connection.context, CREDENTIAL, order);
}
