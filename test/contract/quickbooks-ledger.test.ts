/** What every ERP's posting must keep, in companies that refuse a number twice, and in companies that do not. */
import type { Ledger } from '../../nodes/shared/ledger';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { addingFaults, enteredAs } from '../fixtures/otherRuns';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';
import { booksOf, ledgerFor, startBooks } from './quickbooks-books';

async function start(seed: PartialSeed): Promise<ErpUnderTest> {
  const company = await startBooks(seed);
  const order = addingFaults((faults) => company.sim.faults(faults));
  const route = 'create:Bill';
  return {
    async ledger() {
      // one bill a request, so that the n-th request is the n-th bill
      const { ledger } = await ledgerFor(company, {}, 1);
      return ledger as unknown as Ledger<unknown>;
    },
    books: async () =>
      booksOf(company).map(({ id, vendorRef, amount }) => ({
        number: id,
        vendorReference: vendorRef,
        amount,
      })),
    enter: async ({ vendor, vendorReference, amount, key }) => {
      const note = enteredAs(key);
      await company.control('bills', {
        ...{ vendor, number: vendorReference, date: '2026-06-15', note },
        lines: [{ account: '61000', amount }],
      });
    },
    loseAnswerOf: async (nth) => order({ kind: 'cut', route, when: 'after', nth }),
    failBefore: async (nth) => order({ kind: 'status', status: 503, route, nth }),
    refuseSignInFrom: async (nth) => {
      order({ kind: 'expireToken', route, nth }, { kind: 'status', status: 400, route: 'tokens/bearer' });
    },
    close: () => company.close(),
  };
}

const preferences = (WarnDuplicateBillNumber: boolean) => ({ preferences: { WarnDuplicateBillNumber } });

postingContract('QuickBooks Online that refuses a number twice', () => start(preferences(true)));
postingContract('QuickBooks Online that takes a number twice', () => start(preferences(false)));
postingContract('QuickBooks Online that refuses a request id twice', () =>
  start({ ...preferences(false), settings: { repeat: 'refused', repeatOtherBody: 'executed' } }),
);
