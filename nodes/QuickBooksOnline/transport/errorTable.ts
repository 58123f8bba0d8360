/**
 * QuickBooks Online's refusals as data: which code, in which words, what they mean, and who mends them where.
 * Sources: DP develop/troubleshooting/error-codes; recorded answers of published clients.
 */
import type { Meaning } from '../../shared/interpreted';

/**
 * `signIn`: nothing works until a person mends it. `transient`: the same request may pass later. `stale`: somebody else
 * changed the record meanwhile. `duplicateNumber`, `duplicateName`: a record with it is there. `repeated`: this request
 * id was sent before. `link`: the order's line cannot be linked.
 */
export type Kind =
  | 'held'
  | 'rejected'
  | 'signIn'
  | 'transient'
  | 'stale'
  | 'duplicateNumber'
  | 'duplicateName'
  | 'repeated'
  | 'link';

export interface ErrorPattern extends Meaning<Kind> {
  code: RegExp;
  /** Found in message or detail; left out where the code says it all. */
  words?: RegExp;
}

/** First match wins: the specific before the general. */
export const ERROR_TABLE: ErrorPattern[] = [
  {
    code: /^0*3200$/,
    kind: 'signIn',
    cause: 'connection.signIn',
    meaning: 'The sign-in is over and could not be renewed.',
    advice: 'Open the credential and connect again.',
    owner: 'connection',
  },
  {
    code: /^0*3100$/,
    kind: 'signIn',
    cause: 'connection.realm',
    meaning:
      'The app may not reach this company: keys of the other environment, another company, or the user who signed in lost the rights.',
    advice: 'Check the environment, and connect the credential again as a company admin.',
    owner: 'connection',
  },
  {
    code: /^6190$/,
    kind: 'signIn',
    cause: 'connection.subscription',
    meaning: 'The company’s QuickBooks subscription has lapsed, or there is a problem with its billing.',
    advice: 'Settle the subscription in QuickBooks Online (Account and settings ▸ Billing).',
    owner: 'connection',
  },
  {
    code: /^5020$/,
    kind: 'held',
    cause: 'connection.rights',
    meaning: 'The user who signed in may not do this.',
    advice: 'Give the user the role that docs/quickbooks-online.md names, or connect as another one.',
    owner: 'connection',
  },
  {
    code: /^0*3001$/,
    kind: 'transient',
    cause: 'erp.busy',
    meaning: 'The company’s limit of requests is reached.',
    advice: 'Run again later, or schedule integrations with the same company apart from one another.',
    owner: 'erp',
  },
  {
    code: /^10000$/,
    kind: 'transient',
    cause: 'erp.failed',
    meaning: 'QuickBooks Online failed inside; whether it did the work only a look-up can tell.',
    advice: 'Run again later: nothing is booked twice.',
    owner: 'erp',
  },
  {
    code: /^5010$/,
    kind: 'stale',
    cause: 'erp.changedMeanwhile',
    meaning: 'Somebody changed the record between reading and writing.',
    advice: 'Run again: it is read anew.',
    owner: 'erp',
  },
  {
    code: /^600$/,
    kind: 'repeated',
    cause: 'erp.repeated',
    meaning: 'The same request was sent before.',
    advice: 'Run again: it is looked up first, and nothing is booked twice.',
    owner: 'erp',
  },
  {
    code: /^6140$/,
    kind: 'duplicateNumber',
    cause: 'erp.duplicateNumber',
    meaning: 'Another document of the company has this number.',
    advice: 'Look at the document that QuickBooks Online names.',
    owner: 'erp',
  },
  {
    code: /^6240$/,
    kind: 'duplicateName',
    cause: 'erp.duplicateName',
    meaning:
      'Another record has this name. Vendors, customers and employees of a company share one list of names.',
    advice: 'Rename one of the two, or map to the record that is there.',
    owner: 'erp',
  },
  {
    code: /^(610|2500)$/,
    kind: 'held',
    cause: 'erp.reference',
    meaning: 'Something that the document names is not there, or was made inactive.',
    advice: 'Make it active again in QuickBooks Online, or correct the mapping.',
    owner: 'mapping',
  },
  {
    code: /^620$/,
    kind: 'link',
    cause: 'po.link',
    meaning: 'The line of the purchase order cannot be linked: it is closed, billed, or of another vendor.',
    advice: 'Look at the order in QuickBooks Online; reopen it, or book the invoice without the link.',
    owner: 'erp',
  },
  {
    code: /^(6200|6210)$/,
    kind: 'held',
    cause: 'period.closed',
    meaning: 'The books are closed for the date.',
    advice:
      'Move the closing date in QuickBooks Online (Account and settings ▸ Advanced), or choose what happens with closed periods in the node.',
    owner: 'erp',
  },
  {
    code: /^5030$/,
    kind: 'held',
    cause: 'erp.feature',
    meaning: 'The feature is switched off in this company, or its plan does not have it.',
    advice: 'Switch it on in Account and settings, or change the plan.',
    owner: 'erp',
  },
  {
    code: /^6000$/,
    words: /purchase orders?\b.*\b(off|enabled|turned|not)/i,
    kind: 'held',
    cause: 'erp.feature',
    meaning: 'The feature is switched off in this company, or its plan does not have it.',
    advice: 'Switch it on in Account and settings ▸ Expenses, or change the plan.',
    owner: 'erp',
  },
  {
    code: /^6430$/,
    kind: 'held',
    cause: 'erp.accountType',
    meaning: 'An account of this type may not be used here.',
    advice: 'Correct the mapping of the account.',
    owner: 'mapping',
  },
  {
    code: /^(6070|6100|6170|6440|2300|6180|6220|6000)$/,
    kind: 'rejected',
    cause: 'erp.refused',
    meaning: 'A rule of QuickBooks Online forbids it.',
    advice: 'Correct what it names, in JAGGAER, in the mapping or in QuickBooks Online; then replay.',
    owner: 'erp',
  },
  {
    code: /^(2010|2020|2030|2040|2050|2130|2170|1040|4000|4001|4002)$/,
    kind: 'rejected',
    cause: 'erp.invalid',
    meaning: 'A field or value is not what QuickBooks Online takes.',
    advice: 'Correct the value that it names; where no value of yours is wrong, please report it.',
    owner: 'support',
  },
];
