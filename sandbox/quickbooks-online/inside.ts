/** Requests that are being worked on, which a test may keep there. */
export class Inside {
  private taken = 0;
  private held: Array<() => void> | null = null;

  get count(): number {
    return this.taken;
  }

  /** Keeps requests inside until they are let go: so that a test needs no time. */
  hold(isHeld: boolean): void {
    const waiting = this.held ?? [];
    this.held = isHeld ? waiting : null;
    if (!isHeld) for (const go of waiting) go();
  }

  /** Carries one request out, after it was let go. */
  async run<T>(work: () => T | Promise<T>, workMs = 0): Promise<T> {
    this.taken += 1;
    try {
      const { held } = this;
      if (held) await new Promise<void>((go) => held.push(go));
      if (workMs > 0) await new Promise((resolve) => setTimeout(resolve, workMs));
      return await work();
    } finally {
      this.taken -= 1;
    }
  }
}
