import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { errorWords } from '../../shared/actions';
import { SignInRefused } from '../../shared/http';
import { glIdOf } from '../documents/glValues';
import { purchaseOrderIdOf } from '../targets/purchaseOrder';
import { bravoIdOf } from '../targets/supplier';
import type { Connection, PathName } from '../transport/connection';
import { addressOf, connect } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { readDetail } from '../transport/invoice';
import { readListPage } from '../transport/list';
import { read } from '../transport/request';
import { invoiceIdOf } from '../trigger/rows';

interface ListCheck {
  path: PathName;
  name: string;
  assumed: boolean;
  idOf(row: Json): string;
  /** Reads the first record of the list by its id. */
  detail?: { path: PathName; name: string; read(target: Connection, id: string): Promise<unknown> };
}

const LISTS: ListCheck[] = [
  {
    ...{ path: 'invoices', name: 'Invoices', assumed: false, idOf: invoiceIdOf },
    detail: { path: 'invoice', name: 'Invoice', read: readDetail },
  },
  { path: 'suppliers', name: 'Suppliers', assumed: false, idOf: bravoIdOf },
  {
    ...{ path: 'purchaseOrders', name: 'Purchase orders', assumed: true, idOf: purchaseOrderIdOf },
    detail: {
      path: 'purchaseOrder',
      name: 'Purchase order',
      read: (target, id) => read(target, addressOf(target, 'purchaseOrder', id), `purchase order ${id}`),
    },
  },
  { path: 'glValues', name: 'GL account values', assumed: true, idOf: glIdOf },
];

const FIRST_IDS = 3;

/** Calls each configured address once and says in plain words what works; writes nothing. */
export const connection: Record<string, Action> = {
  check: {
    fields: [],
    async run(context, index) {
      const target = await connect(context);
      const rows: IDataObject[] = [];
      for (const list of LISTS) {
        const found = await tryList(target, list);
        rows.push(found);
        if (found.signIn === 'refused') break;
        const first = (found.firstIds as string[])[0];
        if (list.detail && first) rows.push(await tryDetail(target, list, list.detail, first));
      }
      return rows.map((json) => ({ json, pairedItem: { item: index } }));
    },
  },
};

async function tryList(target: Connection, list: ListCheck): Promise<IDataObject> {
  const head = { check: `JAGGAER: ${list.name}`, path: target.paths[list.path], assumed: list.assumed };
  try {
    const page = await readListPage(target, list.path, 1);
    const found =
      page.rows.length === 0 ? 'the list is empty' : `${page.rows.length} of ${page.total ?? '?'} rows`;
    return {
      ...head,
      ok: true,
      signIn: 'accepted',
      result: `Works: ${found}${page.warning ? `; warning: ${page.warning}` : ''}`,
      advice:
        page.rows.length === 0
          ? 'JAGGAER shows a document here only once it was exported: ask which events export it.'
          : '',
      container: page.container,
      firstIds: page.rows.slice(0, FIRST_IDS).map(list.idOf),
    };
  } catch (error) {
    return { ...head, ...failure(error, list.assumed), container: '', firstIds: [] };
  }
}

async function tryDetail(
  target: Connection,
  list: ListCheck,
  detail: NonNullable<ListCheck['detail']>,
  id: string,
): Promise<IDataObject> {
  const head = { check: `JAGGAER: ${detail.name}`, path: target.paths[detail.path], assumed: list.assumed };
  try {
    await detail.read(target, id);
    const result = `Works: ${id} was read`;
    return {
      ...head,
      ...{ ok: true, signIn: 'accepted', result, advice: '', container: '', firstIds: [id] },
    };
  } catch (error) {
    return { ...head, ...failure(error, list.assumed), container: '', firstIds: [id] };
  }
}

function failure(error: unknown, assumed: boolean): IDataObject {
  const { message, description } = errorWords(error);
  return {
    ok: false,
    signIn: error instanceof SignInRefused ? 'refused' : 'accepted',
    result: message,
    advice:
      assumed && !(error instanceof SignInRefused)
        ? `This path is assumed: ask JAGGAER for it, or leave it out. ${description}`
        : description,
  };
}
