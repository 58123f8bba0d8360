/** What the service says about itself and about the session. */
import type { Connection } from './connection';
import { exchange } from './exchange';
import { get } from './request';
import { text } from './xml';

/** The version of e.net; needs no session and no seat. @throws Refusal, NoAnswer */
export async function version(connection: Connection): Promise<string> {
  const url = `${connection.base}/GetVersion`;
  return (await exchange(connection, { method: 'GET', url, repeatable: true, timeoutMs: 30_000 })).trim();
}

export interface Profile {
  operator: string;
  /** ID and name. */
  company: string;
  /** The company's date, `YYYY-MM-DD`; '' where it is not said. */
  date: string;
  currency: string;
}

/** Who is logged on where (source: shipped sample of COMPRF). @throws Refusal, SignInRefused, NoAnswer */
export async function logonProfile(connection: Connection): Promise<Profile> {
  const { content } = await get(connection, 'GetLogonProfile', 'the logon profile');
  const { operator, companyId } = connection.signIn;
  const name = text(content, 'CompanyName');
  return {
    operator: text(content, 'Operator') || operator,
    company: name === '' ? companyId : `${companyId} (${name})`,
    date: text(content, 'CompanyDate'),
    currency: text(content, 'LocalCurrency'),
  };
}
