import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';
import { errorWords } from '../../shared/actions';
import type { Call, Reply } from '../../shared/http';
import { connectionOf } from '../transport/connection';
import { logonProfile } from '../transport/service';

/** Logs on and off: SYSPRO answers a refusal with HTTP 200, so the answer has to be read. */
export async function sysproApiTest(
  this: ICredentialTestFunctions,
  credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
  const { helpers } = this;
  const line = { send: (call: Call) => request(helpers, call), warn: () => undefined };
  return await Promise.resolve()
    .then(() => logonProfile(connectionOf(credential.data ?? {}, line)))
    .then(
      ({ operator, company }) => ({
        status: 'OK' as const,
        message: `Logged on to ${company} as ${operator}`,
      }),
      (error: unknown) => ({ status: 'Error' as const, message: errorWords(error).message }),
    );
}

/** A credential test is given no other way to send a request than `request`. */
async function request(helpers: ICredentialTestFunctions['helpers'], call: Call): Promise<Reply> {
  const answer = (await helpers.request({
    method: call.method,
    uri: call.url,
    encoding: null,
    simple: false,
    resolveWithFullResponse: true,
    timeout: call.timeoutMs,
  })) as { statusCode: number; body: Uint8Array };
  return { status: answer.statusCode, headers: {}, text: '', bytes: Buffer.from(answer.body) };
}
