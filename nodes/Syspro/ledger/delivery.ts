/**
 * Brings drafts into the books: documents of APSTIN, one after the other. SYSPRO has no id for a posting that it would
 * know again, so nothing is ever sent twice that may have arrived; its own check of numbers stands behind that.
 */
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Sent } from '../../shared/ledger';
import type { Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { PeriodPolicy } from '../../shared/period';
import { recover } from '../../shared/recover';
import type { Entry } from '../billRows';
import { shownKey } from '../keys';
import type { SupplierKeys } from '../keys';
import type { DocumentRules, Slot, SysproBill } from '../documents';
import { invoiceDocument, invoiceParameters } from '../documents';
import type { Connection } from '../transport/connection';
import { interpret } from '../transport/errors';
import { NotSeen, post } from '../transport/request';
import type { DocumentAnswer, ItemAnswer, LedgerAnswer } from './answer';
import { monthOf, readAnswer } from './answer';
import { fitting } from './packing';

export interface DeliveryRules extends Omit<DocumentRules, 'slot'> {
  documents: 'combined' | 'single';
  documentSize: number;
  whenClosed: PeriodPolicy['whenClosed'];
  keys: SupplierKeys;
  /** Whether the months of the places are known for sure enough to be held against the answers. */
  isTold: boolean;
}

/** One invoice on its way. */
export interface Parcel {
  draft: SysproBill;
  /** Which of the draft's places is tried. */
  at: number;
  entry: Entry | null;
  ledger: LedgerAnswer | null;
  sent: Exclude<Sent, { kind: 'created' }> | null;
}

/** Documents without an answer, one after the other, after which nobody waits for the next one. */
const MOST_SILENCES = 2;

const OBJECT = 'APSTIN';

export class Delivery {
  private silences = 0;

  /** Where SYSPRO posted to, when that was another month than it should be. */
  private astray: Problem | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly rules: DeliveryRules,
  ) {}

  /**
   * Every parcel leaves with its entry, or with what became of it instead.
   * @throws SignInRefused when none was booked, and nothing else
   */
  async run(drafts: SysproBill[]): Promise<Parcel[]> {
    const parcels = drafts.map((draft): Parcel => ({ draft, at: 0, entry: null, ledger: null, sent: null }));
    const refused = await recover(
      () => this.sendAll(parcels),
      SignInRefused,
      (error) => error,
    );
    if (!refused) return parcels;
    if (parcels.every(({ entry, sent }) => entry === null && sent?.kind !== 'unknown')) throw refused;
    for (const parcel of parcels.filter(isOpen))
      parcel.sent = { kind: 'refused', problem: signedOut(refused) };
    return parcels;
  }

  private async sendAll(parcels: Parcel[]): Promise<void> {
    for (let open = parcels; open.length > 0; open = parcels.filter(isOpen)) await this.sendRound(open);
  }

  /** By place in AP's calendar, since a document has one. */
  private async sendRound(parcels: Parcel[]): Promise<void> {
    for (const slot of ['B', 'P', 'C'] as const) {
      const own = parcels.filter((parcel) => slotOf(parcel) === slot);
      for (
        let open = own;
        open.length > 0;
        open = open.filter((each) => isOpen(each) && slotOf(each) === slot)
      )
        await this.sendDocument(open.slice(0, this.fitting(open, slot)), slot);
    }
  }

  /** How many of the parcels make the next document. */
  private fitting(parcels: Parcel[], slot: Slot): number {
    if (this.rules.documents === 'single') return 1;
    const items = parcels.map(({ draft }) => draft.item);
    const parameters = invoiceParameters({ ...this.rules, slot });
    const most = this.rules.documentSize;
    return fitting(this.connection, items, { object: OBJECT, parameters, wrap: invoiceDocument, most });
  }

  private async sendDocument(parcels: Parcel[], slot: Slot): Promise<void> {
    if (this.astray) {
      for (const parcel of parcels) parcel.sent = { kind: 'refused', problem: this.astray };
      return;
    }
    if (this.silences >= MOST_SILENCES) {
      for (const parcel of parcels) parcel.sent = { kind: 'refused', problem: notReached('no answer') };
      return;
    }
    const items = parcels.map(({ draft }) => draft.item);
    const [first] = parcels;
    const what = parcels.length === 1 && first ? first.draft.name : `${parcels.length} invoices`;
    const parameters = invoiceParameters({ ...this.rules, slot });
    const send = () => post(this.connection, OBJECT, parameters, invoiceDocument(items), what);
    const answer = await recover(
      () =>
        recover(send, NoAnswer, (error) => {
          this.unanswered(parcels, error);
          return null;
        }),
      Refusal,
      ({ problem }) => problem,
    );
    if (answer === null) return;
    if ('cause' in answer) return await this.refused(parcels, slot, answer);
    this.silences = 0;
    this.judge(parcels, readAnswer(answer.content));
  }

  /** What SYSPRO did not see, or has itself failed to do, may be sent again once it is proven absent. */
  private unanswered(parcels: Parcel[], error: NoAnswer): void {
    const isSeen = !(error instanceof NotSeen);
    if (isSeen) this.silences += 1;
    const isOver = !isSeen || error.status === 500 || error.status === 503;
    const sent: Parcel['sent'] =
      error.arrived === false
        ? { kind: 'refused', problem: notReached(error.message) }
        : { kind: 'unknown', reason: error.message, final: isOver };
    for (const parcel of parcels) parcel.sent = sent;
  }

  /** A document that SYSPRO did not see, or could not read, is sent in halves until what is refused stands alone. */
  private async refused(parcels: Parcel[], slot: Slot, problem: Problem): Promise<void> {
    if (problem.cause === 'connection.noLargeDocuments' && this.connection.largeDocuments) {
      this.connection.largeDocuments = false;
      return;
    }
    const isOnes = ['connection.tooLong', 'erp.refused', 'erp.value'].includes(problem.cause);
    if (isOnes && parcels.length > 1 && !this.rules.isWhole) {
      const middle = Math.ceil(parcels.length / 2);
      await this.sendDocument(parcels.slice(0, middle), slot);
      await this.sendDocument(parcels.slice(middle), slot);
      return;
    }
    for (const parcel of parcels) parcel.sent = { kind: 'refused', problem };
  }

  private judge(parcels: Parcel[], answer: DocumentAnswer): void {
    const answers = this.assign(parcels, answer.items);
    const isRejected = answers.some((each) => each?.entry === null && each.errors.length > 0);
    parcels.forEach((parcel, at) => {
      const own = answers[at];
      if (own?.entry) {
        parcel.entry = own.entry;
        parcel.ledger = answer.ledger;
        this.checkMonth(parcel, monthOf(own.entry));
        return;
      }
      const errors = own ? own.errors : answer.errors;
      if (errors.length > 0) this.judgeErrors(parcel, errors);
      else if (own && this.rules.isWhole && isRejected) parcel.sent = { kind: 'refused', problem: NOT_WHOLE };
      else
        parcel.sent = {
          kind: 'unknown',
          reason: 'The answer names neither an entry nor an error',
          final: false,
        };
    });
  }

  /** AP may be in another month than the general ledger: nothing more goes there then. */
  private checkMonth(parcel: Parcel, month: string): void {
    const wanted = parcel.draft.months[slotOf(parcel)];
    if (!this.rules.isTold || month === wanted) return;
    this.astray ??= held(
      'period.unexpected',
      `SYSPRO posted ${parcel.draft.name} to ${month}, where ${wanted} was meant: AP's current period is not that of the general ledger. This invoice was not sent.`,
      'Enter AP’s current month under Current Period in the node’s SYSPRO Options, and replay. Move what was posted to another month in SYSPRO.',
      'support',
    );
  }

  /**
   * Items come in the order they were sent in. What an item echoes must fit, else it is found by what it echoes: an
   * answer must never be taken for another invoice's.
   */
  private assign(parcels: Parcel[], items: ItemAnswer[]): Array<ItemAnswer | null> {
    const { keys } = this.rules;
    const fits = ({ draft: { expected } }: Parcel, { supplier, invoice }: ItemAnswer) =>
      (invoice === '' || invoice === expected.invoice) &&
      (supplier === '' || shownKey(supplier, keys) === shownKey(expected.supplier, keys));
    const isInOrder =
      items.length === parcels.length && parcels.every((parcel, at) => fits(parcel, items[at] as ItemAnswer));
    if (isInOrder) return items;
    return parcels.map((parcel) => {
      const own = items.filter((item) => item.invoice !== '' && item.supplier !== '' && fits(parcel, item));
      return own.length === 1 ? (own[0] ?? null) : null;
    });
  }

  /** What SYSPRO says of AP is public nowhere: a refused invoice is looked for, as another run may have booked it. */
  private judgeErrors(parcel: Parcel, errors: ItemAnswer['errors']): void {
    const { problem } = interpret(errors, parcel.draft.name);
    if (problem.cause !== 'period.closed') {
      parcel.sent = { kind: 'duplicate', problem };
      return;
    }
    if (parcel.at + 1 < parcel.draft.slots.length) {
      parcel.at += 1;
      return;
    }
    const outcome = this.rules.whenClosed === 'refuse' ? 'rejected' : 'held';
    parcel.sent = { kind: 'refused', problem: { ...problem, outcome } };
  }
}

const slotOf = ({ draft, at }: Parcel): Slot => draft.slots[at] ?? 'C';

const isOpen = ({ entry, sent }: Parcel): boolean => entry === null && sent === null;

const NOT_WHOLE = held(
  'erp.notWhole',
  'Another invoice of the same document was refused, and the node posts all of a document or nothing.',
  'Mend the other invoice and replay both, or let the node judge each invoice by itself (SYSPRO Options).',
  'erp',
);

const notReached = (words: string): Problem =>
  held(
    'connection.noAnswer',
    `SYSPRO does not answer: ${words}`,
    'This invoice was not sent. Check that the server is up and can be reached from n8n; then replay.',
    'connection',
  );

const signedOut = (error: SignInRefused): Problem => ({
  ...held(
    'connection.signIn',
    `SYSPRO refused the sign-in: ${error.message}`,
    'Open the credential, mend it and run its test; then replay. Nothing was posted after the refusal.',
    'connection',
  ),
  httpStatus: 401,
});
