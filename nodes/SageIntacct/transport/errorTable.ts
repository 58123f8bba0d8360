/**
 * Sage Intacct's refusals as data: at which level, in which words, what they mean, and who mends them where. One
 * `errorno` has many meanings, so the level and the words decide. Sources: developer.intacct.com error-handling and
 * requests, tests of the official SDKs, recorded answers of published clients.
 */
import type { Meaning } from '../../shared/interpreted';

export type Level = 'control' | 'authentication' | 'result';

/**
 * `signIn`: nothing works until a person mends the credential. `session`: signing in again may help. `schema`: the
 * whole request was refused for one bad function. `busy`: nothing ran, the same request may pass later. `transient`:
 * this function failed for the moment. `duplicate`: a record with this key is there. `repeated`: this control id was
 * carried out before. `inProcess`: another request is carrying this control id out.
 */
export type Kind =
  | 'held'
  | 'rejected'
  | 'signIn'
  | 'session'
  | 'schema'
  | 'busy'
  | 'transient'
  | 'duplicate'
  | 'repeated'
  | 'inProcess';

export interface ErrorPattern extends Meaning<Kind> {
  /** Left out where the words mean the same at every level. */
  level?: Level;
  /** Number, title and words of one error, with blanks between. */
  match: RegExp;
}

/** First match wins: the specific before the general. */
export const ERROR_TABLE: ErrorPattern[] = [
  {
    match: /rate limit exceeded|GW-0010|too many operations running/i,
    kind: 'busy',
    cause: 'erp.busy',
    meaning: 'The company’s requests at a time, or its calls in a span of time, are used up.',
    advice: 'Run again later, or schedule integrations with the same sender apart from one another.',
    owner: 'erp',
  },
  {
    match: /temporarily off-?line/i,
    kind: 'transient',
    cause: 'erp.offline',
    meaning: 'Sage Intacct is off-line for the moment.',
    advice: 'Run again later.',
    owner: 'erp',
  },
  {
    match: /PL04000055|company has expired/i,
    kind: 'signIn',
    cause: 'connection.company',
    meaning: 'The (demo) company has expired.',
    advice: 'Ask Sage to extend it, or choose another company in the credential.',
    owner: 'connection',
  },
  {
    match: /XL03000003|XML Parse schema error/i,
    kind: 'schema',
    cause: 'erp.schema',
    meaning: 'The request does not follow the published schema, so nothing of it was carried out.',
    advice: 'This should not happen: please report it with the execution. Replaying is safe.',
    owner: 'support',
  },
  {
    match: /XMLGW_JPP0002|GW-0011/i,
    kind: 'signIn',
    cause: 'connection.signIn',
    meaning: 'The gateway refused the request at its front: sender, company, user or password is wrong.',
    advice: 'Check all of them in the credential and run its test.',
    owner: 'connection',
  },
  {
    level: 'control',
    match: /not a valid transport policy/i,
    kind: 'signIn',
    cause: 'connection.policy',
    meaning: 'A transport policy was asked for that the sender does not have.',
    advice: 'Send without a policy: this package only sends synchronous requests.',
    owner: 'connection',
  },
  {
    level: 'control',
    match: /partner ID or password/i,
    kind: 'signIn',
    cause: 'connection.sender',
    meaning: 'Sender ID or sender password is wrong.',
    advice: 'Enter those of your Web Services developer licence in the credential; they are not the user’s.',
    owner: 'connection',
  },
  {
    level: 'authentication',
    match: /invalid session|session has timed out/i,
    kind: 'session',
    cause: 'connection.session',
    meaning: 'The session is over.',
    advice: 'Run again.',
    owner: 'connection',
  },
  {
    level: 'authentication',
    match: /web services authorization/i,
    kind: 'signIn',
    cause: 'connection.senderNotListed',
    meaning: 'The company does not let this sender in.',
    advice:
      'Add the sender ID under Company ▸ Setup ▸ Company ▸ Security ▸ Web Services authorizations in Sage Intacct.',
    owner: 'connection',
  },
  {
    level: 'authentication',
    match: /sign-?in information is incorrect/i,
    kind: 'signIn',
    cause: 'connection.signIn',
    meaning: 'Company, user or password is wrong; a wrong entity ID reads the same.',
    advice: 'Correct the credential, the entity ID too, and run its test.',
    owner: 'connection',
  },
  {
    match: /control id .* is in process/i,
    kind: 'inProcess',
    cause: 'erp.inProcess',
    meaning: 'Another request is carrying the same document out right now.',
    advice: 'Run again when it is over; nothing is booked twice.',
    owner: 'erp',
  },
  {
    level: 'result',
    match: /\bcontrol id\b/i,
    kind: 'repeated',
    cause: 'erp.repeated',
    meaning: 'Sage Intacct carried this very request out before.',
    advice: 'Look the document up; if somebody deleted it, replay.',
    owner: 'erp',
  },
  {
    // a chain of four errors, of which only the first says why (recorded: PsIntacct New-Customer)
    match: /another contact with the given value/i,
    kind: 'held',
    cause: 'erp.contactName',
    meaning:
      'Sage Intacct names the contact of a new record after the record; a contact of that name is left over from one that was deleted.',
    advice:
      'Rename or delete the contact that is named (Company ▸ Contacts), or choose another vendor ID; then replay.',
    owner: 'erp',
  },
  {
    match: /BL34000061|PL05000104|already exists/i,
    kind: 'duplicate',
    cause: 'duplicate.key',
    meaning: 'Sage Intacct already has a record with this key.',
    advice: 'Look it up in Sage Intacct. If they are two documents, correct the number in JAGGAER.',
    owner: 'jaggaer',
  },
  {
    level: 'result',
    match: /do not have permission/i,
    kind: 'held',
    cause: 'connection.rights',
    meaning: 'The web services user lacks a permission.',
    advice: 'Give its role the permission that is named (Company ▸ Admin ▸ Roles), then replay.',
    owner: 'connection',
  },
  {
    match:
      /(period|books?|date).{0,60}\b(closed|not open|is locked)|\bclosed\b.{0,40}(period|books)|\b(in an|no|outside).{0,20}\bopen (period|books?)/i,
    kind: 'rejected',
    cause: 'period.closed',
    meaning: 'The posting date is in a closed period.',
    advice:
      'Open it under General Ledger ▸ Open books, or set the period policy to “next open period”; then replay.',
    owner: 'erp',
  },
  {
    match: /missing the (\w+) dimension|dimension .{0,40}(required|missing)/i,
    kind: 'held',
    cause: 'unmapped.dimension',
    meaning: 'The account demands a dimension that the line does not carry.',
    advice:
      'Map the dimension for this account, or let go of the requirement on the GL account; then replay.',
    owner: 'mapping',
  },
  {
    match: /location must be|value is auto-?filled|invalid location|location .{0,60}not valid/i,
    kind: 'held',
    cause: 'erp.location',
    meaning: 'The location does not fit the entity, the account or another dimension of the line.',
    advice: 'Correct the mapping of entity and location; then replay.',
    owner: 'mapping',
  },
  {
    match: /vendor .{0,80}(not valid|inactive|does not exist|is invalid)|invalid vendor/i,
    kind: 'held',
    cause: 'erp.vendor',
    meaning: 'The vendor is not there, or not active.',
    advice: 'Correct the supplier’s mapping, or activate the vendor; then replay.',
    owner: 'mapping',
  },
  {
    match: /account .{0,80}(not valid|inactive|does not exist|is invalid)|invalid (gl )?account/i,
    kind: 'held',
    cause: 'erp.account',
    meaning: 'The GL account is not there, not active, or takes no direct postings.',
    advice: 'Correct the account’s mapping, or the account; then replay.',
    owner: 'mapping',
  },
  {
    match: /smart rule/i,
    kind: 'rejected',
    cause: 'erp.smartRule',
    meaning: 'A Smart Rule of this company refuses the document.',
    advice: 'Correct what the rule names, or ask the administrator about the rule; then replay.',
    owner: 'erp',
  },
  {
    match: /PL01000127|document number is missing/i,
    kind: 'held',
    cause: 'erp.numbering',
    meaning: 'The transaction definition numbers nothing by itself, and no number was sent.',
    advice: 'Give the definition a numbering sequence, or send a document number.',
    owner: 'erp',
  },
  {
    match: /BL03000018|value for field|expected values/i,
    kind: 'rejected',
    cause: 'erp.field',
    meaning: 'A field or dimension holds a value that Sage Intacct does not take.',
    advice: 'Correct the value in JAGGAER or in the mapping; then replay.',
    owner: 'mapping',
  },
  {
    match: /XL03000010|fields cannot be queried|invalid fields? list|query failed/i,
    kind: 'held',
    cause: 'erp.query',
    meaning: 'A field or object of the question is not there in this company.',
    advice: 'Correct the field’s name (see Fields), or switch on the module that has it.',
    owner: 'support',
  },
  {
    match: /get api session failed/i,
    kind: 'signIn',
    cause: 'connection.session',
    meaning: 'No session was given.',
    advice: 'Check the entity ID in the credential.',
    owner: 'connection',
  },
  {
    match: /XL03000009/,
    kind: 'transient',
    cause: 'erp.rolledBack',
    meaning: 'Another function of the same transaction failed, so this one was taken back.',
    advice: 'Mend the other one and run again.',
    owner: 'erp',
  },
  {
    match: /DL02000001|error processing the request|NO_RESULT/i,
    kind: 'transient',
    cause: 'erp.failed',
    meaning: 'Sage Intacct failed while it worked on this.',
    advice: 'Run again.',
    owner: 'erp',
  },
];
