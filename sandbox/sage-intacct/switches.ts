/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole company in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SettingsOf } from '../kit/switches';
import { choice, switchesOf } from '../kit/switches';

/** What each is for, and how it is known, stands in README.md. */
export const SWITCHES = {
  sessionMinutes: { amount: 120 },
  endpoint: { words: '' },
  repeatErrorno: { words: 'XL03000006' },
  repeatText: { words: 'The function with the control ID {id} was already executed and completed.' },
  repeatScope: choice('all', 'writes'),
  failedControlId: choice('free', 'used'),
  afterGuilty: choice('aborted', 'absent'),
  duplicateBill: choice('reject', 'allow'),
  numberSigns: choice('refused', 'accepted'),
  billNumber: choice('optional', 'required'),
  termAlone: choice('accepted', 'refused'),
  unknownField: choice('refused', 'ignored'),
  longText: choice('refused', 'cut'),
  genericAdjustment: choice('refused', 'accepted'),
  orderNumbering: choice('on', 'off'),
  additionalInfoPlace: choice('last', 'beforeWhitespace'),
  contactShape: choice('nested', 'dotted'),
  partlyPaid: choice('Partially Paid', 'Posted'),
  paymentKeyName: choice('PAYMENTKEY', 'PAYMENTRECORDNO'),
  frozenCursor: choice('whole', 'shrinks'),
  contentType: choice('checked', 'ignored'),
  supportId: choice('plain', 'encoded'),
  sessionCounts: choice('no', 'yes'),
  failedCounts: choice('no', 'yes'),
  retryAfter: choice('none', 'seconds'),
  slots: { amount: 2 },
  slotWaitMs: { amount: 30_000 },
  workMs: { amount: 0 },
  callsPerMinute: { amount: 0 },
  supdocIdLength: { amount: 20 },
  maxFunctions: { amount: 0 },
} as const;

export type Settings = SettingsOf<typeof SWITCHES>;

export const { readSettings, settingsOf } = switchesOf(SWITCHES);
