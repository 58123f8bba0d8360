/** No secret leaves its credential: searched for where n8n writes, after proof that the search would find it. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SIGN_INS } from '../../sandbox/signIns';
import { type Stage, setStage } from '../../sandbox/stage';
import { exportAll, postEverything } from './scene';

jest.setTimeout(240_000);

const PLANTED = 'canary-planted-where-it-can-be-seen-4711';
const CANARIES = {
  clientSecret: 'canary-client-secret-83b1',
  password: 'canary-password-c27e',
  jaggaerSecret: 'canary-jaggaer-secret-5d09',
};

describe('secrets', () => {
  let stage: Stage;
  const executions: string[] = [];

  /** Every surface on which a secret could come out, as text. */
  const surfaces = async (): Promise<Record<string, string>> => {
    const rest: string[] = [];
    const errors: string[] = [];
    for (const id of executions) {
      rest.push(JSON.stringify(await stage.client.call('GET', `/rest/executions/${id}`)));
      const { error, nodes } = await stage.client.runData(id);
      errors.push(
        String(error),
        ...Object.values(nodes).flatMap((runs) => runs.map((run) => String(run.error))),
      );
    }
    const database = new DatabaseSync(stage.n8n.database, { readOnly: true });
    const stored = database.prepare('SELECT data, workflowData FROM execution_data').all();
    const credentials = database.prepare('SELECT name, data FROM credentials_entity').all();
    database.close();
    return {
      'executions through REST': rest.join('\n'),
      'error texts': errors.join('\n'),
      'execution data in the database': JSON.stringify(stored),
      'credentials in the database': JSON.stringify(credentials),
      'the log file': readFileSync(stage.n8n.logFile, 'utf8'),
    };
  };

  const found = (texts: Record<string, string>, secret: string) =>
    Object.keys(texts).filter((name) => texts[name]?.includes(secret));

  /** A workflow that shows the given text on purpose and then fails with it. */
  const shout = async (text: string) => {
    const node = (name: string, type: string, parameters: object, typeVersion: number) => ({
      ...{
        id: name,
        name,
        type,
        typeVersion,
        position: [0, 0],
        parameters: parameters as Record<string, unknown>,
      },
    });
    const id = await stage.client.importWorkflow(
      {
        name: 'Canary',
        nodes: [
          node('Start', 'n8n-nodes-base.manualTrigger', {}, 1),
          node('Shout', 'n8n-nodes-base.stopAndError', { errorMessage: `it says ${text}` }, 1),
        ],
        connections: { Start: { main: [[{ node: 'Shout', type: 'main', index: 0 }]] } },
      },
      {},
    );
    const run = await stage.client.run(id, 'Start');
    executions.push(run.id);
  };

  const postAndKeep = async () => {
    const id = await stage.client.startRun(stage.imported.again, 'Start');
    executions.push(id);
    return await stage.client.waitForExecution(id);
  };

  const changeAcumatica = async (data: object) => {
    const { id, name } = stage.credentials.acumaticaPasswordApi as { id: string; name: string };
    await stage.client.changeCredential(id, name, 'acumaticaPasswordApi', {
      ...{ instanceUrl: stage.erp.url, ...SIGN_INS.acumatica },
      ...data,
    });
  };

  beforeAll(async () => {
    stage = await setStage({ invoices: 10, seed: 4, n8n: { env: { N8N_LOG_LEVEL: 'debug' } } });
    await exportAll(stage);
  });
  afterAll(async () => await stage?.close());

  it('would be found on every surface that is searched', async () => {
    await shout(PLANTED);
    await stage.client.createCredential(PLANTED, 'jaggaerOAuth2Api', SIGN_INS.jaggaer);
    const texts = await surfaces();
    expect(found(texts, PLANTED)).toEqual(
      expect.arrayContaining([
        'executions through REST',
        'error texts',
        'execution data in the database',
        'the log file',
        'credentials in the database',
      ]),
    );
  });

  it('are nowhere after jobs that failed and a job that worked, except encrypted', async () => {
    await postEverything(stage);
    await changeAcumatica({ clientSecret: CANARIES.clientSecret });
    await postAndKeep();
    await changeAcumatica({ password: CANARIES.password });
    await postAndKeep();
    const { id, name } = stage.credentials.jaggaerOAuth2Api as { id: string; name: string };
    const jaggaer = { baseUrl: stage.jaggaer.url, ...SIGN_INS.jaggaer };
    await changeAcumatica({});
    await stage.client.changeCredential(id, name, 'jaggaerOAuth2Api', {
      ...jaggaer,
      clientSecret: CANARIES.jaggaerSecret,
    });
    stage.jaggaer.world.tokens.clear();
    const refused = await postAndKeep();
    expect(refused.status).toBe('error');
    await stage.client.changeCredential(id, name, 'jaggaerOAuth2Api', jaggaer);
    const worked = await postAndKeep();
    expect(worked.status).toBe('success');

    const secrets = [
      ...Object.values(CANARIES),
      SIGN_INS.acumatica.clientSecret,
      SIGN_INS.acumatica.password,
      SIGN_INS.jaggaer.clientSecret,
      ...liveTokens(stage),
    ];
    expect(secrets.length).toBeGreaterThan(6);
    const texts = await surfaces();
    expect(texts['executions through REST']).toContain('connection.signIn');
    expect(Object.fromEntries(secrets.map((secret) => [secret, found(texts, secret)]))).toEqual(
      Object.fromEntries(secrets.map((secret) => [secret, []])),
    );
  });
});

/** Access tokens that the simulators have given out and that are good now. */
function liveTokens(stage: Stage): string[] {
  return [...stage.jaggaer.world.tokens.keys()];
}
