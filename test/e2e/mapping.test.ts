/** The mapping table in a real n8n: read once an execution, and empty means that nothing passes. */
import { booksOf } from '../../sandbox/run';
import { MAPPING, type Stage, fillMapping, setStage } from '../../sandbox/stage';
import { approvedOf, countBy, expectedOf, exportAll, freshBooks, settle, wrongInBooks } from './scene';

jest.setTimeout(240_000);

describe('the mapping table', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage({ invoices: 40, seed: 11 });
    await exportAll(stage);
  });
  afterAll(async () => await stage?.close());

  const runsOf = async (job: string) => {
    const [execution] = await stage.client.executions(job);
    const { nodes } = await stage.client.runData(String(execution?.id));
    return nodes;
  };

  it('holds every invoice while it is empty, and loses none', async () => {
    await stage.client.emptyTable(MAPPING);
    const job = await stage.importJob();
    const rows = await settle(stage, job);
    expect(await booksOf(stage)).toEqual([]);
    expect(countBy(rows, 'outcome')).toEqual({ held: approvedOf(stage).length });
    expect(countBy(rows, 'cause')).toEqual({ 'mapping.empty': approvedOf(stage).length });
    expect(rows.map((row) => row.sourceNumber).sort()).toEqual(
      approvedOf(stage)
        .map((each) => each.invoiceNumber)
        .sort(),
    );
    expect((await runsOf(job))['Post Bills']).toBeUndefined();
  });

  it('is read once an execution, and the held invoices post as soon as it is filled', async () => {
    await freshBooks(stage);
    await fillMapping(stage.client, stage.world.mapping);
    const job = await stage.importJob();
    const rows = await settle(stage, job);
    expect(countBy(rows, 'outcome').posted).toBe(expectedOf(stage, 'posted').length);
    expect(await wrongInBooks(stage)).toEqual([]);
    const nodes = await runsOf(job);
    expect(nodes['Read Invoices']?.[0]?.outputs[0]).toHaveLength(approvedOf(stage).length);
    expect(nodes['Read Mapping Rows']).toHaveLength(1);
    expect(nodes['Read Mapping Rows']?.[0]?.outputs[0]).toHaveLength(stage.world.mapping.length);
  });
});
