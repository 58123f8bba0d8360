/** Every shipped template by its path below `workflows/`. */
import { adopt, reconcile } from './cutOver';
import { ACUMATICA } from './erp';
import { accountsToJaggaer, paymentsToJaggaer, vendorsToJaggaer } from './erpToJaggaer';
import { invoicesToBills } from './invoicesToBills';
import { alerts } from './operations/alerts';
import { housekeeping } from './operations/housekeeping';
import { invoicePush } from './operations/invoicePush';
import { markAsInErp } from './operations/markAsInErp';
import { replay } from './operations/replay';
import { statusPage } from './operations/statusPage';
import { watchdog } from './operations/watchdog';
import { coverage, dryRun } from './preview';
import { setUp } from './setUp';

export const templates = {
  'operations/alerts.json': alerts(),
  'operations/housekeeping.json': housekeeping(),
  'operations/invoice-push.json': invoicePush(),
  'operations/mark-as-in-erp.json': markAsInErp(),
  'operations/replay.json': replay(),
  'operations/status-page.json': statusPage(),
  'operations/watchdog.json': watchdog(),
  'acumatica/adopt.json': adopt(ACUMATICA),
  'acumatica/reconcile.json': reconcile(ACUMATICA),
  'acumatica/set-up.json': setUp(ACUMATICA),
  'acumatica/coverage.json': coverage(ACUMATICA),
  'acumatica/dry-run.json': dryRun(ACUMATICA),
  'acumatica/invoices-to-bills.json': invoicesToBills(ACUMATICA),
  'acumatica/payments-to-jaggaer.json': paymentsToJaggaer(ACUMATICA, {
    trigger: 'acumaticaPushTrigger',
    credentials: { acumaticaPushApi: 'Acumatica Push' },
    read: {
      resource: 'paymentStatus',
      operation: 'get',
      bill: { __rl: true, mode: 'number', value: '={{ $json.row.ReferenceNbr }}' },
      billType: '={{ $json.row.Type }}',
    },
  }),
  'acumatica/vendors-to-jaggaer.json': vendorsToJaggaer(ACUMATICA),
  'acumatica/accounts-to-jaggaer.json': accountsToJaggaer(ACUMATICA, [
    { name: 'Account Changed', event: 'accountChanged' },
    { name: 'Subaccount Changed', event: 'subaccountChanged' },
  ]),
};
