/**
 * `requestid`: the same one again gets the first answer again [official: B:2015/04/06]. How long it is kept, what
 * another body does, and whether refusals are kept too is not documented: switches.
 */
import { createHash } from 'node:crypto';
import { refuse } from './fault';
import type { Settings } from './switches';
import type { Answered, World } from './world';

const LONGEST = 50;

/** @throws QboFault 2130: at most 50 characters, in a batch with the bId [official: .NET RestHandler] */
export function checkRequestId(id: string): void {
  if (id.length > LONGEST) throw refuse('2130', `The request id has more than ${LONGEST} characters.`);
}

export const hashOf = (asked: string): string => createHash('sha256').update(asked).digest('hex');

/** The first answer; null where this is the first time, or counts as such. @throws QboFault 600 */
export function repeated(
  world: World,
  settings: Settings,
  key: string,
  asked: string,
  isName: boolean,
): Answered | null {
  const first = world.answered.get(key);
  if (!first) return null;
  const age = world.now().getTime() - first.at;
  if (settings.repeatMinutes > 0 && age > settings.repeatMinutes * 60_000) return null;
  // reported: name lists are guarded by their names alone [community]
  if (isName && settings.repeatNames === 'executed') return null;
  if (first.asked !== hashOf(asked)) {
    if (settings.repeatOtherBody === 'executed') return null;
    if (settings.repeatOtherBody === 'refused') throw duplicate();
  }
  if (settings.repeat === 'refused') throw duplicate();
  return first;
}

export const duplicate = () => refuse('600', 'Duplicate Request ID : the request was sent before');

/** Keeps an answer, a refusal only where the switch says so. */
export function remember(
  world: World,
  settings: Settings,
  key: string,
  asked: string,
  { text, status, isFault }: { text: string; status: number; isFault: boolean },
): void {
  if (isFault && settings.repeatFaults === 'forgotten') return;
  world.answered.set(key, { at: world.now().getTime(), asked: hashOf(asked), text, status });
}
