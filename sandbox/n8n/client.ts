/** n8n's own REST interface, as its editor uses it: owner, credentials, workflows, executions, data tables. */
import { parse } from 'flatted';
import { waitFor } from './process';

export interface WorkflowJson {
  name: string;
  nodes: Array<{
    id: string;
    name: string;
    type: string;
    parameters: Record<string, unknown>;
    credentials?: Record<string, { id: string | null; name: string }>;
    [key: string]: unknown;
  }>;
  connections: Record<string, unknown>;
  settings?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface Execution {
  id: string;
  status: string;
  mode: string;
  workflowId: string;
}

export interface RunData {
  status: string;
  error: string | null;
  /** Output items of each node's runs, by node name: run → output → items. */
  nodes: Record<string, Array<{ error: string | null; outputs: Array<Array<Record<string, unknown>>> }>>;
}

export type ColumnType = 'string' | 'number' | 'boolean' | 'date';

export const OWNER = { email: 'owner@northwind-paper.example', password: 'Sandbox-Only-1' };

export class N8nClient {
  private cookie = '';
  private projectId = '';

  constructor(readonly url: string) {}

  /** Makes the owner on a new instance, or signs in on a known one. */
  async signIn(): Promise<void> {
    const body = { ...OWNER, firstName: 'Sandbox', lastName: 'Owner' };
    const made = await this.raw('POST', '/rest/owner/setup', body);
    const answer = made.ok
      ? made
      : await this.raw('POST', '/rest/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
    if (!answer.ok) throw new Error(`n8n refuses the owner: ${await answer.text()}`);
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const project = (await this.call('GET', '/rest/projects/personal')) as { id: string };
    this.projectId = project.id;
  }

  /** The signed-in cookie, for a browser. */
  get session(): string {
    return this.cookie;
  }

  async createCredential(name: string, type: string, data: object): Promise<string> {
    const made = (await this.call('POST', '/rest/credentials', {
      name,
      type,
      data,
      projectId: this.projectId,
    })) as {
      id: string;
    };
    return made.id;
  }

  async testCredential(
    id: string,
    name: string,
    type: string,
    data: object,
  ): Promise<{ status: string; message: string }> {
    return (await this.call('POST', '/rest/credentials/test', { credentials: { id, name, type, data } })) as {
      status: string;
      message: string;
    };
  }

  /** Imports a workflow and puts the credentials in by type; returns its id. */
  async importWorkflow(
    workflow: WorkflowJson,
    credentials: Record<string, { id: string; name: string }>,
  ): Promise<string> {
    const nodes = workflow.nodes.map((node) => ({
      ...node,
      ...(node.credentials
        ? {
            credentials: Object.fromEntries(
              Object.entries(node.credentials).map(([type, old]) => [type, credentials[type] ?? old]),
            ),
          }
        : {}),
    }));
    const { name, connections, settings } = workflow;
    const body = { name, nodes, connections, settings: settings ?? {}, projectId: this.projectId };
    return ((await this.call('POST', '/rest/workflows', body)) as { id: string }).id;
  }

  /** Changes a workflow in place. */
  async changeWorkflow(id: string, change: (workflow: WorkflowJson) => void): Promise<void> {
    const workflow = await this.workflow(id);
    change(workflow);
    const { nodes, connections, settings, versionId } = workflow;
    await this.call('PATCH', `/rest/workflows/${id}`, { nodes, connections, settings, versionId });
  }

  /** Replaces the data of a credential. */
  async changeCredential(id: string, name: string, type: string, data: object): Promise<void> {
    await this.call('PATCH', `/rest/credentials/${id}`, { name, type, data });
  }

  async workflow(id: string): Promise<WorkflowJson & { id: string; versionId: string }> {
    return (await this.call('GET', `/rest/workflows/${id}`)) as WorkflowJson & {
      id: string;
      versionId: string;
    };
  }

  /** Publishes a workflow and waits until its triggers are on. */
  async publish(id: string): Promise<void> {
    const { versionId } = await this.workflow(id);
    await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
    // asynchronous in n8n: `in_progress`, then `published`, `partial` or `failed`
    await waitFor(
      `workflow ${id} to be published`,
      async () => {
        const answer = await this.call('GET', `/rest/workflows/${id}/publication-status`);
        const { status } = answer as { status: string };
        if (status === 'failed' || status === 'partial')
          throw new Error(`Publishing failed: ${JSON.stringify(answer)}`);
        return status === 'published';
      },
      180_000,
    );
  }

  async unpublish(id: string): Promise<void> {
    await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
  }

  /** Runs a workflow from its manual trigger, as the editor's button does; waits for the end. */
  async run(id: string, trigger: string, timeoutMs = 300_000): Promise<RunData & { id: string }> {
    const executionId = await this.startRun(id, trigger);
    return { id: executionId, ...(await this.waitForExecution(executionId, timeoutMs)) };
  }

  async startRun(id: string, trigger: string): Promise<string> {
    const workflowData = await this.workflow(id);
    const started = (await this.call('POST', `/rest/workflows/${id}/run`, {
      workflowData,
      triggerToStartFrom: { name: trigger },
    })) as { executionId: string };
    return started.executionId;
  }

  async waitForExecution(id: string, timeoutMs = 300_000): Promise<RunData> {
    await waitFor(
      `execution ${id} to end`,
      async () => {
        const { status } = await this.executionHead(id);
        return !['new', 'running', 'waiting', 'unknown'].includes(status);
      },
      timeoutMs,
    );
    return await this.runData(id);
  }

  async executions(workflowId?: string): Promise<Execution[]> {
    const filter = encodeURIComponent(JSON.stringify(workflowId ? { workflowId } : {}));
    const found = (await this.call('GET', `/rest/executions?filter=${filter}&limit=100`)) as {
      results: Execution[];
    };
    return found.results;
  }

  private async executionHead(id: string): Promise<Execution> {
    return (await this.call('GET', `/rest/executions/${id}`)) as Execution;
  }

  /** What each node of an execution put out. */
  async runData(id: string): Promise<RunData> {
    const execution = (await this.call('GET', `/rest/executions/${id}`)) as { status: string; data: string };
    const data = parse(execution.data) as {
      resultData: {
        error?: { message?: string };
        runData: Record<
          string,
          Array<{
            error?: { message?: string };
            data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
          }>
        >;
      };
    };
    const nodes = Object.entries(data.resultData.runData ?? {}).map(([name, runs]) => [
      name,
      runs.map((run) => ({
        error: run.error?.message ?? null,
        outputs: (run.data?.main ?? []).map((items) => (items ?? []).map((item) => item.json)),
      })),
    ]);
    return {
      status: execution.status,
      error: data.resultData.error?.message ?? null,
      nodes: Object.fromEntries(nodes) as RunData['nodes'],
    };
  }

  /** Id of a data table by its exact name; null when there is none. */
  async tableId(name: string): Promise<string | null> {
    const found = (await this.call(
      'GET',
      `/rest/data-tables-global?filter=${encodeURIComponent(JSON.stringify({ name }))}`,
    )) as {
      data: Array<{ id: string; name: string }>;
    };
    return found.data.find((table) => table.name === name)?.id ?? null;
  }

  /** Makes a data table; returns its id. */
  async createTable(name: string, columns: Record<string, ColumnType>): Promise<string> {
    const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
    const path = `/rest/projects/${this.projectId}/data-tables`;
    return ((await this.call('POST', path, { name, columns: list })) as { id: string }).id;
  }

  async insertRows(table: string, rows: object[]): Promise<void> {
    for (let start = 0; start < rows.length; start += 500) {
      await this.call('POST', `${await this.tablePath(table)}/insert`, {
        data: rows.slice(start, start + 500),
        returnType: 'count',
      });
    }
  }

  async rows(table: string): Promise<Array<Record<string, unknown>>> {
    const all: Array<Record<string, unknown>> = [];
    for (;;) {
      const page = (await this.call(
        'GET',
        `${await this.tablePath(table)}/rows?skip=${all.length}&take=250`,
      )) as {
        count: number;
        data: Array<Record<string, unknown>>;
      };
      all.push(...page.data);
      if (page.data.length === 0 || all.length >= page.count) return all;
    }
  }

  async countRows(table: string): Promise<number> {
    const page = (await this.call('GET', `${await this.tablePath(table)}/rows?skip=0&take=1`)) as {
      count: number;
    };
    return page.count;
  }

  /** Deletes all rows of a table. */
  async emptyTable(table: string): Promise<void> {
    const filter = encodeURIComponent(
      JSON.stringify({ type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] }),
    );
    await this.call('DELETE', `${await this.tablePath(table)}/rows?filter=${filter}`);
  }

  private async tablePath(name: string): Promise<string> {
    const id = await this.tableId(name);
    if (id === null) throw new Error(`n8n has no data table ${name}`);
    return `/rest/projects/${this.projectId}/data-tables/${id}`;
  }

  /** One call; the answer without n8n's `data` envelope. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.raw(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`n8n ${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return json !== null && typeof json === 'object' && 'data' in json && Object.keys(json).length === 1
      ? json.data
      : json;
  }

  private async raw(method: string, path: string, body?: unknown): Promise<Response> {
    const send = () =>
      fetch(this.url + path, {
        method,
        headers: { 'content-type': 'application/json', 'browser-id': 'sandbox', cookie: this.cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    // a busy n8n may close an idle connection just as it is used again; reading twice does no harm
    return await (method === 'GET' ? send().catch(send) : send());
  }
}
