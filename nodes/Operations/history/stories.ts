/** What became of each document over all its attempts. */
import type { Outcome } from '../../shared/outcome';
import { DONE } from '../../shared/outcome';
import type { Entry } from './entries';
import { byTime, storyOf } from './entries';

/** All attempts at one document in one flow. */
export interface Story {
  /** Oldest first; at least one. */
  entries: Entry[];
  latest: Entry;
  open: boolean;
  /** The attempts since it has been open without a break; empty where it is closed. */
  streak: Entry[];
}

/** One story for each document, flow and kind of operation; every entry is in exactly one. */
export function tellStories(entries: readonly Entry[]): Story[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const story = storyOf(entry);
    const group = groups.get(story);
    if (group) group.push(entry);
    else groups.set(story, [entry]);
  }
  return [...groups.values()].map(tell);
}

function tell(group: Entry[]): Story {
  const entries = [...group].sort(byTime);
  // the person's word stands: what a run that was under way wrote afterwards does not open the document again
  const settled = entries.filter((entry) => entry.operation === 'settle' && isDone(entry));
  const latest = settled[settled.length - 1] ?? entries[entries.length - 1];
  if (!latest) throw new RangeError('A story has at least one entry');
  const lastDone = entries.reduce((last, entry, at) => (isDone(entry) ? at : last), -1);
  const open = !isDone(latest);
  return { entries, latest, open, streak: open ? entries.slice(lastDone + 1) : [] };
}

/** An outcome that is not known to be good is open. */
export const isDone = (entry: Entry): boolean => DONE.has(entry.outcome as Outcome);

/** When the trouble began. */
export const openSince = (story: Story): number => story.streak[0]?.at ?? story.latest.at;

/** The open ones, oldest trouble first. */
export const openStories = (stories: readonly Story[]): Story[] =>
  stories
    .filter((story) => story.open)
    .sort((a, b) => openSince(a) - openSince(b) || byTime(a.latest, b.latest));
