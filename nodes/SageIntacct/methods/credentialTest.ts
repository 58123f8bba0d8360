import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';
import { errorWords } from '../../shared/actions';
import { connectionOf } from '../transport/connection';
import { readAnswer, writeRequest } from '../transport/envelope';
import { interpret } from '../transport/errors';
import { text } from '../transport/xml';

/** Asks for a session: the gateway answers a refusal with HTTP 200, so the answer has to be read. */
export async function sageIntacctApiTest(
  this: ICredentialTestFunctions,
  credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
  return await trySignIn(this.helpers, credential.data ?? {}).catch((error: unknown) => ({
    status: 'Error' as const,
    message: errorWords(error).message,
  }));
}

/** A credential test is given no other way to send a request than `request`. */
async function trySignIn(
  helpers: ICredentialTestFunctions['helpers'],
  credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
  const { gateway, signIn, entityId } = connectionOf(credential);
  const entity = entityId === '' ? {} : { locationid: entityId };
  const reply: unknown = await helpers.request({
    method: 'POST',
    uri: gateway,
    headers: { 'content-type': 'application/xml; charset=UTF-8' },
    body: writeRequest(signIn, { unique: false, session: null }, [
      { controlId: 'session', body: { getAPISession: entity } },
    ]),
    simple: false,
  });
  const answer = readAnswer(String(reply));
  if (!answer) return { status: 'Error', message: 'This address does not answer as a Sage Intacct gateway.' };
  if (answer.level !== 'results') return refused(interpret(answer.errors, 'the sign-in', answer.level));
  const [result] = answer.results;
  if (text(result?.rows[0] ?? {}, 'SESSIONID') === '')
    return refused(interpret(result?.errors ?? [], 'the sign-in'));
  return { status: 'OK', message: 'Signed in' };
}

const refused = ({ problem }: ReturnType<typeof interpret>): INodeCredentialTestResult => ({
  status: 'Error',
  message: `${problem.reason} ${problem.advice}`,
});
