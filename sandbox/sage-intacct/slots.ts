/** A company has so many requests at a time; the next waits, and then gives up [community]. */
export class Slots {
  private taken = 0;
  private held: Array<() => void> | null = null;

  /** Requests that are inside. */
  get inside(): number {
    return this.taken;
  }

  /** Keeps requests inside until they are let go: so that a test needs no time. */
  hold(isHeld: boolean): void {
    const waiting = this.held ?? [];
    this.held = isHeld ? waiting : null;
    if (!isHeld) for (const go of waiting) go();
  }

  /** Comes back at once where nothing is held. */
  async pass(): Promise<void> {
    const { held } = this;
    if (held) await new Promise<void>((go) => held.push(go));
  }
  private readonly waiting: Array<() => void> = [];

  /** True once there is room; false where there was none in time. */
  async enter(slots: number, waitMs: number): Promise<boolean> {
    if (this.taken < slots) {
      this.taken += 1;
      return true;
    }
    return await new Promise((resolve) => {
      const enter = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        resolve(false);
      }, waitMs);
      this.waiting.push(enter);
    });
  }

  /** The place goes to who has waited longest. */
  leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
  }
}
