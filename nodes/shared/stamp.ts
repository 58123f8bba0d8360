/** The searchable mark on everything that was made from a JAGGAER document. */

/** `JGR:tenant:id`; production is the normal case and is not spelled out. */
export const stampOf = (key: string): string => `JGR:${key.replace(/^production:/, '').replace(/\s/g, '_')}`;

/** The key behind a stamp at the start of a text; null where there is none. */
export function keyOf(stamped: string): string | null {
  const [, test, tenant, id] = /^JGR:(?:(test):)?([^\s:]+):([^\s:]+)(?:\s|$)/.exec(stamped) ?? [];
  return tenant && id ? `${test ?? 'production'}:${tenant}:${id}` : null;
}
