/** Who calls: compared in constant time, before anything else is done with what was sent. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../shared/webhook';
import type { Proof } from './message';

export interface Caller {
  /** What the headers say; true where the proof is in the message. */
  mayCall(context: IWebhookFunctions): boolean;
  /** What the message says; true where the proof was in the headers. */
  maySend(proof: Proof): boolean;
}

/** For addresses that nobody but JAGGAER can reach. */
export const ANYBODY: Caller = { mayCall: () => true, maySend: () => true };

export function callerOf(credential: IDataObject): Caller {
  const [user, secret] = [String(credential.user ?? ''), String(credential.secret ?? '')];
  switch (credential.sentAs) {
    case 'basic': {
      const expected = secret === '' ? '' : `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
      return headerCaller('authorization', expected);
    }
    case 'message':
      return {
        mayCall: () => true,
        maySend: ({ identity, sharedSecret }) => {
          const isSecret = sameSecret(sharedSecret, secret);
          return sameSecret(identity, user) && isSecret;
        },
      };
    default:
      return headerCaller(String(credential.headerName ?? '').toLowerCase(), secret);
  }
}

const headerCaller = (name: string, expected: string): Caller => ({
  mayCall: (context) => sameSecret(context.getHeaderData()[name], expected),
  maySend: () => true,
});
