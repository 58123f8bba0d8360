/** Whether a group is told now, told again, or left in peace. */
import { cellText, cellTime } from '../cells';
import type { Group, OpenDocument } from './group';
import { groupId } from './group';

/** An alert that went out. */
export interface Notice {
  at: number;
  count: number;
}

/** The last notice of each group, by {@link groupId}. */
export function readNotices(rows: ReadonlyArray<Record<string, unknown>>): Map<string, Notice> {
  const notices = new Map<string, Notice>();
  for (const row of rows) {
    const at = cellTime(row.at);
    // without an instant nobody can say whether the window has passed: better told twice than never
    if (at === null) continue;
    const id = groupId({
      cause: cellText(row.cause),
      owner: cellText(row.owner),
      entity: cellText(row.entity),
      flow: cellText(row.flow),
    });
    if (at >= (notices.get(id)?.at ?? -Infinity)) notices.set(id, { at, count: Number(row.count) || 0 });
  }
  return notices;
}

/** `told` is not told again; each of the others is, and says why. */
export type Why = 'new' | 'grown' | 'escalated' | 'reminder' | 'told';

export interface Decision {
  why: Why;
  toldAt: number | null;
  fresh: ReadonlySet<OpenDocument>;
  escalated: ReadonlySet<OpenDocument>;
}

export interface NoticeSettings {
  now: number;
  windowMs: number;
  /** Documents open longer than this are escalated; null: never. */
  escalateMs: number | null;
}

/** Told once in a window, and again within it where documents were added or have become overdue. */
export function decide(group: Group, notice: Notice | undefined, settings: NoticeSettings): Decision {
  const { now, windowMs, escalateMs } = settings;
  const overdueAt = (document: OpenDocument) => document.since + (escalateMs ?? Infinity);
  const escalated = new Set(group.documents.filter((document) => overdueAt(document) <= now));
  const fresh = new Set(group.documents.filter((document) => !notice || document.joined > notice.at));
  const decision = (why: Why): Decision => ({ why, toldAt: notice?.at ?? null, fresh, escalated });
  if (!notice || fresh.size === group.documents.length) return decision('new');
  if (now - notice.at >= windowMs) return decision('reminder');
  if (fresh.size > 0 || group.documents.length > notice.count) return decision('grown');
  if ([...escalated].some((document) => overdueAt(document) > notice.at)) return decision('escalated');
  return decision('told');
}
