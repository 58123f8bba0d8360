/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole tenant in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { Amount, Choice, SettingsOf } from '../kit/switches';
import { switchesOf } from '../kit/switches';

/** How it is known, and what it is for. */
interface Known {
  tag: string;
  what: string;
}

const choice = <const T extends string>(
  positions: readonly [T, ...T[]],
  tag: string,
  what: string,
): Choice<T> & Known => ({
  positions,
  tag,
  what,
});
const amount = (value: number, tag: string, what: string): Amount & Known => ({ amount: value, tag, what });

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

export type SwitchName = keyof typeof SWITCHES;
export type Settings = SettingsOf<typeof SWITCHES>;

export const { readSettings, setting } = switchesOf(SWITCHES);
