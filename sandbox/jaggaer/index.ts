/**
 * A simulated JAGGAER J1P tenant. Written from public material; each behaviour carries how sure it is:
 * [P] seen in real payloads, [C] in client code, [D] in documents, [I] inferred. What is inferred is a switch.
 */
import type { Simulator, SimulatorOptions, SimulatorSpec } from '../kit/simulator';
import { startSimulator } from '../kit/simulator';
import { assumedRoutes } from './assumed';
import { companyRoutes } from './companies';
import { controlRoutes } from './control';
import { fileRoutes } from './files';
import { invoiceRoutes } from './invoices';
import { ocrRoutes } from './ocr';
import { readSeed } from './seed';
import { signInRoutes } from './signIn';
import { Tenant } from './tenant';

export type { JaggaerSeed } from './seed';

const spec: SimulatorSpec<Tenant> = {
  name: 'JAGGAER',
  seed: (input, clock) => new Tenant(readSeed(input), clock),
  routes: [
    ...signInRoutes,
    ...ocrRoutes,
    ...invoiceRoutes,
    ...companyRoutes,
    ...fileRoutes,
    ...assumedRoutes,
  ],
  expireTokens: (tenant) => tenant.tokens.clear(),
  notFound: () => ({ status: 404, body: { message: 'No such resource' } }),
  state: stateOf,
  control: controlRoutes,
  end: (tenant) => tenant.pusher.end(),
};

function stateOf(tenant: Tenant, query: URLSearchParams): unknown {
  const shown = [...tenant.exported.values()];
  const statuses = new Map<string, number>();
  for (const { header } of shown) {
    const name = `${header.workflowStatus}/${header.paymentStatus}`;
    statuses.set(name, (statuses.get(name) ?? 0) + 1);
  }
  return {
    now: tenant.now().toISOString(),
    invoices: tenant.invoices.size,
    exported: shown.length,
    byStatus: Object.fromEntries(statuses),
    companies: tenant.companies.length,
    purchaseOrders: tenant.purchaseOrders.length,
    glValues: tenant.glValues.size,
    files: tenant.files.length,
    liveTokens: [...tenant.tokens.values()].filter((end) => end > tenant.now().getTime()).length,
    tokensIssued: tenant.tokensIssued,
    settings: tenant.settings,
    writes: tenant.writes,
    ...(query.has('invoices') && { list: shown, waiting: waiting(tenant) }),
    ...(query.has('purchaseOrders') && { orders: tenant.purchaseOrders }),
    ...(query.has('companies') && { profiles: tenant.companies }),
    ...(query.has('glValues') && { values: [...tenant.glValues.values()] }),
  };
}

/** Invoices that J1P does not show yet. */
const waiting = (tenant: Tenant) =>
  [...tenant.invoices.values()].filter(({ header }) => !tenant.exported.has(header.invoiceId));

/** Starts it. The seed's invoices are in JAGGAER and invisible until they are exported. */
export const startJaggaer = (options: SimulatorOptions = {}): Promise<Simulator<Tenant>> =>
  startSimulator(spec, options);
