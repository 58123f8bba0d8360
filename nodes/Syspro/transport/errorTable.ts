/**
 * SYSPRO's refusals as data: in which words, what they mean, and who mends them where. Only numbers and words that a
 * public source shows are matched on; those of AP and the general ledger are public nowhere. Sources: recorded 7.0.0.6
 * exchanges, SysproConnector's settings, rectella-shopify-service, coverage notes of an e.net server.
 */
import type { Meaning } from '../../shared/interpreted';

/** `signIn`: nothing works until a person mends the credential. `session`: logging on again may help. */
export type Kind = 'held' | 'rejected' | 'signIn' | 'session';

export interface ErrorPattern extends Meaning<Kind> {
  /** Number and words of one error, with a blank between; a text answer has its words only. */
  match: RegExp;
}

/** First match wins: the specific before the general. */
export const ERROR_TABLE: ErrorPattern[] = [
  {
    match: /supplied UserID is invalid|not logged in;? or your session has expired/i,
    kind: 'session',
    cause: 'connection.session',
    meaning: 'The session was ended: somebody else signed on as this operator, or it was idle for too long.',
    advice: 'Give the integration an operator of its own, used by one n8n process only; then run again.',
    owner: 'connection',
  },
  {
    match: /SYSPRO base directory registry string/i,
    kind: 'session',
    cause: 'connection.session',
    meaning: 'SYSPRO does not know the session’s id.',
    advice: 'Run again. If it stays, check the e.net service on the SYSPRO server.',
    owner: 'connection',
  },
  {
    match: /invalid operator password/i,
    kind: 'signIn',
    cause: 'connection.signIn',
    meaning: 'The operator’s password is wrong or has expired.',
    advice: 'Correct it in the credential, and run the credential’s test.',
    owner: 'connection',
  },
  {
    match: /e\.net exception raised: 100000/i,
    kind: 'held',
    cause: 'erp.licence',
    meaning: 'The business object is unknown, not installed, or not in the licence of this company.',
    advice: 'Have e.net licensed for it (posting needs e.net System Posting and the module’s own posting).',
    owner: 'erp',
  },
  {
    match: /\b240001\b/,
    kind: 'held',
    cause: 'erp.licence',
    meaning: 'The SYSPRO module that this needs is not installed.',
    advice: 'Have the module installed and licensed, or leave this part out.',
    owner: 'erp',
  },
  {
    match: /period.*\b(closed|not open)\b|\b(closed|not open)\b.*period/i,
    kind: 'held',
    cause: 'period.closed',
    meaning: 'The period is closed in AP or in the general ledger.',
    advice: 'Open the period in SYSPRO, or change what the node does when a period is closed; then replay.',
    owner: 'erp',
  },
  {
    match: /\b100028\b|must be CCYY-MM-DD format/i,
    kind: 'rejected',
    cause: 'erp.value',
    meaning: 'SYSPRO cannot read a date.',
    advice: 'Correct the named field in the mapping or in JAGGAER; then replay.',
    owner: 'mapping',
  },
  {
    match: /\b100030\b|cannot be spaces/i,
    kind: 'rejected',
    cause: 'erp.value',
    meaning: 'SYSPRO needs a field that is empty.',
    advice: 'Fill the named field in JAGGAER or in the mapping; then replay.',
    owner: 'mapping',
  },
  {
    match: /has a value of '[^']*'\. It should be/i,
    kind: 'rejected',
    cause: 'erp.value',
    meaning: 'A field has a value that SYSPRO does not offer there.',
    advice: 'Choose one of the named values in the mapping or in the node; then replay.',
    owner: 'mapping',
  },
  {
    match: /\b240003\b/,
    kind: 'rejected',
    cause: 'erp.value',
    meaning: 'SYSPRO wants a number in a field.',
    advice: 'Correct the named field in the mapping or in JAGGAER; then replay.',
    owner: 'mapping',
  },
  {
    match: /\b240004\b|\b240008\b/,
    kind: 'held',
    cause: 'erp.missing',
    meaning: 'SYSPRO has no such record, or it is not stocked in this warehouse.',
    advice: 'Create it in SYSPRO, or correct its code in the mapping; then replay.',
    owner: 'mapping',
  },
];
