/** What every ERP's posting must keep, in companies that refuse a vendor's second number, and in companies that do not. */
import { SageIntacctLedger } from '../../nodes/SageIntacct/ledger/ledger';
import type { IntacctSettings } from '../../nodes/SageIntacct/ledger/settings';
import { placeBill } from '../../sandbox/sage-intacct/placing';
import type { PartialSeed } from '../../sandbox/sage-intacct';
import { intacctSettings } from '../fixtures/sage-intacct';
import { OtherRun, addingFaults, enteredAs } from '../fixtures/otherRuns';
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
  const order = addingFaults((faults) => company.faults(faults));
  const other = new OtherRun();
  const route = 'create:APBILL';
  return {
    async ledger() {
      // one bill a request, so that the n-th request is the n-th bill
      const ledger = new SageIntacctLedger(await hasty(n8n), intacctSettings({ batchSize: 1, ...change }));
      return other.around(ledger);
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
        description: enteredAs(key),
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
    meanwhile: other.meanwhile,
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
