/** What every system's connection reads the same way. */
import type { ApiContext } from './http';
import { Refusal, held } from './outcome';

/** A parameter of the node as text, wherever it is asked from: an execution, a trigger, the editor. Empty where it is not set. */
export function settingOf(context: ApiContext, name: string): string {
  const value =
    'getInputData' in context
      ? context.getNodeParameter(name, 0, '')
      : (context.getNodeParameter as (name: string, fallback: unknown) => unknown)(name, '');
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/**
 * The credential's own base URL, without a trailing slash; empty where there is none.
 * @param advice what to do where it is no address
 * @throws Refusal
 */
export function ownAddress(value: unknown, advice: string): string {
  const own = String(value ?? '')
    .trim()
    .replace(/\/+$/, '');
  if (own === '' || /^https?:\/\/[^/]+/.test(own)) return own;
  throw new Refusal(
    held('connection.url', `The base URL of the credential is not an address: ${own}.`, advice, 'connection'),
  );
}
