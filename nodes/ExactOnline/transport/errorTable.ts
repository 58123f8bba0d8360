/**
 * Exact Online's refusals as data: which status, in which words, what they mean, and who mends them where. Messages
 * come in the language of the user who signed in, so the field's name or the sense is looked for in several.
 * Sources: reference 4.3, 5, 6 (community picqer#121, #325; declaree-kb; support.spend.cloud; support.streamtime.net).
 */
import type { Meaning } from '../../shared/interpreted';

/**
 * `signIn`: nothing works until a person mends it. `transient`: the same request may pass later. `blocked`: the limit
 * of errors or of calls is reached. `duplicate`: the number is there.
 */
export type Kind = 'held' | 'rejected' | 'signIn' | 'transient' | 'blocked' | 'duplicate';

export interface ErrorPattern extends Meaning<Kind> {
  status: number[];
  /** Found in the message; left out where the status says it all. */
  words?: RegExp;
}

/** A business refusal: permanent, and it counts for no limit of errors (community picqer#325; doc maesn). */
const BUSINESS = [400, 500];

/** First match wins: the specific before the general. */
export const ERROR_TABLE: ErrorPattern[] = [
  {
    status: [403],
    words: /application scope|scope/i,
    kind: 'held',
    cause: 'connection.scope',
    meaning: 'The app registration does not include this scope.',
    advice:
      'Add the scope that Exact Online names to the app in the App Center, wait for Exact’s approval, and connect again.',
    owner: 'connection',
  },
  {
    status: [401],
    kind: 'held',
    cause: 'connection.rights',
    meaning:
      'The token is still good, so this is about rights: the user, the division or the app may not do this.',
    advice: 'Check the user’s rights in this division, the division in the node, and the scopes of the app.',
    owner: 'connection',
  },
  {
    status: [403],
    kind: 'held',
    cause: 'connection.rights',
    meaning: 'The user who signed in, the division’s licence or the app may not do this.',
    advice:
      'Give the user the rights that docs/exact-online.md names, check the division in the node, or connect as another user.',
    owner: 'connection',
  },
  {
    status: [404],
    kind: 'rejected',
    cause: 'erp.notFound',
    meaning: 'It is not there: deleted, of another division, or the division’s licence does not have it.',
    advice: 'Check the division in the node and the record in Exact Online.',
    owner: 'erp',
  },
  {
    status: [408],
    kind: 'held',
    cause: 'erp.query',
    meaning: 'The query was too broad to be answered in time.',
    advice: 'Narrow it by a filter.',
    owner: 'support',
  },
  {
    status: BUSINESS,
    words: /already exists|bestaat reeds|bestaat al|existe déjà|déjà|ya existe|existiert bereits/i,
    kind: 'duplicate',
    cause: 'erp.duplicateNumber',
    meaning: 'Another record of the division has this number or code.',
    advice: 'Look at the record that Exact Online names.',
    owner: 'erp',
  },
  {
    status: BUSINESS,
    words:
      /period is closed|periode is afgesloten|période (est )?(clôturée|fermée)|periode (ist )?(geschlossen|abgeschlossen)|periodo (está )?cerrado|period-date table|periode-datumtabel|financial year|boekjaar|exercice|geschäftsjahr/i,
    kind: 'held',
    cause: 'period.closed',
    meaning: 'The period of the date is closed, or the division has no such financial year.',
    advice:
      'Open the period in Exact Online (Financial ▸ Periods), or choose what happens with closed periods in the node.',
    owner: 'erp',
  },
  {
    status: BUSINESS,
    words:
      /(invalid|ongeldig|non valide|ungültig|inválido)[^\r\n]*(supplier|leverancier|fournisseur|lieferant|proveedor)/i,
    kind: 'held',
    cause: 'erp.vendor',
    meaning: 'The relation is not a supplier, or it is blocked.',
    advice: 'Make the relation a supplier in Exact Online, or correct the mapping.',
    owner: 'mapping',
  },
  {
    status: BUSINESS,
    words: /(invalid|ongeldig|non valide|ungültig|inválido)[^\r\n]*(journal|dagboek|diario)/i,
    kind: 'held',
    cause: 'erp.journal',
    meaning: 'The journal is not a purchase journal.',
    advice: 'Choose a purchase journal in the node.',
    owner: 'support',
  },
  {
    status: BUSINESS,
    words: /account type|rekening.*(type|soort)|type de compte|kontotyp|kontoart|tipo de cuenta/i,
    kind: 'held',
    cause: 'erp.accountType',
    meaning:
      'An account of this type may not be used on an entry line: payables, receivables and VAT accounts are refused.',
    advice: 'Correct the mapping of the account.',
    owner: 'mapping',
  },
  {
    status: BUSINESS,
    words: /exchange rate|wisselkoers|taux de change|wechselkurs|tipo de cambio/i,
    kind: 'held',
    cause: 'erp.exchangeRate',
    meaning: 'The journal does not allow another currency or rate, or there is no rate for the date.',
    advice: 'Allow variable currency and exchange rate in the journal, or enter the rate in Exact Online.',
    owner: 'erp',
  },
  {
    status: BUSINESS,
    words:
      /not in balance|niet in evenwicht|niet in balans|out of balance|déséquilibr|nicht ausgeglichen|no cuadra/i,
    kind: 'held',
    cause: 'erp.totals',
    meaning: 'VAT and lines do not add up: Exact Online works out VAT line by line.',
    advice: 'Set a rounding account in the division, or check the VAT codes in the mapping.',
    owner: 'erp',
  },
  {
    status: BUSINESS,
    words:
      /invalid reference|ongeldige verwijzing|référence non valide|ungültige(r)? (verweis|referenz)|referencia no válida/i,
    kind: 'held',
    cause: 'erp.reference',
    meaning: 'Something that the document names is not there, blocked, or of another division.',
    advice: 'Correct the mapping, or enter what is missing in Exact Online.',
    owner: 'mapping',
  },
  {
    status: BUSINESS,
    words: /mandatory|verplicht|obligatoire|pflichtfeld|erforderlich|obligatorio/i,
    kind: 'held',
    cause: 'erp.fieldMissing',
    meaning:
      'Exact Online wants a value that the document does not have, as a cost center that the account demands.',
    advice: 'Fill it by the mapping, or make it optional in Exact Online.',
    owner: 'mapping',
  },
  {
    status: [400],
    kind: 'rejected',
    cause: 'erp.invalid',
    meaning: 'A field or value is not what Exact Online takes.',
    advice: 'Correct the value that it names; where no value of yours is wrong, please report it.',
    owner: 'support',
  },
  {
    status: [429],
    kind: 'blocked',
    cause: 'erp.blocked',
    meaning:
      'Exact Online declines calls of this app: more than ten errors of one kind of call within an hour block it for about an hour.',
    advice: 'Mend what was refused before, and run again after an hour. Calling on makes the block longer.',
    owner: 'erp',
  },
  {
    status: [502, 503, 504],
    kind: 'transient',
    cause: 'erp.failed',
    meaning: 'Exact Online did not answer properly; it is maintained at about 04:00 CET.',
    advice: 'Run again later: nothing is booked twice.',
    owner: 'erp',
  },
  {
    status: [500],
    words: /^$/,
    kind: 'transient',
    cause: 'erp.failed',
    meaning: 'Exact Online failed inside; whether it did the work only a look-up can tell.',
    advice: 'Run again later: nothing is booked twice.',
    owner: 'erp',
  },
];
