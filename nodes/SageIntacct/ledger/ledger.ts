/** Sage Intacct as the posting pipeline sees it. */
import type { BookedBill } from '../../shared/booking';
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Found, Ledger, Sent, Wanted } from '../../shared/ledger';
import { Refusal, held } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import { billReference } from '../billRows';
import type { BillObject, IntacctBill } from '../documents';
import { billDocument, functionOf } from '../documents';
import type { Connection } from '../transport/connection';
import { MOST_VALUES } from '../transport/query';
import type { Row } from '../transport/xml';
import { readXml, writeXml } from '../transport/xml';
import { asSent, differences, keepFromPayment, readBack } from './answer';
import type { Memory, Parcel } from './delivery';
import { Delivery } from './delivery';
import { findBills } from './lookup';
import type { Masters } from './masters';
import { readMasters } from './masters';
import type { IntacctSettings } from './settings';
import { planBill } from './validate';

/** No twins and no release: a control id is carried out once, and posting is final at once. */
export class SageIntacctLedger implements Ledger<IntacctBill> {
  readonly system = 'Sage Intacct';

  readonly company: string;

  readonly environment: string;

  /** As many as one question reads back; how many travel in one request is the user's setting. */
  readonly batchSize = MOST_VALUES;

  private masters: Masters | null = null;

  private readonly memory: Memory = { closed: new Set(), tired: false };

  constructor(
    private readonly connection: Connection,
    private readonly settings: IntacctSettings,
  ) {
    this.company = [connection.gateway, connection.companyId].join('|').toLowerCase();
    this.environment = connection.environment;
  }

  async find(wanted: Wanted[]): Promise<Map<string, Found[]>> {
    return await findBills(this.connection, wanted, this.settings.stampField);
  }

  async prepare(bills: BookedBill[]): Promise<void> {
    if (bills.length > 0) this.masters = await readMasters(this.connection, bills, this.settings);
  }

  draft(bill: BookedBill) {
    if (!this.masters) throw new TypeError('prepare() comes before draft()');
    const { plan, notCarried } = planBill(bill, this.masters, this.settings);
    const draft = billDocument(plan);
    const payload = functionOf(draft, draft.postingDate);
    checkForm(payload);
    return { draft, payload, notCarried };
  }

  async create(drafts: IntacctBill[]): Promise<Sent[]> {
    const { batchSize, period } = this.settings;
    const lookUp = (wanted: Wanted[]) => this.findAnywhere(wanted);
    const rules = { batchSize, whenClosed: period.whenClosed, lookUp };
    const parcels = await new Delivery(this.connection, rules, this.memory).run(drafts);
    const rows = await this.readCreated(parcels.filter(({ state }) => state === 'created'));
    const sent: Sent[] = [];
    for (const parcel of parcels) sent.push(parcel.sent ?? (await this.check(parcel, rows)));
    return sent;
  }

  /** From an entity the bills of others are not seen: that something is nowhere only the top level can say. */
  private async findAnywhere(wanted: Wanted[]): Promise<Map<string, Found[]>> {
    const { connection, settings } = this;
    if (connection.entityId === '') return await findBills(connection, wanted, settings.stampField);
    const signIn = { ...connection.signIn, entityId: '' };
    return await recover(
      () => findBills({ ...connection, entityId: '', signIn }, wanted, settings.stampField),
      SignInRefused,
      () => Promise.reject(new Refusal(NOT_AT_TOP)),
    );
  }

  /** What was created, as the books have it; a reason where they cannot be read; null where sign-in was refused meanwhile. */
  private async readCreated(parcels: Parcel[]): Promise<Map<string, Row> | string | null> {
    const found = new Map<string, Row>();
    for (const object of ['APBILL', 'APADJUSTMENT'] as const) {
      const numbers = parcels.flatMap(({ draft, recordNo }) =>
        draft.expected.object === object ? [recordNo] : [],
      );
      if (numbers.length === 0) continue;
      const rows = await this.tryReading(object, numbers);
      if (rows === null || typeof rows === 'string') return rows;
      for (const [number, row] of rows) found.set(`${object} ${number}`, row);
    }
    return found;
  }

  private async tryReading(object: BillObject, numbers: string[]): Promise<Map<string, Row> | string | null> {
    const read = () =>
      recover(
        () => readBack(this.connection, object, numbers),
        SignInRefused,
        () => null,
      );
    return await recover(() => recover(read, NoAnswer, messageOf), Refusal, messageOf);
  }

  private async check({ draft, recordNo }: Parcel, rows: Map<string, Row> | string | null): Promise<Sent> {
    const { expected } = draft;
    if (rows === null) return { kind: 'created', bill: asSent(expected, recordNo), differences: [] };
    const row = typeof rows === 'string' ? undefined : rows.get(`${expected.object} ${recordNo}`);
    if (!row) {
      const reason = typeof rows === 'string' ? rows : 'it cannot be read back';
      return { kind: 'unknown', reason: `Bill ${recordNo} was created, but ${reason}`, final: false };
    }
    const bill = billReference(row, expected.object);
    const found = differences(expected, row);
    if (found.length === 0) return { kind: 'created', bill, differences: [] };
    const more = await keepFromPayment(this.connection, expected, row);
    return { kind: 'created', bill, differences: [...found, ...more] };
  }
}

const messageOf = (error: Error): string => error.message;

const NOT_AT_TOP = held(
  'erp.repeated',
  'Sage Intacct carried this document out before, this entity has none of it, and the user may not look at the top level.',
  'Let the user sign in at the top level too, or look for the bill in the other entities.',
  'connection',
);

/** Control ids hold so many characters (source: api.xsd v3.0). */
const LONGEST_CONTROL_ID = 256;

/** Each function is looked at alone before it is packed: a bad one would have the whole request refused. @throws Refusal */
function checkForm({ controlId, body }: ReturnType<typeof functionOf>): void {
  const isGood = controlId.length <= LONGEST_CONTROL_ID && readXml(writeXml(body)) !== null;
  if (isGood) return;
  throw new Refusal(
    held(
      'erp.schema',
      `The document ${controlId.slice(0, LONGEST_CONTROL_ID)} cannot be written as the gateway wants it.`,
      'This should not happen: please report it with the execution.',
      'support',
    ),
  );
}
