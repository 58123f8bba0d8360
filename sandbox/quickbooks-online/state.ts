/** What the control API shows. */
import { createHash } from 'node:crypto';
import type { BookedBill } from '../books';
import { entityAt } from './entities';
import { render } from './render';
import type { EntityName } from './schema';
import type { Fields } from './values';
import { big, bigAt, fieldsAt, listAt, refAt, textAt } from './values';
import type { Stored, World } from './world';
import { allOf, recordOf } from './world';

/** Counts and meter; `?bills` the books, `?entity=Bill` records as answers show them, `?webhooks`, `?files`. */
export function readState(world: World, query: URLSearchParams): unknown {
  if (query.has('bills')) return { bills: booked(world) };
  if (query.has('webhooks')) return world.webhooks.show();
  if (query.has('files'))
    return {
      files: world.files.map(({ bytes, ...file }) => ({
        ...{ ...file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
      })),
    };
  const schema = entityAt(query.get('entity') ?? '');
  if (schema)
    return {
      records: allOf(world, schema.name).map((one) => render(world, one)),
      // as stored: with what answers mask
      stored: allOf(world, schema.name).map(({ id, fields }) => ({ id, fields })),
    };
  const now = world.now().getTime();
  return {
    counts: Object.fromEntries([...world.tables].map(([name, table]) => [name, table.size])),
    usage: world.usage,
    tokens: {
      grants: world.identity.grants.length,
      access: [...world.identity.access.values()].filter(({ ends }) => ends > now).length,
    },
    ...{ inside: world.inside.count, requestIds: world.answered.size },
    ...{ preferences: world.seed.preferences, settings: world.seed.settings },
  };
}

export interface QuickBooksBill extends BookedBill {
  /** QBO's own id. */
  id: string;
  note: string;
  date: string;
  dueDate: string;
  balance: string;
  lines: Array<BookedBill['lines'][number] & { memo: string; order?: { number: string; line: number } }>;
}

/**
 * Bills and vendor credits, as the comparison of the books wants them: the class as subaccount, the location of the
 * header as branch, vendors and accounts by their numbers.
 */
export const booked = (world: World): QuickBooksBill[] =>
  (['Bill', 'VendorCredit'] as const).flatMap((entity) =>
    allOf(world, entity).map((record) => show(world, record)),
  );

function show(world: World, record: Stored): QuickBooksBill {
  const { fields, entity, id } = record;
  const named = (to: EntityName, from: Fields, name: string) => {
    const target = recordOf(world, to, refAt(from, name));
    return target
      ? textAt(target.fields, 'AcctNum') || textAt(target.fields, 'FullyQualifiedName') || target.id
      : '';
  };
  const total = bigAt(fields, 'TotalAmt');
  const left = bigAt(fields, 'Balance');
  const note = textAt(fields, 'PrivateNote');
  const isVoided = total.eq(0) && note.startsWith('Voided');
  return {
    ...{ type: entity === 'Bill' ? 'Bill' : 'Debit Adj.', referenceNbr: id, id },
    ...{ vendor: named('Vendor', fields, 'VendorRef'), vendorRef: textAt(fields, 'DocNumber') },
    ...{ description: note, note, currency: refAt(fields, 'CurrencyRef'), amount: total.toFixed(2) },
    status: isVoided ? 'Voided' : left.eq(0) ? 'Paid' : left.lt(total) ? 'Partly Paid' : 'Open',
    ...{ date: textAt(fields, 'TxnDate'), dueDate: textAt(fields, 'DueDate'), balance: left.toFixed(2) },
    lines: listAt(fields, 'Line').map((line) => {
      const detail = fieldsAt(line, textAt(line, 'DetailType'));
      const item = recordOf(world, 'Item', refAt(detail, 'ItemRef'));
      const order = orderOf(world, line);
      return {
        account: item
          ? named('Account', item.fields, 'ExpenseAccountRef')
          : named('Account', detail, 'AccountRef'),
        subaccount: named('Class', detail, 'ClassRef'),
        branch: named('Department', fields, 'DepartmentRef'),
        ...{ amount: big(line.Amount).toFixed(2), memo: textAt(line, 'Description') },
        ...(order && { order }),
      };
    }),
  };
}

function orderOf(world: World, line: Fields): { number: string; line: number } | null {
  const link = listAt(line, 'LinkedTxn')[0];
  const order = link && recordOf(world, 'PurchaseOrder', textAt(link, 'TxnId'));
  const found = order && listAt(order.fields, 'Line').find((one) => one.Id === link.TxnLineId);
  return order && found
    ? { number: textAt(order.fields, 'DocNumber'), line: bigAt(found, 'LineNum').toNumber() }
    : null;
}
