/** The whole scene: simulators, a real n8n with the packed pack, credentials, tables, mapping and templates. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Erp } from './erps';
import { DEFAULT_ERP, MAIN_TEMPLATE, WORKFLOWS } from './erps';
import { startJaggaer } from './jaggaer';
import { N8nClient, type WorkflowJson } from './n8n/client';
import { type N8nOptions, type N8nProcess, startN8n } from './n8n/process';
import { MAIL_SIGN_IN, startMail } from './mail';
import { MAPPING } from './run';
import { SIGN_INS } from './signIns';
import type { World } from './world';

export interface StageOptions {
  /** Acumatica by default. */
  erp?: Erp;
  invoices: number;
  seed: number;
  /** False: only invoices that are to be posted, for measuring. */
  trouble?: boolean;
  ports?: { jaggaer: number; erp: number; mail: number; n8n: number };
  n8n?: N8nOptions;
  /** Most invoices that one execution gets; the template's own when left out. */
  batchSize?: number;
  /** Called when n8n answers, before anything is set up in it: the place to start queue-mode workers. */
  whenReady?(n8n: N8nProcess): Promise<void> | void;
  /** Called before each step, for people who wait. */
  tell?(step: string): void;
}

export { MAPPING } from './run';

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Templates that there are with every ERP, beside the main flow; the files' names in camel case. */
export type SharedTemplate =
  | 'setUp'
  | 'dryRun'
  | 'coverage'
  | 'reconcile'
  | 'adopt'
  | 'replay'
  | 'invoicePush'
  | 'alerts'
  | 'watchdog'
  | 'statusPage'
  | 'markAsInErp'
  | 'housekeeping';

/** Ids of what was imported: `bills` is the main flow, `again` gives every approved invoice to its nodes by hand. */
export type Imported = Record<SharedTemplate | 'bills' | 'again', string> & Record<string, string>;

/** Sets everything up; nothing is published and no invoice is exported yet. */
export async function setStage(options: StageOptions) {
  const tell = options.tell ?? (() => undefined);
  tell('simulators');
  const kind = options.erp ?? DEFAULT_ERP;
  const { seed, invoices, trouble, ports } = options;
  const world = kind.world({ seed, invoices, trouble });
  const jaggaer = await startJaggaer({ port: ports?.jaggaer, seed: world.jaggaer });
  const erp = await kind.start(world, ports?.erp);
  const mail = await startMail(ports?.mail);
  tell('n8n');
  const n8n: N8nProcess = await startN8n({ port: ports?.n8n, ...options.n8n });
  await options.whenReady?.(n8n);
  const client = new N8nClient(n8n.url);
  await client.signIn();
  tell('credentials and workflows');
  const credentials = await makeCredentials(client, [
    ...Object.entries(credentialsOf(jaggaer.url, mail.port)),
    ...Object.entries(kind.credentials(erp.url)),
  ]);
  const templates = new Templates(kind, world.crosswalk, options.batchSize);
  const imported = await importTemplates(client, credentials, templates);
  const checks = await client.run(imported.setUp, 'Run Once');
  if (checks.status !== 'success') throw new Error(`The set-up workflow failed: ${checks.error}`);
  await fillMapping(client, world.mapping);
  return {
    world,
    jaggaer,
    erp,
    mail,
    n8n,
    client,
    credentials,
    imported,
    checks,
    /** The main job once more as a workflow of its own, with a cursor of its own. */
    importJob: async (change: (workflow: WorkflowJson) => void = () => undefined) => {
      const workflow = templates.main();
      change(workflow);
      return await client.importWorkflow(workflow, credentials);
    },
    /** Id of a template by its file's name in camel case. @throws Error where the ERP has none of that name */
    workflow: (name: string): string => {
      const id = imported[name];
      if (id === undefined) throw new Error(`${kind.name} has no template called ${name}.`);
      return id;
    },
    async close() {
      await n8n.close();
      await Promise.all([jaggaer.close(), erp.close(), mail.close()]);
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
  entries: Array<[type: string, entry: { name: string; data: object }]>,
): Promise<Credentials> {
  const made: Credentials = {};
  for (const [type, { name, data }] of entries)
    made[type] = { id: await client.createCredential(name, type, data), name };
  return made;
}

/** What there is with every ERP. */
const credentialsOf = (jaggaer: string, mailPort: number) => ({
  jaggaerOAuth2Api: { name: 'JAGGAER', data: { baseUrl: jaggaer, ...SIGN_INS.jaggaer } },
  smtp: {
    name: 'Mail Server',
    data: { ...MAIL_SIGN_IN, host: '127.0.0.1', port: mailPort, secure: false, disableStartTls: true },
  },
  httpBasicAuth: { name: 'AP Team', data: SIGN_INS.people },
  jaggaerPushApi: { name: 'JAGGAER Push', data: SIGN_INS.jaggaerPush },
});

/** Every template of the ERP's folder and of `operations/`, as they are shipped, prepared. */
async function importTemplates(
  client: N8nClient,
  credentials: Credentials,
  templates: Templates,
): Promise<Imported> {
  const bills = await client.importWorkflow(templates.main(), credentials);
  const imported: Record<string, string> = { bills };
  for (const name of templates.names()) {
    const workflow = templates.prepared(name, bills);
    imported[camelCase(path.basename(name, '.json'))] = await client.importWorkflow(workflow, credentials);
  }
  imported.again = await client.importWorkflow(giveAgain(templates.main()), credentials);
  return imported as Imported;
}

const camelCase = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A template as it is shipped, by its path below `workflows/`. */
export const readTemplate = (name: string): WorkflowJson =>
  JSON.parse(readFileSync(path.join(WORKFLOWS, name), 'utf8')) as WorkflowJson;

/** The templates with what a consultant chooses: credentials, segments, start and polling times. */
class Templates {
  constructor(
    private readonly erp: Erp,
    private readonly crosswalk: World['crosswalk'],
    private readonly batchSize?: number,
  ) {}

  /** Paths of all but the main flow. */
  names(): string[] {
    return [this.erp.id, 'operations']
      .flatMap((folder) => readdirSync(path.join(WORKFLOWS, folder)).map((file) => `${folder}/${file}`))
      .filter((name) => name.endsWith('.json') && !name.endsWith(`/${MAIN_TEMPLATE}`));
  }

  main(): WorkflowJson {
    return this.prepared(`${this.erp.id}/${MAIN_TEMPLATE}`);
  }

  /** @param bills id of the main flow, for what calls it */
  prepared(name: string, bills?: string): WorkflowJson {
    const workflow = readTemplate(name);
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
          ...(this.batchSize ? { batchSize: this.batchSize } : {}),
        };
      }
      if (node.type.endsWith('.crosswalk')) this.tellSegments(node.parameters);
      if (node.type.endsWith('.executeWorkflow'))
        node.parameters.workflowId = { __rl: true, mode: 'id', value: bills };
      if (node.parameters.resource === 'paymentStatus') node.parameters.writePartPayments = true;
      this.erp.prepare(node);
    }
    return workflow;
  }

  private tellSegments(parameters: Record<string, unknown>): void {
    const { accountSegments, subaccountSegments, dimension } = this.crosswalk;
    const segment = { source: 'segment', sourceName: subaccountSegments.join(', ') };
    parameters.accountSegments = accountSegments.join(', ');
    parameters.dimensions = { dimension: [{ name: dimension, ...segment }] };
  }
}

/** The sample world has fixed dates: windows that the templates count from today have to reach them. */
const lookingFarBack = (parameters: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(parameters).replace(/minus\(\{ (days|months): \d+ \}\)/g, 'minus({ years: 50 })'),
  ) as Record<string, unknown>;

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
