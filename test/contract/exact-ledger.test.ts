/** What every ERP's posting must keep, in divisions that take a number twice, and in divisions that do not. */
import type { PartialSeed } from '../../sandbox/exact-online';
import { OtherRun, addingFaults, enteredAs } from '../fixtures/otherRuns';
import { booksOf, ledgerFor, startBooks } from './exact-books';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';

const route = 'POST purchaseentry/PurchaseEntries';

async function start(settings: PartialSeed['settings']): Promise<ErpUnderTest> {
  const site = await startBooks({}, settings);
  const order = addingFaults((faults) => site.sim.faults(faults));
  const other = new OtherRun();
  return {
    async ledger() {
      const { ledger } = await ledgerFor(site);
      return other.around(ledger);
    },
    books: async () =>
      (await booksOf(site)).map(({ referenceNbr, vendorRef, amount }) => ({
        ...{ number: referenceNbr, vendorReference: vendorRef, amount },
      })),
    enter: async ({ vendor, vendorReference, amount, key }) => {
      await site.control('entries', {
        entries: [
          {
            ...{ supplier: vendor, reference: vendorReference, date: '2026-06-15', currency: 'USD' },
            ...{ description: enteredAs(key), lines: [{ account: '61000', amount: Number(amount) }] },
          },
        ],
      });
    },
    loseAnswerOf: async (nth) => order({ kind: 'cut', route, when: 'after', nth }),
    failBefore: async (nth) => order({ kind: 'status', status: 503, route, nth }),
    refuseSignInFrom: async (nth) => {
      site.storeTokens({ n8n_expires_at: String(Date.now() + 25_000) });
      order({ kind: 'expireToken', route, nth }, { kind: 'status', status: 401, route: 'oauth2/token' });
    },
    meanwhile: other.meanwhile,
    close: () => site.close(),
  };
}

postingContract('Exact Online that takes a number twice', () => start({}));
postingContract('Exact Online that refuses a number twice', () => start({ duplicateYourRef: 'refused' }));
