/** The whole scene: simulators, a real n8n with the packed pack, credentials, tables, mapping and templates. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startAcumatica } from './acumatica';
import { startJaggaer } from './jaggaer';
import { N8nClient, type WorkflowJson } from './n8n/client';
import { type N8nOptions, type N8nProcess, startN8n } from './n8n/process';
import { MAIL_SIGN_IN, startMail } from './mail';
import { SIGN_INS } from './signIns';
import { type World, buildWorld } from './world';
import { acumaticaWorld } from './world/acumatica';

export interface StageOptions {
  invoices: number;
  seed: number;
  /** False: only invoices that are to be posted, for measuring. */
  trouble?: boolean;
  ports?: { jaggaer: number; acumatica: number; mail: number; n8n: number };
  n8n?: N8nOptions;
  /** Most invoices that one execution gets; the template's own when left out. */
  batchSize?: number;
  /** Called when n8n answers, before anything is set up in it: the place to start queue-mode workers. */
  whenReady?(n8n: N8nProcess): Promise<void> | void;
  /** Called before each step, for people who wait. */
  tell?(step: string): void;
}

export type Stage = Awaited<ReturnType<typeof setStage>>;

export const MAPPING = 'jaggaer_erp_mapping';

/** What is imported beside the main flow, by short name. */
const TEMPLATES = {
  setUp: 'acumatica/set-up.json',
  payments: 'acumatica/payments-to-jaggaer.json',
  vendors: 'acumatica/vendors-to-jaggaer.json',
  accounts: 'acumatica/accounts-to-jaggaer.json',
  dryRun: 'acumatica/dry-run.json',
  coverage: 'acumatica/coverage.json',
  reconcile: 'acumatica/reconcile.json',
  adopt: 'acumatica/adopt.json',
  replay: 'operations/replay.json',
  invoicePush: 'operations/invoice-push.json',
  alerts: 'operations/alerts.json',
  watchdog: 'operations/watchdog.json',
  statusPage: 'operations/status-page.json',
  mark: 'operations/mark-as-in-erp.json',
  housekeeping: 'operations/housekeeping.json',
};

/** Ids of what was imported, by short name. */
export type Imported = Record<keyof typeof TEMPLATES | 'bills' | 'again', string>;

/** Sets everything up; nothing is published and no invoice is exported yet. */
export async function setStage(options: StageOptions) {
  const tell = options.tell ?? (() => undefined);
  tell('simulators');
  const world = buildWorld({ seed: options.seed, invoices: options.invoices, trouble: options.trouble });
  const jaggaer = await startJaggaer({ port: options.ports?.jaggaer ?? 0, seed: world.jaggaer });
  const acumatica = await startAcumatica({
    port: options.ports?.acumatica ?? 0,
    seed: acumaticaWorld(world.erp),
  });
  const mail = await startMail(options.ports?.mail);
  tell('n8n');
  const n8n: N8nProcess = await startN8n({ port: options.ports?.n8n, ...options.n8n });
  await options.whenReady?.(n8n);
  const client = new N8nClient(n8n.url);
  await client.signIn();
  tell('credentials and workflows');
  const credentials = await makeCredentials(client, jaggaer.url, acumatica.url, mail.port);
  const imported = await importTemplates(client, credentials, world.crosswalk, options.batchSize);
  const checks = await client.run(imported.setUp, 'Run Once');
  if (checks.status !== 'success') throw new Error(`The set-up workflow failed: ${checks.error}`);
  await fillMapping(client, world.mapping);
  return {
    world,
    jaggaer,
    acumatica,
    mail,
    n8n,
    client,
    credentials,
    imported,
    checks,
    /** The main job once more as a workflow of its own, with a cursor of its own. */
    importJob: async (change: (workflow: WorkflowJson) => void = () => undefined) => {
      const workflow = preparedJob(world.crosswalk, options.batchSize);
      change(workflow);
      return await client.importWorkflow(workflow, credentials);
    },
    async close() {
      await n8n.close();
      await Promise.all([jaggaer.close(), acumatica.close(), mail.close()]);
    },
  };
}

/** Replaces the mapping rows. */
export async function fillMapping(client: N8nClient, rows: World['mapping']): Promise<void> {
  await client.emptyTable(MAPPING);
  await client.insertRows(
    MAPPING,
    rows.map(({ kind, from, to, scope, validFrom, note }) => ({
      kind,
      from,
      to,
      scope: scope ?? '',
      validFrom: validFrom ?? '',
      note: note ?? '',
    })),
  );
}

type Credentials = Record<string, { id: string; name: string }>;

async function makeCredentials(
  client: N8nClient,
  jaggaer: string,
  acumatica: string,
  mailPort: number,
): Promise<Credentials> {
  const make = async (type: string, name: string, data: object) => ({
    id: await client.createCredential(name, type, data),
    name,
  });
  return {
    jaggaerOAuth2Api: await make('jaggaerOAuth2Api', 'JAGGAER', { baseUrl: jaggaer, ...SIGN_INS.jaggaer }),
    acumaticaPasswordApi: await make('acumaticaPasswordApi', 'Acumatica', {
      instanceUrl: acumatica,
      ...SIGN_INS.acumatica,
    }),
    smtp: await make('smtp', 'Mail Server', {
      ...MAIL_SIGN_IN,
      host: '127.0.0.1',
      port: mailPort,
      secure: false,
      disableStartTls: true,
    }),
    httpBasicAuth: await make('httpBasicAuth', 'AP Team', SIGN_INS.people),
    jaggaerPushApi: await make('jaggaerPushApi', 'JAGGAER Push', SIGN_INS.jaggaerPush),
    acumaticaPushApi: await make('acumaticaPushApi', 'Acumatica Push', SIGN_INS.acumaticaPush),
  };
}

/** The templates as they are shipped, with what a consultant chooses: credentials, segments, start and polling times. */
async function importTemplates(
  client: N8nClient,
  credentials: Credentials,
  crosswalk: World['crosswalk'],
  batchSize?: number,
): Promise<Imported> {
  const load = async (name: string, bills?: string) =>
    await client.importWorkflow(prepared(readTemplate(name), crosswalk, { batchSize, bills }), credentials);
  const bills = await load('acumatica/invoices-to-bills.json');
  const others: Record<string, string> = {};
  for (const [short, name] of Object.entries(TEMPLATES)) others[short] = await load(name, bills);
  return {
    ...(others as Record<keyof typeof TEMPLATES, string>),
    bills,
    again: await client.importWorkflow(giveAgain(preparedJob(crosswalk, batchSize)), credentials),
  };
}

const preparedJob = (crosswalk: World['crosswalk'], batchSize?: number): WorkflowJson =>
  prepared(readTemplate('acumatica/invoices-to-bills.json'), crosswalk, { batchSize });

function prepared(
  workflow: WorkflowJson,
  crosswalk: World['crosswalk'],
  { batchSize, bills }: { batchSize?: number; bills?: string },
): WorkflowJson {
  for (const node of workflow.nodes) {
    node.parameters = lookingFarBack(node.parameters);
    if (node.parameters.pollTimes) {
      // n8n has no preset below a minute: several fixed seconds make it quick to watch
      const seconds = [0, 10, 20, 30, 40, 50];
      node.parameters.pollTimes = {
        item: seconds.map((at) => ({ mode: 'custom', cronExpression: `${at} * * * * *` })),
      };
      node.parameters.options = {
        startFrom: '2020-01-01T00:00:00.000Z',
        ...(batchSize ? { batchSize } : {}),
      };
    }
    if (node.type.endsWith('.crosswalk')) {
      node.parameters.accountSegments = crosswalk.accountSegments.join(', ');
      const subaccount = {
        name: 'subaccount',
        source: 'segment',
        sourceName: crosswalk.subaccountSegments.join(', '),
      };
      node.parameters.dimensions = { dimension: [subaccount] };
    }
    if (node.type.endsWith('.executeWorkflow'))
      node.parameters.workflowId = { __rl: true, mode: 'id', value: bills };
    if (node.parameters.resource === 'paymentStatus') node.parameters.writePartPayments = true;
    signWithPassword(node);
  }
  return workflow;
}

/** A template as it is shipped. */
/** The sample world has fixed dates: windows that the templates count from today have to reach them. */
const lookingFarBack = (parameters: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(parameters).replace(/minus\(\{ (days|months): \d+ \}\)/g, 'minus({ years: 50 })'),
  ) as Record<string, unknown>;

export const readTemplate = (name: string): WorkflowJson =>
  JSON.parse(readFileSync(path.join(__dirname, '..', 'workflows', name), 'utf8')) as WorkflowJson;

/** Signing in with a password needs no browser. */
function signWithPassword(node: WorkflowJson['nodes'][number]): void {
  if (!node.credentials?.acumaticaOAuth2Api) return;
  node.parameters.authentication = 'password';
  delete node.credentials.acumaticaOAuth2Api;
  node.credentials.acumaticaPasswordApi = { id: null, name: 'Acumatica' };
}

/** The same mapping and posting nodes, fed by hand with every approved invoice instead of by the trigger. */
function giveAgain(bills: WorkflowJson): WorkflowJson {
  const keep = ['Read Mapping Rows', 'Map Codes', 'Post Bills'];
  const nodes = bills.nodes.filter((node) => keep.includes(node.name));
  const trigger = bills.nodes.find((node) => node.type.endsWith('.jaggaerTrigger'));
  const list = {
    ...(trigger as WorkflowJson['nodes'][number]),
    id: 'list',
    name: 'All Approved Invoices',
    type: 'n8n-nodes-jaggaer-erp.jaggaer',
    parameters: {
      resource: 'invoice',
      operation: 'getAll',
      returnAll: true,
      withLines: true,
      filters: { workflowStatuses: 'Completed', paymentStatuses: 'Payable' },
    },
  };
  const start = {
    id: 'start',
    name: 'Start',
    type: 'n8n-nodes-base.manualTrigger',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  };
  const to = (node: string, index = 0) => ({ node, type: 'main', index });
  return {
    name: 'Sandbox: every invoice once more',
    nodes: [start, list, ...nodes],
    connections: {
      Start: { main: [[to('All Approved Invoices')]] },
      'All Approved Invoices': { main: [[to('Map Codes'), to('Read Mapping Rows')]] },
      'Read Mapping Rows': { main: [[to('Map Codes', 1)]] },
      'Map Codes': { main: [[to('Post Bills')], []] },
    },
    settings: bills.settings,
  };
}
