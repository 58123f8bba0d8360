import type { Erp } from '../../sandbox/erps';
import { measure, settle } from '../../sandbox/run';
import { setStage } from '../../sandbox/stage';
import type { Proof } from './main';

const INVOICES = 1_000;

/** One execution, masters cold: how many calls beside the one write for each bill, and one read for each invoice. */
export async function budget(say: (line: string) => void, erp: Erp): Promise<Proof> {
  const stage = await setStage({
    erp,
    invoices: INVOICES,
    seed: 7,
    trouble: false,
    batchSize: 5_000,
    tell: say,
  });
  try {
    const settled = await settle(stage, { onProgress: (rows, of) => say(`${rows} of ${of}`) });
    const executions = await stage.client.executions(stage.imported.bills);
    const byRoute = stage.jaggaer.calls().byRoute;
    const details = byRoute['GET /j1p/api/public/ji/v1/invoices/:id'] ?? 0;
    const { tokens } = stage.jaggaer.calls();
    const { figures, faults } = await measure(stage, settled);
    const withItems = executions.length;
    const measured = {
      'approved invoices': figures.invoices,
      'executions that had invoices': withItems,
      'bills written': figures.posted,
      ...settled.costs,
      ...(erp.billsInCall === 1 && {
        'of these beside one write for each bill': settled.calls.erp - figures.posted,
      }),
      'JAGGAER calls': settled.calls.jaggaer,
      'of these detail reads': details,
      'of these tokens': tokens,
      seconds: settled.seconds,
    };
    const broken = [...faults];
    if (withItems !== 1) broken.push(`${withItems} executions instead of one`);
    if (figures.posted !== INVOICES) broken.push(`${figures.posted} bills instead of ${INVOICES}`);
    for (const [what, most] of Object.entries(erp.budget))
      if ((settled.costs[what] ?? Infinity) > most) broken.push(`more than ${most} ${what}`);
    if (details !== figures.invoices) broken.push(`${details} detail reads for ${figures.invoices} invoices`);
    return { measured, broken };
  } finally {
    await stage.close();
  }
}
