/** Tokens: n8n keeps and renews them, and renews only after a 401. */
import type { IDataObject } from 'n8n-workflow';
import { ensureFreshToken } from '../../shared/token';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import { ask } from './request';
import type { Json } from './wire';
import { asObject, textAt } from './wire';

/** Between two looks at the stored token. A token that ends in between is renewed on its 401. */
const LOOK_EVERY_MS = 20_000;

/**
 * Sees to it that a batch does not start on a token about to expire. Where n8n does not know when it ends (1.123), a
 * cheap read takes the 401 first.
 * @throws SignInRefused, NoAnswer
 */
export async function ensureToken(connection: Connection): Promise<void> {
  if (Date.now() - connection.checkedAt < LOOK_EVERY_MS) return;
  await ensureFreshToken(connection.context, CREDENTIAL, connection.credentialId);
  const credential = await connection.context.getCredentials<IDataObject>(CREDENTIAL);
  const isKnown = textAt(asObject(credential.oauthTokenData), 'n8n_expires_at') !== '';
  if (!isKnown && Date.now() - connection.usedAt >= LOOK_EVERY_MS) await readCompany(connection);
  connection.checkedAt = Date.now();
}

/** What the company says about itself. @throws Refusal, SignInRefused, NoAnswer */
export async function readCompany(connection: Connection): Promise<Json> {
  const path = `companyinfo/${connection.realm}`;
  const body = await ask(connection, { method: 'GET', path, repeatable: true }, 'to read the company');
  return asObject(body.CompanyInfo);
}

/** Settings of the company that decide what it takes. @throws Refusal, SignInRefused, NoAnswer */
export async function readPreferences(connection: Connection): Promise<Json> {
  const request = { method: 'GET', path: 'preferences', repeatable: true } as const;
  return asObject((await ask(connection, request, 'to read the preferences')).Preferences);
}
