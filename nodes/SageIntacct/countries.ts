/**
 * Sage Intacct writes a country by its English name, as in the documented samples (`United States`); documents carry
 * ISO 3166 codes. The names are those of the Unicode CLDR: that Intacct's list has the same ones is inferred.
 */
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Codes that are in use: withdrawn ones stand for another (DD is DE). */
const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) => names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
);

const bare = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/&/g, 'and')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();

const byName = new Map(codes.map((code) => [bare(names.of(code) ?? ''), code]));
/** Names in common use that CLDR writes otherwise. */
const OTHERS: Record<string, string> = {
  ...{ unitedstatesofamerica: 'US', usa: 'US', greatbritain: 'GB', uk: 'GB', czechrepublic: 'CZ' },
  ...{ turkey: 'TR', hongkong: 'HK', macao: 'MO', macau: 'MO', burma: 'MM', myanmar: 'MM', vatican: 'VA' },
  ...{ koreasouth: 'KR', republicofkorea: 'KR', russianfederation: 'RU', ivorycoast: 'CI', taiwan: 'TW' },
};

/** ISO 3166 alpha-2 of a country's name or code; the text itself where it is none that is known, null where empty. */
export function countryCode(text: string): string | null {
  const plain = text.trim();
  if (plain === '') return null;
  if (/^[a-z]{2}$/i.test(plain)) {
    const code = plain.toUpperCase();
    return OTHERS[bare(plain)] ?? code;
  }
  return byName.get(bare(plain)) ?? OTHERS[bare(plain)] ?? plain;
}

/** The English name that Intacct takes; a text that is no code stays as it is. */
export const countryName = (code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
