/** What a client gives of a seed, laid over the default world. */
export interface SeedShape<Base> {
  /** Parts of which single fields may be given. */
  deep?: ReadonlyArray<keyof Base & string>;
  /** Parts that the default does not have; they are taken as they are. */
  also?: readonly string[];
}

/**
 * A whole seed: what is left out comes from the default.
 * @throws TypeError where the input is no object, a part is not known, or a list is none
 */
export function completeSeed<Base extends object>(
  base: Base,
  input: unknown,
  { deep = [], also = [] }: SeedShape<Base> = {},
): Base & { settings?: object } {
  if (input === undefined || input === null) return base;
  if (typeof input !== 'object' || Array.isArray(input)) throw new TypeError('The seed must be an object.');
  const defaults = new Map<string, unknown>(Object.entries(base));
  const given = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
  for (const [name, value] of given) {
    if (also.includes(name)) continue;
    if (!defaults.has(name)) throw new TypeError(`The seed has no part called ${name}.`);
    if (Array.isArray(defaults.get(name)) && !Array.isArray(value)) {
      throw new TypeError(`${name} must be a list.`);
    }
  }
  const merged = deep.map((name) => [name, { ...base[name], ...asObject(given.get(name)) }]);
  return { ...base, ...Object.fromEntries(given), ...Object.fromEntries(merged) } as Base;
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
