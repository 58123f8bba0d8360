/** Everything beside the main job, run once on a stage after it, and judged by the simulators' own books and meters. */
import type { Erp } from '../erps/erp';
import type { Stage } from '../stage';
import { reconcile, replay } from './bills';
import type { Flow } from './flow';

export { submitForm } from './flow';

export interface FlowResult {
  /** By {@link Flow.figure}. */
  figures: Record<string, number>;
  faults: string[];
}

/** Every flow of an ERP, in the order in which they are run. */
export const flowsOf = (erp: Erp): Flow[] => [replay, reconcile, ...erp.flows];

/** Replay, reconciliation and the ERP's own flows, one after the other. */
export async function runFlows(
  stage: Stage,
  say: (line: string) => void = () => undefined,
): Promise<FlowResult> {
  const faults: string[] = [];
  const figures: FlowResult['figures'] = {};
  for (const flow of flowsOf(stage.erp.kind)) {
    say(flow.title);
    figures[flow.figure] = await flow.run(stage, faults);
  }
  return { figures, faults };
}
