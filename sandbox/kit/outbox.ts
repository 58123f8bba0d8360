/** What a simulated system sends by itself: one after the other to a receiver, and again where it demands that. */
import { setTimeout } from 'node:timers/promises';
import type { OutgoingSwitch } from './simulator';

/** What was tried so far with one message. */
export interface Attempts {
  attempts: number;
  /** HTTP status of each attempt; 0 where there was no answer in time. */
  statuses: number[];
  delivered: boolean;
}

/** A receiver's messages, of which each waits for the one before. */
export interface Queue {
  /** Ends when everything before has been sent. */
  queue: Promise<unknown>;
}

export interface Post {
  headers: Record<string, string>;
  body: string;
  /** An answer that takes longer is none. */
  patienceMs: number;
}

export class Outbox {
  private under = 0;
  private readonly abort = new AbortController();

  /** How many messages wait or are being sent. */
  get pending(): number {
    return this.under;
  }

  get isOver(): boolean {
    return this.abort.signal.aborted;
  }

  /** No attempt begins from now on, and those under way are cut. */
  end(): void {
    this.abort.abort();
  }

  /** Runs it when everything before it in the queue is done. */
  enqueue<T>(line: Queue, send: () => Promise<T>): Promise<T> {
    this.under += 1;
    const run = line.queue.then(send).finally(() => {
      this.under -= 1;
    });
    line.queue = run;
    return run;
  }

  /** One attempt; status 0 where there was no answer. */
  async post(url: string, { headers, body, patienceMs }: Post): Promise<{ status: number; text: string }> {
    try {
      const signal = AbortSignal.any([this.abort.signal, AbortSignal.timeout(patienceMs)]);
      const reply = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal });
      return { status: reply.status, text: await reply.text() };
    } catch {
      return { status: 0, text: '' };
    }
  }

  /**
   * Attempts until one is taken. `waitMs` says how long to wait after the so-manieth attempt, from 1; null: that was
   * the last.
   */
  async insist(
    told: Attempts,
    post: () => Promise<number>,
    isTaken: (status: number) => boolean,
    waitMs: (attempt: number) => number | null,
  ): Promise<void> {
    for (let attempt = 1; !this.isOver; attempt++) {
      const status = await post();
      told.attempts += 1;
      told.statuses.push(status);
      if (isTaken(status)) {
        told.delivered = true;
        return;
      }
      const wait = waitMs(attempt);
      if (wait === null) return;
      await setTimeout(wait, undefined, { signal: this.abort.signal }).catch(() => undefined);
    }
  }
}

/** Whether a fault of that name is on for what goes to this address. */
export const isOrdered = (outgoing: OutgoingSwitch, name: string, url: string): boolean =>
  outgoing(name, 'PUSH', new URL(url).pathname) !== undefined;
