/** What every ERP's posting must keep: by address and by PostLD, where the mark is kept and where it is lost. */
import type { Ledger } from '../../nodes/shared/ledger';
import type { Fault } from '../../sandbox/kit/simulator';
import type { PartialSeed } from '../../sandbox/syspro';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';
import { booksOf, ledgerFor, startBooks } from './syspro-books';

async function start(seed: PartialSeed): Promise<ErpUnderTest> {
  const company = await startBooks(seed);
  const faults: Fault[] = [];
  const order = (...more: Fault[]) => {
    faults.push(...more);
    company.sim.faults(faults);
  };
  const route = 'APSTIN';
  let runs = 0;
  let between: (() => Promise<void>) | null = null;
  return {
    async ledger() {
      // one invoice a document, so that the n-th document is the n-th bill
      const { ledger } = await ledgerFor(company, { documents: 'single' });
      const create = ledger.create.bind(ledger);
      runs += 1;
      const watched = Object.assign(ledger, {
        // runs on two machines do not wait for each other
        company: `machine ${runs}`,
        create: async (drafts: Parameters<typeof create>[0]) => {
          const work = between;
          between = null;
          if (work) await work();
          return await create(drafts);
        },
      });
      return watched as unknown as Ledger<unknown>;
    },
    books: async () =>
      booksOf(company).map(({ referenceNbr, vendorRef, amount }) => ({
        number: referenceNbr,
        vendorReference: vendorRef,
        amount,
      })),
    enter: async ({ vendor, vendorReference, amount, key }) => {
      await company.control('invoices', {
        ...{ supplier: vendor, invoice: vendorReference, date: '2026-06-15', value: amount },
        ...{ branch: 'HO', reference: key ? `JGR:${key.replace(/^production:/, '')}` : 'by hand' },
        lines: [{ ledgerCode: '61000-000-000', value: amount }],
      });
    },
    loseAnswerOf: async (nth) => order({ kind: 'cut', route, when: 'after', nth }),
    failBefore: async (nth) => order({ kind: 'status', status: 503, route, nth }),
    refuseSignInFrom: async (nth) => {
      let seen = 0;
      company.sim.watch(({ path, when }) => {
        if (when === 'before' && path.includes(route)) seen += 1;
        if (seen < nth) return;
        // the operator's password is changed, and its sessions are ended
        company.sim.world.seed.signIn.operatorPassword = 'changed';
        company.sim.world.sessions.clear();
      });
    },
    meanwhile: (work) => {
      between = work;
    },
    close: () => company.close(),
  };
}

const settings = (given: object) => ({ settings: given }) as PartialSeed;

postingContract('SYSPRO', () => start({}));
postingContract('SYSPRO that tells what is wrong inside of the transaction', () =>
  start(settings({ rejectedItem: 'transaction', numbers: 'plain', sessionId: 'v8' })),
);
postingContract('SYSPRO where the order of elements counts', () =>
  start(settings({ elementOrder: 'strict', invoiceCase: 'insensitive', glIntegration: 'off' })),
);
