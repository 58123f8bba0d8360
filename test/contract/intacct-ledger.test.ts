/** What every ERP's posting must keep, in companies that refuse a vendor's second number, and in companies that do not. */
import { SageIntacctLedger } from '../../nodes/SageIntacct/ledger/ledger';
import type { IntacctSettings } from '../../nodes/SageIntacct/ledger/settings';
import type { Ledger } from '../../nodes/shared/ledger';
import { placeBill } from '../../sandbox/sage-intacct/placing';
import type { PartialSeed } from '../../sandbox/sage-intacct';
import { intacctSettings } from '../fixtures/sage-intacct';
import type { Fault } from './intacct-company';
import { books, hasty, nodeFor, startCompany } from './intacct-company';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';

async function start(
  settings: PartialSeed['settings'],
  seed: PartialSeed = {},
  change: Partial<IntacctSettings> = {},
): Promise<ErpUnderTest> {
  const company = await startCompany({ ...seed, settings: settings ?? {} });
  const n8n = nodeFor(company);
  const faults: Fault[] = [];
  const order = (...more: Fault[]) => {
    faults.push(...more);
    company.faults(faults);
  };
  let meanwhile: (() => Promise<void>) | null = null;
  const route = 'create:APBILL';
  return {
    async ledger() {
      // one bill a request, so that the n-th request is the n-th bill
      const ledger = new SageIntacctLedger(await hasty(n8n), intacctSettings({ batchSize: 1, ...change }));
      const create = ledger.create.bind(ledger);
      // a run of its own company does not wait for the other, as on another machine
      return Object.assign(ledger, {
        company: `${ledger.company}-${Math.random()}`,
        create: async (drafts: Parameters<typeof create>[0]) => {
          const work = meanwhile;
          meanwhile = null;
          await work?.();
          return await create(drafts);
        },
      }) as unknown as Ledger<unknown>;
    },
    books: async () =>
      books(company).map(({ recordNo, vendorRef, amount }) => ({
        number: recordNo,
        vendorReference: vendorRef,
        amount,
      })),
    enter: async ({ vendor, vendorReference, amount, key }) => {
      placeBill(company.world, {
        ...{ vendor, number: vendorReference, date: '2026-06-15' },
        description: key ? `JGR:${key.replace(/^production:/, '')} by hand` : 'by hand',
        lines: [{ account: '61000', amount, location: '110' }],
      });
    },
    loseAnswerOf: async (nth) => order({ kind: 'cut', route, when: 'after', nth }),
    failBefore: async (nth) => order({ kind: 'status', status: 503, route, nth }),
    refuseSignInFrom: async (nth) =>
      order(
        { kind: 'expireToken', route, nth },
        {
          ...{ kind: 'frontSignIn', route: 'getAPISession' },
          nth: Array.from({ length: 50 }, (_, at) => (company.world.logins === 0 ? 2 : 1) + at),
        },
      ),
    meanwhile: (work) => {
      meanwhile = work;
    },
    close: () => company.close(),
  };
}

postingContract('Sage Intacct that refuses a second bill number', () => start({ duplicateBill: 'reject' }));
postingContract('Sage Intacct that takes a second bill number', () => start({ duplicateBill: 'allow' }));
postingContract('Sage Intacct that uses up the control ids of what failed', () =>
  start({ duplicateBill: 'allow', failedControlId: 'used' }),
);
postingContract('Sage Intacct with entities, and the stamp in a field of its own', () =>
  start(
    { duplicateBill: 'allow' },
    {
      entities: [{ id: '100', name: 'Granite Main', currency: 'USD' }],
      locations: [{ id: '110', name: 'Main Office', parent: '100' }],
    },
    { defaultLocation: '110', stampField: 'JAGGAER_ID' },
  ),
);
