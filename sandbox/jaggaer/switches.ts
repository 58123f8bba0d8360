/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole tenant in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SimContext } from '../kit/simulator';

interface Choice<T extends string> {
  positions: readonly [T, ...T[]];
  tag: string;
  what: string;
}

interface Amount {
  amount: number;
  tag: string;
  what: string;
}

const choice = <const T extends string>(
  positions: readonly [T, ...T[]],
  tag: string,
  what: string,
): Choice<T> => ({
  positions,
  tag,
  what,
});
const amount = (value: number, tag: string, what: string): Amount => ({ amount: value, tag, what });

export const SWITCHES = {
  tokenSeconds: amount(3600, '[D] about an hour', 'life of a token'),
  unknownClient: choice(
    ['401', '400'],
    '[D] differs between Keycloak versions',
    'status for an unknown client id',
  ),
  unauthorized: choice(
    ['json', 'empty', 'brokenContentType'],
    '[C] broken on legacy hosts; J1P unknown',
    'body of a 401',
  ),
  pageSize: amount(100, '[C] 100 for messages; 64 of 64 invoices came at once [P]', 'rows of a page'),
  paging: choice(['start', 'ignored'], '[I]', 'whether the server heeds `start`'),
  beyondEnd: choice(['empty', 'absent'], '[I]', 'container of a page beyond the end'),
  loneRow: choice(['list', 'object'], '[I]', 'a container with one row'),
  invoiceFilter: choice(['ignored', 'honoured'], '[I] not public', '`flt` on invoices'),
  unknownFilter: choice(['ignored', 'refused'], '[I]', 'conditions on unknown fields'),
  companiesCode: choice(
    ['text', 'number'],
    '[C] one client each way',
    'wire type of returnCode for companies',
  ),
  companiesStart: choice(['absent', 'present'], '[C] absent in one client', '`startAt` for companies'),
  unknownId: choice(['empty404', 'json404', 'returnCode'], '[I]', 'answer for an id that is not there'),
  ocrRoot: choice(['invoiceOcr', 'invoiceOCR'], '[P] both seen', 'casing of an OCR import that is accepted'),
  ocrCompletesSeconds: amount(60, '[I]', 'until an imported invoice is Completed'),
  purchaseOrders: choice(['on', 'off'], '[I, weak] no public path', 'assumed purchase order endpoints'),
  glValues: choice(['on', 'off'], '[I] placeholder path', 'assumed endpoint for GL values'),
  paymentStatus: choice(['on', 'off'], '[I] no public path', 'assumed endpoint for payment status'),
  partPaid: choice(['accepted', 'refused'], '[I]', 'a payment status beside Paid, Payable and InProcess'),
  paymentExports: choice(['no', 'yes'], '[I] open question', 'whether a payment gives a new lastUpdate'),
  erpStatus: choice(['on', 'off'], '[I] no public path', "assumed endpoint for the ERP's result"),
  erpStatusExports: choice(['no', 'yes'], '[I]', "whether the ERP's result gives a new lastUpdate"),
  callsPerMinute: amount(0, '[D] none published', 'token bucket; 0 for no limit'),
  retryAfter: choice(['seconds', 'date', 'none'], '[C] seconds read by a client', 'Retry-After of a 429'),
} as const;

type Table = typeof SWITCHES;
export type SwitchName = keyof Table;
export type Settings = {
  [K in SwitchName]: Table[K] extends Choice<infer T> ? T : number;
};

const NAMES = Object.keys(SWITCHES) as SwitchName[];

/** The settings of a seed, completed. @throws TypeError on a switch or position that does not exist */
export function readSettings(given: object | undefined): Settings {
  const named = new Map(Object.entries(given ?? {}));
  for (const name of named.keys()) {
    if (!NAMES.some((known) => known === name)) throw new TypeError(`There is no switch ${name}.`);
  }
  const pairs = NAMES.map((name) => [name, position(name, named.get(name))]);
  return Object.fromEntries(pairs) as Settings;
}

/** The position of a switch for this call. Ask once in a call: a fault counts each time. */
export function setting<K extends SwitchName>(name: K, settings: Settings, sim: SimContext): Settings[K] {
  const ordered = sim.fault(name);
  return ordered === undefined ? settings[name] : (position(name, ordered) as Settings[K]);
}

/** `true`, which is what a fault without a value gives, stands for the other position. */
function position(name: SwitchName, value: unknown): string | number {
  const known: Choice<string> | Amount = SWITCHES[name];
  if ('amount' in known) {
    if (value === undefined) return known.amount;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new TypeError(`Switch ${name} takes a number.`);
  }
  if (value === undefined) return known.positions[0];
  if (value === true) return known.positions[1] ?? known.positions[0];
  const found = known.positions.find((one) => one === value);
  if (found === undefined) throw new TypeError(`Switch ${name} takes one of ${known.positions.join(', ')}.`);
  return found;
}
