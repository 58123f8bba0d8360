/** Every shipped template by its path below `workflows/`. */
import { adopt, reconcile } from './cutOver';
import type { Erp } from './erp';
import { ACUMATICA, EXACT_ONLINE, QUICKBOOKS_ONLINE, SAGE_INTACCT, SYSPRO } from './erp';
import { accountsToJaggaer, paymentsToJaggaer, vendorsToJaggaer } from './erpToJaggaer';
import { glBalances } from './glBalances';
import { invoicesToBills } from './invoicesToBills';
import { accountsToErp, purchaseOrdersToErp, suppliersToErp } from './jaggaerToErp';
import { alerts } from './operations/alerts';
import { housekeeping } from './operations/housekeeping';
import { invoicePush } from './operations/invoicePush';
import { markAsInErp } from './operations/markAsInErp';
import { replay } from './operations/replay';
import { statusPage } from './operations/statusPage';
import { watchdog } from './operations/watchdog';
import { coverage, dryRun } from './preview';
import { purchaseOrdersToJaggaer } from './ordersToJaggaer';
import { registerInvoices } from './registerInvoices';
import { setUp } from './setUp';

/** The templates of one ERP, by file name: what every ERP has, and the flows that this one offers. */
function templatesOf(erp: Erp) {
  const { fromJaggaer = {}, toJaggaer } = erp;
  const { payments, vendors, accounts, purchaseOrders } = toJaggaer;
  const files = {
    'adopt.json': adopt(erp),
    'reconcile.json': reconcile(erp),
    'set-up.json': setUp(erp),
    'coverage.json': coverage(erp),
    'dry-run.json': dryRun(erp),
    'invoices-to-bills.json': invoicesToBills(erp),
    ...(fromJaggaer.suppliers && { 'suppliers-from-jaggaer.json': suppliersToErp(erp) }),
    ...(fromJaggaer.purchaseOrders && { 'purchase-orders-from-jaggaer.json': purchaseOrdersToErp(erp) }),
    ...(fromJaggaer.accounts && { 'accounts-from-jaggaer.json': accountsToErp(erp) }),
    ...(erp.glBalances && { 'gl-balances.json': glBalances(erp) }),
    ...(erp.registers && { 'register-invoices.json': registerInvoices(erp) }),
    ...(payments && { 'payments-to-jaggaer.json': paymentsToJaggaer(erp, payments.push) }),
    ...(vendors && { 'vendors-to-jaggaer.json': vendorsToJaggaer(erp, vendors) }),
    ...(purchaseOrders && { 'purchase-orders-to-jaggaer.json': purchaseOrdersToJaggaer(erp) }),
    ...(accounts && { 'accounts-to-jaggaer.json': accountsToJaggaer(erp, accounts) }),
  };
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [`${erp.folder}/${name}`, file]));
}

export const templates = {
  'operations/alerts.json': alerts(),
  'operations/housekeeping.json': housekeeping(),
  'operations/invoice-push.json': invoicePush(),
  'operations/mark-as-in-erp.json': markAsInErp(),
  'operations/replay.json': replay(),
  'operations/status-page.json': statusPage(),
  'operations/watchdog.json': watchdog(),
  ...templatesOf(ACUMATICA),
  ...templatesOf(SAGE_INTACCT),
  ...templatesOf(QUICKBOOKS_ONLINE),
  ...templatesOf(EXACT_ONLINE),
  ...templatesOf(SYSPRO),
};
