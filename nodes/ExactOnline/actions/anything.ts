/** What the other resources do not cover: any endpoint, read by a query as OData writes it. */
import type { Action } from '../../shared/actions';
import { limitFields } from '../../shared/fields';
import { Refusal, held } from '../../shared/outcome';
import { itemOf } from '../../shared/readAction';
import { connect } from '../transport/connection';
import { list } from '../transport/list';
import type { Json } from '../transport/wire';

/** Bank data is personal: it leaves no record. */
const BANK = /bank|iban|biccode/i;
const withoutBank = (row: Json): Json =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !BANK.test(name)));

const PATH = /^(?:(?:bulk|sync|read)\/)?\w+(?:\/\w+)+$/;

/** Pages are read until the limit; one item a row. */
export const runAnyQuery: Action = {
  fields: [
    {
      displayName: 'Endpoint',
      name: 'path',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. financial/GLAccounts or bulk/CRM/Accounts',
      description: 'What stands behind the division in the address, without query',
    },
    {
      displayName: 'Fields',
      name: 'select',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. ID,Code,Description',
      description: 'Most endpoints give nothing unless the fields are named. Bank data is left out.',
    },
    {
      displayName: 'Filter',
      name: 'filter',
      type: 'string',
      default: '',
      placeholder: "e.g. Code eq '4100' and IsBlocked eq false",
      description:
        "As OData writes it: guid'…', datetime'2026-01-31T00:00:00', numbers of a Timestamp with L. Endpoints that have a feed take no query without a filter.",
    },
    {
      displayName: 'Order By',
      name: 'orderBy',
      type: 'string',
      default: '',
      placeholder: 'e.g. Modified desc',
    },
    ...limitFields,
  ],
  async run(context, index) {
    const text = (name: string): string => String(context.getNodeParameter(name, index, '')).trim();
    const path = text('path').replace(/^\/+|\/+$/g, '');
    const select = text('select')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    if (!PATH.test(path) || select.length === 0) {
      const words = select.length === 0 ? 'No field is named.' : `This is no endpoint: ${path || '(empty)'}.`;
      throw new Refusal(
        held('setting.query', words, 'Name endpoint and fields as Exact’s reference does.', 'support'),
      );
    }
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const [filter, orderBy] = [text('filter'), text('orderBy')];
    const rows = await list(await connect(context), { path, select, filter, orderBy, limit });
    return rows.map((row) => itemOf(withoutBank(row), index));
  },
};
