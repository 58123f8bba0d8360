/** Counts what a client asked of a simulator, so that call budgets can be checked. */
export interface CallCounts {
  total: number;
  byRoute: Record<string, number>;
  /** Calls to the token endpoint; part of the total. */
  tokens: number;
  since: string;
}

export class CallMeter {
  private byRoute: Record<string, number> = {};
  private total = 0;
  private tokens = 0;
  private since: Date;

  constructor(private readonly now: () => Date) {
    this.since = now();
  }

  count(route: string, isToken: boolean): void {
    this.total += 1;
    this.byRoute[route] = (this.byRoute[route] ?? 0) + 1;
    if (isToken) this.tokens += 1;
  }

  read(): CallCounts {
    return {
      total: this.total,
      byRoute: { ...this.byRoute },
      tokens: this.tokens,
      since: this.since.toISOString(),
    };
  }

  reset(): void {
    this.byRoute = {};
    this.total = 0;
    this.tokens = 0;
    this.since = this.now();
  }
}
