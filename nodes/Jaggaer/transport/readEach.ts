/** Reads records of a batch, each for itself. */
import { NoAnswer } from '../../shared/http';
import { inParallel } from '../../shared/lock';
import type { Problem } from '../../shared/outcome';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import { stopProblem } from '../../shared/syncWriting';

const AT_ONCE = 4;
/** So many without an answer in a row, and the server counts as down. */
const MOST_SILENT = 3;

/**
 * What each one gave, or its own problem: one that JAGGAER cannot show must not hold up the others.
 * @throws SignInRefused; NoAnswer where the server cannot be reached, or does not answer time and again
 */
export async function readEach<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<Array<Problem | R>> {
  let silent = 0;
  return await inParallel(items, AT_ONCE, async (item) => {
    const answered = () =>
      recover(
        () => work(item),
        Refusal,
        ({ problem }) => problem,
      );
    const result = await recover(answered, NoAnswer, (error) => {
      if (error.arrived === false || ++silent >= MOST_SILENT) throw error;
      return error;
    });
    if (result instanceof NoAnswer) return stopProblem('JAGGAER', result);
    silent = 0;
    return result;
  });
}
