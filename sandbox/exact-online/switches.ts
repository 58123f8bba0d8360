/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for
 * the whole site in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SettingsOf } from '../kit/switches';
import { choice, switchesOf } from '../kit/switches';

/** What each is for, and how it is known, stands in README.md. */
export const SWITCHES = {
  earlyCheck: choice('afterSpent', 'beforeSpent'),
  oldRefreshToken: choice('spentAtOnce', 'untilNewUsed'),
  tooEarlyStatus: choice('400', '401'),
  badCode: choice('400 invalid_grant', '401 unauthorized_client'),
  httpsRedirect: choice('exceptLoopback', 'always'),
  tokensPerDay: { amount: 200 },
  tokenCapAnswer: choice('429', '400'),
  queryLength: { amount: 0 },
  callsPerMinute: { amount: 60 },
  callsPerDay: { amount: 5_000 },
  meCounts: choice('no', 'yes'),
  unauthorizedCounts: choice('no', 'yes'),
  errorsPerHour: { amount: 10 },
  errorHour: choice('sliding', 'clock'),
  blockAnswer: choice('429', '403'),
  blockGrowth: { amount: 2 },
  plainAccept: choice('atom', '406'),
  shortPage: choice('array', 'results'),
  nextParameter: choice('$skiptoken', '%24skiptoken'),
  selectNeeded: choice('listed', 'all', 'never'),
  filterNeeded: choice('yes', 'no'),
  plainInt64: choice('refused', 'accepted'),
  startsWith: choice('refused', 'works'),
  payablesFilter: choice('ignored', 'works'),
  unknownField: choice('refused', 'ignored'),
  preferNeeded: choice('yes', 'no'),
  postedLines: choice('deferred', 'expanded'),
  language: choice('en', 'nl'),
  accountCodes: choice('digits', 'any'),
  currencyDefault: choice('division', 'supplier'),
  headerAmount: choice('inclVat', 'exclVat'),
  negativeEntry: choice('creditNote', 'entry', 'refused'),
  duplicateYourRef: choice('accepted', 'refused'),
  longYourRef: choice('cut', 'refused'),
  ownEntryNumber: choice('taken', 'ignored'),
  foreignGuid: choice('refused', 'dropped'),
  inactiveReference: choice('refused', 'accepted'),
  costNotUsed: choice('refused', 'ignored'),
  paymentSign: choice('positive', 'negative'),
  deletedOrderKeys: choice('header', 'headerAndLines'),
  attachmentMegabytes: { amount: 22 },
} as const;

export type Settings = SettingsOf<typeof SWITCHES>;

export const { readSettings, settingsOf } = switchesOf(SWITCHES);
