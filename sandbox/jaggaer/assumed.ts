/** Resources without any public trace of a path or body: what a tenant might have, each behind a switch. All [I]. */
import type { Route } from '../kit/simulator';
import { noSuchPath } from './call';
import { writeErpStatus } from './erpStatus';
import { listValues, saveValues } from './glValues';
import type { Answer } from './guard';
import { guarded } from './guard';
import { writePayment } from './payment';
import { listOrders, readOrder, saveOrder } from './purchaseOrders';
import type { SwitchName } from './switches';
import type { Tenant } from './tenant';

type Assumed = Extract<SwitchName, 'purchaseOrders' | 'glValues' | 'paymentStatus' | 'erpStatus'>;

/** A path that exists only while its switch is on. */
const ifOn =
  (name: Assumed, answer: Answer): Answer =>
  (call) =>
    call.setting(name) === 'on' ? answer(call) : noSuchPath;

export const assumedRoutes: Array<Route<Tenant>> = [
  ...guarded('ji', 'GET', 'purchaseorders', ifOn('purchaseOrders', listOrders)),
  ...guarded('ji', 'GET', 'purchaseorders/:id', ifOn('purchaseOrders', readOrder)),
  ...guarded('ji', 'POST', 'purchaseorders', ifOn('purchaseOrders', saveOrder)),
  ...guarded('ji', 'GET', 'customfieldvalues', ifOn('glValues', listValues)),
  ...guarded('ji', 'POST', 'customfieldvalues', ifOn('glValues', saveValues)),
  ...guarded('ji', 'PUT', 'invoices/:id/paymentstatus', ifOn('paymentStatus', writePayment)),
  ...guarded('ji', 'PUT', 'invoices/:id/erpstatus', ifOn('erpStatus', writeErpStatus)),
];
