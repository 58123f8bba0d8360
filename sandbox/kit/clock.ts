/** Simulator time: follows real time with an offset, or stands still. */
export interface ClockChange {
  now?: string;
  advanceMs?: number;
  frozen?: boolean;
}

export class SimClock {
  private offset = 0;
  private stoppedAt: number | null = null;

  now(): Date {
    return new Date(this.stoppedAt ?? Date.now() + this.offset);
  }

  /** Applies what is given: first whether it runs on, so that it stops at the very time; then the time, then the step. */
  change({ now, advanceMs, frozen }: ClockChange): void {
    if (frozen !== undefined) this.freeze(frozen);
    if (now !== undefined) this.set(new Date(now));
    if (advanceMs !== undefined) this.advance(advanceMs);
  }

  set(to: Date): void {
    if (Number.isNaN(to.getTime())) throw new TypeError('The clock was given no valid time.');
    if (this.stoppedAt === null) this.offset = to.getTime() - Date.now();
    else this.stoppedAt = to.getTime();
  }

  advance(milliseconds: number): void {
    this.set(new Date(this.now().getTime() + milliseconds));
  }

  freeze(frozen = true): void {
    const now = this.now();
    this.stoppedAt = frozen ? now.getTime() : null;
    if (!frozen) this.set(now);
  }

  reset(): void {
    this.offset = 0;
    this.stoppedAt = null;
  }
}
