/** The periods of AP, which are named by where they are: current, the one before, and the one before that. */
import type { Slot } from './seed';
import type { World } from './world';

export interface Period {
  year: number;
  month: number;
}

const BACK: Record<Slot, number> = { C: 0, P: 1, B: 2 };

export function periodOf({ seed }: World, slot: Slot): Period {
  const months = seed.periods.year * 12 + seed.periods.month - 1 - BACK[slot];
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

/** Where a period of the ledger is; null where it is none of the three [inferred: later ones are not open]. */
export function slotOf(world: World, { year, month }: Period): Slot | null {
  const slots: Slot[] = ['C', 'P', 'B'];
  return (
    slots.find((slot) => {
      const found = periodOf(world, slot);
      return found.year === year && found.month === month;
    }) ?? null
  );
}

/** What is closed of a period, which must be open in AP and GL [images.inglasco.com apsp09.htm]. */
export function closedIn({ seed }: World, slot: Slot): 'AP' | 'GL' | null {
  if (seed.periods.closedInAp.includes(slot)) return 'AP';
  return seed.periods.closedInGl.includes(slot) ? 'GL' : null;
}

export const twoDigits = (number: number): string => String(number).padStart(2, '0');
