/** Check Connection: one row for each thing that can be wrong, in plain words; nothing is written. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemAction } from './actions';
import { errorWords } from './actions';
import { Refusal } from './outcome';
import { itemOf } from './readAction';

/** A list that the flows read. */
export interface Right {
  /** As users of the system call it. */
  name: string;
  /** Posting cannot do without. */
  needed: boolean;
  /** What it is read for, in words. */
  why: string;
}

/** Makes the rows of one system. */
export class Checks {
  constructor(private readonly system: string) {}

  row(check: string, ok: boolean, result: string, advice = ''): IDataObject {
    return { check: `${this.system}: ${check}`, ok, result, advice };
  }

  failed(check: string, error: unknown): IDataObject {
    const { message, description } = errorWords(error);
    return this.row(check, false, message, description);
  }

  /** A list that could be read. */
  readable({ name, why }: Right, isEmpty: boolean): IDataObject {
    return this.row(name, true, isEmpty ? `Can be read, but is empty (${why})` : `Can be read (${why})`);
  }

  /** A list, read by one call. */
  async reading(right: Right, read: () => Promise<unknown[]>): Promise<IDataObject> {
    try {
      return this.readable(right, (await read()).length === 0);
    } catch (error) {
      return error instanceof Refusal ? this.refused(right, error.problem) : this.failed(right.name, error);
    }
  }

  /** A list that the system refused. */
  refused({ name, needed }: Right, { reason, advice }: { reason: string; advice: string }): IDataObject {
    return this.row(name, !needed, needed ? reason : `${reason} Posting works without it.`, advice);
  }
}

/** The operation Check Connection: the credential, then what the system checks with it; one row for each. */
export const checkAction = <Connection>(
  report: Checks,
  connect: (context: IExecuteFunctions) => Promise<Connection>,
  checks: (connection: Connection) => Promise<IDataObject[]>,
): ItemAction => ({
  fields: [],
  async run(context, index) {
    const rows = await connect(context).then(checks, (error: unknown) => [
      report.failed('Credential', error),
    ]);
    return rows.map((row) => itemOf(row, index));
  },
});
