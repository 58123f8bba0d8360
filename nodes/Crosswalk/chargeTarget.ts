/** What the `to` of a charge row says, e.g. `account:61200/000-100`, `spread`, `tax:ST` or `tax`. */
export type ChargeTarget =
  | { booking: 'account'; account: string; dimensions: Record<string, string> }
  | { booking: 'spread' }
  /** Without a code, the document's own tax code decides, by the rows of kind tax. */
  | { booking: 'tax'; code: string | null };

/** What the `from` of a charge row may be; a fee's name follows `misc:`. */
export const CHARGE_SOURCE = /^(tax1|tax2|freight|handling|discount|misc|misc\s*:\s*\S.*)$/i;

/**
 * Reads a charge row's target: `account:<account>[/<subaccount>][;<dimension>=<code>…]`, `spread`, `tax[:<code>]`.
 * @returns null where the text is none of these
 */
export function readChargeTarget(text: string): ChargeTarget | null {
  const [word = '', ...rest] = text.split(':');
  const booking = word.trim().toLowerCase();
  const detail = rest.length === 0 ? null : rest.join(':').trim();
  if (booking === 'spread') return detail === null ? { booking } : null;
  if (booking === 'tax') return detail === '' ? null : { booking, code: detail };
  if (booking !== 'account' || detail === null) return null;
  const [place = '', ...named] = detail.split(';');
  const slash = place.indexOf('/');
  const account = (slash < 0 ? place : place.slice(0, slash)).trim();
  const subaccount = slash < 0 ? null : place.slice(slash + 1).trim();
  if (account === '' || subaccount === '') return null;
  const dimensions: Record<string, string> = subaccount === null ? {} : { subaccount };
  for (const pair of named) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0)).trim();
    const code = pair.slice(at + 1).trim();
    if (at < 0 || name === '' || code === '') return null;
    dimensions[name] = code;
  }
  return { booking, account, dimensions };
}
