/** What the status page shows, reckoned from the audit rows. */
import { DateTime } from 'luxon';
import type { Entry } from '../history/entries';
import { isMain } from '../history/entries';
import type { Story } from '../history/stories';
import { isDone, openStories } from '../history/stories';
import type { Group } from '../problems/group';
import { groupProblems } from '../problems/group';
import type { CurrencyValue } from '../words';
import { compareText, totals } from '../words';

export const CHART_DAYS = 30;

export interface OutcomeTotals {
  outcome: string;
  count: number;
  /** Net of credits. */
  values: CurrencyValue[];
}

export interface DayCount {
  /** `YYYY-MM-DD` in the page's time zone. */
  day: string;
  done: number;
  open: number;
}

export interface FlowState {
  flow: string;
  targetSystem: string;
  lastDelivery: Entry | null;
  lastAttempt: Entry;
  open: number;
}

export interface PageFacts {
  now: number;
  /** Oldest trouble first. */
  groups: Group[];
  openCount: number;
  atStake: CurrencyValue[];
  /** What was found or made in the ERP today. */
  delivered: { count: number; values: CurrencyValue[] };
  today: OutcomeTotals[];
  month: OutcomeTotals[];
  days: DayCount[];
  flows: FlowState[];
  /** What the charts count; '' where there is only one. */
  chartEnvironment: string;
}

/** Reckons the page; a document counts once, with its latest outcome, on the day of it. */
export function pageFacts(stories: readonly Story[], now: number, zone: string): PageFacts {
  const environments = [...new Set(stories.map(({ latest }) => latest.environment))].filter(Boolean);
  const chartEnvironment =
    environments.length < 2
      ? ''
      : environments.includes('production')
        ? 'production'
        : (environments[0] ?? '');
  const counted = stories
    .map(({ latest }) => latest)
    .filter((latest) => latest.flow === 'invoices' && isMain(latest))
    .filter(({ environment }) => chartEnvironment === '' || environment === chartEnvironment);
  const days = lastDays(now, zone);
  const dayOf = (entry: Entry) => DateTime.fromMillis(entry.at).setZone(zone).toISODate() ?? '';
  const placed = counted.map((entry) => ({ entry, day: dayOf(entry) }));
  const [first = '', today = ''] = [days[0], days[days.length - 1]];
  const since = (day: string) => placed.filter((each) => each.day >= day).map(({ entry }) => entry);
  const open = openStories(stories);
  return {
    now,
    groups: groupProblems(stories).sort((a, b) => a.oldest - b.oldest),
    openCount: open.length,
    atStake: totals(
      open.map(({ latest }) => latest),
      'stake',
    ),
    delivered: deliveredOf(since(today).filter(isDone)),
    today: byOutcome(since(today)),
    month: byOutcome(since(first)),
    days: countDays(days, placed),
    flows: flowStates(stories),
    chartEnvironment,
  };
}

const deliveredOf = (entries: readonly Entry[]): PageFacts['delivered'] => ({
  count: entries.length,
  values: totals(entries, 'net'),
});

function lastDays(now: number, zone: string): string[] {
  const today = DateTime.fromMillis(now).setZone(zone);
  return Array.from(
    { length: CHART_DAYS },
    (_, at) => today.minus({ days: CHART_DAYS - 1 - at }).toISODate() ?? '',
  );
}

function countDays(
  days: readonly string[],
  placed: ReadonlyArray<{ entry: Entry; day: string }>,
): DayCount[] {
  const counts = new Map(days.map((day) => [day, { day, done: 0, open: 0 }]));
  for (const { entry, day } of placed) {
    const count = counts.get(day);
    if (count) count[isDone(entry) ? 'done' : 'open'] += 1;
  }
  return [...counts.values()];
}

const ORDER = [
  'posted',
  'alreadyPosted',
  'created',
  'updated',
  'unchanged',
  'held',
  'rejected',
  'differs',
  'unknown',
];

function byOutcome(entries: readonly Entry[]): OutcomeTotals[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.outcome);
    if (group) group.push(entry);
    else groups.set(entry.outcome, [entry]);
  }
  const place = (outcome: string) => (ORDER.indexOf(outcome) + ORDER.length + 1) % (ORDER.length + 1);
  return [...groups]
    .map(([outcome, group]) => ({ outcome, count: group.length, values: totals(group, 'net') }))
    .sort((a, b) => place(a.outcome) - place(b.outcome) || compareText(a.outcome, b.outcome));
}

function flowStates(stories: readonly Story[]): FlowState[] {
  const flows = new Map<string, FlowState>();
  for (const story of stories) {
    const { latest } = story;
    const mark =
      latest.environment === '' || latest.environment === 'production' ? '' : `${latest.environment}:`;
    const place = `${mark}${latest.flow}\u0000${latest.targetSystem}`;
    const delivered = lastDone(story);
    const state = flows.get(place) ?? {
      ...{ flow: `${mark}${latest.flow}`, targetSystem: latest.targetSystem },
      ...{ lastDelivery: null, lastAttempt: latest, open: 0 },
    };
    flows.set(place, {
      ...state,
      lastAttempt: later(state.lastAttempt, latest) ?? latest,
      lastDelivery: later(state.lastDelivery, delivered),
      open: state.open + (story.open ? 1 : 0),
    });
  }
  return [...flows].sort(([a], [b]) => compareText(a, b)).map(([, state]) => state);
}

const lastDone = ({ entries }: Story): Entry | null =>
  entries.reduce<Entry | null>((last, entry) => (isDone(entry) ? entry : last), null);

const later = (a: Entry | null, b: Entry | null): Entry | null =>
  a === null || (b !== null && b.at >= a.at) ? b : a;
