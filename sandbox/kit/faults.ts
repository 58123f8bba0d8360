/** Faults that a test or a visitor can order from a simulator. */
export interface Fault {
  /** status, cut, slow, html, truncate, expireToken, switch, or a kind only one simulator knows. */
  kind: string;
  method?: string;
  /** Part of the path, or a regular expression for it. */
  route?: string;
  /** Which of the matching calls, from 1. */
  nth?: number | number[];
  /** Share of the matching calls, 0..1; the choice is the same on each run. */
  share?: number;
  /** How often it fires; unlimited if left out. */
  times?: number;
  /** Before the handler, or after it has committed. */
  when?: 'before' | 'after';
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  delayMs?: number;
  name?: string;
  value?: unknown;
}

interface Ordered {
  fault: Fault;
  matched: number;
  fired: number;
  random: () => number;
}

/** What the kit itself carries out; other kinds are asked for by a simulator's handlers. */
const GENERAL = new Set(['status', 'cut', 'slow', 'html', 'truncate', 'expireToken']);

export class FaultList {
  private ordered: Ordered[] = [];

  replace(faults: Fault[]): void {
    this.ordered = faults.map((fault, at) => ({ fault, matched: 0, fired: 0, random: seeded(at + 1) }));
  }

  list(): Fault[] {
    return this.ordered.map((one) => one.fault);
  }

  /** The general faults that fire for this call. Asked once for each call. */
  firing(method: string, path: string): Fault[] {
    return this.ordered
      .filter((one) => GENERAL.has(one.fault.kind) && fires(one, method, path))
      .map((one) => one.fault);
  }

  /** The value of a switch, or of a fault of the simulator's own kind; undefined where none is on. */
  value(name: string, method: string, path: string): unknown {
    for (const one of this.ordered) {
      const { fault } = one;
      const isNamed = fault.kind === 'switch' ? fault.name === name : fault.kind === name;
      if (isNamed && fires(one, method, path)) return fault.value ?? true;
    }
    return undefined;
  }
}

function fires(one: Ordered, method: string, path: string): boolean {
  const { fault } = one;
  if (fault.method && fault.method.toUpperCase() !== method) return false;
  if (fault.route && !matchesPath(fault.route, path)) return false;
  one.matched += 1;
  if (fault.nth !== undefined && ![fault.nth].flat().includes(one.matched)) return false;
  if (fault.times !== undefined && one.fired >= fault.times) return false;
  if (fault.share !== undefined && one.random() >= fault.share) return false;
  one.fired += 1;
  return true;
}

function matchesPath(route: string, path: string): boolean {
  if (path.includes(route)) return true;
  try {
    return new RegExp(route).test(path);
  } catch {
    return false;
  }
}

/** mulberry32: small, and the same numbers on every run. */
export function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Reads the list a client sent. @throws TypeError on anything that is no list of faults */
export function readFaults(input: unknown): Fault[] {
  if (!Array.isArray(input)) throw new TypeError('faults must be a list');
  return input.map((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('kind' in one) || typeof one.kind !== 'string') {
      throw new TypeError('each fault needs a kind');
    }
    return one as Fault;
  });
}
