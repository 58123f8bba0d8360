/** What brings bills into the books after all: the replay of what was mended, and the reconciliation. */
import { MAPPING, booksOf } from '../run';
import type { Stage } from '../stage';
import type { Flow } from './flow';
import { expectSuccess, submitForm, until, wrongBooks } from './flow';

/** How many bills disappear from the ERP before the reconciliation. */
const DELETED = 3;

/** Bills that a replay booked once their trouble was mended. */
export const replay: Flow = {
  ...{ figure: 'replayed', title: 'replay of what was mended', unit: 'replayed once mended' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { world, client } = stage;
    await client.insertRows(MAPPING, world.mending.rows);
    await stage.erp.setPeriods(world.mending.periods);
    const before = (await booksOf(stage)).length;
    const wanted = world.mending.expected.filter(({ outcome }) => outcome === 'posted').length;
    await client.publish(stage.imported.bills);
    // the schedule takes what is held; the form takes what was rejected too
    await expectSuccess(stage, stage.imported.replay, 'Every Hour');
    await client.publish(stage.imported.replay);
    await submitForm(stage, 'jaggaer-erp-replay', ['']);
    await until(`${wanted} bills`, async () => (await booksOf(stage)).length >= wanted);
    await client.unpublish(stage.imported.replay);
    await client.unpublish(stage.imported.bills);
    faults.push(...(await wrongBooks(stage, 'after the replay')));
    return (await booksOf(stage)).length - before;
  },
};

/** Bills that somebody deleted in the ERP, found missing and booked again. */
export const reconcile: Flow = {
  figure: 'reconciledMissing',
  ...{ title: 'reconciliation after bills were deleted', unit: 'booked again after a loss' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { client } = stage;
    const lost = (await booksOf(stage)).slice(0, DELETED);
    for (const bill of lost) await stage.erp.deleteBill(bill);
    const before = (await booksOf(stage)).length;
    await client.publish(stage.imported.bills);
    await expectSuccess(stage, stage.imported.reconcile, 'Run Now');
    await until('the lost bills', async () => (await booksOf(stage)).length >= before + DELETED).catch(
      () => undefined,
    );
    await client.unpublish(stage.imported.bills);
    faults.push(...(await wrongBooks(stage, 'after the reconciliation')));
    return (await booksOf(stage)).length - before;
  },
};
