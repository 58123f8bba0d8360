/** Searchable lists behind the pickers; one page at a time, in the order of their record numbers. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { connect } from '../transport/connection';
import type { Filter } from '../transport/query';
import { query } from '../transport/query';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

const PAGE = 50;

interface Search {
  object: string;
  fields: string[];
  /** Fields that the typed text may be part of. */
  searched: string[];
  show(row: Row): { name: string; value: string };
}

const searcher = ({ object, fields, searched, show }: Search) =>
  async function search(
    this: ILoadOptionsFunctions,
    filter?: string,
    paginationToken?: string,
  ): Promise<INodeListSearchResult> {
    const words = (filter ?? '').trim();
    const conditions: Filter[] = [];
    if (words !== '')
      conditions.push({ or: searched.map((field) => ({ field, is: 'like', value: `%${words}%` })) });
    if (paginationToken)
      conditions.push({ field: 'RECORDNO', is: 'greaterthan', value: String(paginationToken) });
    const question = { object, fields, filter: { and: conditions }, limit: PAGE, ignoreCase: true };
    const rows = await connect(this)
      .then((connection) => query(connection, question))
      .catch((error: unknown) => {
        throw nodeError(this.getNode(), error);
      });
    const last = rows.at(-1);
    return {
      results: rows.map(show),
      ...(last && rows.length === PAGE ? { paginationToken: text(last, 'RECORDNO') } : {}),
    };
  };

/** Records that are known by an id and a title. */
const named = (object: string, id: string, title: string) =>
  searcher({
    ...{ object, fields: [id, title], searched: [id, title] },
    show: (row) => ({ name: `${text(row, id)} – ${text(row, title)}`, value: text(row, id) }),
  });

export const searchAccounts = named('GLACCOUNT', 'ACCOUNTNO', 'TITLE');
export const searchClasses = named('CLASS', 'CLASSID', 'NAME');
export const searchDepartments = named('DEPARTMENT', 'DEPARTMENTID', 'TITLE');
export const searchLocations = named('LOCATION', 'LOCATIONID', 'NAME');
export const searchProjects = named('PROJECT', 'PROJECTID', 'NAME');
export const searchVendors = named('VENDOR', 'VENDORID', 'NAME');
