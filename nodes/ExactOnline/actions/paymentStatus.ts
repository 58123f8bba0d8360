/** Payment status: how far purchase entries are paid. It is read only: nothing about payments is written to Exact Online. */
import type { Action } from '../../shared/actions';
import { modifiedAfter, modifiedSince } from '../../shared/filters';
import { documentsAction } from '../../shared/readAction';
import { TERM_FEED, entriesById, entriesOfTerms, isStamped, statusesOf } from '../payments';
import { connect } from '../transport/connection';
import { FIRST_VERSION, readFeed } from '../transport/feed';
import { versionAt } from '../transport/feedStart';

export const getPaymentStatuses: Action = documentsAction(
  [
    {
      ...modifiedAfter,
      description: 'Only entries of which a payment term changed from this moment on',
    },
    {
      displayName: 'Only Entries From JAGGAER',
      name: 'onlyFromJaggaer',
      type: 'boolean',
      default: true,
      description: 'Whether to leave out entries without the mark that Purchase Entry ▸ Post puts on them',
    },
  ],
  async ({ context, filters, limit }) => {
    const connection = await connect(context);
    const after = modifiedSince(filters)?.toJSDate() ?? null;
    const since = after === null ? FIRST_VERSION : await versionAt(connection, TERM_FEED.endPoint, after);
    const { rows } = await readFeed(connection, TERM_FEED.path, TERM_FEED.fields, since);
    const entries = await entriesById(connection, entriesOfTerms(rows));
    const wanted = entries.filter((entry) => filters.onlyFromJaggaer === false || isStamped(entry));
    return await statusesOf(connection, wanted.slice(0, limit), rows, after === null);
  },
);
