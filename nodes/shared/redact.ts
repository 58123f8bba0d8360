/** Patterns of secrets in free text: bearer and JWT-like tokens, secret-bearing parameters, users in URLs. */
const SECRETS: Array<[RegExp, string]> = [
  [/\b(bearer|basic)\s+[\w\-.~+/]+=*/gi, '$1 ***'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]+)?/g, '***'],
  [
    /((?:access_token|refresh_token|client_secret|client_assertion|password|secret|securetoken|sessionid|userid|code)["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    '$1***',
  ],
  [/(https?:\/\/)[^\s/@:]+:[^\s/@]+@/gi, '$1***@'],
];

/** Text fit for an error, a log or an item: secrets replaced by `***`. */
export const redact = (text: string): string =>
  SECRETS.reduce((clean, [pattern, mask]) => clean.replace(pattern, mask), text);
