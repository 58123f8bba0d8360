import { parseJson } from '../../shared/http';
import type { Connection } from '../transport/connection';
import { refusal, send } from '../transport/request';
import { flag, rows, text, unwrap } from '../transport/wire';

/**
 * The active branches of all companies. An inquiry: it is asked with PUT and writes nothing.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readBranches(connection: Connection): Promise<Set<string>> {
  const reply = await send(connection, {
    method: 'PUT',
    path: 'CompaniesStructure',
    query: { expand: ['Results'] },
    body: {},
    repeatable: true,
  });
  if (reply.status !== 200) {
    throw await refusal(connection, reply, 'to read the branches', 'CompaniesStructure');
  }
  const branches = rows(unwrap(parseJson(reply.text)), 'Results')
    .filter((row) => row.BranchStatus === null || row.BranchStatus === undefined || flag(row, 'BranchStatus'))
    .map((row) => text(row, 'BranchID').toUpperCase());
  return new Set(branches.filter((branch) => branch !== ''));
}
