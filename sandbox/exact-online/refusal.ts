/** Refusals and their bodies [client: leapforce http/error.go, picqer Connection.php]. */
import type { SimReply } from '../kit/simulator';
import type { Settings } from './switches';

/** A query or body that is none: 400, or whatever status it carries. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** A business rule that is broken: HTTP 500 with all messages, permanent [community picqer#325; client emeq]. */
export class Refusal extends Error {
  constructor(readonly messages: string[]) {
    super(messages.join('\r\n'));
  }
}

export const apiError = (status: number, message: string, reason?: string): SimReply => ({
  status,
  ...(reason !== undefined && { headers: { Reason: reason } }),
  body: { error: { code: '', message: { lang: '', value: message } } },
});

/** Parts of messages in Dutch: the language follows the user [inferred; samples picqer#121, emeq]. */
const DUTCH: Array<[RegExp, string]> = [
  [/^Invalid reference:/, 'Ongeldige verwijzing:'],
  [/^Invalid:/, 'Ongeldig:'],
  [/^Mandatory:/, 'Verplicht:'],
  [/^Not allowed:/, 'Niet toegestaan:'],
  [/^Already exists/, 'Bestaat reeds'],
  [/^Used in:/, 'Gebruikt in:'],
  [/^Unknown: Financial year \(Period-date table\)/, 'Onbekend: Boekjaar (Periode-datumtabel)'],
  [/^Period is closed/, 'Periode is afgesloten'],
  [/\bSupplier\b/, 'Leverancier'],
  [/\bJournal\b/, 'Dagboek'],
  [/\bCost center\b/, 'Kostenplaats'],
  [/\bCost unit\b/, 'Kostendrager'],
  [/\bG\/L account\b/, 'Grootboekrekening'],
];

/** What a person of this language reads. */
export const spoken = (message: string, { language }: Pick<Settings, 'language'>): string =>
  language === 'en' ? message : DUTCH.reduce((text, [from, to]) => text.replace(from, to), message);
