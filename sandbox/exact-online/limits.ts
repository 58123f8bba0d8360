/** Counters of calls and of errors [doc maesn, inv; recorded picqer#609]. */
import type { Settings } from './switches';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

interface Window {
  /** When the window began; it is a fixed one [recorded]. */
  began: number;
  used: number;
}

interface Errors {
  times: number[];
  blockedUntil: number;
  /** How often it was blocked. */
  blocks: number;
}

export class Limits {
  private windows = new Map<string, { minute: Window; day: Window }>();
  private errors = new Map<string, Errors>();
  /** Calls that were declined, for whoever wants none. */
  declined = { minute: 0, day: 0, blocked: 0 };

  constructor(private readonly now: () => Date) {}

  /** Counts a call of an app in a division; tells what is exhausted, if anything, and the headers of the answer. */
  take(name: string, settings: Settings): { over: 'minute' | 'day' | null; headers: Record<string, string> } {
    const now = this.now().getTime();
    const at = this.windows.get(name) ?? { minute: { began: 0, used: 0 }, day: { began: 0, used: 0 } };
    this.windows.set(name, at);
    turn(at.minute, now, MINUTE);
    turn(at.day, now, DAY);
    const { callsPerDay, callsPerMinute } = settings;
    const day = trio('X-RateLimit', callsPerDay, at.day, DAY);
    const minute = trio('X-RateLimit-Minutely', callsPerMinute, at.minute, MINUTE);
    // a 429 carries the trio of what is exhausted, and no other [community picqer #646, #528]
    if (at.day.used >= callsPerDay) return this.decline('day', day);
    if (at.minute.used >= callsPerMinute) return this.decline('minute', minute);
    at.day.used += 1;
    at.minute.used += 1;
    return {
      over: null,
      headers: {
        ...trio('X-RateLimit', callsPerDay, at.day, DAY),
        ...trio('X-RateLimit-Minutely', callsPerMinute, at.minute, MINUTE),
      },
    };
  }

  private decline(over: 'minute' | 'day', headers: Record<string, string>) {
    this.declined[over] += 1;
    return { over, headers };
  }

  /** Whether too many errors have blocked this app, user, division and endpoint. */
  isBlocked(name: string): boolean {
    const isOn = (this.errors.get(name)?.blockedUntil ?? 0) > this.now().getTime();
    if (isOn) this.declined.blocked += 1;
    return isOn;
  }

  /** Notes an error; more than ten in an hour block about one hour, and longer each time [doc maesn, inv 1336]. */
  noteError(name: string, { errorsPerHour, errorHour, blockGrowth }: Settings): void {
    const now = this.now().getTime();
    const known = this.errors.get(name) ?? { times: [], blockedUntil: 0, blocks: 0 };
    this.errors.set(name, known);
    const from = errorHour === 'clock' ? now - (now % HOUR) : now - HOUR + 1;
    known.times = [...known.times.filter((time) => time >= from), now];
    if (known.times.length <= errorsPerHour) return;
    known.blockedUntil = now + HOUR * blockGrowth ** known.blocks;
    known.blocks += 1;
    known.times = [];
  }

  show() {
    const now = this.now().getTime();
    return {
      declined: this.declined,
      calls: Object.fromEntries([...this.windows].map(([name, { day, minute }]) => [name, { day, minute }])),
      errors: Object.fromEntries([...this.errors].map(([name, { times }]) => [name, times.length])),
      blocked: [...this.errors].filter(([, one]) => one.blockedUntil > now).map(([name]) => name),
    };
  }
}

function turn(window: Window, now: number, length: number): void {
  const began = now - (now % length);
  if (window.began === began) return;
  window.began = began;
  window.used = 0;
}

const trio = (name: string, limit: number, { began, used }: Window, length: number) => ({
  [`${name}-Limit`]: String(limit),
  [`${name}-Remaining`]: String(Math.max(0, limit - used)),
  [`${name}-Reset`]: String(began + length),
});
