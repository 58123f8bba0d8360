/** One write to JAGGAER, and what its answer says about it. */
import { NoAnswer, parseJson } from '../../shared/http';
import { Refusal } from '../../shared/outcome';
import type { Written } from '../../shared/syncTarget';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import type { Json } from './envelope';
import { readAnswer } from './envelope';
import { call } from './request';
import type { Write } from './writes';

const HOPELESS = new Set([403, 404, 405]);

/**
 * Sends a body that was made by the write's template.
 * @param id fills `{id}` of the path
 * @param idOf the written record's id in the answer
 * @throws NoAnswer, SignInRefused, Refusal where JAGGAER refuses what is in the body
 */
export async function sendWrite(
  connection: Connection,
  write: Write,
  body: Json,
  { id = '', idOf = () => '' }: { id?: string; idOf?(answer: Json): string } = {},
): Promise<Written> {
  const url = `${connection.root}/${write.path.replaceAll('{id}', encodeURIComponent(id))}`;
  const reply = await call(connection, write.method, url, body);
  // it was asked for patience often enough: the rest is not tried one by one
  if (reply.status === 429) throw new NoAnswer('it takes no more calls now (HTTP 429)', false, 429);
  if (reply.status >= 500) return { kind: 'unknown', reason: `HTTP ${reply.status}`, final: true };
  const isEmpty = reply.status < 300 && reply.text.trim() === '';
  if (isEmpty) return { kind: 'written', id: '', warnings: [] };
  if (reply.status < 300 && parseJson(reply.text) === null && !/^\s*</.test(reply.text)) {
    return { kind: 'unknown', reason: 'the answer was cut off', final: true };
  }
  return await recover(
    async () => {
      const answer = readAnswer(reply, write.what, 'take');
      const warning = String(answer.returnCode ?? '0') === '1' ? String(answer.returnMessage ?? '') : '';
      return { kind: 'written', id: idOf(answer), warnings: warning ? [`JAGGAER warns: ${warning}`] : [] };
    },
    Refusal,
    (refusal): Written => {
      const { problem } = refusal;
      if (!HOPELESS.has(problem.httpStatus ?? 0)) throw refusal;
      const advice = `Check ${write.method} ${write.path} with JAGGAER, and that the client may write ${write.what}.`;
      return { kind: 'refused', problem: { ...problem, outcome: 'held', owner: 'connection', advice } };
    },
  );
}
