/** Open documents by what keeps them open, and who has been told about it. */
import type { Decimal } from '../../shared/money';
import type { Entry } from '../history/entries';
import type { Story } from '../history/stories';
import { openSince, openStories } from '../history/stories';
import type { CurrencyValue } from '../words';
import { compareText, ranked, totals } from '../words';

/** Nothing can be posted while it lasts: one group for all, whatever entity or flow. */
const FOR_ALL = 'connection.signIn';

/** An open document as an alert lists it. */
export interface OpenDocument {
  key: string;
  environment: string;
  tenant: string;
  id: string;
  number: string;
  supplier: string;
  amount: Decimal | null;
  currency: string;
  outcome: string;
  reason: string;
  advice: string;
  /** When its trouble began. */
  since: number;
  /** When it joined this group, as readers of the table could see it. */
  joined: number;
  /** Items of the input behind it. */
  items: number[];
}

/** Open documents that one person can mend in one place. */
export interface Group {
  cause: string;
  owner: string;
  entity: string;
  /** As in the notice: `test:invoices` for a test environment, `all` for a refused sign-in. */
  flow: string;
  environment: string;
  /** Oldest first. */
  documents: OpenDocument[];
  values: CurrencyValue[];
  oldest: number;
  /** Most frequent first. */
  advices: Array<{ text: string; count: number }>;
  reasons: Array<{ text: string; count: number }>;
  /** Of a refused sign-in: documents that are open for other reasons, and cannot be posted either. */
  others: number;
}

/** Groups of the open stories, the largest first; each open document is in exactly one. */
export function groupProblems(stories: readonly Story[]): Group[] {
  const groups = new Map<string, { names: Names; documents: OpenDocument[] }>();
  for (const story of openStories(stories)) {
    const names = namesOf(story.latest);
    const id = groupId(names);
    const group = groups.get(id) ?? { names, documents: [] };
    groups.set(id, group);
    group.documents.push(documentOf(story, id));
  }
  const open = [...groups.values()];
  const othersOf = ({ cause, environment }: Names) =>
    open
      .filter(
        ({ names }) => cause === FOR_ALL && names.cause !== FOR_ALL && names.environment === environment,
      )
      .reduce((count, { documents }) => count + documents.length, 0);
  return open
    .map(({ names, documents }) => ({
      ...names,
      documents,
      values: totals(documents, 'stake'),
      oldest: documents[0]?.since ?? 0,
      advices: ranked(documents.map(({ advice }) => advice)),
      reasons: ranked(documents.map(({ reason }) => reason)),
      others: othersOf(names),
    }))
    .sort(
      (a, b) =>
        Number(b.cause === FOR_ALL) - Number(a.cause === FOR_ALL) ||
        b.documents.length - a.documents.length ||
        compareText(groupId(a), groupId(b)),
    );
}

type Names = Pick<Group, 'cause' | 'owner' | 'entity' | 'flow' | 'environment'>;

function namesOf({ cause, owner, entity, flow, environment }: Entry): Names {
  // production is the normal case and is not spelled out
  const mark = environment === '' || environment === 'production' ? '' : `${environment}:`;
  return cause === FOR_ALL
    ? { cause, owner: 'connection', entity: '', flow: `${mark}all`, environment }
    : { cause, owner, entity, flow: `${mark}${flow}`, environment };
}

/** What a notice and a group are matched by. */
export const groupId = ({ cause, owner, entity, flow }: Omit<Names, 'environment'>): string =>
  [cause, owner, entity, flow].join('\u0000');

function documentOf(story: Story, group: string): OpenDocument {
  const { latest, streak } = story;
  const joined = streak.find((entry) => groupId(namesOf(entry)) === group) ?? latest;
  return {
    key: latest.key,
    environment: latest.environment,
    tenant: latest.company,
    id: latest.sourceId,
    number: latest.sourceNumber || latest.supplierReference || latest.sourceId,
    supplier: latest.supplier,
    amount: latest.amount,
    currency: latest.currency,
    outcome: latest.outcome,
    reason: latest.reason,
    advice: latest.advice,
    since: openSince(story),
    joined: joined.visibleAt,
    items: [latest.index],
  };
}
