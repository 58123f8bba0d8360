/** What every ERP's posting must keep, whatever the ERP: run once for each system. */
import type { Invoice } from '../../nodes/shared/documents';
import type { Ledger } from '../../nodes/shared/ledger';
import type { PostingSettings } from '../../nodes/shared/posting';
import { postInvoices } from '../../nodes/shared/posting';
import { anInvoice, mappedTo } from '../fixtures/invoices';

export interface BookedThere {
  number: string;
  vendorReference: string;
  amount: string;
}

/** One ERP with empty books and the masters that `anInvoice` needs (vendors HARBOUR, OLDHARBOUR, QUARRY). */
export interface ErpUnderTest {
  ledger(): Promise<Ledger<unknown>> | Ledger<unknown>;
  books(): Promise<BookedThere[]>;
  /** Puts a bill there by hand; stamped with the key when one is given. */
  enter(bill: { vendor: string; vendorReference: string; amount: string; key?: string }): Promise<void>;
  /** The n-th create from now on is booked, and its answer is lost. */
  loseAnswerOf(call: number): Promise<void>;
  /** The n-th create from now on fails before anything is booked, with a final answer. */
  failBefore(call: number): Promise<void>;
  /** Sign-in is refused from the n-th create on. */
  refuseSignInFrom(call: number): Promise<void>;
  /** Runs work once, after the next run's look-up and before its first create. */
  meanwhile?(work: () => Promise<void>): void;
  close(): Promise<void>;
}

const settings: PostingSettings = {
  dryRun: false,
  onlyApproved: true,
  release: false,
  tolerance: '0',
  rounding: null,
};

export function postingContract(name: string, start: () => Promise<ErpUnderTest>): void {
  describe(`posting into ${name}`, () => {
    let erp: ErpUnderTest;
    beforeEach(async () => {
      erp = await start();
    });
    afterEach(() => erp.close());

    const post = async (invoices: Invoice[], change: Partial<PostingSettings> = {}) => {
      const results = await postInvoices(invoices, await erp.ledger(), { ...settings, ...change });
      return results.map((result) => result.outcome);
    };
    const amounts = async () => (await erp.books()).map((bill) => Number(bill.amount)).sort((a, b) => a - b);

    it('books each invoice once with its amount, and nothing the second time', async () => {
      const batch = [anInvoice({ total: '100' }), anInvoice({ total: '100' }), anInvoice({ total: '100' })];
      expect(await post(batch)).toEqual(['posted', 'posted', 'posted']);
      expect(await post(batch)).toEqual(['alreadyPosted', 'alreadyPosted', 'alreadyPosted']);
      expect(await amounts()).toEqual([100, 100, 100]);
    });

    it('books one bill for the same invoice twice in a batch', async () => {
      const invoice = anInvoice();
      expect(await post([invoice, invoice])).toEqual(['posted', 'posted']);
      expect(await erp.books()).toHaveLength(1);
    });

    it('books only the first of two invoices with one supplier number', async () => {
      const batch = [
        anInvoice({ supplierInvoiceNumber: 'SAME' }),
        anInvoice({ supplierInvoiceNumber: 'SAME' }),
      ];
      expect(await post(batch)).toEqual(['posted', 'differs']);
      expect(await post([batch[1] as Invoice])).toEqual(['differs']);
      expect(await erp.books()).toHaveLength(1);
    });

    it('writes nothing in a dry run', async () => {
      expect(await post([anInvoice()], { dryRun: true })).toEqual(['dryRun']);
      expect(await erp.books()).toHaveLength(0);
    });

    it('recognises a bill that a person entered', async () => {
      const invoice = anInvoice({ total: '100' });
      await erp.enter({
        vendor: 'HARBOUR',
        vendorReference: invoice.supplierInvoiceNumber ?? '',
        amount: '100',
      });
      expect(await post([invoice])).toEqual(['alreadyPosted']);
      expect(await erp.books()).toHaveLength(1);
    });

    it('reports a bill that is there with another amount, and writes nothing', async () => {
      const invoice = anInvoice();
      await erp.enter({
        vendor: 'HARBOUR',
        vendorReference: invoice.supplierInvoiceNumber ?? '',
        amount: '99.99',
      });
      expect(await post([invoice])).toEqual(['differs']);
      expect(await amounts()).toEqual([99.99]);
    });

    it('finds an invoice again after its supplier was mapped to another vendor', async () => {
      const invoice = anInvoice();
      await post([invoice]);
      const supplier = { ...invoice.supplier, erpVendor: 'QUARRY', erpVendorsEver: ['QUARRY'] };
      expect(await post([{ ...invoice, supplier }])).toEqual(['alreadyPosted']);
      expect(await erp.books()).toHaveLength(1);
    });

    it('looks under every vendor the supplier was ever mapped to', async () => {
      const invoice = anInvoice();
      await erp.enter({
        vendor: 'OLDHARBOUR',
        vendorReference: invoice.supplierInvoiceNumber ?? '',
        amount: '100',
      });
      const supplier = { ...invoice.supplier, erpVendorsEver: ['HARBOUR', 'OLDHARBOUR'] };
      expect(await post([{ ...invoice, supplier }])).toEqual(['alreadyPosted']);
    });

    it('reports an invoice that changed after it was posted', async () => {
      const invoice = anInvoice({ total: '100' });
      await post([invoice]);
      const changed = anInvoice({ ...invoice, total: '120', lines: anInvoice({ total: '120' }).lines });
      expect(await post([changed])).toEqual(['differs']);
      expect(await amounts()).toEqual([100]);
    });

    it('takes a lost answer for what it is: the bill is looked up, not sent again', async () => {
      await erp.loseAnswerOf(2);
      expect(await post([anInvoice(), anInvoice(), anInvoice()])).toEqual(['posted', 'posted', 'posted']);
      expect(await erp.books()).toHaveLength(3);
    });

    it('sends once more what the server itself failed to book', async () => {
      await erp.failBefore(1);
      expect(await post([anInvoice(), anInvoice()])).toEqual(['posted', 'posted']);
      expect(await erp.books()).toHaveLength(2);
    });

    it('lets a bad document fail alone', async () => {
      const unknownVendor = mappedTo('NOBODY');
      const batch = [
        anInvoice(),
        anInvoice({ supplier: unknownVendor }),
        anInvoice({ total: '77', lines: anInvoice().lines }),
        anInvoice(),
      ];
      expect(await post(batch)).toEqual(['posted', 'held', 'rejected', 'posted']);
    });

    it('posts nothing more once sign-in is refused, and says of each what became of it', async () => {
      await erp.refuseSignInFrom(4);
      const outcomes = await post(Array.from({ length: 7 }, () => anInvoice()));
      const booked = (await erp.books()).length;
      expect(outcomes.filter((outcome) => outcome === 'posted')).toHaveLength(booked);
      expect(booked).toBe(3);
      expect(outcomes.slice(3)).toEqual(['held', 'held', 'held', 'held']);
    });

    it('holds an invoice of another environment', async () => {
      expect(await post([anInvoice({ environment: 'production' })])).toEqual(['held']);
      expect(await erp.books()).toHaveLength(0);
    });

    it('leaves one bill when two runs post the same invoices at the same moment', async () => {
      if (!erp.meanwhile) return;
      const batch = [anInvoice(), anInvoice()];
      erp.meanwhile(async () => {
        await post(batch);
      });
      expect(await post(batch)).toEqual(['alreadyPosted', 'alreadyPosted']);
      expect(await erp.books()).toHaveLength(2);
    });
  });
}
