/** Windows-1252, in which SYSPRO answers and beyond which it keeps no text (source: recorded 7.0.0.6 exchanges). */
const DECODER = new TextDecoder('windows-1252');
const KNOWN = new Set(Array.from({ length: 256 }, (_, code) => DECODER.decode(Uint8Array.of(code))));

export const decode = (bytes: Uint8Array): string => DECODER.decode(bytes);

/** Whether SYSPRO can keep every character: what names a record must. */
export const fits = (text: string): boolean => [...text].every((sign) => KNOWN.has(sign));

/** Text that SYSPRO can keep: what it has no sign for loses its accents (`ř` → `r`) or becomes `?`. */
export const narrowed = (text: string): string =>
  fits(text) ? text : [...text].map((sign) => (KNOWN.has(sign) ? sign : plain(sign))).join('');

function plain(sign: string): string {
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare !== '' && fits(bare) ? bare : '?';
}
