/** Lines of bills, credits and orders. */
import type { Call } from './call';
import { refuse } from './fault';
import { linkedLines } from './orders';
import type { EntityName } from './schema';
import type { Fields } from './values';
import { bigAt, fieldsAt, listAt, refAt, textAt } from './values';
import type { Stored } from './world';
import { recordOf } from './world';

const ACCOUNT_LINE = 'AccountBasedExpenseLineDetail';
const ITEM_LINE = 'ItemBasedExpenseLineDetail';

/** The lines as they are stored: a line without an Id, or with an unknown one, is new [official]. @throws QboFault */
export function readLines(call: Call, entity: EntityName, fields: Fields, old?: Stored): Fields[] {
  const before = new Map(listAt(old?.fields, 'Line').map((line) => [textAt(line, 'Id'), line]));
  const numbers = [...before.keys()].map(Number);
  let last = Math.max(0, ...numbers.filter((number) => Number.isSafeInteger(number)));
  const lines = listAt(fields, 'Line').map((given, at) => {
    const element = `Line[${at}]`;
    checkLine(call, given, element);
    const id = textAt(given, 'Id');
    const known = before.get(id);
    // an id that is sent twice names only one line
    before.delete(id);
    const { LinkedTxn: links, Id: _id, LineNum: _number, ...rest } = tracked(call, given, element);
    void [_id, _number];
    return {
      ...{ Id: known ? id : String((last += 1)), LineNum: at + 1, ...rest },
      ...(entity !== 'PurchaseOrder' && { LinkedTxn: known ? (known.LinkedTxn ?? []) : (links ?? []) }),
      // what is left of a link that an existing line must not get
      ...{ wanted: known ? (links ?? null) : null, isNew: !known },
    };
  });
  const linked = entity === 'Bill' ? linkedLines(call, lines, refAt(fields, 'VendorRef'), old) : lines;
  return linked.map(({ wanted: _wanted, isNew: _isNew, ...line }) => {
    void [_wanted, _isNew];
    return line;
  });
}

function checkLine({ world }: Call, line: Fields, element: string): void {
  const type = textAt(line, 'DetailType');
  if (type === '')
    throw refuse('2020', 'Required parameter Line.DetailType is missing in the request', element);
  if (line.Amount === undefined)
    throw refuse('2020', 'Required parameter Line.Amount is missing in the request', element);
  if (line[type] === undefined)
    throw refuse('2020', `Required parameter Line.${type} is missing in the request`, element);
  const detail = fieldsAt(line, type);
  const [account, item] = [refAt(detail, 'AccountRef'), refAt(detail, 'ItemRef')];
  // an amount with neither item nor account [official: 6440]
  if ((type === ACCOUNT_LINE && account === '') || (type === ITEM_LINE && item === ''))
    throw refuse('6440', 'A line with an amount needs an item or an account.', element);
  if (type === ACCOUNT_LINE) return;
  const expense = refAt(recordOf(world, 'Item', item)?.fields, 'ExpenseAccountRef');
  // purchasable only with an expense account [official]; the code is inferred
  if (expense === '')
    throw refuse('6000', 'The item has no expense account and cannot be purchased.', element);
  if (detail.Qty === undefined || detail.UnitPrice === undefined) return;
  const product = bigAt(detail, 'Qty').times(bigAt(detail, 'UnitPrice')).round(2, 1);
  if (!product.eq(bigAt(line, 'Amount')))
    throw refuse(
      '6070',
      `Amount is not equal to UnitPrice * Qty. Supplied value:${bigAt(line, 'Amount').toString()}`,
      element,
    );
}

/** Classes while they are off: dropped or refused [open]. */
function tracked({ world, settings }: Call, line: Fields, element: string): Fields {
  const { ClassTrackingPerTxn, ClassTrackingPerTxnLine } = world.seed.preferences;
  const type = textAt(line, 'DetailType');
  const detail = fieldsAt(line, type);
  // bills use classes by line whatever the setting by transaction says [doc: rutter]
  if (detail.ClassRef === undefined || ClassTrackingPerTxn || ClassTrackingPerTxnLine) return line;
  if (settings.trackingOff === 'refused')
    throw refuse('5030', 'Feature Not Supported Error : Class tracking is off.', element);
  const { ClassRef: _class, ...rest } = detail;
  void _class;
  return { ...line, [type]: rest };
}
