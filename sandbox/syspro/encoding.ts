/** Windows-1252, which answers are written in [REC]. */
const DECODER = new TextDecoder('windows-1252');
const CODES = new Map(Array.from({ length: 256 }, (_, code) => [DECODER.decode(Uint8Array.of(code)), code]));

/** Whether every character has a place in Windows-1252. */
export const fits = (text: string): boolean => [...text].every((sign) => CODES.has(sign));

/** What has no place becomes a question mark [inferred]. */
export const narrowed = (text: string): string =>
  [...text].map((sign) => (CODES.has(sign) ? sign : '?')).join('');

export const encode = (text: string): Buffer =>
  Buffer.from([...text].map((sign) => CODES.get(sign) ?? '?'.charCodeAt(0)));
