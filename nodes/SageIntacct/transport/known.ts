/** What is asked of a company once in the life of this process: facts that setting it up has fixed. */
import type { Connection } from './connection';

const known = new Map<string, unknown>();

/** The answer of the first time; a question that failed is asked again. */
export async function askOnce<T>(
  { gateway, companyId }: Connection,
  question: string,
  ask: () => Promise<T>,
): Promise<T> {
  const key = JSON.stringify([gateway, companyId, question]);
  if (!known.has(key)) known.set(key, await ask());
  return known.get(key) as T;
}
