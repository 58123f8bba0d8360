/** QuickBooks Online as the posting pipeline sees it. */
import type { BookedBill } from '../../shared/booking';
import type { Found, Ledger, Sent, Wanted } from '../../shared/ledger';
import { equal } from '../../shared/money';
import type { BillReference, Difference, Refusal } from '../../shared/outcome';
import { held, refuse } from '../../shared/outcome';
import { stampOf } from '../../shared/stamp';
import { foundBill, keyIn, partIn, together } from '../billRows';
import type { BillEntity, QboBill } from '../documents';
import { ENTITIES, billDocument } from '../documents';
import type { Connection } from '../transport/connection';
import { query } from '../transport/query';
import { ask } from '../transport/request';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import { differences } from './answer';
import type { Parcel } from './delivery';
import { CLOCKS_MS, Delivery } from './delivery';
import type { LookUp, PartThere } from './lookup';
import { findBills, plain, vendorWord } from './lookup';
import type { Basics, Masters } from './masters';
import { readBasics, readMasters } from './masters';
import type { OrderUse } from './orders';
import type { QuickBooksSettings } from './settings';
import type { Rules } from './validate';
import { planBill } from './validate';

/** A draft, and the parts of it that an earlier run has booked already. */
export interface Draft extends QboBill {
  there: PartThere[];
}

/** No release: a bill is final at once, and open for payment. */
export class QuickBooksLedger implements Ledger<Draft> {
  readonly system = 'QuickBooks Online';

  readonly company: string;

  readonly environment: string;

  readonly batchSize: number;

  private basics: Basics | null = null;

  private rules: Rules | null = null;

  private lookedUp: LookUp | null = null;

  private lookedUpAt = 0;

  private firstLookUpAt = 0;

  private readonly created = new Set<BillEntity>();

  /** Keys that were looked for. */
  private readonly known = new Set<string>();

  /** By key. */
  private readonly failures = new Map<string, number>();

  /** Twins as they were read: deleting one takes its version. */
  private readonly twinRows = new Map<string, { entity: BillEntity; row: Json }>();

  /** Only where the user asks for it: QBO may refuse the second number by itself, and each read is metered. */
  readonly twins?: NonNullable<Ledger<Draft>['twins']>;

  constructor(
    private readonly connection: Connection,
    private readonly settings: QuickBooksSettings,
  ) {
    this.company = [connection.baseUrl, connection.realm].join('|').toLowerCase();
    this.environment = connection.environment;
    this.batchSize = connection.batchSize;
    if (settings.lookForTwins) this.twins = (keys) => this.findTwins(keys);
  }

  async find(wanted: Wanted[]): Promise<Map<string, Found[]>> {
    this.basics ??= await readBasics(this.connection);
    this.lookedUpAt = Date.now();
    this.firstLookUpAt ||= this.lookedUpAt;
    const lookedUp = await findBills(this.connection, this.basics, wanted, this.known);
    for (const { key } of wanted) this.known.add(key);
    this.lookedUp ??= lookedUp;
    return lookedUp.found;
  }

  async prepare(bills: BookedBill[]): Promise<void> {
    const { basics, connection, settings } = this;
    if (!basics || bills.length === 0) return;
    const masters = await readMasters(connection, basics, bills, settings);
    const used: OrderUse = new Map();
    this.rules = {
      ...{ masters, settings, used, payables: payablesIn(masters) },
      isTakenByOther: (type, number, vendor) => {
        const vendors = this.lookedUp?.numbers.get(`${ENTITIES[type]} ${plain(number)}`) ?? new Set();
        return vendors.size > 0 && !vendors.has(vendor);
      },
    };
  }

  draft(bill: BookedBill) {
    if (!this.rules) throw new TypeError('find() and prepare() come before draft()');
    const doubt = this.lookedUp?.doubts.get(bill.key);
    if (doubt) throw cutNumber(bill, doubt);
    const { plan, notCarried } = planBill(bill, this.rules);
    const whole = billDocument(plan);
    const there = this.lookedUp?.parts.get(bill.key) ?? [];
    const draft: Draft = { ...whole, there, parts: partsLeft(bill, whole, there) };
    const bodies = draft.parts.map(({ body }): Json => ({ [draft.entity]: body }));
    const payload: object = bodies.length === 1 ? (bodies[0] ?? {}) : { parts: bodies };
    return { draft, payload, notCarried };
  }

  async create(drafts: Draft[]): Promise<Sent[]> {
    const { period, numberOfOther } = this.settings;
    const delivery = new Delivery(this.connection, {
      whenClosed: period.whenClosed,
      mayRepeatNumbers: numberOfOther === 'post',
      revisionOf: ({ wanted }) => 1 + (this.failures.get(wanted.key) ?? 0),
      lookedUpAt: this.lookedUpAt,
      lookUp: (wanted) => this.find(wanted),
    });
    const parcels = await delivery.run(drafts);
    const sent: Sent[] = [];
    for (const draft of drafts) {
      const result = await this.settle(
        draft,
        parcels.filter((parcel) => parcel.draft === draft),
      );
      sent.push(result);
      // the server itself said that it failed: should that be remembered under its id, the next one needs another
      const { key } = draft.wanted;
      if (result.kind === 'unknown' && result.final)
        this.failures.set(key, (this.failures.get(key) ?? 0) + 1);
    }
    return sent;
  }

  /** One result for all parts: what does not stand as a whole does not stand. */
  private async settle(draft: Draft, parcels: Parcel[]): Promise<Sent> {
    const failed = parcels.find(({ record }) => record === null)?.sent;
    const booked = parcels.filter(({ record }) => record !== null);
    if (failed) return await this.settleFailed(draft, booked, failed);
    const coding: Difference[] = [];
    for (const { part, record } of booked) {
      const found = differences(part, record ?? {}, draft.entity === 'Bill' || this.keepsNumbers);
      if (found.money.length > 0) return await this.takeBack(draft, booked, found.money);
      coding.push(...found.coding);
    }
    this.created.add(draft.entity);
    return { kind: 'created', bill: this.billOf(draft, booked), differences: coding };
  }

  /** Parts of an invoice whose other parts were refused are taken back; what is unknown waits for its look-up. */
  private async settleFailed(
    draft: Draft,
    booked: Parcel[],
    failed: Exclude<Sent, { kind: 'created' }>,
  ): Promise<Sent> {
    if (booked.length === 0 && draft.there.length === 0) return failed;
    if (failed.kind !== 'refused') {
      const reason = failed.kind === 'unknown' ? failed.reason : failed.problem.reason;
      return { kind: 'unknown', reason, final: false };
    }
    const left = await this.takeAway(draft, booked);
    const { problem } = failed;
    if (left.length === 0 && draft.there.length === 0) return failed;
    const parts = `${left.length + draft.there.length} of ${left.length + draft.there.length + draft.parts.length} bills`;
    return {
      kind: 'refused',
      problem: { ...problem, reason: `${problem.reason} ${parts} of this invoice are in the books.` },
    };
  }

  /** The amounts are not the approved ones: nobody may pay it. */
  private async takeBack(draft: Draft, booked: Parcel[], money: Difference[]): Promise<Sent> {
    const left = await this.takeAway(draft, booked);
    const words = money.map(({ field, expected, found }) => `${field}: sent ${expected}, booked ${found}`);
    if (left.length > 0) {
      const ids = left.map(({ record }) => textAt(record ?? {}, 'Id')).join(', ');
      const byHand = {
        field: 'bill',
        expected: 'taken back',
        found: `still there (id ${ids}): delete it by hand`,
      };
      return { kind: 'created', bill: this.billOf(draft, booked), differences: [...money, byHand] };
    }
    return {
      kind: 'refused',
      problem: held(
        'erp.recomputed',
        `QuickBooks Online changed what was sent for ${draft.name}: ${words.join('; ')}. The bill was taken back.`,
        'See what the company computes by itself (taxes, currencies, custom rules), correct it or the mapping, and replay.',
        'erp',
      ),
    };
  }

  /** One question for what was created since the look-up; split invoices are left out. */
  private async findTwins(keys: string[]): Promise<Map<string, Found[]>> {
    const since = new Date(this.firstLookUpAt - CLOCKS_MS).toISOString();
    const found = new Map<string, Found[]>();
    for (const entity of Object.values(ENTITIES)) {
      if (!this.created.has(entity)) continue;
      const where = [{ field: 'MetaData.CreateTime', is: '>=' as const, value: since }];
      for (const row of await query(this.connection, { entity, where })) {
        const stamp = keyIn(row);
        const key = keys.find((each) => stamp !== null && stampOf(each) === stampOf(stamp));
        if (key === undefined || partIn(row) !== '') continue;
        this.twinRows.set(textAt(row, 'Id'), { entity, row });
        const bill = { ...foundBill(row, entity, this.word), stampedKey: key, matchedBy: 'key' as const };
        found.set(key, [...(found.get(key) ?? []), bill]);
      }
    }
    return found;
  }

  async remove({ id }: BillReference): Promise<void> {
    const twin = this.twinRows.get(id);
    if (!twin) throw new Error(`Bill ${id} was not read before.`);
    await this.deleteOne(twin.entity, `bill ${id}`, twin.row);
  }

  /** Deletes what this run has just created, unless somebody has touched it since. @returns what is still there */
  private async takeAway(draft: Draft, booked: Parcel[]): Promise<Parcel[]> {
    const left: Parcel[] = [];
    for (const parcel of booked) {
      const { entity, name } = draft;
      const removed = await this.deleteOne(entity, name, parcel.record ?? {}).catch(() => false);
      if (!removed) left.push(parcel);
    }
    return left;
  }

  private async deleteOne(entity: BillEntity, name: string, record: Json): Promise<boolean> {
    const body = { Id: textAt(record, 'Id'), SyncToken: textAt(record, 'SyncToken') };
    const request = { method: 'POST', path: entity.toLowerCase(), query: { operation: 'delete' } } as const;
    await ask(this.connection, { ...request, body, repeatable: false }, `to take ${name} back`);
    return true;
  }

  private get keepsNumbers(): boolean {
    return this.basics?.company.keepsNumbers !== false;
  }

  private readonly word = (id: string): string => (this.basics ? vendorWord(this.basics)(id) : id);

  private billOf(draft: Draft, booked: Parcel[]): Found {
    const created = booked.map(({ part, record }) => ({
      mark: part.mark,
      bill: foundBill(record ?? {}, draft.entity, this.word),
    }));
    const parts = [...draft.there, ...created].sort((a, b) =>
      a.mark.localeCompare(b.mark, 'en', { numeric: true }),
    );
    return together(parts.map(({ bill }) => bill)) as Found;
  }
}

const payablesIn = ({ accounts }: Masters) =>
  accounts.records.filter(({ type, active }) => active && type === 'Accounts Payable');

/** The parts that are not there yet; those that are must be what would be sent. @throws Refusal */
function partsLeft(bill: BookedBill, { parts }: QboBill, there: PartThere[]): QboBill['parts'] {
  const odd = there.find(({ mark, department, bill: found }) => {
    const own = parts.find((part) => part.mark === mark);
    const isSame = own && own.department === department && equal(own.total, found.amount);
    return !isSame || found.voided || there.filter((each) => each.mark === mark).length > 1;
  });
  if (!odd) return parts.filter(({ mark }) => !there.some((each) => each.mark === mark));
  const ids = there.map(({ bill: { id } }) => id).join(', ');
  throw refuse(
    'department.partly',
    `Invoice ${bill.invoice.number} was split, a part of it is in QuickBooks Online (ids ${ids}), and it does not fit what would be posted now.`,
    'Delete those bills there, or enter the missing ones by hand; then replay.',
    'erp',
  );
}

const cutNumber = (bill: BookedBill, { id, vendorReference }: Found): Refusal =>
  refuse(
    'erp.cutNumber',
    `Bill ${id} of this vendor has the number ${vendorReference}: it may be ${bill.vendorReference}, typed in by hand as far as the field goes.`,
    'If it is this invoice, mark it as settled; if not, give that bill another number in QuickBooks Online. Then replay.',
    'erp',
  );
