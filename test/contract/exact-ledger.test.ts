/** What every ERP's posting must keep, in divisions that take a number twice, and in divisions that do not. */
import type { Ledger } from '../../nodes/shared/ledger';
import type { Fault } from '../../sandbox/kit/simulator';
import type { PartialSeed } from '../../sandbox/exact-online';
import { booksOf, ledgerFor, startBooks } from './exact-books';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';

const route = 'POST purchaseentry/PurchaseEntries';

async function start(settings: PartialSeed['settings']): Promise<ErpUnderTest> {
  const site = await startBooks({}, settings);
  const faults: Fault[] = [];
  const order = (...more: Fault[]) => {
    faults.push(...more);
    site.sim.faults(faults);
  };
  let between: (() => Promise<void>) | null = null;
  return {
    async ledger() {
      const { ledger } = await ledgerFor(site);
      const work = between;
      between = null;
      if (!work) return ledger as unknown as Ledger<unknown>;
      const create = ledger.create.bind(ledger);
      let isFirst = true;
      return Object.assign(ledger, {
        // as on another machine
        company: 'another',
        create: async (drafts: Parameters<typeof create>[0]) => {
          if (isFirst) await work();
          isFirst = false;
          return await create(drafts);
        },
      }) as unknown as Ledger<unknown>;
    },
    books: async () =>
      (await booksOf(site)).map(({ referenceNbr, vendorRef, amount }) => ({
        ...{ number: referenceNbr, vendorReference: vendorRef, amount },
      })),
    enter: async ({ vendor, vendorReference, amount, key }) => {
      const description = key ? `JGR:${key.replace(/^production:/, '')} by hand` : 'by hand';
      await site.control('entries', {
        entries: [
          {
            ...{ supplier: vendor, reference: vendorReference, date: '2026-06-15', currency: 'USD' },
            ...{ description, lines: [{ account: '61000', amount: Number(amount) }] },
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
    meanwhile: (work) => {
      between = work;
    },
    close: () => site.close(),
  };
}

postingContract('Exact Online that takes a number twice', () => start({}));
postingContract('Exact Online that refuses a number twice', () => start({ duplicateYourRef: 'refused' }));
