/** n8n is killed while it holds SYSPRO's session: the next run ends what was left, posts the rest, and logs off. */
import { order } from '../../../sandbox/control';
import { erpOf } from '../../../sandbox/erps';
import { waitFor } from '../../../sandbox/n8n/process';
import { booksOf } from '../../../sandbox/run';
import { type Stage, setStage } from '../../../sandbox/stage';
import { expectedOf, exportAll, faults, postEverything, wrongInBooks } from '../scene';

jest.setTimeout(240_000);

interface Sessions {
  openSessions: number;
  logons: number;
  logoffs: number;
  evicted: number;
}

describe('a session of SYSPRO', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ erp: erpOf('syspro'), invoices: 40, seed: 5 });
    await exportAll(stage);
  });
  afterAll(async () => await stage?.close());

  const sessions = async () => (await order(stage.erp.url, 'state')) as Sessions;

  it.each([
    ['before anything is booked', 'before', false],
    ['when all is booked and no answer has come', 'after', true],
  ] as const)('is not left behind by a crash %s', async (_, when, isBooked) => {
    await order(stage.erp.url, 'reset', {});
    await faults(stage.erp, { kind: 'slow', route: 'APSTIN', when, delayMs: 60_000 });
    await stage.client.startRun(stage.imported.again, 'Start');
    const calls = () =>
      Object.entries(stage.erp.calls().byRoute).find(([route]) => /APSTIN/.test(route))?.[1];
    await waitFor('the posting to be under way', async () =>
      isBooked ? (await booksOf(stage)).length > 0 : (calls() ?? 0) > 0,
    );
    await stage.n8n.kill9();
    await faults(stage.erp);
    expect(await sessions()).toMatchObject({ openSessions: 1, logons: 1, logoffs: 0, evicted: 0 });
    await stage.n8n.restart();
    await stage.client.signIn();
    const posted = expectedOf(stage, 'posted').length;
    const { status, counts } = await postEverything(stage);
    expect([status, counts.unknown]).toEqual(['success', undefined]);
    expect((counts.posted ?? 0) + (counts.alreadyPosted ?? 0)).toBe(posted);
    expect(await wrongInBooks(stage)).toEqual([]);
    expect(await sessions()).toMatchObject({ openSessions: 0, logons: 2, logoffs: 1, evicted: 1 });
  });
});
