import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { errorWords } from '../../shared/actions';
import { SignInRefused } from '../../shared/http';
import type { Connection, PathName } from '../transport/connection';
import { connect } from '../transport/connection';
import { readListPage } from '../transport/list';

const LISTS: Array<{ path: PathName; name: string; assumed: boolean }> = [
  { path: 'invoices', name: 'Invoices', assumed: false },
  { path: 'suppliers', name: 'Suppliers', assumed: false },
  { path: 'purchaseOrders', name: 'Purchase orders', assumed: true },
];

/** Calls each configured list once and says in plain words what works; writes nothing. */
export const connection: Record<string, Action> = {
  check: {
    fields: [],
    async run(context, index) {
      const target = await connect(context);
      const rows: IDataObject[] = [];
      for (const list of LISTS) {
        const row = await tryList(target, list);
        rows.push(row);
        if (row.signIn === 'refused') break;
      }
      return rows.map((json) => ({ json, pairedItem: { item: index } }));
    },
  },
};

async function tryList(target: Connection, list: (typeof LISTS)[number]): Promise<IDataObject> {
  const head = { check: `JAGGAER: ${list.name}`, path: target.paths[list.path], assumed: list.assumed };
  try {
    const page = await readListPage(target, list.path, 1);
    const found =
      page.container === ''
        ? 'no list in the answer'
        : `${page.rows.length} of ${page.total ?? '?'} rows in ${page.container}`;
    return {
      ...head,
      ok: true,
      signIn: 'accepted',
      result: `Works: ${found}${page.warning ? `; warning: ${page.warning}` : ''}`,
      advice: '',
    };
  } catch (error) {
    const { message, description } = errorWords(error);
    const signIn = error instanceof SignInRefused ? 'refused' : 'accepted';
    const advice = list.assumed
      ? `This path is assumed: ask JAGGAER for it, or leave it out. ${description}`
      : description;
    return { ...head, ok: false, signIn, result: message, advice };
  }
}
