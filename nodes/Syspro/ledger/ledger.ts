/** SYSPRO as the posting pipeline sees it. */
import type { BookedBill } from '../../shared/booking';
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Found, Ledger, Sent, Wanted } from '../../shared/ledger';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { SysproBill } from '../documents';
import { billDocument, invoiceDocument, invoiceParameters } from '../documents';
import { INVOICE_ELEMENTS, INVOICE_PARAMETERS, strangers } from '../elements';
import type { SupplierKeys } from '../keys';
import { readSupplierKeys, wholeKey } from '../keys';
import { readRegistered } from '../registered';
import type { Connection } from '../transport/connection';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import { asSent, differences, readBack } from './answer';
import { checkForm } from './checks';
import type { DeliveryRules, Parcel } from './delivery';
import { Delivery } from './delivery';
import { findBills } from './lookup';
import type { Masters } from './masters';
import { readMasters } from './masters';
import type { GrnUse } from './matching';
import type { SysproSettings } from './settings';
import { planBill } from './validate';

/** No twins and no release: SYSPRO takes a supplier's number once, and what is posted is final. */
export class SysproLedger implements Ledger<SysproBill> {
  readonly system = 'SYSPRO';

  readonly company: string;

  readonly environment: string;

  /** As many as are looked up together when answers are lost; what travels in one document is the user's setting. */
  readonly batchSize = 1_000;

  private keys: SupplierKeys | null = null;

  private masters: Masters | null = null;

  private readonly used: GrnUse = new Map();

  constructor(
    private readonly connection: Connection,
    private readonly settings: SysproSettings,
  ) {
    this.company = [connection.base, connection.companyId].join('|').toLowerCase();
    this.environment = connection.environment;
  }

  async find(wanted: Wanted[]): Promise<Map<string, Found[]>> {
    this.keys ??= await readSupplierKeys(this.connection);
    const { currencies, creditedInvoiceField } = this.settings;
    const withCredits = creditedInvoiceField !== '';
    return await findBills(this.connection, this.keys, wanted, { withCredits, currencies });
  }

  async prepare(bills: BookedBill[]): Promise<void> {
    if (bills.length === 0) return;
    this.keys ??= await readSupplierKeys(this.connection);
    this.masters = await readMasters(this.connection, this.keys, bills, this.settings);
  }

  draft(bill: BookedBill) {
    const { masters, settings, used } = this;
    if (!masters) throw new TypeError('prepare() comes before draft()');
    const { plan, notCarried } = planBill(bill, { masters, settings, used });
    const draft = billDocument(plan);
    const slot = draft.slots[0] ?? 'C';
    const parameters = invoiceParameters({ ...this.rules(masters.keys), slot });
    const document = invoiceDocument([draft.item]);
    checkForm(draft.name, [
      ...strangers(parameters, INVOICE_PARAMETERS),
      ...strangers(document, INVOICE_ELEMENTS),
    ]);
    return { draft, payload: { parameters, document }, notCarried };
  }

  async create(drafts: SysproBill[]): Promise<Sent[]> {
    const keys = this.masters?.keys;
    if (!keys) throw new TypeError('prepare() comes before create()');
    const parcels = await new Delivery(this.connection, this.rules(keys)).run(drafts);
    await this.tellRegistered(parcels);
    const rows = await this.readCreated(parcels);
    return parcels.map((parcel) => parcel.sent ?? this.check(parcel, keys, rows));
  }

  /** SYSPRO refuses an invoice that is registered; in which words is not public, so it is looked for. */
  private async tellRegistered(parcels: Parcel[]): Promise<void> {
    const refused = parcels.filter(
      ({ sent, draft }) => sent?.kind === 'duplicate' && draft.expected.code === 'I',
    );
    const suppliers = [...new Set(refused.map(({ draft }) => draft.expected.supplier))];
    for (const supplier of suppliers.slice(0, MOST_ASKED)) {
      const read = () =>
        recover(
          () => readRegistered(this.connection, supplier),
          NoAnswer,
          () => [],
        );
      const rows = await recover(read, Refusal, () => []);
      const numbers = new Set(rows.map((row) => text(row, 'Invoice')));
      for (const parcel of refused)
        if (parcel.draft.expected.supplier === supplier && numbers.has(parcel.draft.expected.invoice))
          parcel.sent = { kind: 'refused', problem: registered(parcel.draft) };
    }
  }

  private rules(keys: SupplierKeys): DeliveryRules {
    const { documents, documentSize, isWhole, warnings, costCentre, period } = this.settings;
    const analysis = costCentre === 'analysis' ? 'codes' : costCentre === 'dimension' ? 'dimensions' : 'none';
    const isTold = this.masters?.calendar.isTold === true;
    const { whenClosed } = period;
    return { documents, documentSize, isWhole, warnings, analysis, whenClosed, keys, isTold };
  }

  /** What was posted, as the books have it; a reason where they cannot be read; null where sign-in was refused. */
  private async readCreated(parcels: Parcel[]): Promise<Map<string, Row> | string | null> {
    // a credit changes the balance of its invoice, and makes none
    const entries = parcels.flatMap(({ draft, entry }) =>
      entry && draft.expected.code === 'I' ? [entry] : [],
    );
    if (entries.length === 0) return new Map();
    const read = () =>
      recover(
        () => readBack(this.connection, entries),
        SignInRefused,
        () => null,
      );
    return await recover(() => recover(read, NoAnswer, messageOf), Refusal, messageOf);
  }

  private check(
    { draft, at, entry, ledger }: Parcel,
    keys: SupplierKeys,
    rows: Map<string, Row> | string | null,
  ): Sent {
    if (!entry) return { kind: 'unknown', reason: 'SYSPRO named no entry', final: false };
    const { expected, months, slots } = draft;
    const bill = asSent(expected, entry, keys, ledger?.journal ?? '');
    const failure = this.failureOf(ledger);
    const problem = failure === null ? {} : { problem: notInLedger(bill.number, draft.name, failure) };
    if (rows === null || expected.code === 'C') return { kind: 'created', bill, differences: [], ...problem };
    const row =
      typeof rows === 'string'
        ? undefined
        : rows.get(`${wholeKey(expected.supplier, keys)}|${expected.invoice}`);
    if (!row && failure === null) {
      const reason = typeof rows === 'string' ? rows : 'it is not among AP’s invoices';
      return { kind: 'unknown', reason: `Entry ${bill.number} was made, but ${reason}`, final: false };
    }
    const month = months[slots[at] ?? 'C'];
    const isTold = this.masters?.calendar.isTold === true;
    const found = row ? differences(expected, row, { month, entry, isTold }, this.settings.currencies) : [];
    const byHand = { field: 'payment', expected: 'on hold', found: 'open: keep it from payment by hand' };
    return {
      ...{ kind: 'created', bill, differences: found.length > 0 ? [...found, byHand] : [] },
      ...problem,
    };
  }

  /** SYSPRO's words where AP is posted and the ledger is not; null where all is well. */
  private failureOf(ledger: Parcel['ledger']): string | null {
    if (!ledger) return null;
    if (ledger.failure !== '') return ledger.failure;
    return this.settings.demandsGlJournal && ledger.journal === '' ? 'the answer names no GL journal' : null;
  }
}

/** Suppliers whose registrations are asked for after refusals. */
const MOST_ASKED = 10;

const registered = ({ name, expected }: SysproBill): Problem =>
  held(
    'erp.registered',
    `SYSPRO refused ${name}: invoice ${expected.invoice} of supplier ${expected.supplier} is registered there, and a registered invoice is not posted anew.`,
    'Complete the registered invoice in SYSPRO (Accounts Payable); it is recognised by its number then.',
    'erp',
  );

const messageOf = (error: Error): string => error.message;

/** AP's journal stands; APSTGI sends it to the ledger (source: sample of APSTGI). */
const notInLedger = (name: string, what: string, words: string): Problem => ({
  outcome: 'differs',
  cause: 'gl.notPosted',
  reason: `SYSPRO posted ${what} to AP as ${name}, but made no GL journal for it: ${words}.`,
  advice: `Do not post it again. Mend what SYSPRO names (GL period, ledger codes, integration), then send AP journal ${name.slice(0, name.lastIndexOf('/'))} to the ledger: AP Invoice ▸ Send to GL. Its invoices are closed with the form Mark as in ERP, not by a replay: that would find them in AP and ask no further.`,
  owner: 'erp',
});
