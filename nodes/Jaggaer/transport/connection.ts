/** Which JAGGAER: addresses and names from the credential. */
import type { IDataObject } from 'n8n-workflow';
import type { Environment, Origin } from '../../shared/documents';
import type { ApiContext } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import { trimmed } from '../../shared/text';
import type { Write, WriteName } from './writes';
import { writeOf } from './writes';

export const CREDENTIAL = 'jaggaerOAuth2Api';

/** Paths below the API root; purchase orders and GL values are assumed, no public source names them. */
export const PATHS = {
  invoices: 'ji/v1/invoices',
  invoice: 'ji/v1/invoices/{id}',
  purchaseOrders: 'ji/v1/purchaseorders',
  purchaseOrder: 'ji/v1/purchaseorders/{id}',
  suppliers: 'ja/v1/companyprofiles',
  attachment: 'ja/v1/attachments',
  glValues: 'ji/v1/customfieldvalues',
};

export type PathName = keyof typeof PATHS;

/** Where the rows are in a list's answer; empty = find them. */
const CONTAINERS: Partial<Record<PathName, string>> = {
  invoices: 'invoiceContainer',
  purchaseOrders: 'purchaseOrderContainer',
  suppliers: 'supplierContainer',
  glValues: 'glValueContainer',
};

/** Assumed: no paid invoice is in any public source. */
const SHOWN_AT = {
  paymentDate: 'payment.paymentDate',
  paymentNumber: 'payment.paymentNumber',
  paymentAmount: 'payment.amount.value',
  erpResult: 'erpResult',
};

export interface Connection {
  context: ApiContext;
  credentialId: string;
  origin: Origin;
  tokenStyle: 'keycloak' | 'legacy';
  /** Base URL and API root, without a trailing slash. */
  root: string;
  paths: Record<PathName, string>;
  /** Name of the list in the answer, where the user gave one. */
  containerOf(path: PathName): string;
  writeOf(name: WriteName): Write;
  /** Where an invoice shows what was written, as a path in its header; empty = it is not compared. */
  shownAt: Record<keyof typeof SHOWN_AT, string>;
}

/** @throws Refusal where the credential lacks an address or a tenant name */
export async function connect(context: ApiContext): Promise<Connection> {
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  const base = trimmed(credential.baseUrl)
    .replace(/\/+$/, '')
    .replace(/\/(j1p|esop\/jint)\/api\/public$/, '');
  if (!/^https?:\/\/[^/]+/.test(base)) {
    throw wrong(
      `The base URL is not an address: ${base || 'empty'}.`,
      'Enter it like https://yourcompany.jaggaer.com.',
    );
  }
  const tenant = trimmed(credential.tenant);
  if (!/^[\w.-]+$/.test(tenant)) {
    throw wrong(
      'The tenant name is empty or has other characters than letters, digits, dot and dash.',
      'Enter one word.',
    );
  }
  const environment: Environment = credential.environment === 'test' ? 'test' : 'production';
  const apiRoot = trimmed(credential.apiRoot) || '/j1p/api/public';
  const own = (credential.paths ?? {}) as Record<string, unknown>;
  const paths = Object.fromEntries(
    Object.entries(PATHS).map(([name, path]) => [name, trimmed(own[name]).replace(/^\/+/, '') || path]),
  ) as Record<PathName, string>;
  const writes = (credential.writes ?? {}) as Record<string, unknown>;
  const shownAt = Object.entries(SHOWN_AT).map(([name, path]) => {
    const given = writes[`${name}Shown`];
    return [name, typeof given === 'string' ? given.trim() : path];
  });
  return {
    context,
    credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
    origin: { environment, tenant },
    tokenStyle: credential.signInStyle === 'legacy' ? 'legacy' : 'keycloak',
    root: `${base}/${apiRoot.replace(/^\/+|\/+$/g, '')}`,
    paths,
    containerOf: (path) => trimmed(own[CONTAINERS[path] ?? '']),
    writeOf: (name) => writeOf(name, writes, credential.confirmedWrites),
    shownAt: Object.fromEntries(shownAt) as Connection['shownAt'],
  };
}

/** Full address of a configured path, with `{id}` filled in. */
export const addressOf = (connection: Connection, path: PathName, id = ''): string =>
  `${connection.root}/${connection.paths[path].replace('{id}', encodeURIComponent(id))}`;

const wrong = (what: string, advice: string) =>
  new Refusal(held('connection.url', `JAGGAER credential: ${what}`, advice, 'connection'));
