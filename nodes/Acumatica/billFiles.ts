/** Files on bills, by the link that a bill's answer names. */
import { Refusal, held, rejected } from '../shared/outcome';
import type { Connection } from './transport/connection';
import { interpret } from './transport/errors';
import { readOne, send } from './transport/request';
import { rows, text } from './transport/wire';

/** Longer names would not pass IIS, which allows 260 characters between two slashes. */
const LONGEST_NAME = 120;
const LONGEST_COMMENT = 500;
const PLACE = /%7Bfilename%7D|\{filename\}/i;

/**
 * The name as Acumatica's web server lets it pass: ASP.NET refuses `< > * % & : \ ?` in an address, IIS the plus sign
 * [inferred from their defaults]; slashes, quotes, bars and control characters are no part of a name.
 */
export function fileNameFor(given: string): string {
  const name = given.replace(/[<>*%&:\\?+/"|#\p{Cc}\p{Surrogate}]/gu, '_').trim() || 'attachment';
  if (name.length <= LONGEST_NAME) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, LONGEST_NAME - ending.length) + ending;
}

/**
 * Where a file of this name goes. The link is relative to the host (source: IDG Basic_Put_Attachment); one to another
 * host is not followed, since the token goes along.
 * @throws Refusal
 */
export function fileAddress(instance: string, link: string, name: string): string {
  const { origin } = new URL(instance);
  if (link === '') throw wrongLink('There is no files link.');
  const url = URL.canParse(link, origin) ? new URL(link, origin) : null;
  if (url?.origin !== origin) throw wrongLink(`The files link leads to another host than ${origin}.`);
  if (!PLACE.test(url.pathname)) throw wrongLink('The files link has no place for a file name.');
  const place = encodeURIComponent(name);
  return url.href.replace(PLACE, () => place);
}

/** Names of the files that are on the bill of a files link, as they were given; one call. @throws Refusal */
export async function filesOn(connection: Connection, link: string): Promise<Set<string>> {
  // …/files/PX.Objects.AP.APInvoiceEntry/Document/{id}/{filename}
  const id = /\/([0-9a-f]{8}-[0-9a-f-]{27})\/[^/]*$/i.exec(link)?.[1];
  if (!id) throw wrongLink('The files link does not say of which bill it is.');
  const query = { select: ['ReferenceNbr'], expand: ['files'] };
  const bill = await readOne(connection, 'Bill', [id], query);
  if (!bill) throw billGone();
  return new Set(rows(bill, 'files').map((file) => keyOfFile(text(file, 'filename'))));
}

/** Acumatica shows `Bills and Adjustments (Bill, 000123)\I77.pdf` (source: IDG Basic_Get_Attachment). */
export const keyOfFile = (name: string): string => (name.split('\\').at(-1) ?? '').toLowerCase();

export interface FileToPut {
  name: string;
  bytes: Buffer;
  comment: string;
}

/** Puts a file on a bill. @throws Refusal, SignInRefused, NoAnswer */
export async function putFile(
  connection: Connection,
  address: string,
  { name, bytes, comment }: FileToPut,
): Promise<void> {
  const reply = await send(connection, {
    method: 'PUT',
    path: address,
    body: bytes,
    headers: {
      'content-type': 'application/octet-stream',
      ...(comment ? { 'PX-CbFileComment': headerText(comment) } : {}),
    },
    // the same name again is a new version of the same file
    repeatable: true,
  });
  if (reply.status >= 200 && reply.status < 300) return;
  throw reply.status === 404 ? billGone() : new Refusal(interpret(reply, `the file ${name}`, 'Bill').problem);
}

/** As plain text (source: IDG Basic_Put_Attachment); headers carry ASCII only. */
const headerText = (comment: string): string =>
  comment
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, LONGEST_COMMENT);

const wrongLink = (reason: string): Refusal =>
  new Refusal(
    held(
      'setting.filesLink',
      reason,
      'Feed the node the filesLink that Bill ▸ Post or Bill ▸ Get puts out.',
      'support',
    ),
  );

const billGone = (): Refusal =>
  new Refusal(
    rejected(
      'erp.notFound',
      'Acumatica has no bill behind the files link.',
      'See whether the bill was deleted; then post the invoice again.',
      'erp',
    ),
  );
