/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole installation in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SettingsOf } from '../kit/switches';
import { choice, switchesOf } from '../kit/switches';

/** What each is for, and how it is known, stands in README.md. */
export const SWITCHES = {
  sessionId: choice('v7', 'v8'),
  idWrapping: choice('plain', 'json', 'xml'),
  trimmedId: choice('refused', 'accepted'),
  sessionMinutes: { amount: 20 },
  seats: { amount: 5 },
  failWhenLoggedIn: choice('refuses', 'ignored'),
  urlLimit: { amount: 16_384 },
  urlLimitStatus: choice('414', '400'),
  postLD: choice('available', 'absent'),
  ldOrder: choice('strict', 'free'),
  ldResponse: choice('plain', 'wrapped'),
  missingParameters: choice('refused', 'accepted'),
  wideText: choice('replaced', 'refused'),
  elementOrder: choice('free', 'strict'),
  rejectedItem: choice('element', 'transaction'),
  longText: choice('refused', 'cut'),
  invoiceCase: choice('sensitive', 'insensitive'),
  negativeInvoice: choice('accepted', 'refused'),
  balance: choice('checked', 'ignored'),
  matchedValue: choice('counts', 'beside'),
  referenceColumn: choice('kept', 'lost'),
  journals: choice('document', 'branch'),
  glIntegration: choice('detail', 'off'),
  glJournal: choice('posted', 'fails'),
  invoiceStatus: choice('blank', 'codes'),
  emptyElement: choice('blanks', 'ignored'),
  addExisting: choice('refused', 'updates'),
  updateMissing: choice('refused', 'adds'),
  ledgerCodeMissing: choice('container', 'text'),
  amountSign: choice('debitPositive', 'creditPositive'),
  authorizing: choice('A', 'D'),
  paymentSign: choice('positive', 'negative'),
  numbers: choice('padded', 'plain'),
  registeredTable: { words: '' },
  unlicensed: { words: '' },
} as const;

export type SwitchName = keyof typeof SWITCHES;
export type Settings = SettingsOf<typeof SWITCHES>;

export const { readSettings, settingsOf } = switchesOf(SWITCHES);
