/** What every ERP's posting must keep: by address and by PostLD, where the mark is kept and where it is lost. */
import type { PartialSeed } from '../../sandbox/syspro';
import { OtherRun, addingFaults } from '../fixtures/otherRuns';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';
import { booksOf, ledgerFor, startBooks } from './syspro-books';

async function start(seed: PartialSeed): Promise<ErpUnderTest> {
  const company = await startBooks(seed);
  const order = addingFaults((faults) => company.sim.faults(faults));
  const other = new OtherRun();
  const route = 'APSTIN';
  return {
    async ledger() {
      // one invoice a document, so that the n-th document is the n-th bill
      const { ledger } = await ledgerFor(company, { documents: 'single' });
      return other.around(ledger);
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
    meanwhile: other.meanwhile,
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
