/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole company in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SettingsOf } from '../kit/switches';
import { choice, switchesOf } from '../kit/switches';

/** What each is for, and how it is known, stands in README.md. */
export const SWITCHES = {
  accessSeconds: { amount: 3600 },
  refreshRotation: choice('daily', 'always'),
  oldRefreshMinutes: { amount: 0 },
  refreshRefusal: { words: 'Token invalid' },
  forbiddenShape: choice('lower', 'upper'),
  throttleStatus: { amount: 429 },
  perMinute: { amount: 500 },
  perSecond: { amount: 10 },
  concurrent: { amount: 0 },
  batchPerMinute: { amount: 40 },
  batchCounts: choice('one', 'items'),
  workMs: { amount: 0 },
  batchLimit: { amount: 30 },
  batchOrder: choice('asked', 'shuffled'),
  batchSight: choice('none', 'earlier'),
  optionsText: choice('bare', 'named'),
  repeat: choice('replayed', 'refused'),
  repeatRunning: choice('refused', 'waits'),
  repeatOtherBody: choice('replayed', 'executed', 'refused'),
  repeatFaults: choice('forgotten', 'replayed'),
  repeatNames: choice('replayed', 'executed'),
  repeatMinutes: { amount: 0 },
  duplicatePreference: choice('honoured', 'ignored'),
  docNumberScope: choice('company', 'vendor'),
  docNumberTypes: choice('each', 'together'),
  duplicateDetail: choice('full', 'null'),
  autoNumber: choice('overrides', 'fills'),
  badLink: choice('dropped', 'refused'),
  linkLineBy: choice('id', 'number'),
  partialBilling: choice('taken', 'closesLine'),
  overBilling: choice('taken', 'dropped', 'refused'),
  linkTouchesOrder: choice('yes', 'no'),
  paymentTouchesBill: choice('yes', 'no'),
  cardLinkType: choice('BillPaymentCheck', 'BillPaymentCreditCard'),
  trackingOff: choice('dropped', 'refused'),
  orderDepartment: choice('dropped', 'kept', 'refused'),
  sparseLines: choice('kept', 'memosLost', 'linesLost'),
  missingCurrency: choice('refused', 'implied'),
  paidBill: choice('guarded', 'free'),
  closedCode: choice('6200', '6210'),
  voidBill: choice('fault', 'empty'),
  accountTypeChange: choice('refused', 'taken'),
  vendorBalance: choice('refused', 'taken'),
  reactivation: choice('keepsName', 'cleansName'),
  nameCase: choice('ignored', 'significant'),
  ordersOff: choice('5030', '6000'),
  planLimits: choice('enforced', 'ignored'),
  alsoFilterable: { words: '' },
  entityCase: choice('significant', 'ignored'),
  dateTimes: choice('refused', 'taken'),
  maxResultsOver: choice('refused', 'capped'),
  cdcFull: choice('newest', 'oldest'),
  uploadFiles: choice('all', 'first'),
} as const;

export type Settings = SettingsOf<typeof SWITCHES>;

export const { readSettings, settingsOf } = switchesOf(SWITCHES);
