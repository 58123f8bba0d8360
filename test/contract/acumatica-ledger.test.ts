/** What every ERP's posting must keep, in tenants that refuse a vendor's second number, and in tenants that do not. */
import { AcumaticaLedger } from '../../nodes/Acumatica/ledger/ledger';
import { connect } from '../../nodes/Acumatica/transport/connection';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import type { PartialSeed } from '../../sandbox/acumatica';
import { acumaticaSettings } from '../fixtures/acumatica';
import { AcumaticaN8n, oAuth2Credential, passwordCredential } from '../fixtures/acumatica-n8n';
import { OtherRun, addingFaults, enteredAs } from '../fixtures/otherRuns';
import type { Fault } from './acumatica-tenant';
import { books, oAuthTokens, startTenant } from './acumatica-tenant';
import type { ErpUnderTest } from './posting.suite';
import { postingContract } from './posting.suite';

type Host = (url: string) => Promise<AcumaticaN8n>;

const byPassword: Host = async (url) => new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(url));
const byOAuth2: Host = async (url) =>
  new AcumaticaN8n('acumaticaOAuth2Api', oAuth2Credential(url, await oAuthTokens(url)));

async function start(preferences: PartialSeed['preferences'], makeHost: Host): Promise<ErpUnderTest> {
  const tenant = await startTenant({ preferences });
  const n8n = await makeHost(tenant.url);
  const order = addingFaults((faults) => tenant.faults(faults));
  const other = new OtherRun();
  const refuseTokens = (from: number): Fault => ({
    kind: 'status',
    status: 400,
    body: { error: 'invalid_grant' },
    route: '/identity/connect/token',
    nth: Array.from({ length: 50 }, (_, at) => from + at),
  });
  return {
    async ledger() {
      const ledger = new AcumaticaLedger(await connect(n8n.context({})), acumaticaSettings());
      return other.around(ledger);
    },
    books: async () =>
      books(tenant).map((bill) => ({
        number: String(bill.ReferenceNbr),
        vendorReference: String(bill.VendorRef),
        amount: String(bill.Amount),
      })),
    enter: async ({ vendor, vendorReference, amount, key }) => {
      placeBill(tenant.world, {
        vendor,
        vendorRef: vendorReference,
        amount,
        description: enteredAs(key),
      });
    },
    loseAnswerOf: async (nth) => order({ kind: 'cut', method: 'PUT', route: '/Bill', when: 'after', nth }),
    failBefore: async (nth) => order({ kind: 'status', status: 503, method: 'PUT', route: '/Bill', nth }),
    refuseSignInFrom: async (nth) =>
      order(
        { kind: 'expireToken', method: 'PUT', route: '/Bill', nth },
        refuseTokens(tenant.calls().tokens === 0 ? 2 : 1),
      ),
    meanwhile: other.meanwhile,
    close: () => tenant.close(),
  };
}

postingContract('Acumatica that refuses a second vendor reference', () =>
  start({ duplicateVendorRefError: true }, byPassword),
);
postingContract('Acumatica that takes a second vendor reference', () =>
  start({ duplicateVendorRefError: false, validateTotals: false }, byPassword),
);
postingContract('Acumatica by OAuth2', () => start({ duplicateVendorRefError: false }, byOAuth2));
